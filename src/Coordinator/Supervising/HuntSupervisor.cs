using Akka.Actor;
using Akka.Cluster.Sharding;
using Akka.Persistence;
using IocExplorer.Messages.Protocols;

namespace IocExplorer.Coordinator.Supervising;

/// <summary>
/// Owns one hunt: keeps a bounded window of its trees active, persists how each ended, and obeys those who pause, resume,
/// cancel, retry and delete it. Sharded by hunt.
/// </summary>
/// <remarks>
/// <para>The path of a tree through it, and what a crash leaves behind:</para>
/// <list type="number">
/// <item>The seeds are in their table. A crash: they are found when the hunt is woken.</item>
/// <item>Active: the tree is sent <c>Explore</c>, and again every few seconds. Nothing of this is durable; a new incarnation sends it
/// again, and a running tree ignores it.</item>
/// <item>Ended: its result is recorded, and it tells us until we answer. Ends are gathered and persisted many at a time. A crash
/// before: it tells the next incarnation.</item>
/// <item>Persisted: it is counted, once, because only events count. A crash here: the tree reports its end again, and is sent <c>Stop</c>.</item>
/// <item>The listing follows. A crash here: it is said again after recovery.</item>
/// </list>
/// <para>A journal that refuses stops this actor (Akka's rule); the next message, at the latest the next wake, brings it back.</para>
/// </remarks>
#pragma warning disable CA1001 // PostStop disposes: that is how an actor ends.
internal sealed class HuntSupervisor : UntypedPersistentActor, IWithTimers
#pragma warning restore CA1001
{
    /// <summary>Between two tries to load a hunt from a store that fails for good: somebody has to mend it.</summary>
    private static readonly TimeSpan FaultPause = TimeSpan.FromSeconds(30);

    private readonly HuntId _id;
    private readonly IActorRef _trees;
    private readonly HuntSupervisorOptions _options;
    private readonly HuntStoreCalls _calls;
    private readonly HuntHistory _state = new();
    private readonly LoadedHunt _loaded = new();
    private readonly TreeWindow _window;
    private readonly HuntListing _listing = new();
    private readonly List<HuntProtocol.TreeOutcome> _ended = [];
    private long _startedAt;
    private bool _isReadingSeeds;
    private bool _isFlushing;
    private bool _isLeaving;
    private bool _mustStop;

    public HuntSupervisor(HuntId hunt, IHuntStore store, IActorRef trees, HuntSupervisorOptions options)
    {
        (_id, _trees, _options, _calls, _window) = (hunt, trees, options, new(hunt, store), new(options.ActiveTrees));
        PersistenceId = $"hunt-{hunt.Value}";
        JournalPluginId = options.Journal;
        SnapshotPluginId = options.Snapshots;
    }

    public override string PersistenceId { get; }

    public ITimerScheduler Timers { get; set; } = null!;

    /// <param name="store">What it goes by, and where it is listed.</param>
    /// <param name="trees">The region of the exploration coordinators, or what stands in its place.</param>
    public static Props Props(HuntId hunt, IHuntStore store, IActorRef trees, HuntSupervisorOptions options) =>
        Akka.Actor.Props.Create(() => new HuntSupervisor(hunt, store, trees, options));

    protected override void OnRecover(object message)
    {
        switch (message)
        {
            case HuntProtocol.IEvent happened:
                _state.Apply(happened);
                break;
            case SnapshotOffer { Snapshot: HuntProtocol.Snapshot snapshot }:
                _state.Restore(snapshot);
                break;
            case RecoveryCompleted:
                _options.Board?.Recovered(_options.Time.GetElapsedTime(_startedAt));
                Timers.StartPeriodicTimer(TellAgain.Instance, TellAgain.Instance, _options.TellAgainEvery);
                break;
            default:
                break;
        }
    }

    protected override void OnCommand(object message)
    {
        switch (message)
        {
            case HuntStoreCalls.Loaded loaded:
                OnLoaded(loaded);
                break;
            case HuntProtocol.ICommand when _loaded is { Hunt: null, IsUnknown: false }:
                Stash.Stash();
                if (!Timers.IsTimerActive(LoadAgain.Instance))
                {
                    Load();
                }

                break;
            case HuntProtocol.Wake or ReadSeedsAgain:
                GoOn();
                break;
            case HuntProtocol.TreeEnded { Round: { } round } ended when _loaded.IsOfAnotherRound(round):
                Renew(ended.Outcome.Number);
                break;
            case HuntProtocol.TreeEnded ended:
                TakeEnd(ended.Outcome);
                break;
            case HuntProtocol.TreeCrashed crashed:
                Crashed(crashed);
                break;
            case HuntProtocol.ICommand command:
                Change(command);
                break;
            case Flush:
                PersistEnds();
                break;
            case HuntStoreCalls.SeedsRead read:
                OnSeeds(read);
                break;
            case HuntStoreCalls.Listed listed:
                OnListed(listed);
                break;
            case HuntStoreCalls.GaveUp gaveUp:
                OnGaveUp(gaveUp);
                break;
            case TellAgain:
                foreach (var seed in _window.Active)
                {
                    Explore(seed);
                }

                GoOn();
                break;
            case LoadAgain:
                Load();
                break;
            case ListAgain:
                _listing.BeginAgain();
                List();
                break;
            case Rest:
                LeaveIfAtRest();
                break;
            case Leave:
                // Whoever was obeyed in between is answered first.
                _mustStop = true;
                StopIfItMust();
                break;
            case SaveSnapshotSuccess saved:
                DeleteSnapshots(new SnapshotSelectionCriteria(saved.Metadata.SequenceNr - 1));
                break;
            case SaveSnapshotFailure or DeleteSnapshotsSuccess or DeleteSnapshotsFailure:
                // The events are all there; the next snapshot will do.
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    protected override void PreStart()
    {
        _startedAt = _options.Time.GetTimestamp();
        _options.Board?.Started();
        base.PreStart();
    }

    protected override void PostStop()
    {
        _options.Board?.Stopped();
        _calls.Dispose();
    }

    protected override void OnPersistRejected(Exception cause, object @event, long sequenceNr)
    {
        // Not written, and nobody is told: end as after a failure, so that the next incarnation goes by what is written.
        base.OnPersistRejected(cause, @event, sequenceNr);
        Context.Stop(Self);
    }

    // The hunt.

    private void Load()
    {
        if (_loaded.Begin())
        {
            _calls.LoadAsync().PipeTo(Self, Self);
        }
    }

    private void OnLoaded(HuntStoreCalls.Loaded loaded)
    {
        var isCurrent = _loaded.End();
        if (loaded.Failure is { } failure)
        {
            if (failure.IsFault)
            {
                // Not thrown: the commands that wait for it would load it again at once, and crash it again.
                _options.Notify(new(IsError: true, $"Hunt {_id.Value} cannot be loaded: {failure.Cause.Message}"));
            }

            Timers.StartSingleTimer(LoadAgain.Instance, LoadAgain.Instance, failure.IsFault ? FaultPause : _options.StorePause);
            return;
        }

        if (!isCurrent)
        {
            Load();
            return;
        }

        var isFirst = _loaded.Hunt is null;
        _loaded.Take(loaded.Hunt);
        if (isFirst && loaded.Hunt is { } hunt)
        {
            PersistThen(_state.Phase == HuntPhase.New ? hunt.FirstEvents() : [], Begin);
        }
        else
        {
            Stash.UnstashAll();
            GoOn();
        }
    }

    private void Begin()
    {
        if (_state.IsJustRetried)
        {
            // Whether the store has it is not known: it may be told twice.
            _listing.Retry([.. Enumerable.Range(1, _state.Trees).Where(_state.IsOpen)]);
        }

        if (_loaded.Hunt!.Before is not null && _state.Phase != HuntPhase.Deleted)
        {
            // Listed as over already. A hunt from before there were events stays listed as it was, until somebody retries it.
            _listing.TakeOver();
        }

        Stash.UnstashAll();
        GoOn();
    }

    /// <summary>A coordinator that still tells of a former round is told of this one, or has nothing left to do.</summary>
    private void Renew(int tree)
    {
        if (_window.Find(tree) is { } seed)
        {
            Explore(seed);
        }
        else
        {
            _trees.Tell(new ExplorationProtocol.Stop(new(_id, tree)), Self);
        }
    }

    private void Change(HuntProtocol.ICommand command)
    {
        var sender = Sender;
        if (_state.Decide(command) is not { } events)
        {
            sender.Tell(new HuntProtocol.Refused(_id), Self);
            GoOn();
            return;
        }

        PersistThen(events, () =>
        {
            if (command is HuntProtocol.Retry)
            {
                _listing.Retry([.. events.OfType<HuntProtocol.Retried>().SelectMany(retried => retried.Trees)]);
                _loaded.BeginRound();
            }

            if (command is not HuntProtocol.Resume)
            {
                foreach (var tree in _window.Clear())
                {
                    _trees.Tell(new ExplorationProtocol.Stop(new(_id, tree)), Self);
                }
            }

            _listing.Changed(sender);
            GoOn();
        });
    }

    // Trees that are over.

    private void TakeEnd(HuntProtocol.TreeOutcome outcome)
    {
        _ended.Add(outcome);
        if (!_isFlushing)
        {
            // Behind all that has come by then: what ends together is persisted together.
            _isFlushing = true;
            Self.Tell(Flush.Instance, Self);
        }
    }

    private void PersistEnds()
    {
        _isFlushing = false;
        List<int> told = [.. _ended.Select(end => end.Number)];

        // As long as the store does not have a retry, what ends is of the round before: its result is void, and the tree is explored again.
        var counted = _listing.Retried is null ? _state.Counted(_ended) : [];
        _ended.Clear();
        PersistThen(counted.Count == 0 ? [] : [new HuntProtocol.TreesEnded(counted)], () =>
        {
            foreach (var tree in told)
            {
                _window.Ended(tree);
                _trees.Tell(new ExplorationProtocol.Stop(new(_id, tree)), Self);
            }

            if (counted.Count > 0)
            {
                _listing.Changed();
            }

            GoOn();
        });
    }

    private void PersistThen(IReadOnlyList<HuntProtocol.IEvent> events, Action done)
    {
        if (events.Count == 0)
        {
            done();
            return;
        }

        var left = events.Count;
        PersistAll(events, happened =>
        {
            _state.Apply(happened);
            if (LastSequenceNr % _options.SnapshotEvery == 0)
            {
                SaveSnapshot(_state.ToSnapshot());
            }

            if (--left == 0)
            {
                done();
            }
        });
    }

    /// <summary>Does all that the state calls for: trees, seeds, plan, listing; rests when there is nothing left to do.</summary>
    private void GoOn()
    {
        if (_loaded.Hunt is not null && _state.Phase == HuntPhase.Running && _listing.Retried is null)
        {
            if (_loaded.Plan is null)
            {
                Timers.StartSingleTimer(LoadAgain.Instance, LoadAgain.Instance, _options.StorePause);
            }
            else
            {
                FillWindow();
            }
        }

        List();
        if (!IsAtRest())
        {
            Timers.Cancel(Rest.Instance);
        }
        else if (!_isLeaving && !Timers.IsTimerActive(Rest.Instance))
        {
            Timers.StartSingleTimer(Rest.Instance, Rest.Instance, _options.LeaveAfter);
        }

        StopIfItMust();
    }

    /// <summary>Idle until the next message.</summary>
    private bool IsAtRest() =>
        (_loaded.IsUnknown || _state.Phase is not (HuntPhase.New or HuntPhase.Running)) && !_listing.IsUnderWay && !_listing.OwesReplies && _ended.Count == 0;

    private void LeaveIfAtRest()
    {
        if (IsAtRest() && !_isLeaving)
        {
            _isLeaving = true;
            Context.Parent.Tell(new Passivate(Leave.Instance), Self);
        }
    }

    private void StopIfItMust()
    {
        // A hand-over does not wait for a store that is away: its time is short, and what is not listed is listed by the next incarnation.
        if (_mustStop && !_listing.OwesReplies)
        {
            if (_isLeaving && _state.Phase == HuntPhase.Running)
            {
                // Resumed or retried after it had asked to leave: it comes back at once, and not only with the next wake.
                Context.Parent.Tell(new HuntProtocol.Wake(_id), ActorRefs.NoSender);
            }

            Context.Stop(Self);
        }
    }

    // Trees that are active.

    private void FillWindow()
    {
        var started = _window.Fill(_state);
        foreach (var seed in started)
        {
            Explore(seed);
        }

        if (started.Count > 0)
        {
            _listing.Changed();
        }

        if (!_isReadingSeeds && _window.NeedsSeeds(_state.Trees))
        {
            _isReadingSeeds = true;
            _calls.SeedsAsync(_window.Next).PipeTo(Self, Self);
        }
    }

    private void OnSeeds(HuntStoreCalls.SeedsRead read)
    {
        _isReadingSeeds = false;
        if (read.Failure is { } failure)
        {
            failure.ThrowIfFault();
            Timers.StartSingleTimer(ReadSeedsAgain.Instance, ReadSeedsAgain.Instance, _options.StorePause);
            return;
        }

        // The window may have been cleared meanwhile.
        if (read.First == _window.Next)
        {
            _window.Loaded(read.Seeds, HuntStoreCalls.SeedsPerCall, _state);
        }

        GoOn();
    }

    private void Explore(SeedOfHunt seed)
    {
        if (_loaded.Plan is { } plan)
        {
            _trees.Tell(new ExplorationProtocol.Explore(new(_id, seed.Number), seed.Seed, seed.Sharing, seed.NameIsTaken, plan, Self), Self);
        }
    }

    private void Crashed(HuntProtocol.TreeCrashed crashed)
    {
        if (_window.Find(crashed.Number) is not { } seed || _loaded.Plan is not { } plan)
        {
            return;
        }

        // After the last one it is being given up.
        var crashes = _window.Crashed(crashed.Number);
        if (crashes < TreeWindow.MostCrashes)
        {
            _options.Notify(new(IsError: false, $"The tree of {seed.Seed} crashed and starts again from the ledger: {crashed.Problem}"));
            Explore(seed);
        }
        else if (crashes == TreeWindow.MostCrashes)
        {
            var problem = $"The tree of {seed.Seed} was given up after {crashes} crashes, the last: {crashed.Problem} {_options.Advice}";
            _calls.GiveUpAsync(crashed.Number, plan, problem).PipeTo(Self, Self);
        }
    }

    private void OnGaveUp(HuntStoreCalls.GaveUp gaveUp)
    {
        gaveUp.Failure?.ThrowIfFault();
        if (_loaded.Hunt is not null && _loaded.IsOfAnotherRound(gaveUp.Plan.Freshness.FailuresSince))
        {
            // It is explored anew, and the store takes nothing of the round before.
            return;
        }

        if (gaveUp.Failure is not null)
        {
            // Tried again with its next crash.
            _window.Forgive(gaveUp.Number);
            return;
        }

        _options.Notify(new(IsError: true, gaveUp.Problem));
        TakeEnd(new(gaveUp.Number, HuntProtocol.TreeEndKind.GivenUp, 0));
    }

    // The listing.

    private void List()
    {
        if (_listing.IsDue && _state.Phase != HuntPhase.New)
        {
            _calls.ListAsync(HuntStatus.Of(_id, _state, _window), _listing.Retried, _listing.Begin()).PipeTo(Self, Self);
        }
    }

    private void OnListed(HuntStoreCalls.Listed listed)
    {
        if (listed.By != _calls)
        {
            return;
        }

        if (listed.Failure is { } failure)
        {
            failure.ThrowIfFault();
            Timers.StartSingleTimer(ListAgain.Instance, ListAgain.Instance, _options.StorePause);
            return;
        }

        if (_listing.Succeeded(listed.Version, listed.Retried))
        {
            // What its trees accept has changed with it.
            _loaded.Outdate();
            Load();
        }

        foreach (var to in _listing.TakeReplies())
        {
            to.Tell(new HuntProtocol.Done(_id), Self);
        }

        GoOn();
    }

    /// <summary>The stop message: for passivation, and for a hand-over of the shard.</summary>
    internal sealed record Leave : INoSerializationVerificationNeeded { public static Leave Instance { get; } = new(); }

    /// <summary>Sent by a timer.</summary>
    internal sealed record TellAgain : INoSerializationVerificationNeeded { public static TellAgain Instance { get; } = new(); }

    private sealed record Flush : INoSerializationVerificationNeeded { public static Flush Instance { get; } = new(); }

    private sealed record Rest : INoSerializationVerificationNeeded { public static Rest Instance { get; } = new(); }

    private sealed record LoadAgain : INoSerializationVerificationNeeded { public static LoadAgain Instance { get; } = new(); }

    private sealed record ListAgain : INoSerializationVerificationNeeded { public static ListAgain Instance { get; } = new(); }

    private sealed record ReadSeedsAgain : INoSerializationVerificationNeeded { public static ReadSeedsAgain Instance { get; } = new(); }
}
