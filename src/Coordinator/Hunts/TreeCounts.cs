namespace IocExplorer.Coordinator.Hunts;

/// <summary>Where a walk stands; replaced as a whole by its coordinator, read by anybody.</summary>
/// <param name="BySource">By number of the source; empty for no queries at all.</param>
internal sealed record TreeCounts(QueryTotals Queries, NotAsked NotAsked, IReadOnlyList<QueryTotals> BySource)
{
    public static TreeCounts None { get; } = new(default, default, []);

    public static TreeCounts operator +(TreeCounts left, TreeCounts right) => new(
        left.Queries + right.Queries,
        left.NotAsked + right.NotAsked,
        left.BySource.Count == 0 ? right.BySource
            : right.BySource.Count == 0 ? left.BySource
            : [.. left.BySource.Zip(right.BySource, QueryTotals.Add)]);
}
