using IocExplorer.Coordinator.Hunts;
using IocExplorer.Messages;
using IocExplorer.Persistence.Postgres.Hunts;

namespace IocExplorer.Coordinator.Nodes;

/// <summary>A tree that this node owns, as far as it knows.</summary>
/// <param name="taken">With its lease.</param>
/// <param name="hunt">Its hunt.</param>
internal sealed class OwnedTree(TakenTree taken, HuntOnNode hunt)
{
    public TreeLease Lease { get; } = taken.Lease;

    public int Deaths { get; } = taken.Deaths;

    public SharingLevel Sharing { get; } = taken.Sharing;

    public HuntOnNode Hunt { get; } = hunt;

    public TreeRun Run { get; } = new(taken.Seed, taken.NameIsTaken);
}
