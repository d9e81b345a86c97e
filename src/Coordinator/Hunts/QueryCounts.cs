namespace IocExplorer.Coordinator.Hunts;

/// <summary>The queries of trees. A query that two trees need counts in both.</summary>
/// <param name="Asked">Queries needed and asked.</param>
/// <param name="Found">Answered with relations.</param>
/// <param name="Empty">Answered: the source knows of nothing.</param>
/// <param name="NotAnswered">Not answered: says nothing about the IOC.</param>
public readonly record struct QueryCounts(long Asked, long Found, long Empty, long NotAnswered)
{
    /// <summary>Asked and still open.</summary>
    public long Waiting => Asked - Found - Empty - NotAnswered;

    public static QueryCounts operator +(QueryCounts left, QueryCounts right) => Add(left, right);

    public static QueryCounts Add(QueryCounts left, QueryCounts right) => new(
        left.Asked + right.Asked, left.Found + right.Found, left.Empty + right.Empty, left.NotAnswered + right.NotAnswered);
}
