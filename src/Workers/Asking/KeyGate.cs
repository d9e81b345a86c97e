using IocExplorer.Messages.Protocols;
using IocExplorer.Workers.Quotas;

namespace IocExplorer.Workers.Asking;

/// <summary>
/// One key as its worker sees it: the permits that the throttle has granted, who waits for one, and what is known of blocks and refusals.
/// Permits are reserved in the throttle's journal before they come here; all that this has to see to is that none is used too late and that
/// what is not needed goes back.
/// </summary>
/// <remarks>
/// <list type="number">
/// <item>First come, first served, among further pages and tries; each waiter is a permit wanted.</item>
/// <item>A 429 closes the gate at once on this node, see <see cref="GateBlock"/>; the throttle is notified and closes it on the others.
/// While it is closed no permit is wanted: it would only grow old.</item>
/// <item>A key without a quota has no permits: the gate then only blocks and opens.</item>
/// <item>A refusal (401, 403) holds here from the moment it is met; what the throttle says afterwards counts.</item>
/// </list>
/// </remarks>
public sealed class KeyGate : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Waiters<Permit> _waiters = new();
    private readonly PermitPool _pool = new();
    private readonly KeyRefusals _refusals = new();
    private readonly GateBlock _block;
    private readonly TimeProvider _time;
    private readonly ITimer _opens;
    private readonly string _source;
    private QuotaLimits? _left;
    private DateTimeOffset _leftAt;
    private IKeyGateOwner? _owner;
    private int _outstanding;
    private int _expected;
    private int _answered;
    private bool _isClosed;

    internal KeyGate(string source, SourceKey key, TimeProvider time)
    {
        (_source, Key, _time) = (source, key, time);
        _block = new(key.FullWidth, time);
        _opens = time.CreateTimer(static gate => ((KeyGate)gate!).Opens(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public SourceKey Key { get; }

    internal bool IsMetered => !Key.Quota.IsUnlimited;

    /// <summary>Blocks so far without an answer between them.</summary>
    internal int BlocksInARow
    {
        get
        {
            lock (_lock)
            {
                return _block.InARow;
            }
        }
    }

    /// <summary>When a block ends; now, when there is none.</summary>
    internal DateTimeOffset OpensAt
    {
        get
        {
            lock (_lock)
            {
                return _time.GetUtcNow() + (_block.Rest ?? TimeSpan.Zero);
            }
        }
    }

    internal KeyStatus Status
    {
        get
        {
            lock (_lock)
            {
                return KeyStatus.Of(
                    Key.Quota, _left, _refusals.Out, _block.Rest is { } rest ? new(_block.Why, _time.GetUtcNow() + rest) : null, _leftAt);
            }
        }
    }

    public void Dispose() => _opens.Dispose();

    private bool MaySend => Volatile.Read(ref _owner)?.MaySend ?? true;

    internal void Attach(IKeyGateOwner owner) => Volatile.Write(ref _owner, owner);

    internal Answer.NotAnswered? GetRefusal(OperationId operation)
    {
        if (!_refusals.HasAny)
        {
            return null;
        }

        lock (_lock)
        {
            return _refusals.Of(operation);
        }
    }

    /// <summary>So many queries were granted that will each take a permit, unless <see cref="Forgo"/> says that one does not.</summary>
    internal void Expect(int queries)
    {
        lock (_lock)
        {
            _expected += queries;
        }
    }

    internal void Forgo()
    {
        lock (_lock)
        {
            _expected = Math.Max(0, _expected - 1);
        }
    }

    /// <summary>Waits for a permit. None when the gate is closed or the key out, or this node may send nothing.</summary>
    /// <param name="isExpected">It is the one that <see cref="Expect"/> announced.</param>
    internal ValueTask<Permit> TakeAsync(bool isExpected, CancellationToken cancellation)
    {
        TaskCompletionSource<Permit> waiter;
        lock (_lock)
        {
            _expected = isExpected ? Math.Max(0, _expected - 1) : _expected;
            if (_isClosed || _refusals.Out is not null || !MaySend)
            {
                return new(Permit.None);
            }

            if (_waiters.Count == 0 && TryTake() is { IsNone: false } permit)
            {
                return new(permit);
            }

            waiter = _waiters.Add();
            ArmTimer();
        }

        Volatile.Read(ref _owner)?.Changed();
        return Waiters<Permit>.WaitAsync(waiter, cancellation);
    }

    /// <summary>Whether a request with it may be sent in this moment.</summary>
    internal bool IsGood(Permit permit) => MaySend && (permit.GoodUntil == long.MaxValue || _time.GetTimestamp() < permit.GoodUntil);

    /// <summary>To be called once for every permit taken, whatever the result.</summary>
    internal void Done(Permit permit, PermitUse use)
    {
        if (permit.IsNone)
        {
            return;
        }

        lock (_lock)
        {
            if (use == PermitUse.NotSent)
            {
                PutBack(permit);
            }
            else
            {
                _outstanding--;
            }

            if (use == PermitUse.Answered)
            {
                _answered++;
                _block.Answered();
            }

            HandOut();
        }
    }

    /// <summary>429: the gate is closed for so long.</summary>
    /// <param name="pause">By our own reckoning.</param>
    /// <param name="said">What the source said; null: nothing.</param>
    internal void Throttled(TimeSpan pause, TimeSpan? said, string detail)
    {
        Block(pause, detail);
        Report(new SourceThrottleProtocol.KeyThrottled(_source, Key.Name, said, detail));
    }

    /// <summary>401: the key is out.</summary>
    internal void Refused(string detail)
    {
        var report = new SourceThrottleProtocol.KeyRefused(_source, Key.Name, detail);
        lock (_lock)
        {
            _refusals.Meet(report);
            _waiters.HandAll(Permit.None);
        }

        Report(report);
    }

    /// <summary>403: the key may not ask this operation.</summary>
    internal void Refused(OperationId operation, string detail)
    {
        var report = new SourceThrottleProtocol.OperationRefused(_source, Key.Name, operation, detail);
        lock (_lock)
        {
            _refusals.Meet(report);
        }

        Report(report);
    }

    /// <summary>Reports refusals again of which the throttle has not shown yet that it knows them.</summary>
    internal void ReportAgain()
    {
        IReadOnlyList<SourceThrottleProtocol.ICommand> reports;
        lock (_lock)
        {
            reports = _refusals.Unconfirmed;
        }

        foreach (var report in reports)
        {
            Report(report);
        }
    }

    /// <summary>How the key stands in the whole cluster.</summary>
    internal void Handle(SourceWorkerProtocol.KeyNews news)
    {
        lock (_lock)
        {
            (_left, _leftAt) = (news.Left, _time.GetUtcNow());
            if (_refusals.Handle(news))
            {
                // It is tried again: one request at a time, until answers come.
                _block.Narrow();
            }

            if (_refusals.Out is not null)
            {
                _waiters.HandAll(Permit.None);
            }
        }

        if (news.BlockedFor is { } pause && pause > TimeSpan.Zero)
        {
            Block(pause, news.Detail ?? "the source said: later");
        }
    }

    /// <param name="goodUntil">Monotonic timestamp.</param>
    internal void Add(SourceWorkerProtocol.PermitGrant grant, long goodUntil)
    {
        lock (_lock)
        {
            _pool.Add(grant.Reservation, grant.Count, goodUntil, _time.GetTimestamp());
            HandOut();
        }
    }

    /// <summary>Another incarnation of the throttle, which does not know the reservations of the one before.</summary>
    internal void ThrottleChanged()
    {
        lock (_lock)
        {
            _pool.NextTerm();
        }
    }

    /// <summary>For a pull: what is wanted, how many requests were answered, and what goes back. The last two are reported once.</summary>
    internal (int Wanted, int Answered, IReadOnlyList<SourceThrottleProtocol.UnusedPermits> Unused) TakeDemand()
    {
        lock (_lock)
        {
            HandOut();
            _pool.Expire(_time.GetTimestamp());
            _pool.GiveBack(_pool.Count - _expected - _waiters.Count);
            var open = Math.Min(_waiters.Count, _block.Rest is null ? _block.RoomBeside(_outstanding) : 0);
            var answered = _answered;
            _answered = 0;
            return (IsMetered ? Math.Max(0, open - _pool.Count) : 0, answered, _pool.TakeUnused());
        }
    }

    /// <summary>Gives nothing more; who waits leaves empty-handed.</summary>
    internal void Close()
    {
        lock (_lock)
        {
            _isClosed = true;
            _waiters.HandAll(Permit.None);
        }
    }

    private void Report(SourceThrottleProtocol.ICommand report) => Volatile.Read(ref _owner)?.Report(report);

    private void Block(TimeSpan pause, string why)
    {
        lock (_lock)
        {
            _ = _block.Extend(pause, why, _outstanding);
            ArmTimer();
        }
    }

    // Only while a query waits for the end of the block.
    private void ArmTimer()
    {
        if (_waiters.Count > 0 && _block.Rest is { } rest)
        {
            _ = _opens.Change(rest, Timeout.InfiniteTimeSpan);
        }
    }

    private void Opens()
    {
        lock (_lock)
        {
            if (_block.Rest is not null)
            {
                ArmTimer();
                return;
            }

            HandOut();
        }

        Volatile.Read(ref _owner)?.Changed();
    }

    private Permit TryTake()
    {
        if (_block.Rest is not null || _block.RoomBeside(_outstanding) <= 0)
        {
            return Permit.None;
        }

        var permit = IsMetered ? _pool.Take(_time.GetTimestamp()) : Permit.Unmetered;
        _outstanding += permit.IsNone ? 0 : 1;
        return permit;
    }

    private void HandOut()
    {
        while (_waiters.Count > 0)
        {
            var permit = TryTake();
            if (permit.IsNone)
            {
                _waiters.Forget();
                return;
            }

            if (!_waiters.TryHand(permit))
            {
                // Who waited left in this very moment.
                PutBack(permit);
            }
        }
    }

    private void PutBack(Permit permit)
    {
        _outstanding--;
        if (IsMetered)
        {
            _pool.Return(permit, _time.GetTimestamp());
        }
    }
}
