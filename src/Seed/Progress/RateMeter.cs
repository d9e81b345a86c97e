namespace IocExplorer.Seed.Progress;

/// <summary>Requests a minute over the last minute, from a counter that is looked at now and then.</summary>
internal sealed class RateMeter
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);
    private readonly Queue<(TimeSpan At, long Count)> _looks = new([(TimeSpan.Zero, 0)]);

    /// <param name="at">Since the start of the run; never less than the last time.</param>
    public double PerMinute(TimeSpan at, long count)
    {
        _looks.Enqueue((at, count));
        while (_looks.Count > 2 && _looks.ElementAt(1).At <= at - Window)
        {
            _looks.Dequeue();
        }

        var (since, first) = _looks.Peek();
        return at > since ? (count - first) / (at - since).TotalMinutes : 0;
    }
}
