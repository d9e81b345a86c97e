using Akka.Actor;
using IocExplorer.Messages.Protocols;

namespace IocExplorer.Workers.Throttling;

/// <summary>
/// The one throttle of a source in the whole cluster: holds the queue of its queries, knows which are under way and where, and hands out
/// work and permits to the workers that pull.
/// </summary>
/// <remarks>
/// <para>The path of a query through it, and what a crash leaves behind:</para>
/// <list type="number">
/// <item>Asked by a broker, it waits. A crash: the brokers tell again what they wait for.</item>
/// <item>A worker has a slot. Where its key has a quota, a permit is reserved in the <see cref="QuotaJournal"/> first. A crash: the
/// permit counts as spent and is wasted.</item>
/// <item>Granted: it is in progress at that worker, and no other worker gets it. A crash: the next incarnation hands nothing out until every worker node has
/// said what it has in hand, or is no member any more.</item>
/// <item>Done, when it is recorded: brokers that wait and were not named to the worker are notified to look it up.</item>
/// </list>
/// <para>A worker that is gone gives back what it had: it is asked once more, nothing else. Permits that it held count as spent.</para>
/// <para>Whatever a message leads to waits for one message to ourselves, behind all that had come by then.</para>
/// </remarks>
public sealed class SourceThrottle : UntypedActor, IWithTimers
{
    private static readonly TimeSpan TickEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan NewsAtMostEvery = TimeSpan.FromMilliseconds(250);

    /// <summary>Who slept so long may have a successor, whose writes it does not know: it begins anew from the journal.</summary>
    private static readonly TimeSpan LongestSleep = TimeSpan.FromSeconds(30);

    private readonly ThrottleQueue _queue = new();
    private readonly LateAnswers _late = new();
    private readonly SilentNodes _silent = new();
    private readonly HashSet<IActorRef> _watched = [];
    private readonly string _source;
    private readonly SourceThrottleOptions _options;
    private readonly IWorkerDirectory _directory;
    private readonly ThrottleStatistics _statistics;
    private readonly KeyRing _keys;
    private readonly SharedRequests _shared;
    private readonly WorkShares _shares;
    private readonly WorkerTable _workers;
    private readonly PermitReservations _reservations;
    private readonly JournalWrites _writes;
    private IActorRef? _journal;
    private ILookup<string, QuotaProtocol.IEvent>? _journalled;
    private long _actedAt;
    private long _newsAt;
    private long _lookAt;
    private bool _newsIsDue;
    private bool _isActing;

    public SourceThrottle(string source, SourceThrottleOptions options, IWorkerDirectory directory, ThrottleStatistics statistics)
    {
        (_source, _options, _directory, _statistics) = (source, options, directory, statistics);
        _keys = new(source, options);
        _shared = new(_queue, options.Time);
        _shares = new(_queue, _keys, _shared);
        _workers = new(_queue, _keys, _late, _shared);
        _reservations = new(_shares, options);
        _writes = new(keepsRefusals: options.RecoverAfter is not null);
        _actedAt = options.Time.GetTimestamp();
    }

    public ITimerScheduler Timers { get; set; } = null!;

    private TimeProvider Time => _options.Time;

    public static Props Props(string source, SourceThrottleOptions options, IWorkerDirectory directory, ThrottleStatistics statistics) =>
        Akka.Actor.Props.Create(() => new SourceThrottle(source, options, directory, statistics));

    protected override void PreStart()
    {
        Timers.StartPeriodicTimer(nameof(Tick), Tick.Instance, TickEvery);
        _silent.Await(_directory.Nodes);
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
                _silent.Heard(NodeOf(nothing.Workers));
                break;
            case SourceThrottleProtocol.KeyThrottled throttled:
                // The first is told to the others at once: what they send meanwhile is lost, and makes the source angrier.
                _newsAt = _keys.Find(throttled.Key) is { Block.Rest: null } ? 0 : _newsAt;
                Handle(throttled);
                break;
            case SourceThrottleProtocol.KeyRefused or SourceThrottleProtocol.OperationRefused or SourceThrottleProtocol.SourceLost:
                Handle((SourceThrottleProtocol.ICommand)message);
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
        var known = _workers.All.Count;
        var worker = _workers.Take(pull, Time.GetTimestamp());
        _newsIsDue |= _workers.All.Count > known;
        if (worker is null)
        {
            return;
        }

        foreach (var demand in pull.Keys)
        {
            Learn(_keys.Learn(demand.Key));
        }

        if (pull.InFlight is not { } inHand)
        {
            return;
        }

        if (_silent.AreAwaited)
        {
            _workers.TakeOver(worker, inHand);
            _silent.Heard(NodeOf(worker.Actor));
            return;
        }

        foreach (var grant in _workers.Compare(worker, inHand, pull.GrantSeen))
        {
            worker.Actor.Tell(grant, Self);
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

        if (!_workers.Remove(actor))
        {
            _queue.BrokerGone(actor);
        }

        return true;
    }

    private void AskTheSilent()
    {
        if (!_silent.AreAwaited)
        {
            return;
        }

        foreach (var path in _silent.Ask(_directory.Nodes))
        {
            Context.ActorSelection(path).Tell(new SourceWorkerProtocol.PullNow(_source, WithInFlight: true), Self);
        }
    }

    private void OnTick()
    {
        AskTheSilent();
        var back = _keys.Recover();
        Note(back);

        // What is left of the quotas grows again by itself.
        _newsIsDue |= back.Count > 0 || _keys.All.Any(key => key.IsMetered);
    }

    private void Handle(SourceThrottleProtocol.ICommand report)
    {
        if (_keys.Handle(report) is { } events)
        {
            _newsIsDue = true;
            Note(events);
        }
    }

    // The journal.

    /// <summary>Written down with the next write, where there is a journal.</summary>
    private void Note(IReadOnlyList<QuotaProtocol.IEvent> events)
    {
        if (_journal is not null)
        {
            _writes.Add(events);
        }
    }

    /// <summary>Finds out what is spent of a key with a quota: from the journal, else from what the version before has left.</summary>
    private void Learn(KeyState key)
    {
        if (!key.IsMetered || key.IsKnown)
        {
            return;
        }

        if (_journal is null)
        {
            _journal = Context.Watch(Context.ActorOf(QuotaJournal.Props(_source, _options), "quotas"));
            _watched.Add(_journal);
        }

        if (_journalled is null || key.IsAskedFor)
        {
            return;
        }

        if (_journalled.Contains(key.Name))
        {
            _keys.Restore(key, _journalled[key.Name]);
            _newsIsDue = true;
        }

        if (key.IsKnown)
        {
            return;
        }

        key.IsAskedFor = true;
        var name = key.Name;
        if (_options.CarriedOver is { } carriedOver)
        {
            carriedOver.ReadAsync(name, CancellationToken.None).AsTask().PipeTo(
                Self, success: texts => new CarriedOver(name, texts), failure: _ => new CarriedOver(name, null));
        }
        else
        {
            Self.Tell(new CarriedOver(name, []), Self);
        }
    }

    private void OnRecovered(QuotaJournal.Recovered recovered)
    {
        _journalled = recovered.Events.ToLookup(happened => happened.Key, StringComparer.Ordinal);
        foreach (var key in _keys.All)
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
        _writes.Done();
        if (_reservations.Written(written.Number) is not { } reservation)
        {
            return;
        }

        _options.Reserved?.Invoke(_source, reservation.Count);
        var worker = reservation.Worker;
        if (!_workers.Contains(worker))
        {
            reservation.GiveBack(reservation.Count);
            return;
        }

        var (work, permits) = _reservations.Use(reservation);
        if (permits > 0)
        {
            Grant(worker, reservation.Pull, work, [new(reservation.Key.Name, reservation.Number, permits)], reservation.Life);
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

        foreach (var (broker, answered) in _late.Take())
        {
            broker.Tell(answered, Self);
        }

        _silent.Settle();
        if (!_silent.AreAwaited)
        {
            HandOutWork();
            ReserveNext();
        }

        WriteDown();
        TellNews();
        Publish();
    }

    /// <summary>
    /// What needs no permits: queries that read the reply to another's request, those for keys without a quota, and those that no key may
    /// ask, which any worker with a slot records.
    /// </summary>
    private void HandOutWork()
    {
        foreach (var (worker, work) in _shares.WithoutPermits(_workers.All))
        {
            Grant(worker, worker.Pull, work, [], _options.PermitLife);
        }

        if (_shares.OpensIn is { } wait)
        {
            LookAgainIn(wait);
        }
    }

    private void Grant(
        ThrottledWorker worker,
        long pull,
        IReadOnlyList<SourceWorkerProtocol.WorkItem> work,
        IReadOnlyList<SourceWorkerProtocol.PermitGrant> permits,
        TimeSpan life)
    {
        var grant = new SourceWorkerProtocol.Grant(_source, Self, pull, worker.NextGrant(), work, permits, life);
        worker.Sent(grant);
        worker.Actor.Tell(grant, Self);
    }

    /// <summary>Reserves permits of one key for one worker; one reservation is under way at a time.</summary>
    private void ReserveNext()
    {
        if (_reservations.UnderWay is not null || _writes.IsUnderWay)
        {
            return;
        }

        // Keys take turns: a busy one that always wants more would leave the others nothing.
        foreach (var key in _keys.All.Where(key => key is { IsMetered: true, IsKnown: true, IsUsable: true }).OrderBy(key => key.LastWrite))
        {
            switch (_reservations.Reserve(key, _workers.All, _writes.Next))
            {
                case ReservationStep.Reserved({ Count: var count }):
                    _writes.Add([new QuotaProtocol.PermitsReserved(key.Name, count, key.Text())]);
                    return;
                case ReservationStep.LookAgain look:
                    LookAgainIn(look.Wait);
                    break;
                case ReservationStep.AskForPull ask:
                    ask.Worker.Actor.Tell(new SourceWorkerProtocol.PullNow(_source, WithInFlight: false), Self);
                    break;
                case ReservationStep.UsedUp spent:
                    Note(_keys.UsedUp(key, spent.Window, spent.Wait));
                    _newsIsDue = true;
                    Self.Tell(TryAgain.Instance, Self);
                    break;
                default:
                    break;
            }
        }
    }

    private void WriteDown()
    {
        if (_journal is not null && _journalled is not null && _writes.Take() is { } write)
        {
            _journal.Tell(write, Self);
        }
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
        if (!_newsIsDue || _workers.All.Count == 0 || (_newsAt != 0 && Time.GetElapsedTime(_newsAt) < NewsAtMostEvery && !_keys.HasRefusals))
        {
            return;
        }

        (_newsIsDue, _newsAt) = (false, Time.GetTimestamp());
        var news = new SourceWorkerProtocol.SourceNews(_source, [.. _keys.All.Select(key => key.News())]);
        foreach (var worker in _workers.All)
        {
            worker.Actor.Tell(news, Self);
        }
    }

    private void Publish() => _statistics.Put(new(_source, _queue.Queued, _queue.InFlight));

    /// <summary>The stop message of a hand-over: nothing more is handed out. A write under way ends, and its permits are wasted.</summary>
    public sealed record Leave : INoSerializationVerificationNeeded { public static Leave Instance { get; } = new(); }

    internal sealed record Tick : INoSerializationVerificationNeeded { public static Tick Instance { get; } = new(); }

    private sealed record Act : INoSerializationVerificationNeeded { public static Act Instance { get; } = new(); }

    private sealed record TryAgain : INoSerializationVerificationNeeded { public static TryAgain Instance { get; } = new(); }

    /// <param name="Texts">Null: the store could not be read.</param>
    private sealed record CarriedOver(string Key, IReadOnlyList<string>? Texts) : INoSerializationVerificationNeeded;
}
