namespace IocExplorer.Coordinator.Api;

/// <summary>A cached value that may be a little old. Concurrent callers share one read; a caller that cancels does not cancel it for the others.</summary>
/// <param name="read">Reads it anew.</param>
/// <param name="goodFor">How old it may be; counted from when it was asked for.</param>
internal sealed class Cached<T>(Func<CancellationToken, Task<T>> read, TimeSpan goodFor, TimeProvider time)
{
    private readonly Lock _gate = new();
    private Reading? _last;
    private bool _isVoid;

    /// <summary>Invalidates the value; a read in progress serves only callers that wait for it already.</summary>
    public void Invalidate()
    {
        lock (_gate)
        {
            _isVoid = true;
        }
    }

    public Task<T> GetAsync(CancellationToken cancellation)
    {
        lock (_gate)
        {
            if (_last is null || _isVoid || IsOld(_last))
            {
                _last = new(ReadAfterAsync(_last?.Value ?? Task.CompletedTask), time.GetTimestamp());
                _isVoid = false;
            }

            return _last.Value.WaitAsync(cancellation);
        }
    }

    /// <summary>
    /// One read at a time: what it reads into may be the same. Bounded by the statement time-out, not by the cancellation of the first caller.
    /// </summary>
    private Task<T> ReadAfterAsync(Task before) => Task.Run(
        async () =>
        {
            await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return await read(CancellationToken.None);
        },
        CancellationToken.None);

    private bool IsOld(Reading reading) =>
        reading.Value.IsCompleted && (!reading.Value.IsCompletedSuccessfully || time.GetElapsedTime(reading.AskedAt) >= goodFor);

    private sealed record Reading(Task<T> Value, long AskedAt);
}
