using IocExplorer.Coordinator.Hunts;
using IocExplorer.Coordinator.Trees;
using IocExplorer.Messages;
using IocExplorer.Persistence.Postgres.Hunts;

namespace IocExplorer.Coordinator.Nodes;

/// <summary>What the trees of a hunt share on a node. Made anew when the hunt has changed (a retry accepts other failures).</summary>
internal sealed class HuntOnNode(OpenHunt hunt, OperationCatalogue catalogue, HouseTags? tags)
{
    public OpenHunt Hunt { get; } = hunt;

    public HuntPolicies Policies { get; } = new(catalogue, hunt.Depth, hunt.SendReserved, hunt.Rules, tags?.For(hunt.Rules));

    public SourceIndex Sources { get; } = new(catalogue);
}
