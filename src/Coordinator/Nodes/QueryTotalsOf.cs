using IocExplorer.Coordinator.Hunts;
using IocExplorer.Messages.Service;

namespace IocExplorer.Coordinator.Nodes;

/// <summary>The counts of walks in the words of the API.</summary>
internal static class QueryTotalsOf
{
    public static Dictionary<string, QueryTotals> BySource(OwnedTree tree) => BySource(tree.Hunt.Sources, tree.Run.Counts);

    public static Dictionary<string, QueryTotals> BySource(SourceIndex sources, TreeCounts counts)
    {
        var totals = new Dictionary<string, QueryTotals>(StringComparer.Ordinal);
        for (var i = 0; i < counts.BySource.Count; i++)
        {
            var (queries, answers) = counts.BySource[i];
            totals.Add(sources.Names[i], new(queries.Asked, queries.Found, queries.Empty, queries.NotAnswered, answers.FromLedger, answers.Shared));
        }

        return totals;
    }
}
