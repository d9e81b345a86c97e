using IocExplorer.Coordinator.Hunts;
using IocExplorer.Messages.Service.Nodes;

namespace IocExplorer.Coordinator.Exploring;

/// <summary>The status of a coordinator node, in the types of the API.</summary>
internal static class CoordinatorAccount
{
    public static CoordinatorStatus Of(ActiveTrees trees, int supervised)
    {
        // A tree whose result is recorded counts in its hunt already.
        List<ActiveTree> exploring = [.. trees.All.Where(tree => tree.Phase != TreePhase.Ended)];
        return new(exploring.Count, [.. exploring.GroupBy(tree => tree.Id.Hunt.Value).Select(Share)], supervised);
    }

    private static HuntShare Share(IGrouping<long, ActiveTree> trees)
    {
        var totals = new Dictionary<string, QueryTotals>(StringComparer.Ordinal);
        foreach (var (source, counts) in trees.SelectMany(tree => tree.Sources.ByName(tree.Counts.BySource)))
        {
            totals[source] = totals.GetValueOrDefault(source, QueryTotals.None) + counts;
        }

        return new(trees.Key, trees.Count(), totals);
    }
}
