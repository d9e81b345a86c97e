namespace IocExplorer.SourceSimulator.Accounting;

/// <summary>Counts what one API key, or one source, does.</summary>
internal sealed class KeyCounter(long ticksPerMinute)
{
    private readonly SlidingWindow _all = new(ticksPerMinute);
    private readonly SlidingWindow _accepted = new(ticksPerMinute);
    private long _requests;
    private long _throttled;

    public void Add(long now, bool withWindow)
    {
        _ = Interlocked.Increment(ref _requests);
        if (withWindow)
        {
            _all.Add(now);
        }
    }

    /// <summary>Takes a request out of the quota; what is refused costs nothing.</summary>
    public bool TryTakePermit(long now, int perMinute, out long ticksUntilRoom)
    {
        var isTaken = _accepted.TryAdd(now, perMinute, out ticksUntilRoom);
        _ = isTaken ? 0 : Interlocked.Increment(ref _throttled);
        return isTaken;
    }

    public KeyCount Read() => new(Interlocked.Read(ref _requests), _all.Most, Interlocked.Read(ref _throttled));
}
