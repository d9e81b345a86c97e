namespace IocExplorer.Coordinator.Api;

/// <summary>A cached value that may be a little old. Concurrent callers share one read; a caller that cancels does not cancel it for the others.</summary>
/// <param name="read">Reads it anew.</param>
/// <param name="goodFor">How old it may be; counted from the start of the read.</param>
internal sealed class Cached<T>(Func<CancellationToken, Task<T>> read, TimeSpan goodFor, TimeProvider time)
{
    private readonly Lock _gate = new();
    private Reading? _last;

    /// <summary>Invalidates the value; a read in progress serves only callers that wait for it already.</summary>
    public void Invalidate()
    {
        lock (_gate)
        {
            _last = null;
        }
    }

    public Task<T> GetAsync(CancellationToken cancellation)
    {
        lock (_gate)
        {
            if (_last is null || IsOld(_last))
            {
                // Bounded by the statement time-out, not by the cancellation of the first caller.
                _last = new(Task.Run(() => read(CancellationToken.None), CancellationToken.None), time.GetTimestamp());
            }

            return _last.Value.WaitAsync(cancellation);
        }
    }

    private bool IsOld(Reading reading) =>
        reading.Value.IsCompleted && (!reading.Value.IsCompletedSuccessfully || time.GetElapsedTime(reading.BeganAt) >= goodFor);

    private sealed record Reading(Task<T> Value, long BeganAt);
}
