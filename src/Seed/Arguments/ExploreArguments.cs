namespace IocExplorer.Seed.Arguments;

/// <summary>The arguments of <c>explore</c>. Values that are settings too are checked with the settings.</summary>
internal sealed record ExploreArguments
{
    public required HuntArguments Hunt { get; init; }

    /// <summary>The folder for the trees.</summary>
    public required string Output { get; init; }

    public string? Config { get; init; }

    public string? Database { get; init; }

    public IReadOnlyList<string> Relations { get; init; } = [];

    public string? Summary { get; init; }

    /// <summary>The earlier hunt to compare with, as the user wrote it.</summary>
    public string? Since { get; init; }

    /// <summary>Files for other tools, <c>FORMAT=FILE</c> each.</summary>
    public IReadOnlyList<string> Exports { get; init; } = [];

    /// <summary>Nothing is asked outside.</summary>
    public bool Offline { get; init; }

    public bool Quiet { get; init; }
}
