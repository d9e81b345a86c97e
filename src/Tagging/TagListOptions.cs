namespace IocExplorer.Tagging;

/// <summary>Which lists are loaded.</summary>
public sealed record TagListOptions
{
    /// <summary>
    /// Folders, archives (<c>.zip</c>, <c>.tar.gz</c>, <c>.tgz</c>, <c>.tar</c>) and files with lists in MISP's warninglist format (<c>.json</c>) or the user's
    /// own lists (anything else, a value a line). A folder may hold <c>classes.json</c> and <c>public_suffix_list.dat</c>. Default none.
    /// </summary>
    public IReadOnlyList<string> Paths { get; init; } = [];

    /// <summary>
    /// Lists of popular names: CSV files with <c>rank,domain</c> a line (Tranco, Umbrella) or as Majestic writes them, or such a file in a zip. Default none.
    /// </summary>
    public IReadOnlyList<string> TopLists { get; init; } = [];

    /// <summary>Whether the lists that come with the program are used. Default true.</summary>
    public bool UseBuiltIn { get; init; } = true;
}
