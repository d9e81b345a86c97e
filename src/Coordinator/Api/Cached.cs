namespace IocExplorer.Coordinator.Api;

/// <summary>Something read that may be a little old. Many ask for it at once, one reads; a failure is nobody's but those who wait for it.</summary>
/// <param name="read">Reads it anew.</param>
/// <param name="goodFor">How old it may be; counted from the start of the read.</param>
internal sealed class Cached<T>(Func<CancellationToken, Task<T>> read, TimeSpan goodFor, TimeProvider time)
    where T : class
{
    private readonly SemaphoreSlim _reading = new(1);
    private Read? _last;

    /// <summary>Forgets what was read; a read that is under way does not count either.</summary>
    public void Invalidate() => Volatile.Write(ref _last, null);

    public async Task<T> GetAsync(CancellationToken cancellation)
    {
        if (Good() is { } known)
        {
            return known;
        }

        await _reading.WaitAsync(cancellation);
        try
        {
            if (Good() is { } meanwhile)
            {
                return meanwhile;
            }

            // Whoever invalidates takes this marker away, and the read, which may be too old, is not kept.
            var began = new Read(null, time.GetTimestamp());
            Volatile.Write(ref _last, began);
            var value = await read(cancellation);
            Interlocked.CompareExchange(ref _last, began with { Value = value }, began);
            return value;
        }
        finally
        {
            _reading.Release();
        }
    }

    private T? Good() => Volatile.Read(ref _last) is { Value: { } value } last && time.GetElapsedTime(last.At) < goodFor ? value : null;

    private sealed record Read(T? Value, long At);
}
