using IocExplorer.Coordinator.Trees;

namespace IocExplorer.Coordinator.Hunts;

/// <summary>Counts the queries of one walk by source.</summary>
internal sealed class SourceTally(SourceIndex index)
{
    private readonly QueryTotals[] _counts = new QueryTotals[index.Names.Length];

    // By the walk's own number of the query, which counts from 0 in the order in which queries are handed out.
    private readonly List<int> _sourceOf = [];

    /// <summary>Queries that the walk has handed out for the first time.</summary>
    public void Asked(IReadOnlyList<TreeQuery> queries)
    {
        for (var i = 0; i < queries.Count; i++)
        {
            var source = index.Of(queries[i].Operation);
            _sourceOf.Add(source);
            _counts[source] += new QueryTotals(1, 0, 0, 0, 0, 0);
        }
    }

    /// <summary>An answer that the walk has taken.</summary>
    /// <param name="number">The walk's number of the query.</param>
    /// <param name="origin">Counts where it came from; nothing else.</param>
    public void Answered(int number, Answer answer, QueryTotals origin) => _counts[_sourceOf[number]] += origin with
    {
        Found = answer is Answer.Found ? 1 : 0,
        Empty = answer is Answer.Empty ? 1 : 0,
        NotAnswered = answer is Answer.NotAnswered ? 1 : 0,
    };

    /// <summary>By number of the source; not written to any more.</summary>
    public QueryTotals[] Snapshot() => [.. _counts];
}
