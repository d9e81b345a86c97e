namespace IocExplorer.Testing;

/// <summary>
/// A clock that moves only when the test says so. Timers due fire on the thread that calls <see cref="Advance"/>, in order of due time.
/// </summary>
/// <remarks>A test that needs to know that the subject waits arms <see cref="WaitForTimersAsync"/> first, acts, awaits it, then advances.</remarks>
public sealed class FakeTime(DateTimeOffset start) : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<FakeTimer> _timers = [];
    private readonly List<(int Count, TaskCompletionSource Reached)> _waiters = [];
    private DateTimeOffset _now = start;
    private TimeSpan _jumped;

    public FakeTime()
        : this(new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero))
    {
    }

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>Timers that will fire when time moves far enough.</summary>
    public int ArmedTimers
    {
        get
        {
            lock (_gate)
            {
                return _timers.Count;
            }
        }
    }

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
        {
            return _now;
        }
    }

    /// <summary>Elapsed time, which a jump of the wall clock does not touch.</summary>
    public override long GetTimestamp()
    {
        lock (_gate)
        {
            return (_now - _jumped).UtcTicks;
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new FakeTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Ends when at least so many timers are armed.</summary>
    public Task WaitForTimersAsync(int count)
    {
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            if (_timers.Count >= count)
            {
                return Task.CompletedTask;
            }

            _waiters.Add((count, reached));
        }

        return reached.Task.InTimeAsync("waiting for timers", "the fake clock", $"{count} armed", () => $"{ArmedTimers} armed");
    }

    /// <summary>Sets the wall clock to another moment without the passing of time, as an operator or a time service does. Timers keep what remains of them.</summary>
    public void Jump(TimeSpan by)
    {
        lock (_gate)
        {
            _now += by;
            _jumped += by;
            foreach (var timer in _timers)
            {
                timer.Due += by;
            }
        }
    }

    public void Advance(TimeSpan by)
    {
        var end = GetUtcNow() + by;
        while (NextDue(end) is { } timer)
        {
            timer.Fire();
        }

        lock (_gate)
        {
            _now = end;
        }
    }

    private FakeTimer? NextDue(DateTimeOffset end)
    {
        lock (_gate)
        {
            var next = _timers.Where(t => t.Due <= end).MinBy(t => t.Due);
            if (next is null)
            {
                return null;
            }

            _now = next.Due > _now ? next.Due : _now;
            if (next.Period > TimeSpan.Zero)
            {
                next.Due += next.Period;
            }
            else
            {
                _timers.Remove(next);
            }

            return next;
        }
    }

    private sealed class FakeTimer(FakeTime time, TimerCallback callback, object? state) : ITimer
    {
        private bool _disposed;

        public DateTimeOffset Due { get; set; }

        public TimeSpan Period { get; private set; }

        public void Fire() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            // As the system's timers do.
            ArgumentOutOfRangeException.ThrowIfLessThan(dueTime, Timeout.InfiniteTimeSpan);
            ArgumentOutOfRangeException.ThrowIfLessThan(period, Timeout.InfiniteTimeSpan);
            List<TaskCompletionSource> reached;
            lock (time._gate)
            {
                if (_disposed)
                {
                    return false;
                }

                time._timers.Remove(this);
                if (dueTime != Timeout.InfiniteTimeSpan)
                {
                    Due = time._now + dueTime;
                    Period = period;
                    time._timers.Add(this);
                }

                reached = [.. time._waiters.Where(w => w.Count <= time._timers.Count).Select(w => w.Reached)];
                time._waiters.RemoveAll(w => w.Count <= time._timers.Count);
            }

            reached.ForEach(r => r.TrySetResult());
            return true;
        }

        public void Dispose()
        {
            lock (time._gate)
            {
                _disposed = true;
                time._timers.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
