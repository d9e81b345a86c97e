using Akka.Actor;
using IocExplorer.Messages;
using IocExplorer.Messages.Protocols;
using IocExplorer.Workers.Quotas;

namespace IocExplorer.Workers.Throttling;

/// <summary>
/// The one throttle of a source in the whole cluster: holds the queue of its queries, knows which are under way and where, and hands out work and permits to the workers that pull.
/// </summary>
/// <remarks>
/// <para>The path of a query through it, and what a crash leaves behind:</para>
/// <list type="number">
/// <item>Asked by a broker, it waits. A crash: the brokers tell again what they wait for.</item>
/// <item>A worker has a slot. Where its key has a quota, a permit is reserved in the <see cref="QuotaJournal"/> first. A crash: the permit counts as spent and is wasted.</item>
/// <item>Granted: it is in progress at that worker, and no other worker gets it. A crash: the next incarnation hands nothing out until every worker node has said what it has in hand, or is
/// no member any more.</item>
/// <item>Done, when it is recorded: brokers that wait and were not named to the worker are notified to look it up.</item>
/// </list>
/// <para>A worker that is gone gives back what it had: it is asked once more, nothing else. Permits that it held count as spent.</para>
/// <para>Whatever a message leads to waits for one message to ourselves, behind all that had come by then.</para>
/// </remarks>
internal sealed class SourceThrottle : UntypedActor, IWithTimers
{
    private static readonly TimeSpan TickEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan NewsAtMostEvery = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan PullPatience = TimeSpan.FromMilliseconds(500);

    /// <summary>Who slept so long may have a successor, whose writes it does not know: it begins anew from the journal.</summary>
    private static readonly TimeSpan LongestSleep = TimeSpan.FromSeconds(30);

    private readonly ThrottleQueue _queue = new();
    private readonly Dictionary<IActorRef, ThrottledWorker> _workers = [];
    private readonly Dictionary<IActorRef, List<QueryBrokerProtocol.AnsweredQuery>> _late = [];
    private readonly HashSet<IActorRef> _watched = [];
    private readonly Dictionary<string, List<QuotaProtocol.IEvent>> _journalled = new(StringComparer.Ordinal);
    private readonly List<QuotaProtocol.IEvent> _toWrite = [];
    private readonly string _source;
    private readonly SourceThrottleOptions _options;
    private readonly IWorkerDirectory _directory;
    private readonly ThrottleStatistics _statistics;
    private readonly KeyRing _keys;
    private readonly SharedRequests _shared;
    private readonly WorkShares _shares;
    private HashSet<string>? _silent;
    private IActorRef? _journal;
    private Reservation? _reservation;
    private TimeSpan _life;
    private long _writes;
    private long _actedAt;
    private long _newsAt;
    private long _lookAt;
    private bool _isJournalKnown;
    private bool _isWriting;
    private bool _newsIsDue;
    private bool _isActing;

    public SourceThrottle(string source, SourceThrottleOptions options, IWorkerDirectory directory, ThrottleStatistics statistics)
    {
        (_source, _options, _directory, _statistics, _life) = (source, options, directory, statistics, options.PermitLife);
        _keys = new(source, options);
        _shared = new(_queue, options.Time);
        _shares = new(_queue, _keys, _shared);
        _actedAt = options.Time.GetTimestamp();
    }

    public ITimerScheduler Timers { get; set; } = null!;

    private TimeProvider Time => _options.Time;

    /// <param name="source">Its name.</param>
    /// <param name="options">How.</param>
    /// <param name="directory">Who may have something in hand.</param>
    /// <param name="statistics">The process's.</param>
    public static Props Props(string source, SourceThrottleOptions options, IWorkerDirectory directory, ThrottleStatistics statistics) =>
        Akka.Actor.Props.Create(() => new SourceThrottle(source, options, directory, statistics));

    protected override void PreStart()
    {
        Timers.StartPeriodicTimer(nameof(Tick), Tick.Instance, TickEvery);
        _silent = [.. _directory.Nodes.Select(node => node.Node)];
        AskTheSilent();
        Publish();
    }

    protected override void PostStop() => _statistics.Remove(_source);

    // A journal that refuses ends it, and this throttle with it; a crash of the journal's code is no different.
    protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(_ => Directive.Stop);

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case SourceThrottleProtocol.Pull pull:
                Take(pull);
                break;
            case SourceThrottleProtocol.Ask ask:
                Watch(ask.Broker);
                _queue.Ask(ask.Broker, ask.Hunt, ask.Freshness, ask.Queries);
                _shared.Asked(ask.Queries);
                break;
            case SourceThrottleProtocol.Withdraw withdraw:
                _queue.Withdraw(withdraw.Broker, withdraw.Hunt, withdraw.Queries);
                break;
            case SourceThrottleProtocol.NothingInFlight nothing:
                _silent?.Remove(NodeOf(nothing.Workers));
                break;
            case SourceThrottleProtocol.KeyThrottled throttled:
                Throttled(throttled);
                break;
            case SourceThrottleProtocol.KeyRefused refused:
                Refused(refused);
                break;
            case SourceThrottleProtocol.OperationRefused refused:
                Refused(refused);
                break;
            case SourceThrottleProtocol.SourceLost lost:
                _keys.Lost(lost.Detail);
                _newsIsDue = true;
                break;
            case QuotaJournal.Recovered recovered:
                OnRecovered(recovered);
                break;
            case QuotaJournal.Written written:
                OnWritten(written);
                break;
            case CarriedOver carried:
                OnCarriedOver(carried);
                break;
            case Terminated gone:
                if (!Gone(gone.ActorRef))
                {
                    return;
                }

                break;
            case Tick:
                OnTick();
                break;
            case TryAgain:
                break;
            case Act:
                ActOnAll();
                return;
            case Leave:
                Context.Stop(Self);
                return;
            default:
                Unhandled(message);
                return;
        }

        if (!_isActing)
        {
            _isActing = true;
            Self.Tell(Act.Instance, Self);
        }
    }

    private static string NodeOf(IActorRef actor) =>
        actor.Path.Address.HasGlobalScope ? actor.Path.Address.ToString() : IWorkerDirectory.Local;

    private void Watch(IActorRef actor)
    {
        if (_watched.Add(actor))
        {
            Context.Watch(actor);
        }
    }

    // Workers.

    private void Take(SourceThrottleProtocol.Pull pull)
    {
        Watch(pull.Worker);
        if (!_workers.TryGetValue(pull.Worker, out var worker))
        {
            _workers.Add(pull.Worker, worker = new(pull.Worker));
            _newsIsDue = true;
        }

        if (!worker.Take(pull, Time.GetTimestamp()))
        {
            return;
        }

        _shared.Learn(pull);
        foreach (var demand in pull.Keys)
        {
            Hear(worker, demand);
        }

        foreach (var done in pull.Done)
        {
            if (_queue.Done(done, pull.Worker) is { } query)
            {
                Through(query);
                _shared.Done(query);
                TellLate(query);
            }
        }

        foreach (var back in pull.HandedBack)
        {
            Through(_queue.HandBack(back, pull.Worker));
        }

        if (pull.InFlight is { } inHand)
        {
            Compare(worker, inHand, pull.GrantSeen);
        }
    }

    private void Hear(ThrottledWorker worker, SourceThrottleProtocol.KeyDemand demand)
    {
        var key = _keys.Learn(demand.Key);
        key.Hear(worker.Actor, demand.Quota, Math.Max(demand.Slots, 1));
        for (var i = 0; i < demand.Answered; i++)
        {
            key.Block.Answered();
        }

        for (var i = 0; i < demand.Unused.Count; i++)
        {
            key.GiveBack(demand.Unused[i].Reservation, demand.Unused[i].Count);
        }

        if (key is { IsMetered: true, IsKnown: false })
        {
            Learn(key);
        }
    }

    private void Compare(ThrottledWorker worker, IReadOnlyList<Query> inHand, long grantSeen)
    {
        if (_silent is not null)
        {
            // What it has from an incarnation before this one is under way.
            var key = worker.Demands.FirstOrDefault()?.Key ?? "";
            foreach (var known in inHand)
            {
                if (_queue.IsUnderWay(known, worker.Actor, key) && _keys.Find(key) is { } standing)
                {
                    standing.InFlight++;
                }
            }

            _silent.Remove(NodeOf(worker.Actor));
            return;
        }

        foreach (var lost in _queue.Compare(worker.Actor, inHand, grantSeen))
        {
            Through(lost);
            _shared.Asked([lost.Query]);
        }

        foreach (var grant in worker.ToSendAgain())
        {
            worker.Actor.Tell(grant, Self);
        }
    }

    /// <summary>It takes no slot of its key any more.</summary>
    private void Through(QueuedQuery? query)
    {
        if (query is { SharesRequest: false } && _keys.Find(query.Key) is { InFlight: > 0 } key)
        {
            key.InFlight--;
        }
    }

    private void TellLate(QueuedQuery query)
    {
        foreach (var (broker, _) in query.Waiting)
        {
            if (query.Named.Contains(broker))
            {
                continue;
            }

            if (!_late.TryGetValue(broker, out var late))
            {
                _late.Add(broker, late = []);
            }

            late.Add(new(query.Query, null));
        }
    }

    /// <returns>False when this throttle ends.</returns>
    private bool Gone(IActorRef actor)
    {
        _watched.Remove(actor);
        if (actor.Equals(_journal))
        {
            // Nothing was handed out that is not durable. Brokers and workers tell the next incarnation.
            Context.Stop(Self);
            return false;
        }

        if (_workers.Remove(actor))
        {
            foreach (var lost in _queue.WorkerGone(actor))
            {
                Through(lost);
            }

            foreach (var key in _keys.All)
            {
                key.WorkerGone(actor);
            }
        }
        else
        {
            _queue.BrokerGone(actor);
        }

        return true;
    }

    private void AskTheSilent()
    {
        if (_silent is null)
        {
            return;
        }

        var nodes = _directory.Nodes;
        _silent.IntersectWith(nodes.Select(node => node.Node));
        foreach (var (node, path) in nodes)
        {
            if (_silent.Contains(node))
            {
                Context.ActorSelection(path).Tell(new SourceWorkerProtocol.PullNow(_source, WithInFlight: true), Self);
            }
        }
    }

    private void OnTick()
    {
        AskTheSilent();
        var back = _keys.Recover();
        if (back.Count > 0)
        {
            Note(back);
            _newsIsDue = true;
        }

        // What is left of the quotas grows again by itself.
        _newsIsDue |= _keys.All.Any(key => key.IsMetered);
    }

    // Troubles of keys.

    private void Throttled(SourceThrottleProtocol.KeyThrottled throttled)
    {
        if (_keys.Find(throttled.Key) is not { } key)
        {
            return;
        }

        var wasOut = key.Out is not null;
        if (key.Block.Rest is null)
        {
            // Sent at once: requests of other workers in the meantime would fail and prolong the block.
            _newsAt = 0;
        }

        _keys.Throttled(key, throttled.RetryAfter, throttled.Detail);
        _newsIsDue = true;
        if (key is { IsMetered: true, IsKnown: true })
        {
            Note([new QuotaProtocol.PermitsReserved(key.Name, 0, key.Text())]);
        }

        NoteOut(key, wasOut);
    }

    private void Refused(SourceThrottleProtocol.KeyRefused refused)
    {
        if (_keys.Find(refused.Key) is { } key)
        {
            var wasOut = key.Out is not null;
            if (!wasOut)
            {
                _keys.Refused(key, refused.Detail);
            }

            _newsIsDue = true;
            NoteOut(key, wasOut);
        }
    }

    private void Refused(SourceThrottleProtocol.OperationRefused refused)
    {
        if (_keys.Find(refused.Key) is { } key)
        {
            _newsIsDue = true;
            if (_keys.Refused(key, refused.Operation, refused.Detail))
            {
                Note([new QuotaProtocol.OperationOut(key.Name, refused.Operation, refused.Detail, Time.GetUtcNow())]);
            }
        }
    }

    private void NoteOut(KeyState key, bool wasOut)
    {
        if (!wasOut && key.Out is { } why)
        {
            Note([new QuotaProtocol.KeyOut(key.Name, why.Reason, why.Detail, key.OutSince, why.RetryAt)]);
        }
    }

    /// <summary>Written down with the next write, where there is a journal. Refusals only in a service: a run that ends tries again in any case.</summary>
    private void Note(IReadOnlyList<QuotaProtocol.IEvent> events)
    {
        if (_journal is not null)
        {
            _toWrite.AddRange(events.Where(e => e is QuotaProtocol.PermitsReserved || _options.RecoverAfter is not null));
        }
    }

    // The journal.

    private void Learn(KeyState key)
    {
        if (_journal is null)
        {
            _journal = Context.Watch(Context.ActorOf(QuotaJournal.Props(_source, _options), "quotas"));
            _watched.Add(_journal);
        }

        if (!_isJournalKnown || key.IsAskedFor)
        {
            return;
        }

        if (_journalled.Remove(key.Name, out var events))
        {
            _keys.Restore(key, events);
            _newsIsDue = true;
        }

        if (key.IsKnown)
        {
            return;
        }

        key.IsAskedFor = true;
        if (_options.CarriedOver is not { } carriedOver)
        {
            Self.Tell(new CarriedOver(key.Name, []), Self);
            return;
        }

        var name = key.Name;
        carriedOver.ReadAsync(name, CancellationToken.None).AsTask().PipeTo(
            Self, success: texts => new CarriedOver(name, texts), failure: _ => new CarriedOver(name, null));
    }

    private void OnRecovered(QuotaJournal.Recovered recovered)
    {
        _isJournalKnown = true;
        foreach (var happened in recovered.Events)
        {
            if (!_journalled.TryGetValue(happened.Key, out var events))
            {
                _journalled.Add(happened.Key, events = []);
            }

            events.Add(happened);
        }

        foreach (var key in _keys.All.Where(key => key is { IsMetered: true, IsKnown: false }))
        {
            Learn(key);
        }
    }

    private void OnCarriedOver(CarriedOver carried)
    {
        if (_keys.Find(carried.Key) is not { IsKnown: false } key)
        {
            return;
        }

        if (carried.Texts is null)
        {
            // The store is away: asked again with the next pull.
            key.IsAskedFor = false;
            return;
        }

        key.Know(QuotaStates.Together(carried.Texts, key.Plan.Limits, Time.GetUtcNow()));
        _newsIsDue = true;
    }

    private void OnWritten(QuotaJournal.Written written)
    {
        _isWriting = false;
        if (_reservation is not { } reservation || written.Number != reservation.Write)
        {
            return;
        }

        _reservation = null;
        var key = reservation.Key;
        if (Time.GetElapsedTime(reservation.PulledAt) >= _life)
        {
            // Too old before they were there.
            _life = Min(_life * 2, QuotaPlan.LongestLife);
            key.GiveBack(reservation.Number, reservation.Count);
            return;
        }

        _options.Reserved?.Invoke(_source, reservation.Count);
        var life = reservation.Life;
        _life = _life > _options.PermitLife ? TimeSpan.FromTicks(Math.Max((long)(_life.Ticks * 0.9), _options.PermitLife.Ticks)) : _options.PermitLife;
        if (!_workers.TryGetValue(reservation.Worker.Actor, out var worker) || worker != reservation.Worker)
        {
            key.GiveBack(reservation.Number, reservation.Count);
            return;
        }

        // Further pages and tries first: they hold slots.
        var extra = Math.Min(reservation.Count, worker.PermitsWanted(key.Name));
        worker.GotPermits(key.Name, extra);
        var work = _shares.Take(worker, key, reservation.Count - extra, WorkShares.MostPerGrant, out var requests);
        key.GiveBack(reservation.Number, reservation.Count - extra - requests);
        if (extra + requests > 0)
        {
            Grant(worker, reservation.Pull, work, [new(key.Name, reservation.Number, extra + requests)], life);
        }

        _newsIsDue = true;
    }

    // Handing out.

    private void ActOnAll()
    {
        _isActing = false;
        var slept = Time.GetElapsedTime(_actedAt) > LongestSleep;
        _actedAt = Time.GetTimestamp();
        if (slept && _journal is not null)
        {
            Context.Stop(Self);
            return;
        }

        TellLate();
        if (_silent is { Count: 0 })
        {
            _silent = null;
        }

        if (_silent is null)
        {
            HandOutJoining();
            HandOutRefusals();
            HandOutUnmetered();
            ReserveNext();
        }

        WriteDown();
        TellNews();
        Publish();
    }

    private void TellLate()
    {
        if (_late.Count == 0)
        {
            return;
        }

        foreach (var (broker, late) in _late)
        {
            foreach (var part in late.Chunk(WorkShares.MostPerGrant))
            {
                broker.Tell(new QueryBrokerProtocol.Answered(part), Self);
            }
        }

        _late.Clear();
    }

    /// <summary>What would send the same request as one under way, or a moment ago, goes where that is.</summary>
    private void HandOutJoining()
    {
        foreach (var (worker, work) in _shares.TakeJoining(_workers))
        {
            Send(worker, work);
        }
    }

    /// <summary>What no key may ask is recorded by any worker that has a slot; that needs no permit.</summary>
    private void HandOutRefusals()
    {
        if (!_keys.HasTrouble)
        {
            return;
        }

        foreach (var worker in _workers.Values)
        {
            foreach (var demand in worker.Demands.ToList())
            {
                Send(worker, _shares.TakeRefusals(worker, demand.Key));
            }
        }
    }

    private void HandOutUnmetered()
    {
        if (_queue.Queued == 0)
        {
            return;
        }

        foreach (var key in _keys.All)
        {
            if (key.IsMetered || !key.IsUsable)
            {
                continue;
            }

            foreach (var (worker, work) in _shares.Split(_workers.Values, key))
            {
                Send(worker, work);
            }

            if (key.Block.Rest is { } rest && _queue.Queued > 0)
            {
                LookAgainIn(rest);
            }
        }
    }

    private void Send(ThrottledWorker worker, List<SourceWorkerProtocol.WorkItem> work)
    {
        if (work.Count > 0)
        {
            Grant(worker, worker.Pull, work, [], _options.PermitLife);
        }
    }

    private void Grant(
        ThrottledWorker worker, long pull, IReadOnlyList<SourceWorkerProtocol.WorkItem> work, IReadOnlyList<SourceWorkerProtocol.PermitGrant> permits, TimeSpan life)
    {
        var grant = new SourceWorkerProtocol.Grant(_source, Self, pull, worker.NextGrant(), work, permits, life);
        worker.Sent(grant);
        worker.Actor.Tell(grant, Self);
    }

    /// <summary>Reserves permits of one key for one worker; one reservation is under way at a time.</summary>
    private void ReserveNext()
    {
        if (_reservation is not null || _isWriting)
        {
            return;
        }

        // Keys take turns: a busy one that always wants more would leave the others nothing.
        foreach (var key in _keys.All.Where(key => key is { IsMetered: true, IsKnown: true, IsUsable: true }).OrderBy(key => key.LastWrite))
        {
            if (TryReserve(key))
            {
                return;
            }
        }
    }

    private bool TryReserve(KeyState key)
    {
        var ready = _shares.WhoWants(_workers.Values, key);
        if (ready.Count == 0)
        {
            return false;
        }

        if (key.Block.Rest is { } rest)
        {
            LookAgainIn(rest);
            return false;
        }

        var worker = ready.Find(CanBeServedNow);
        if (worker is null || !IsFresh(worker))
        {
            return false;
        }

        var decision = key.Reserve(_shares.PermitsFor(worker, key), _life);
        if (decision.Grant is not { } grant)
        {
            if (decision.Window == QuotaWindow.Minute || decision.Wait <= _options.LongestQuotaWait)
            {
                LookAgainIn(decision.Wait);
            }
            else if (key.InFlight <= _workers.Values.Sum(w => w.PermitsWanted(key.Name)))
            {
                // Not before nothing is under way that still has a permit: it is to be used, or comes back and is there for the next.
                _keys.UsedUp(key, decision.Window!, decision.Wait);
                NoteOut(key, wasOut: false);
                _newsIsDue = true;
                Self.Tell(TryAgain.Instance, Self);
            }

            return false;
        }

        _reservation = new(key, worker, key.NameOf(grant), grant.Count, worker.Pull, worker.PulledAt, _life, ++_writes);
        key.LastWrite = _writes;
        _toWrite.Add(new QuotaProtocol.PermitsReserved(key.Name, grant.Count, key.Text()));
        return true;
    }

    private bool IsFresh(ThrottledWorker worker) => Time.GetElapsedTime(worker.PulledAt) <= _options.FreshPull;

    /// <summary>Whether it is this worker's turn. Permits live from the pull: only a young one is worth reserving for, and an older one is asked for again.</summary>
    /// <returns>False when it lets that wait: others do not wait for it.</returns>
    private bool CanBeServedNow(ThrottledWorker worker)
    {
        if (IsFresh(worker))
        {
            return true;
        }

        if (worker.AskedForPullAt is { } asked)
        {
            return Time.GetElapsedTime(asked) <= PullPatience;
        }

        worker.AskedForPullAt = Time.GetTimestamp();
        worker.Actor.Tell(new SourceWorkerProtocol.PullNow(_source, WithInFlight: false), Self);
        return true;
    }

    private void WriteDown()
    {
        if (_journal is null || _isWriting || _toWrite.Count == 0 || !_isJournalKnown)
        {
            return;
        }

        _isWriting = true;
        _journal.Tell(new QuotaJournal.Write(_reservation?.Write ?? ++_writes, [.. _toWrite]), Self);
        _toWrite.Clear();
    }

    private void LookAgainIn(TimeSpan wait)
    {
        wait = TimeSpan.FromTicks(Math.Clamp(wait.Ticks, TimeSpan.TicksPerMillisecond, TimeSpan.TicksPerMinute));
        var at = Time.GetTimestamp() + (long)(wait.TotalSeconds * Time.TimestampFrequency);
        if (at < _lookAt || !Timers.IsTimerActive(nameof(TryAgain)))
        {
            _lookAt = at;
            Timers.StartSingleTimer(nameof(TryAgain), TryAgain.Instance, wait);
        }
    }

    private void TellNews()
    {
        if (!_newsIsDue || _workers.Count == 0 || (_newsAt != 0 && Time.GetElapsedTime(_newsAt) < NewsAtMostEvery && !_keys.HasTrouble))
        {
            return;
        }

        (_newsIsDue, _newsAt) = (false, Time.GetTimestamp());
        var news = new SourceWorkerProtocol.SourceNews(_source, [.. _keys.All.Select(key => key.News())]);
        foreach (var worker in _workers.Keys)
        {
            worker.Tell(news, Self);
        }
    }

    private void Publish() => _statistics.Put(new(_source, _queue.Queued, _queue.InFlight));

    private static TimeSpan Min(TimeSpan left, TimeSpan right) => left < right ? left : right;

    /// <summary>The stop message of a hand-over: nothing more is handed out. A write under way ends, and its permits are wasted.</summary>
    internal sealed record Leave : INoSerializationVerificationNeeded
    {
        public static Leave Instance { get; } = new();
    }

    /// <summary>Sent by a timer.</summary>
    internal sealed record Tick : INoSerializationVerificationNeeded
    {
        public static Tick Instance { get; } = new();
    }

    private sealed record Act : INoSerializationVerificationNeeded
    {
        public static Act Instance { get; } = new();
    }

    private sealed record TryAgain : INoSerializationVerificationNeeded
    {
        public static TryAgain Instance { get; } = new();
    }

    /// <param name="Texts">Null: the store could not be read.</param>
    private sealed record CarriedOver(string Key, IReadOnlyList<string>? Texts) : INoSerializationVerificationNeeded;

    /// <summary>Permits that are being written down.</summary>
    private sealed record Reservation(
        KeyState Key, ThrottledWorker Worker, long Number, int Count, long Pull, long PulledAt, TimeSpan Life, long Write);
}
