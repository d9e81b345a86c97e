namespace IocExplorer.Seed.Progress;

/// <summary>A counter added up over nodes, made so that it never falls: what a node had counted is missing from the sum when the node starts anew.</summary>
/// <param name="before">What had been counted when the counting began.</param>
internal sealed class RisingCounter(long before)
{
    private long _last = before;
    private long _gone;

    /// <param name="count">What the nodes have counted now.</param>
    public long Read(long count)
    {
        _gone += Math.Max(0, _last - count);
        _last = count;
        return _gone + count;
    }
}
