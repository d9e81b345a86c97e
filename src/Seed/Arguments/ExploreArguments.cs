using IocExplorer.Coordinator.Hunts;

namespace IocExplorer.Seed.Arguments;

/// <summary>The arguments of <c>explore</c>. Values that are settings too are checked with the settings.</summary>
internal sealed record ExploreArguments
{
    /// <summary>The file with seeds; <c>-</c> is standard input.</summary>
    public required string Input { get; init; }

    /// <summary>The folder for the trees.</summary>
    public required string Output { get; init; }

    public string? Depth { get; init; }

    public string? Config { get; init; }

    public string? Database { get; init; }

    public IReadOnlyList<string> Relations { get; init; } = [];

    public bool Refresh { get; init; }

    public string? MaxAge { get; init; }

    public string? Summary { get; init; }

    /// <summary>For people; null: after the file.</summary>
    public string? Name { get; init; }

    /// <summary>The earlier hunt to compare with, as the user wrote it.</summary>
    public string? Since { get; init; }

    /// <summary>Files for other tools, <c>FORMAT=FILE</c> each.</summary>
    public IReadOnlyList<string> Exports { get; init; } = [];

    /// <summary>The hunt's rules as written, unchecked.</summary>
    public HuntRulesInput RulesInput { get; init; } = new();

    /// <summary>Nothing is asked outside.</summary>
    public bool Offline { get; init; }

    public bool Plain { get; init; }

    public bool Quiet { get; init; }
}
