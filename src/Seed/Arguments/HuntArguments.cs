using IocExplorer.Coordinator.Hunts;

namespace IocExplorer.Seed.Arguments;

/// <summary>What <c>explore</c> and <c>submit</c> have in common. Values that are settings too are checked with the settings.</summary>
internal sealed record HuntArguments
{
    /// <summary>The file with seeds; <c>-</c> is standard input.</summary>
    public required string Input { get; init; }

    /// <summary>For people; null: after the file.</summary>
    public string? Name { get; init; }

    public string? Depth { get; init; }

    public string? MaxAge { get; init; }

    public bool Refresh { get; init; }

    /// <summary>The hunt's rules as written, unchecked.</summary>
    public HuntRulesInput RulesInput { get; init; } = new();

    public bool Plain { get; init; }
}
