using IocExplorer.Coordinator.Hunts;
using IocExplorer.Coordinator.Trees;

namespace IocExplorer.Coordinator.Exploring;

/// <summary>What the trees of a hunt share on a node, made of its plan once. Immutable; any thread.</summary>
internal sealed class PreparedHunt
{
    /// <param name="tags">Tags IOCs by lists; null without lists.</param>
    public PreparedHunt(HuntId hunt, HuntPlan plan, TagRule? tags)
    {
        var catalogue = new OperationCatalogue([.. plan.Operations.Select(operation => (operation.Id, operation.Operation))]);
        Hunt = hunt;
        Plan = plan;
        Policies = new(catalogue, plan.Depth, plan.SendReserved, plan.Rules, tags);
        Sources = new(catalogue);
        Live = plan.Operations.Where(operation => operation.Operation.IsLive).Select(operation => operation.Id).ToHashSet();
    }

    public HuntId Hunt { get; }

    public HuntPlan Plan { get; }

    public HuntPolicies Policies { get; }

    public SourceIndex Sources { get; }

    /// <summary>Operations whose answers may be other ones from one moment to the next.</summary>
    public IReadOnlySet<OperationId> Live { get; }
}
