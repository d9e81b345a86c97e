using Akka.Actor;
using IocExplorer.Messages.Protocols;

namespace IocExplorer.Workers.Asking;

/// <summary>
/// What a <see cref="SourceWorker"/> has in hand. It outlives the worker's crashes: a new worker goes on with the queries, and the permits,
/// of the one before, and so asks nothing twice. The worker's alone, except for the counters and the gates.
/// </summary>
internal sealed class WorkerState : IDisposable
{
    private long _found;
    private long _empty;
    private long _notAnswered;
    private int _inFlight;

    public WorkerState(ISource source, TimeProvider time)
        : this(source, [.. source.Keys.Select(key => new KeyGate(source.Name, key, time))])
    {
    }

    public WorkerState(ISource source, IReadOnlyList<KeyGate> gates)
    {
        Source = source;
        Keys = [.. gates.Select(gate => new KeyInUse(gate))];
    }

    public ISource Source { get; }

    public string Name => Source.Name;

    public IReadOnlyList<KeyInUse> Keys { get; }

    public GrantLog Grants { get; } = new();

    /// <summary>All that was granted and is neither recorded nor handed back.</summary>
    public Dictionary<Query, WorkInHand> InHand { get; } = [];

    /// <summary>Of these, those that have no slot yet.</summary>
    public WaitingWork Waiting { get; } = new();

    /// <summary>Through since the last pull.</summary>
    public List<Query> Done { get; private set; } = [];

    public List<Query> HandedBack { get; private set; } = [];

    /// <summary>Nothing is taken any more, and nothing begun.</summary>
    public bool IsStopping { get; set; }

    /// <summary>In a run that ends: it cannot be reached, for this reason.</summary>
    public string? Lost { get; set; }

    /// <summary>Cheap; any thread.</summary>
    public SourceProgress Progress
    {
        get
        {
            List<KeyStatus> keys = [.. Keys.Select(key => key.Gate.Status)];
            var status = Source.Status;
            var availability = SourceAvailability.Of(Source.Availability, [.. keys.Select(key => key.Availability)]);
            return new()
            {
                Source = Name,
                Requests = status.Requests,
                DroppedValues = status.DroppedValues,
                Found = Interlocked.Read(ref _found),
                Empty = Interlocked.Read(ref _empty),
                NotAnswered = Interlocked.Read(ref _notAnswered),
                InFlight = Volatile.Read(ref _inFlight),
                Left = QuotaLimits.Sum([.. keys.Select(key => key.Left)]),
                Waiting = availability.Why,
                WaitingUntil = availability.Until,
                Holds = status.Holds,
            };
        }
    }

    public KeyInUse? KeyOf(string name) => Keys.FirstOrDefault(key => key.Name == name);

    /// <summary>Takes all that a pull says out of the state: it is told once.</summary>
    /// <param name="now">Monotonic timestamp.</param>
    /// <param name="room">Queries that may be begun beside those in hand.</param>
    public SourceThrottleProtocol.Pull NextPull(IActorRef worker, IReadOnlyList<OperationId> operations, long now, int room, bool withInFlight)
    {
        var number = Grants.Pull(now);
        var keys = new SourceThrottleProtocol.KeyDemand[Keys.Count];
        for (var i = 0; i < keys.Length; i++)
        {
            var key = Keys[i];
            var free = Math.Min(room, key.Free);
            room -= room == int.MaxValue ? 0 : free;
            var (wanted, answered, unused) = key.Gate.TakeDemand();
            keys[i] = new(key.Name, key.Gate.Key.Quota, key.Offered, free, wanted, unused) { Answered = answered };
        }

        var (done, handedBack) = (Done, HandedBack);
        (Done, HandedBack) = (done.Count > 0 ? [] : done, handedBack.Count > 0 ? [] : handedBack);
        return new(
            Name,
            worker,
            number,
            Grants.Seen,
            operations,
            keys,
            done.Count > 0 ? done : [],
            handedBack.Count > 0 ? handedBack : [],
            withInFlight ? [.. InHand.Keys] : null);
    }

    public void Begin(WorkInHand work)
    {
        work.HasSlot = true;
        work.Key.SlotsTaken++;
        Volatile.Write(ref _inFlight, _inFlight + 1);
    }

    public void Add(WorkInHand work)
    {
        InHand.Add(work.Item.Query, work);
        work.Key.InHand++;
    }

    /// <summary>It is recorded, or handed back.</summary>
    /// <returns>False when it was through before.</returns>
    public bool End(WorkInHand work)
    {
        if (!InHand.TryGetValue(work.Item.Query, out var known) || known != work)
        {
            return false;
        }

        InHand.Remove(work.Item.Query);
        work.Key.InHand--;
        if (work.HasSlot)
        {
            work.Key.SlotsTaken--;
            Volatile.Write(ref _inFlight, _inFlight - 1);
        }

        return true;
    }

    public void Count(Answer answer)
    {
        switch (answer)
        {
            case Answer.Found:
                Interlocked.Increment(ref _found);
                break;
            case Answer.Empty:
                Interlocked.Increment(ref _empty);
                break;
            default:
                Interlocked.Increment(ref _notAnswered);
                break;
        }
    }

    public void Dispose()
    {
        foreach (var key in Keys)
        {
            key.Gate.Dispose();
        }
    }
}
