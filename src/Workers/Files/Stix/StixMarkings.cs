using System.Text.Json;

namespace IocExplorer.Workers.Files.Stix;

/// <summary>Marking definitions that are Traffic Light Protocol: those of version 1 and 2 have fixed ids, which bundles use without including them.</summary>
internal static class StixMarkings
{
    private static readonly Dictionary<string, SharingLevel> s_known = new(StringComparer.OrdinalIgnoreCase)
    {
        ["marking-definition--613f2e26-407d-48c7-9eca-b8e91df99dc9"] = SharingLevel.Clear,
        ["marking-definition--34098fce-860f-48ae-8e50-ebd3cc5e41da"] = SharingLevel.Green,
        ["marking-definition--f88d31f6-486f-44da-b317-01333bde0b82"] = SharingLevel.Amber,
        ["marking-definition--5e57c739-391a-4eb3-b6be-7d15ca92d5ed"] = SharingLevel.Red,
        ["marking-definition--94868c89-83c2-464b-929b-a1a8aa3c8487"] = SharingLevel.Clear,
        ["marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb"] = SharingLevel.Green,
        ["marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421"] = SharingLevel.Amber,
        ["marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b003"] = SharingLevel.AmberStrict,
        ["marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1"] = SharingLevel.Red,
    };

    public static SharingLevel? Known(string id) => s_known.TryGetValue(id, out var level) ? level : null;

    /// <summary>Of a marking definition in the bundle; null when it is no TLP.</summary>
    public static SharingLevel? Of(JsonElement marking)
    {
        var name = marking.TryGetMember("definition", out var definition) && definition.Text("tlp") is { } tlp ? tlp : marking.Text("name");
        var isTlp = marking.Text("definition_type") == "tlp" || name?.StartsWith("tlp:", StringComparison.OrdinalIgnoreCase) == true;
        return isTlp && name is not null && SharingLevelNames.TryParse(name, out var level) ? level : null;
    }
}
