namespace IocExplorer.Hosting.Configuration;

/// <summary>Which lists tell what is known of IOCs.</summary>
public sealed record TagSettings
{
    /// <summary>Full paths of folders, archives and files with lists.</summary>
    public IReadOnlyList<string> Lists { get; init; } = [];

    /// <summary>Full paths of lists of popular names.</summary>
    public IReadOnlyList<string> TopLists { get; init; } = [];

    /// <summary>
    /// Whether the lists that come with the program are used. Null when not set: then they are where lists are configured or a hunt asks for tags.
    /// </summary>
    public bool? BuiltIn { get; init; }

    /// <summary>Where <c>lists update</c> fetches from; null: the MISP project's archive.</summary>
    public Uri? UpdateFrom { get; init; }
}
