namespace IocExplorer.Coordinator.Api;

/// <summary>Something read that may be a little old. However many ask for it at once, one reads; whoever stops waiting does not stop the others.</summary>
/// <param name="read">Reads it anew.</param>
/// <param name="goodFor">How old it may be; counted from the start of the read.</param>
internal sealed class Cached<T>(Func<CancellationToken, Task<T>> read, TimeSpan goodFor, TimeProvider time)
{
    private readonly Lock _gate = new();
    private Reading? _last;

    /// <summary>Forgets what was read; a read that is under way counts for those who wait for it already, and for nobody else.</summary>
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
                // Bounded by the time that a statement may take, not by the patience of the one who asked first.
                _last = new(Task.Run(() => read(CancellationToken.None), CancellationToken.None), time.GetTimestamp());
            }

            return _last.Value.WaitAsync(cancellation);
        }
    }

    private bool IsOld(Reading reading) =>
        reading.Value.IsCompleted && (!reading.Value.IsCompletedSuccessfully || time.GetElapsedTime(reading.BeganAt) >= goodFor);

    private sealed record Reading(Task<T> Value, long BeganAt);
}
