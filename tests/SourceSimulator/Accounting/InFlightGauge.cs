namespace IocExplorer.SourceSimulator.Accounting;

/// <summary>
/// How many requests are in work: now, at most, and on average over time. The average needs no sampling: the time
/// spent in requests is the sum of all ends less the sum of all starts, and what is still open counts until now.
/// </summary>
internal sealed class InFlightGauge
{
    private readonly Lock _waitersLock = new();
    private readonly List<(Func<bool> IsReached, TaskCompletionSource Signal)> _waiters = [];
    private volatile bool _hasWaiters;
    private int _now;
    private int _most;
    private long _starts;
    private long _ends;

    public int Now => Volatile.Read(ref _now);

    public int Most => Volatile.Read(ref _most);

    public void Start(long timestamp)
    {
        _ = Interlocked.Add(ref _starts, timestamp);
        var now = Interlocked.Increment(ref _now);
        var most = Volatile.Read(ref _most);
        while (now > most)
        {
            most = Interlocked.CompareExchange(ref _most, now, most) is var seen && seen == most ? now : seen;
        }

        Notify();
    }

    public void End(long timestamp)
    {
        _ = Interlocked.Add(ref _ends, timestamp);
        _ = Interlocked.Decrement(ref _now);
        Notify();
    }

    /// <summary>Ticks spent in requests so far.</summary>
    public long TicksSpent(long timestamp) =>
        Volatile.Read(ref _ends) + (timestamp * Volatile.Read(ref _now)) - Volatile.Read(ref _starts);

    public void ForgetMost() => Volatile.Write(ref _most, Now);

    /// <summary>Completes when the condition holds; it is looked at whenever a request starts or ends.</summary>
    public Task When(Func<bool> isReached)
    {
        lock (_waitersLock)
        {
            var signal = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiters.Add((isReached, signal));
            _hasWaiters = true;
            Interlocked.MemoryBarrier();
            Release();
            return signal.Task;
        }
    }

    private void Notify()
    {
        if (!_hasWaiters)
        {
            return;
        }

        lock (_waitersLock)
        {
            Release();
        }
    }

    private void Release()
    {
        foreach (var waiter in _waiters.Where(waiter => waiter.IsReached()))
        {
            waiter.Signal.SetResult();
        }

        _ = _waiters.RemoveAll(waiter => waiter.Signal.Task.IsCompleted);
        _hasWaiters = _waiters.Count > 0;
    }
}
