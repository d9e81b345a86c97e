namespace IocExplorer.Seed.Progress;

/// <summary>A counter added up over nodes, made so that it never falls: what a node had counted is missing from the sum when the node starts anew.</summary>
/// <param name="before">What had been counted when the counting began.</param>
internal sealed class RisingCounter(long before)
{
    private long _last = before;
    private long _gone;
    private long _fall;

    /// <param name="count">What the nodes have counted now.</param>
    public long Read(long count)
    {
        if (count < _last)
        {
            _fall = _last - count;
            _gone += _fall;
        }
        else if (_fall > 0 && count - _last >= _fall)
        {
            // A node that was away is back with all that it had counted: it had not started anew.
            _gone -= _fall;
            _fall = 0;
        }

        _last = count;
        return _gone + count;
    }
}
