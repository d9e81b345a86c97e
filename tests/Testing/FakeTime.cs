using Microsoft.Extensions.Time.Testing;

namespace IocExplorer.Testing;

/// <summary>
/// <see cref="FakeTimeProvider"/> with the two things that it lacks: a jump of the wall clock that leaves elapsed time alone (its
/// <see cref="FakeTimeProvider.AdjustTime"/> moves both), and a signal that the subject has armed its timers.
/// </summary>
/// <remarks>
/// A test that needs to know that the subject waits arms <see cref="WaitForTimersAsync"/> first, acts, awaits it, then advances.
/// All timers due fire at the moment to which <see cref="FakeTimeProvider.Advance"/> goes, in order of due time.
/// </remarks>
public sealed class FakeTime(DateTimeOffset start) : FakeTimeProvider(start)
{
    private readonly Lock _gate = new();
    private readonly Lock _jumping = new();
    private readonly HashSet<CountedTimer> _armed = [];
    private readonly List<(int Count, TaskCompletionSource Reached)> _waiters = [];
    private long _jumpedTicks;

    public FakeTime()
        : this(new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero))
    {
    }

    /// <summary>Timers that will fire when time moves far enough.</summary>
    public int ArmedTimers
    {
        get
        {
            lock (_gate)
            {
                return _armed.Count;
            }
        }
    }

    /// <summary>Elapsed time, which a jump of the wall clock does not touch.</summary>
    public override long GetTimestamp()
    {
        lock (_jumping)
        {
            return base.GetTimestamp() - _jumpedTicks;
        }
    }

    /// <summary>
    /// Sets the wall clock to another moment without the passing of time, as an operator or a time service does. Timers keep what remains of them.
    /// </summary>
    public void Jump(TimeSpan by)
    {
        var to = GetUtcNow() + by;

        // Both at once: who reads in between would see elapsed time jump.
        lock (_jumping)
        {
            _jumpedTicks += by.Ticks;
            AdjustTime(to);
        }
    }

    /// <summary>Ends when at least so many timers are armed.</summary>
    public Task WaitForTimersAsync(int count)
    {
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            if (_armed.Count >= count)
            {
                return Task.CompletedTask;
            }

            _waiters.Add((count, reached));
        }

        return reached.Task.InTimeAsync("waiting for timers", "the fake clock", $"{count} armed", () => $"{ArmedTimers} armed");
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new CountedTimer(this, callback, state);
        timer.Inner = base.CreateTimer(_ => timer.Fire(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        timer.Change(dueTime, period);
        return timer;
    }

    private sealed class CountedTimer(FakeTime time, TimerCallback callback, object? state) : ITimer
    {
        private bool _isOneShot;
        private bool _isOver;

        public ITimer Inner { get; set; } = null!;

        public void Fire()
        {
            if (_isOneShot)
            {
                lock (time._gate)
                {
                    _isOver = true;
                    time._armed.Remove(this);
                }
            }

            callback(state);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (time._gate)
            {
                time._armed.Remove(this);
                _isOneShot = period <= TimeSpan.Zero;
                _isOver = dueTime == Timeout.InfiniteTimeSpan;
            }

            if (!Inner.Change(dueTime, period))
            {
                return false;
            }

            lock (time._gate)
            {
                // Already fired when it was due at once.
                if (!_isOver)
                {
                    time._armed.Add(this);
                }

                foreach (var (_, reached) in time._waiters.Where(w => w.Count <= time._armed.Count))
                {
                    reached.TrySetResult();
                }

                time._waiters.RemoveAll(w => w.Reached.Task.IsCompleted);
                return true;
            }
        }

        public void Dispose()
        {
            Inner.Dispose();
            lock (time._gate)
            {
                _isOver = true;
                time._armed.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
