namespace IocExplorer.Hosting.Clustering;

/// <summary>
/// The database's clock, which all nodes share: measured with each beat and carried on in between by the machine's monotonic clock. It does not move when an
/// operator sets the machine's clock. Before the first measurement it goes on from the machine's clock as it was when this was made.
/// </summary>
/// <param name="machine">Gives the monotonic clock and the timers.</param>
public sealed class StoreTime(TimeProvider machine) : TimeProvider
{
    // Two quartz clocks differ by less: a second in half an hour.
    private const double Drift = 0.0005;

    private readonly Lock _gate = new();
    private DateTimeOffset _known = machine.GetUtcNow();
    private long _at = machine.GetTimestamp();
    private TimeSpan? _uncertainty;

    public override TimeZoneInfo LocalTimeZone => machine.LocalTimeZone;

    public override long TimestampFrequency => machine.TimestampFrequency;

    public override long GetTimestamp() => machine.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        machine.CreateTimer(callback, state, dueTime, period);

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
        {
            return _known + machine.GetElapsedTime(_at);
        }
    }

    /// <summary>The database was asked for its time. It read its clock somewhere on the way: the middle is taken, wrong by half the way at most.</summary>
    /// <param name="database">The time that it returned.</param>
    /// <param name="asked">Timestamp of the machine before the question.</param>
    /// <param name="answered">Timestamp of the machine after the answer.</param>
    /// <remarks>A slow answer is left aside as long as the last good one, with what the clocks may have drifted since, is more exact.</remarks>
    public void Measure(DateTimeOffset database, long asked, long answered)
    {
        var half = machine.GetElapsedTime(asked, answered) / 2;
        lock (_gate)
        {
            if (_uncertainty is { } before && half > before + (machine.GetElapsedTime(_at, answered) * Drift))
            {
                return;
            }

            (_known, _at, _uncertainty) = (database + half, answered, half);
        }
    }
}
