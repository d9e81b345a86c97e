using IocExplorer.Persistence;
using IocExplorer.Workers.Lanes;

namespace IocExplorer.Workers.Quotas;

/// <summary>
/// Hands out permits of one key, first come, first served. Every permit is reserved in the ledger before it is handed out, so that no
/// crash, restart or second process can spend it twice.
/// </summary>
/// <remarks>
/// <para>The path of a permit, and what a crash leaves behind:</para>
/// <list type="number">
/// <item>The plan grants a block. Only memory knows: nothing is lost.</item>
/// <item><see cref="IClaimLedger.SpendAsync"/> has returned: the block counts as spent for everybody. A crash wastes it.</item>
/// <item>It is handed out, and used within the block's life. If writing took longer than that life, the block is given back and a longer
/// life is asked for.</item>
/// <item>Unused permits are given back in memory; the next reservation, or closing, writes that down.</item>
/// <item>The key is lost (another process may have it): what is unused is void at once. It stays spent in the ledger, so whoever has the
/// key now counts it, and a request that got away in that very moment overspends nothing.</item>
/// </list>
/// <para>
/// After a 429 the whole gate is blocked for a while, see <see cref="GateBlock"/>. That is written down with what is spent: whoever takes the key over
/// waits as well.
/// </para>
/// <para>A key without quota has no ledger traffic: the gate then only blocks and opens.</para>
/// </remarks>
internal sealed class PermitGate(QuotaPlan plan, IClaimLedger ledger, string keyName, LedgerWatch watch, PermitGateOptions options, TimeProvider time) : IDisposable
{
    public const string HeldByNode = "another node uses this key";

    private static readonly TimeSpan UsualLife = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan LongestNap = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan ShortestNap = TimeSpan.FromMilliseconds(1);

    private readonly Lock _lock = new();
    private readonly LinkedList<Waiter> _waiters = [];
    private readonly CancellationTokenSource _closed = new();
    private readonly GateBlock _block = new(options.FullWidth, time);
    private readonly bool _metered = !plan.Limits.IsUnlimited;
    private bool _pumping;
    private int _outstanding;
    private bool _blockToWrite;

    private KeyLease? _lease;
    private int _term;
    private bool _isElsewhere;
    private QuotaState? _state;
    private long? _stateAt;
    private bool _givenBack;
    private TimeSpan _life = UsualLife;
    private TimeSpan _nap;
    private (string Why, DateTimeOffset? Until)? _waiting;

    public bool IsMetered => _metered;

    /// <summary>Whether it gives nothing for good, and not only sent those away who waited.</summary>
    public bool IsClosed => _closed.IsCancellationRequested;

    /// <summary>Set when the quota of the day or month is used up for longer than anybody wants to wait.</summary>
    public (QuotaWindow Window, DateTimeOffset Until)? UsedUp { get; private set; }

    public GateStatus Status
    {
        get
        {
            lock (_lock)
            {
                var left = _isElsewhere ? plan.NothingLeft
                    : _state is null ? new QuotaLeft(Limited(plan.Limits.PerMinute), Limited(plan.Limits.PerDay), Limited(plan.Limits.PerMonth))
                    : plan.Left(_state, time.GetUtcNow(), Passed());
                return _block.Rest is { } rest
                    ? new(left, _block.Why, time.GetUtcNow() + rest)
                    : new(left, _waiters.Count > 0 ? _waiting?.Why : null, _waiters.Count > 0 ? _waiting?.Until : null);
            }
        }
    }

    /// <summary>When a block ends; now, when there is none.</summary>
    public DateTimeOffset OpensAt
    {
        get
        {
            lock (_lock)
            {
                return time.GetUtcNow() + (_block.Rest ?? TimeSpan.Zero);
            }
        }
    }

    /// <summary>Waits until it holds at least one permit; then takes up to <paramref name="most"/>. None when the gate is closed or used up.</summary>
    public ValueTask<Permits> TakeAsync(int most, CancellationToken cancellation)
    {
        Waiter waiter;
        lock (_lock)
        {
            if (_closed.IsCancellationRequested || UsedUp is not null)
            {
                return new(Permits.None);
            }

            if (!_metered && _waiters.Count == 0 && Room > 0 && _block.Rest is null)
            {
                var count = Math.Min(most, Room);
                _outstanding += count;
                return new(new Permits(count, null, long.MaxValue));
            }

            waiter = new(most);
            _waiters.AddLast(waiter);
            StartPump();
        }

        return WaitAsync(waiter, cancellation);
    }

    /// <summary>Whether a permit may still be used: it is not too old, and the key was not lost since it was reserved.</summary>
    public bool IsGood(Permits permits) => permits.GoodUntil == long.MaxValue
        || (permits.Term == Volatile.Read(ref _term) && time.GetTimestamp() < permits.GoodUntil);

    /// <summary>To be told once of every permit taken, whatever becomes of it.</summary>
    public void Done(Permits permits, PermitUse use)
    {
        if (permits.Count == 0)
        {
            return;
        }

        lock (_lock)
        {
            _outstanding -= permits.Count;
            if (use == PermitUse.NotSent)
            {
                GiveBack(permits.Grant, permits.Count, permits.Term);
            }
            else if (use == PermitUse.Answered)
            {
                _block.Answered();
            }

            if (_waiters.Count > 0)
            {
                StartPump();
            }
        }
    }

    /// <summary>Lets nobody through for a while; a block that stands is only ever made longer.</summary>
    /// <returns>How many blocks there were without an answer between them, and for how long that has been so.</returns>
    public (int InARow, TimeSpan Lasting) BlockFor(TimeSpan pause, string why)
    {
        lock (_lock)
        {
            var blocks = _block.Extend(pause, why, _outstanding);
            if (_metered && _lease is not null)
            {
                _blockToWrite = true;
                StartPump();
            }

            return blocks;
        }
    }

    /// <summary>Blocks so far without an answer between them.</summary>
    public int BlocksInARow
    {
        get
        {
            lock (_lock)
            {
                return _block.InARow;
            }
        }
    }

    /// <summary>The key may be somebody else's by now: permits that were not used are void, and it has to be taken anew.</summary>
    public void Lose()
    {
        lock (_lock)
        {
            LoseKey();
        }
    }

    /// <summary>Who waits leaves empty-handed; who comes later waits again.</summary>
    public void SendAway()
    {
        lock (_lock)
        {
            SendAllAway();
        }
    }

    /// <summary>Tries again after having been out: one request at a time, until answers come.</summary>
    public void TryAgain()
    {
        lock (_lock)
        {
            UsedUp = null;
            _block.Narrow();
        }
    }

    /// <summary>Gives nothing more; who waits leaves empty-handed.</summary>
    public void Close()
    {
        _closed.Cancel();
        lock (_lock)
        {
            SendAllAway();
        }
    }

    /// <summary>Closes, and writes down what was given back.</summary>
    public async ValueTask CloseAsync(CancellationToken cancellation)
    {
        Close();
        (KeyLease Lease, string Text)? last = null;
        lock (_lock)
        {
            if (_lease is not null && _state is not null && _givenBack)
            {
                last = (_lease, Text(_state));
                _givenBack = false;
            }
        }

        if (last is { } spent)
        {
            await ledger.SpendAsync(spent.Lease, spent.Text, cancellation);
        }
    }

    public void Dispose() => _closed.Dispose();

    private static int? Limited(int limit) => limit == 0 ? null : limit;

    private static async ValueTask<Permits> WaitAsync(Waiter waiter, CancellationToken cancellation)
    {
        await using var registration = cancellation.UnsafeRegister(
            static (waiter, token) => ((Waiter)waiter!).Taken.TrySetCanceled(token), waiter);
        return await waiter.Taken.Task;
    }

    private int Room => _block.RoomBeside(_outstanding);

    private TimeSpan? Passed() => _stateAt is { } at ? time.GetElapsedTime(at) : null;

    private void StartPump()
    {
        if (!_pumping)
        {
            _pumping = true;
            _ = Task.Run(PumpAsync);
        }
    }

    private async Task PumpAsync()
    {
        try
        {
            while (WhatNext() is { } nap)
            {
                if (nap == TimeSpan.Zero)
                {
                    nap = await ReserveAsync();
                }

                if (nap > TimeSpan.Zero)
                {
                    nap = TimeSpan.FromTicks(Math.Clamp(nap.Ticks, ShortestNap.Ticks, LongestNap.Ticks));
                    await Task.Delay(nap, time, _closed.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                }
            }
        }
#pragma warning disable CA1031 // Whoever waits for a permit gets the crash and passes it on to its supervisor.
        catch (Exception crash)
#pragma warning restore CA1031
        {
            lock (_lock)
            {
                _pumping = false;
                foreach (var waiter in _waiters)
                {
                    waiter.Taken.TrySetException(crash);
                }

                _waiters.Clear();
            }
        }
    }

    /// <summary>Null: nothing to do. Zero: reserve. Else: how long to nap.</summary>
    private TimeSpan? WhatNext()
    {
        lock (_lock)
        {
            while (_waiters.First is { Value.Taken.Task.IsCompleted: true })
            {
                _waiters.RemoveFirst();
            }

            if (_closed.IsCancellationRequested || UsedUp is not null)
            {
                SendAllAway();
            }

            if (_blockToWrite)
            {
                return TimeSpan.Zero;
            }

            if (_waiters.Count > 0 && Room > 0)
            {
                if (_block.Rest is { } rest)
                {
                    return rest;
                }

                if (_metered)
                {
                    return TimeSpan.Zero;
                }

                HandOut(null, Room, long.MaxValue, term: 0);
            }

            if (_waiters.Count > 0 && Room > 0)
            {
                return ShortestNap;
            }

            _pumping = false;
            return null;
        }
    }

    /// <returns>How long to nap before the next try; zero when it went well.</returns>
    private async ValueTask<TimeSpan> ReserveAsync()
    {
        try
        {
            if (BlockText() is { } blocked)
            {
                await WriteAsync(blocked.Lease, blocked.Text, blocked.Term);
                return TimeSpan.Zero;
            }

            if (Lease() is not { } held)
            {
                return await TakeKeyAsync() ? TimeSpan.Zero : options.KeyPoll;
            }

            if (Decide(held.Term) is not { } block)
            {
                return _nap;
            }

            if (!await WriteAsync(held.Lease, block.Text, held.Term))
            {
                return options.KeyPoll;
            }

            lock (_lock)
            {
                if (held.Term != _term)
                {
                    // Lost while it was written down: it stays spent.
                    return TimeSpan.Zero;
                }

                if (time.GetTimestamp() >= block.GoodUntil)
                {
                    _life = Min(_life * 2, QuotaPlan.LongestLife);
                    GiveBack(block.Grant, block.Grant.Count, held.Term);
                    return TimeSpan.Zero;
                }

                _life = _life > UsualLife ? _life * 0.9 : UsualLife;
                HandOut(block.Grant, block.Grant.Count, block.GoodUntil, held.Term);
                return TimeSpan.Zero;
            }
        }
        catch (LedgerException trouble) when (trouble.Trouble == LedgerTrouble.Unavailable)
        {
            watch.Fails(trouble);
            _waiting = ("the ledger cannot be written", null);
            return watch.Pause;
        }
    }

    private (KeyLease Lease, int Term)? Lease()
    {
        lock (_lock)
        {
            return _lease is null ? null : (_lease, _term);
        }
    }

    /// <summary>What is spent, with the block that was not written down yet.</summary>
    private (KeyLease Lease, string Text, int Term)? BlockText()
    {
        lock (_lock)
        {
            if (!_blockToWrite)
            {
                return null;
            }

            _blockToWrite = false;
            return _lease is null || _state is null ? null : (_lease, Text(_state), _term);
        }
    }

    /// <returns>False when the key is lost.</returns>
    private async ValueTask<bool> WriteAsync(KeyLease lease, string text, int term)
    {
        var kept = await ledger.SpendAsync(lease, text, CancellationToken.None);
        watch.Works();
        lock (_lock)
        {
            if (!kept && term == _term)
            {
                LoseKey();
            }

            return kept;
        }
    }

    private async ValueTask<bool> TakeKeyAsync()
    {
        var lease = await ledger.TakeKeyAsync(keyName, CancellationToken.None);
        watch.Works();
        lock (_lock)
        {
            _lease = lease;
            _isElsewhere = lease is null;
            if (lease is null)
            {
                _waiting = (options.IsShared ? HeldByNode : "another process uses this key", null);
                return false;
            }

            var now = time.GetUtcNow();
            var state = QuotaText.Read(lease.Spent, plan.Limits, now);
            _stateAt = null;
            if (options.IsShared)
            {
                // Another machine wrote it down, whose clock is not ours: the store's tells how old it is. What is not known counts as new.
                var age = lease.SpentAge ?? TimeSpan.Zero;
                state = state with { At = now - age };
                _stateAt = time.GetTimestamp() - (long)(age.TotalSeconds * time.TimestampFrequency);
            }

            _state = state;
            if (QuotaPlan.BlockedFor(_state, now) is { } rest)
            {
                _block.Extend(rest, "the source said: later", _outstanding);
            }

            return true;
        }
    }

    private string Text(QuotaState state) => QuotaText.Write(state with { BlockedIn = (_block.Rest ?? TimeSpan.Zero).Ticks });

    private void LoseKey()
    {
        _lease = null;
        _state = null;
        _stateAt = null;
        _givenBack = false;
        _blockToWrite = false;
        Volatile.Write(ref _term, _term + 1);
    }

    private (QuotaGrant Grant, string Text, long GoodUntil)? Decide(int term)
    {
        lock (_lock)
        {
            var wanted = Math.Min(Room, _waiters.Sum(w => (long)w.Most));
            if (wanted <= 0 || term != _term)
            {
                _nap = TimeSpan.Zero;
                return null;
            }

            var (utc, now) = (time.GetUtcNow(), time.GetTimestamp());
            var decision = plan.Reserve(_state!, (int)wanted, utc, Passed(), _life);
            (_state, _stateAt, _nap) = (decision.State, now, decision.Wait);
            if (decision.Grant is { } grant)
            {
                _waiting = null;
                _givenBack = false;
                return (grant, Text(decision.State), now + (long)(_life.TotalSeconds * time.TimestampFrequency));
            }

            _waiting = (Name(decision.Window!.Value), utc + decision.Wait);
            if (decision.Window != QuotaWindow.Minute && decision.Wait > options.LongestWait)
            {
                UsedUp = (decision.Window.Value, utc + decision.Wait);
                _nap = TimeSpan.Zero;
            }

            return null;
        }
    }

    private void HandOut(QuotaGrant? grant, int count, long goodUntil, int term)
    {
        while (count > 0 && _waiters.First is { Value: var waiter })
        {
            _waiters.RemoveFirst();
            var given = Math.Min(waiter.Most, count);
            _outstanding += given;
            if (waiter.Taken.TrySetResult(new(given, grant, goodUntil, term)))
            {
                count -= given;
            }
            else
            {
                _outstanding -= given;
            }
        }

        GiveBack(grant, count, term);
    }

    private void GiveBack(QuotaGrant? grant, int count, int term)
    {
        if (grant is not null && _state is not null && count > 0 && term == _term)
        {
            _state = plan.GiveBack(_state, grant, count);
            _givenBack = true;
        }
    }

    private void SendAllAway()
    {
        foreach (var waiter in _waiters)
        {
            waiter.Taken.TrySetResult(Permits.None);
        }

        _waiters.Clear();
    }

    private string Name(QuotaWindow window) => window switch
    {
        QuotaWindow.Minute => $"quota of {plan.Limits.PerMinute} requests a minute",
        QuotaWindow.Day => $"quota of {plan.Limits.PerDay} requests a day is used up",
        _ => $"quota of {plan.Limits.PerMonth} requests a month is used up",
    };

    private static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;

    private sealed class Waiter(int most)
    {
        public int Most { get; } = most;

        public TaskCompletionSource<Permits> Taken { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
