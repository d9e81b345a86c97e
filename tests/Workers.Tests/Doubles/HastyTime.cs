using System.Collections.Concurrent;

namespace IocExplorer.Workers.Tests.Doubles;

/// <summary>
/// A clock for tests with real connections: whoever waits waits no longer than a thread needs, and the clock stands afterwards where it would
/// after the wait. What was waited for is written down. Time-outs, which are told by their length, never fire.
/// </summary>
internal sealed class HastyTime(params IReadOnlyList<TimeSpan> timeouts) : TimeProvider
{
    private static readonly DateTimeOffset Start = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);
    private readonly Lock _lock = new();
    private TimeSpan _passed;

    public ConcurrentQueue<TimeSpan> Waits { get; } = new();

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public TimeSpan Passed
    {
        get
        {
            lock (_lock)
            {
                return _passed;
            }
        }
    }

    public override DateTimeOffset GetUtcNow() => Start + Passed;

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new HastyTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    private sealed class HastyTimer(HastyTime time, TimerCallback callback, object? state) : ITimer
    {
        private volatile bool _disposed;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            if (dueTime == Timeout.InfiniteTimeSpan || time.IsTimeout(dueTime))
            {
                return true;
            }

            time.Waits.Enqueue(dueTime);
            var due = time.Passed + dueTime;
            ThreadPool.QueueUserWorkItem(_ =>
            {
                if (_disposed)
                {
                    return;
                }

                lock (time._lock)
                {
                    time._passed = due > time._passed ? due : time._passed;
                }

                callback(state);
            });
            return true;

        }

        public void Dispose() => _disposed = true;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }

    private bool IsTimeout(TimeSpan wait) => timeouts.Contains(wait);
}
