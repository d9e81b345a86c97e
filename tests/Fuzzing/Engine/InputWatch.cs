namespace IocExplorer.Fuzzing.Engine;

/// <summary>
/// What one thread is busy with, and since when: on a monotonic clock, and in processor time of the whole process, so that a busy machine is not taken for a
/// hang.
/// </summary>
internal sealed class InputWatch(TimeProvider time)
{
    private readonly Lock _gate = new();
    private string? _kind;
    private long _number;
    private long _started;
    private TimeSpan _processor;

    public void Begin(string kind, long number)
    {
        lock (_gate)
        {
            (_kind, _number, _started, _processor) = (kind, number, time.GetTimestamp(), TimeSpan.Zero);
        }
    }

    /// <returns>How long it took.</returns>
    public TimeSpan End()
    {
        lock (_gate)
        {
            _kind = null;
            return time.GetElapsedTime(_started);
        }
    }

    /// <summary>To be asked at short intervals.</summary>
    /// <param name="bound">For both clocks.</param>
    /// <returns>The input that this thread is busy with for longer; null when there is none.</returns>
    public (string Kind, long Number)? Over(TimeSpan bound)
    {
        lock (_gate)
        {
            if (_kind is null || time.GetElapsedTime(_started) < bound)
            {
                return null;
            }

            // Counted from the first time that the bound was passed: what it took until then may have been the work of others.
            var now = Environment.CpuUsage.TotalTime;
            _processor = _processor == TimeSpan.Zero ? now : _processor;
            return now - _processor >= bound || time.GetElapsedTime(_started) > bound * 100 ? (_kind, _number) : null;
        }
    }
}
