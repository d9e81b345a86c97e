namespace IocExplorer.Workers.Http;

/// <summary>Keeps a least distance between requests. For sources that count by the second; quotas of minutes and days are the gate's.</summary>
/// <param name="distance">Between the starts of two requests; zero for none.</param>
internal sealed class SourcePace(TimeSpan distance, TimeProvider time)
{
    private readonly Lock _lock = new();
    private long? _next;

    /// <summary>Waits for the next turn. A cancelled caller leaves its slot unused: at worst the source is asked a little slower.</summary>
    public Task WaitAsync(CancellationToken cancellation)
    {
        var wait = distance > TimeSpan.Zero ? Reserve() : TimeSpan.Zero;
        return wait > TimeSpan.Zero ? Task.Delay(wait, time, cancellation) : Task.CompletedTask;
    }

    private TimeSpan Reserve()
    {
        var step = (long)(distance.TotalSeconds * time.TimestampFrequency);
        lock (_lock)
        {
            var now = time.GetTimestamp();
            var turn = Math.Max(now, _next ?? now);
            _next = turn + step;
            return time.GetElapsedTime(now, turn);
        }
    }
}
