using IocExplorer.Coordinator.Trees;

namespace IocExplorer.Coordinator.Hunts;

/// <summary>What to hunt for, and how.</summary>
public sealed record HuntOptions
{
    /// <summary>One tree each. A seed that stands twice is explored once.</summary>
    public required IReadOnlyList<Ioc> Seeds { get; init; }

    /// <summary>As people call it; null without one.</summary>
    public string? Name { get; init; }

    /// <summary>Levels below the seed; IOCs on the last level are shown and not asked about. 0 shows the seed alone. Default 3.</summary>
    public int Depth { get; init; } = 3;

    /// <summary>Where TXT and JSON files go; made when it is not there.</summary>
    public required string OutputDirectory { get; init; }

    /// <summary>Leaves out of the trees what those of the original tool do not have (what is missing, what was cut).</summary>
    public bool Plain { get; init; }

    /// <summary>How old the answers may be.</summary>
    public required Freshness Freshness { get; init; }

    /// <summary>Asks external sources about private, reserved and internal IOCs too. Default: only internal sources are asked about those.</summary>
    public bool SendReserved { get; init; }

    /// <summary>Rules on what is followed and sent.</summary>
    public HuntRules Rules { get; init; } = new();

    /// <summary>Seeds whose sharing level is not that of the rules.</summary>
    public IReadOnlyDictionary<Ioc, SharingLevel> Sharing { get; init; } = new Dictionary<Ioc, SharingLevel>();

    /// <summary>Tags IOCs by lists; null without lists.</summary>
    public TagListCatalog? Tags { get; init; }

    /// <summary>
    /// Trees explored and written at a time. Few leave sources idle while each tree waits for its last answers; many take memory. Default 64.
    /// </summary>
    public int ActiveTrees { get; init; } = 64;

    /// <exception cref="ArgumentOutOfRangeException">Names the option, its value and what it may be.</exception>
    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfNegative(Depth);
        ArgumentOutOfRangeException.ThrowIfLessThan(ActiveTrees, 1);
    }
}
