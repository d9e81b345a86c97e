using IocExplorer.Coordinator.Trees;
using IocExplorer.Messages;

namespace IocExplorer.Coordinator.Hunts;

/// <summary>Counts the queries of one walk by source.</summary>
internal sealed class SourceTally(SourceIndex index)
{
    private readonly SourceCounts[] _counts = new SourceCounts[index.Names.Length];

    // By the walk's own number of the query, which counts from 0 in the order in which queries are handed out.
    private readonly List<int> _sourceOf = [];

    /// <summary>Queries that the walk has handed out for the first time.</summary>
    public void Asked(IReadOnlyList<TreeQuery> queries)
    {
        for (var i = 0; i < queries.Count; i++)
        {
            var source = index.Of(queries[i].Operation);
            _sourceOf.Add(source);
            _counts[source] += new SourceCounts(new(1, 0, 0, 0), default);
        }
    }

    /// <summary>An answer that the walk has taken.</summary>
    public void Answered(int number, Answer answer, AnswerOrigins origin) => _counts[_sourceOf[number]] += new SourceCounts(
        new(0, answer is Answer.Found ? 1 : 0, answer is Answer.Empty ? 1 : 0, answer is Answer.NotAnswered ? 1 : 0),
        origin);

    /// <summary>By number of the source; not written to any more.</summary>
    public SourceCounts[] Snapshot() => [.. _counts];
}
