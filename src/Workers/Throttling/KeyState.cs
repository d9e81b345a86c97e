using Akka.Actor;
using IocExplorer.Messages.Protocols;
using IocExplorer.Workers.Quotas;

namespace IocExplorer.Workers.Throttling;

/// <summary>One key of a source as its throttle knows it: what is spent of it, whether it is blocked or out, and what it may not ask.</summary>
/// <param name="name">Its fingerprint.</param>
internal sealed class KeyState(string name, TimeProvider time)
{
    private const int ReservationsKept = 256;

    private readonly Dictionary<IActorRef, (QuotaLimits Quota, int Slots)> _workers = [];
    private readonly Dictionary<long, QuotaGrant> _reservations = [];
    private readonly Queue<long> _order = [];

    // A new incarnation of the throttle counts its grants anew. What a worker gives back of an old one must not be taken for one of its own.
    private readonly long _firstReservation = time.GetUtcNow().UtcTicks;

    private QuotaState? _state;
    private long? _stateAt;

    public string Name { get; } = name;

    public GateBlock Block { get; } = new(1, time);

    public QuotaPlan Plan { get; private set; } = new(QuotaLimits.Unlimited);

    public bool IsMetered => !Plan.Limits.IsUnlimited;

    /// <summary>Whether it is known what is spent; permits are given only then.</summary>
    public bool IsKnown => _state is not null;

    /// <summary>The journal, or the version before, is being asked.</summary>
    public bool IsAskedFor { get; set; }

    /// <summary>The write that reserved of it last: keys take turns.</summary>
    public long LastWrite { get; set; }

    /// <summary>When the last permit ends that was reserved of it; monotonic timestamp.</summary>
    public long PermitsEndAt { get; private set; }

    public int InFlight { get; set; }

    public Answer.NotAnswered? Out { get; private set; }

    public DateTimeOffset OutSince { get; private set; }

    /// <summary>Operations that it may not ask, with the source's words and since when.</summary>
    public Dictionary<OperationId, (Answer.NotAnswered Why, DateTimeOffset Since)> Refused { get; } = [];

    /// <summary>What the source said last of a refusal.</summary>
    public string? Detail { get; set; }

    public bool IsUsable => Out is null;

    public bool May(OperationId operation) => Out is null && (Refused.Count == 0 || !Refused.ContainsKey(operation));

    /// <summary>How many more may be under way now; 0 while it is blocked.</summary>
    public int Room => Block.Rest is not null ? 0 : Math.Max(0, Block.RoomBeside(InFlight));

    /// <summary>
    /// A worker's own word on the quota, and what it can have under way: where quotas differ, the lowest counts; a slow start is over when all may be at work.
    /// </summary>
    public void Handle(IActorRef worker, QuotaLimits quota, int slots)
    {
        if (!_workers.TryGetValue(worker, out var known) || known != (quota, slots))
        {
            _workers[worker] = (quota, slots);
            Settle();
        }
    }

    public void WorkerGone(IActorRef worker)
    {
        // Of the last one the word stands until another speaks: while nobody is there, nobody spends.
        if (_workers.Remove(worker) && _workers.Count > 0)
        {
            Settle();
        }
    }

    /// <summary>What is spent, as it was written down.</summary>
    public void Know(QuotaState state)
    {
        _state = state;
        _stateAt = null;
        if (QuotaPlan.BlockedFor(state, time.GetUtcNow()) is { } rest)
        {
            Block.Extend(rest, "the source said: later", InFlight);
        }
    }

    /// <param name="wanted">1 or more.</param>
    /// <param name="life">How long they may lie before they are used.</param>
    public QuotaDecision Reserve(int wanted, TimeSpan life)
    {
        var decision = Plan.Reserve(_state!, wanted, time.GetUtcNow(), Passed(), life);
        (_state, _stateAt) = (decision.State, time.GetTimestamp());
        if (decision.Grant is { } grant)
        {
            PermitsEndAt = Math.Max(PermitsEndAt, _stateAt.Value + (long)(life.TotalSeconds * time.TimestampFrequency));
            _reservations[NameOf(grant)] = grant;
            _order.Enqueue(NameOf(grant));
            if (_order.Count > ReservationsKept)
            {
                _reservations.Remove(_order.Dequeue());
            }
        }

        return decision;
    }

    /// <summary>What a grant's permits are called outside: the same for no grant of another incarnation.</summary>
    public long NameOf(QuotaGrant grant) => _firstReservation + grant.Number;

    /// <summary>Permits that were reserved and will certainly not be used. The next reservation writes it down.</summary>
    public void GiveBack(long reservation, int count)
    {
        if (_state is not null && count > 0 && _reservations.TryGetValue(reservation, out var grant))
        {
            var back = Math.Min(count, grant.Count);
            _state = Plan.GiveBack(_state, grant with { Count = back }, back);
            _reservations[reservation] = grant with { Count = grant.Count - back };
        }
    }

    /// <summary>All that stands of the key, to be written down.</summary>
    public string Text()
    {
        // A reader counts the block from the time of the state, which may be in the past.
        var passed = Math.Max(0, (time.GetUtcNow() - _state!.At).Ticks);
        return QuotaText.Write(_state with { BlockedIn = Block.Rest is { } rest ? rest.Ticks + passed : 0 });
    }

    public QuotaLimits Left() => _state is null ? Plan.Limits : Plan.Left(_state, time.GetUtcNow(), Passed());

    public void TakeOut(Answer.NotAnswered why, DateTimeOffset since) => (Out, OutSince) = (why, since);

    /// <summary>It is tried again: one request at a time, until answers come.</summary>
    public void BringBack()
    {
        Out = null;
        Block.Narrow();
    }

    public SourceWorkerProtocol.KeyNews News() => new(Name, Block.Rest, Out, Block.Rest is null ? Detail : Block.Why, [.. Refused.Keys], Left());

    private TimeSpan? Passed() => _stateAt is { } at ? time.GetElapsedTime(at) : null;

    private void Settle()
    {
        Block.FullWidth = Math.Max(1, _workers.Values.Sum(worker => worker.Slots));
        var lowest = QuotaLimits.Lowest([.. _workers.Values.Select(worker => worker.Quota)]);
        Plan = lowest == Plan.Limits ? Plan : new(lowest);
    }
}
