using IocExplorer.Coordinator.Hunts;
using IocExplorer.Seed.Service;

namespace IocExplorer.Seed.Arguments;

/// <summary>The arguments of <c>submit</c>.</summary>
internal sealed record SubmitArguments
{
    public required ServiceArguments Service { get; init; }

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

    /// <summary>Stays until the hunt has ended.</summary>
    public bool Watch { get; init; }

    /// <summary>The folder for the trees, as the user wrote it; null when they are not wanted. Stays until the hunt has ended.</summary>
    public string? Output { get; init; }

    public bool Quiet { get; init; }
}
