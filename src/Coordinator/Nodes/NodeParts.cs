using IocExplorer.Actors;
using IocExplorer.Coordinator.Hunts;
using IocExplorer.Coordinator.Trees;
using IocExplorer.Messages;
using IocExplorer.Persistence.Postgres.Hunts;

namespace IocExplorer.Coordinator.Nodes;

/// <summary>What a <see cref="NodeSupervisor"/> works with. It outlives the supervisor's crashes, and so do the trees.</summary>
internal sealed record NodeParts
{
    public required TreeStore Store { get; init; }

    /// <summary>This node, its newest row.</summary>
    public required Func<NodeId> Node { get; init; }

    /// <summary>Whether the node may believe that its lease holds.</summary>
    public required Func<bool> IsTrusted { get; init; }

    /// <summary>Live coordinators, this one among them.</summary>
    public required Func<int> Coordinators { get; init; }

    /// <summary>The operations that live workers offer, in tree order.</summary>
    public required Func<CancellationToken, ValueTask<IReadOnlyList<OperationId>>> Offers { get; init; }

    /// <summary>The operations of a hunt, in the order given.</summary>
    public required Func<IReadOnlyList<OperationId>, CancellationToken, ValueTask<OperationCatalogue>> Catalogue { get; init; }

    /// <summary>What lists know of IOCs; null when there is none.</summary>
    public HouseTags? Tags { get; init; }

    /// <summary>Starts the coordinator of a tree.</summary>
    public required Func<OwnedTree, Mailbox<NodeMessage>, Mailbox<CoordinatorMessage>> Explore { get; init; }

    /// <summary>Takes back what a hunt has in line.</summary>
    public required Func<HuntId, CancellationToken, ValueTask> Withdraw { get; init; }

    public required TreeRecorder Recorder { get; init; }

    public required TreeShares Shares { get; init; }

    /// <summary>How many waiting trees of a hunt are worth counting.</summary>
    public required int TreesOfAHunt { get; init; }

    public required TreeBoard Board { get; init; }

    public required Action<Notice> Notices { get; init; }

    public required TimeSpan LookEvery { get; init; }

    /// <summary>Ends when everything is given back or recorded, after a stop.</summary>
    public TaskCompletionSource Stopped { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}
