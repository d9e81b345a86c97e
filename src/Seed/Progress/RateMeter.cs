namespace IocExplorer.Seed.Progress;

/// <summary>Requests a minute over the last minute, from a counter that is looked at now and then.</summary>
/// <param name="since">When the counting began, since the start of the run.</param>
/// <param name="before">What had been counted by then.</param>
internal sealed class RateMeter(TimeSpan since, long before)
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);
    private readonly Queue<(TimeSpan At, long Count)> _looks = new([(since, before)]);
    private readonly RisingCounter _counter = new(before);

    /// <param name="at">Since the start of the run; never less than the last time.</param>
    public double PerMinute(TimeSpan at, long count)
    {
        var counted = _counter.Read(count);
        _looks.Enqueue((at, counted));
        while (_looks.Count > 2 && _looks.ElementAt(1).At <= at - Window)
        {
            _looks.Dequeue();
        }

        var (from, first) = _looks.Peek();
        return at > from ? (counted - first) / (at - from).TotalMinutes : 0;
    }
}
