namespace IocExplorer.Hosting.Configuration;

/// <summary>Which lists say what is known of IOCs.</summary>
public sealed record TagSettings
{
    /// <summary>Where `lists update` fetches lists when nobody says otherwise: MISP's repository as an archive.</summary>
    public const string PublicArchive = "https://codeload.github.com/MISP/misp-warninglists/zip/refs/heads/main";

    /// <summary>Folders, archives and files with lists in MISP's warninglist format or of the user's own, whole paths. Default none.</summary>
    public IReadOnlyList<string> Lists { get; init; } = [];

    /// <summary>Lists of popular names (Tranco, Umbrella, Majestic), whole paths. Default none.</summary>
    public IReadOnlyList<string> TopLists { get; init; } = [];

    /// <summary>Whether the lists that come with the program are used. Default true.</summary>
    public bool BuiltIn { get; init; } = true;

    /// <summary>The archive that <c>lists update</c> fetches: a zip or tar.gz, by https or from this machine.</summary>
    public string UpdateFrom { get; init; } = PublicArchive;
}
