using IocExplorer.Coordinator.Trees;
using IocExplorer.Persistence.Postgres.Hunts;

namespace IocExplorer.Coordinator.Nodes;

/// <summary>How a coordinator node works.</summary>
public sealed record CoordinatorNodeOptions
{
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Trees of one hunt explored at once on this node. Few leave sources idle while each tree waits for its last answers; many take memory. Default 64.</summary>
    public int TreesOfAHunt { get; init; } = 64;

    /// <summary>Trees explored at once on this node, of all hunts. A hunt that comes later finds room, as long as there are not more than this allows. Default 512.</summary>
    public int TreesInAll { get; init; } = 512;

    /// <summary>How often hunts are looked at when nothing else calls for it. Longer: others' changes (a hunt submitted elsewhere, a pause) are seen later. Default 1 s.</summary>
    public TimeSpan LookEvery { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>What lists know of IOCs; null when there is none.</summary>
    public HouseTags? Tags { get; init; }

    /// <summary>Told of every tree that has come to an end, and whether its result was accepted (else the lease was void). For logs and metrics.</summary>
    public Action<FinishedTree, bool>? Recorded { get; init; }

    /// <summary>Told of every crash: who, what, and whether it is given up. For logs.</summary>
    public Action<string, Exception, bool>? Crashed { get; init; }
}
