namespace IocExplorer.Analysis.Exports.Stix;

/// <summary>The marking definitions of the Traffic Light Protocol 2.0, with the ids that are the same everywhere.</summary>
internal static class StixMarkings
{
    /// <summary>The extension by which the protocol's second version is marked.</summary>
    public const string Extension = "extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d";

    /// <summary>When they were published.</summary>
    public const string Created = "2022-10-01T00:00:00.000Z";

    public static string IdOf(SharingLevel level) => level switch
    {
        SharingLevel.Clear => "marking-definition--94868c89-83c2-464b-929b-a1a8aa3c8487",
        SharingLevel.Green => "marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb",
        SharingLevel.Amber => "marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421",
        SharingLevel.AmberStrict => "marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b003",
        SharingLevel.Red => "marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1",
        _ => throw new ArgumentOutOfRangeException(nameof(level), level, "No such sharing level."),
    };
}
