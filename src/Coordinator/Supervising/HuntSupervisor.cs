using Akka.Actor;
using Akka.Cluster.Sharding;
using Akka.Persistence;
using IocExplorer.Messages;
using IocExplorer.Messages.Protocols;
using IocExplorer.Persistence;

namespace IocExplorer.Coordinator.Supervising;

/// <summary>
/// Owns one hunt: keeps a bounded window of its trees active, persists how each ended, and obeys those who pause, resume, cancel, retry and delete it. Sharded by hunt.
/// </summary>
/// <remarks>
/// <para>The path of a tree through it, and what a crash leaves behind:</para>
/// <list type="number">
/// <item>The seeds are in their table. A crash: they are found when the hunt is woken.</item>
/// <item>Active: the tree is sent <c>Explore</c>, and again every few seconds. Nothing of this is durable; a new incarnation sends it again, and a running tree ignores it.</item>
/// <item>Ended: its result is recorded, and it tells us until we answer. Ends are gathered and persisted many at a time. A crash before: it tells the next incarnation.</item>
/// <item>Persisted: it is counted, once, because only events count. A crash here: the tree reports its end again, and is sent <c>Stop</c>.</item>
/// <item>The listing follows. A crash here: it is said again after recovery.</item>
/// </list>
/// <para>A journal that refuses stops this actor (Akka's rule); the next message, at the latest the next wake, brings it back.</para>
/// </remarks>
#pragma warning disable CA1001 // PostStop disposes: that is how an actor ends.
internal sealed class HuntSupervisor : UntypedPersistentActor, IWithTimers
#pragma warning restore CA1001
{
    /// <summary>Seeds read in one call.</summary>
    private const int SeedsPerCall = 256;

    /// <summary>Between two tries to load a hunt from a store that fails permanently and needs an operator.</summary>
    private static readonly TimeSpan FaultPause = TimeSpan.FromSeconds(30);

    private readonly HuntId _id;
    private readonly IHuntStore _store;
    private readonly IActorRef _trees;
    private readonly HuntSupervisorOptions _options;
    private readonly HuntHistory _state = new();
    private readonly TreeWindow _window;
    private readonly List<HuntProtocol.TreeOutcome> _ended = [];
    private readonly List<(IActorRef To, long Version)> _replies = [];
    private readonly CancellationTokenSource _stopping = new();
    private readonly object _incarnation = new();
    private RunnableHunt? _hunt;
    private IReadOnlyList<int>? _retried;
    private long _version;
    private long _listed = -1;
    private bool _isLoading;
    private bool _isListing;
    private bool _isReadingSeeds;
    private bool _isFlushing;
    private bool _isUnknown;
    private bool _isLeaving;
    private bool _mustStop;

    public HuntSupervisor(HuntId hunt, IHuntStore store, IActorRef trees, HuntSupervisorOptions options)
    {
        (_id, _store, _trees, _options, _window) = (hunt, store, trees, options, new(options.ActiveTrees));
        PersistenceId = FormattableString.Invariant($"hunt-{hunt.Value}");
        JournalPluginId = options.Journal;
        SnapshotPluginId = options.Snapshots;
    }

    public override string PersistenceId { get; }

    public ITimerScheduler Timers { get; set; } = null!;

    /// <param name="hunt">Which.</param>
    /// <param name="store">What it goes by, and where it is listed.</param>
    /// <param name="trees">The region of the exploration coordinators, or what stands in its place.</param>
    /// <param name="options">How.</param>
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
            case Loaded loaded:
                OnLoaded(loaded);
                break;
            case HuntProtocol.ICommand when _hunt is null && !_isUnknown:
                Stash.Stash();
                if (!Timers.IsTimerActive(LoadAgain.Instance))
                {
                    Load();
                }

                break;
            case HuntProtocol.ICommand command:
                Obey(command);
                break;
            case Flush:
                PersistEnds();
                break;
            case SeedsRead read:
                OnSeeds(read);
                break;
            case Listed listed when listed.Incarnation == _incarnation:
                OnListed(listed);
                break;
            case Listed:
                // Of an incarnation that crashed: it counted its versions for itself.
                break;
            case GaveUp gaveUp:
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
                _isListing = false;
                List();
                break;
            case ReadSeedsAgain:
                GoOn();
                break;
            case Rest:
                if (IsAtRest() && !_isLeaving)
                {
                    _isLeaving = true;
                    Context.Parent.Tell(new Passivate(Leave.Instance), Self);
                }

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
        _options.Board?.Started();
        base.PreStart();
    }

    protected override void PostStop()
    {
        _options.Board?.Stopped();
        _stopping.Cancel();
        _stopping.Dispose();
    }

    private static Failure? FailureOf(Exception trouble) => trouble is LedgerException { Kind: LedgerErrorKind.Unavailable } or OperationCanceledException
        ? new(IsFault: false, trouble)
        : new(IsFault: true, trouble);

    private void Load()
    {
        if (!_isLoading)
        {
            _isLoading = true;
            LoadAsync().PipeTo(Self, Self);
        }

        async Task<Loaded> LoadAsync()
        {
            try
            {
                return new(await _store.LoadAsync(_id, _stopping.Token), null);
            }
#pragma warning disable CA1031 // Not swallowed: it goes to the actor as a message.
            catch (Exception trouble)
#pragma warning restore CA1031
            {
                return new(null, FailureOf(trouble));
            }
        }
    }

    private void OnLoaded(Loaded loaded)
    {
        _isLoading = false;
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

        var isFirst = _hunt is null;
        _hunt = loaded.Hunt;
        if (_hunt is null)
        {
            _isUnknown = true;
            Stash.UnstashAll();
            GoOn();
        }
        else if (isFirst && _state.Phase == HuntPhase.New)
        {
            PersistThen(Beginning(_hunt), Begin);
        }
        else if (isFirst)
        {
            Begin();
        }
        else
        {
            GoOn();
        }
    }

    /// <summary>The first events of a hunt; one from before there were events is taken over as it stands.</summary>
    private static List<HuntProtocol.IEvent> Beginning(RunnableHunt hunt)
    {
        List<HuntProtocol.IEvent> events = [new HuntProtocol.Submitted(hunt.Trees)];
        if (hunt.Before is { } before)
        {
            events.Add(new HuntProtocol.TreesEnded(before.Ended));
            if (before.Ended.Count < hunt.Trees)
            {
                events.Add(new HuntProtocol.Cancelled());
            }
        }

        return events;
    }

    private void Begin()
    {
        if (_state.IsJustRetried)
        {
            // Whether the store has heard of it is not known: it may hear it twice.
            _retried = [.. Enumerable.Range(1, _state.Trees).Where(_state.IsOpen)];
        }

        if (_hunt!.Before is not null && _state.Phase != HuntPhase.Deleted)
        {
            // Listed as over already. A hunt from before there were events stays listed as it was, until it is retried.
            _listed = _version;
        }

        Stash.UnstashAll();
        GoOn();
    }

    private void Obey(HuntProtocol.ICommand command)
    {
        switch (command)
        {
            case HuntProtocol.Wake:
                GoOn();
                break;
            case HuntProtocol.TreeEnded ended when IsOfAnotherRound(ended):
                Renew(ended.Outcome.Number);
                break;
            case HuntProtocol.TreeEnded ended:
                _ended.Add(ended.Outcome);
                FlushLater();
                break;
            case HuntProtocol.TreeCrashed crashed:
                Crashed(crashed);
                break;
            default:
                Change(command);
                break;
        }
    }

    /// <summary>An end from before a retry says nothing of the tree as it is explored now.</summary>
    private bool IsOfAnotherRound(HuntProtocol.TreeEnded ended) => ended.Round is { } round && _hunt?.Plan?.Freshness.FailuresSince != round;

    /// <summary>A coordinator that reports a former round is sent this one, or stopped.</summary>
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
                _retried = events.OfType<HuntProtocol.Retried>().SelectMany(retried => retried.Trees).ToList();
                _hunt = _hunt! with { Plan = null, Before = null };
            }

            if (command is not HuntProtocol.Resume)
            {
                foreach (var tree in _window.Clear())
                {
                    _trees.Tell(new ExplorationProtocol.Stop(new(_id, tree)), Self);
                }
            }

            _version++;
            _replies.Add((sender, _version));
            GoOn();
        });
    }

    private void FlushLater()
    {
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

        // As long as the store has not heard of a retry, what ends is of the round before: its result is void, and the tree is explored again.
        var counted = _retried is null ? _state.Counted(_ended) : [];
        _ended.Clear();
        PersistThen(counted.Count == 0 ? [] : [new HuntProtocol.TreesEnded(counted)], () =>
        {
            foreach (var tree in told)
            {
                _window.Ended(tree);
                _trees.Tell(new ExplorationProtocol.Stop(new(_id, tree)), Self);
            }

            _version += counted.Count;
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
        if (_hunt is not null && _state.Phase == HuntPhase.Running && _retried is null)
        {
            if (_hunt.Plan is null)
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
        (_isUnknown || _state.Phase is not (HuntPhase.New or HuntPhase.Running)) && !_isListing && _replies.Count == 0 && _ended.Count == 0;

    private void StopIfItMust()
    {
        // A hand-over does not wait for a store that is away: its time is short, and what is not listed is listed by the next incarnation.
        if (_mustStop && _replies.Count == 0)
        {
            if (_isLeaving && _state.Phase == HuntPhase.Running)
            {
                // Resumed or retried after it had asked to leave: it comes back at once, and not only with the next wake.
                Context.Parent.Tell(new HuntProtocol.Wake(_id), ActorRefs.NoSender);
            }

            Context.Stop(Self);
        }
    }

    private void FillWindow()
    {
        var started = _window.Fill(_state);
        foreach (var seed in started)
        {
            Explore(seed);
        }

        _version += started.Count > 0 ? 1 : 0;
        if (!_isReadingSeeds && _window.NeedsSeeds(_state.Trees))
        {
            _isReadingSeeds = true;
            ReadAsync(_window.Next).PipeTo(Self, Self);
        }

        async Task<SeedsRead> ReadAsync(int first)
        {
            try
            {
                return new(first, await _store.SeedsAsync(_id, first, SeedsPerCall, _stopping.Token), null);
            }
#pragma warning disable CA1031 // Not swallowed: it goes to the actor as a message.
            catch (Exception trouble)
#pragma warning restore CA1031
            {
                return new(first, [], FailureOf(trouble));
            }
        }
    }

    private void OnSeeds(SeedsRead read)
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
            _window.Loaded(read.Seeds, SeedsPerCall, _state);
        }

        GoOn();
    }

    private void Explore(SeedOfHunt seed)
    {
        if (_hunt?.Plan is { } plan)
        {
            _trees.Tell(new ExplorationProtocol.Explore(new(_id, seed.Number), seed.Seed, seed.Sharing, seed.NameIsTaken, plan, Self), Self);
        }
    }

    private void Crashed(HuntProtocol.TreeCrashed crashed)
    {
        if (_window.Find(crashed.Number) is not { } seed || _hunt?.Plan is null)
        {
            return;
        }

        var crashes = _window.Crashed(crashed.Number);
        if (crashes > TreeWindow.MostCrashes)
        {
            // It is being given up.
            return;
        }

        if (crashes < TreeWindow.MostCrashes)
        {
            _options.Notify(new(IsError: false, $"The tree of {seed.Seed} crashed and starts again from the ledger: {crashed.Problem}"));
            Explore(seed);
            return;
        }

        var problem = $"The tree of {seed.Seed} was given up after {crashes} crashes, the last: {crashed.Problem} {_options.Advice}";
        GiveUpAsync(new(_id, crashed.Number), _hunt!.Plan!, problem).PipeTo(Self, Self);

        async Task<GaveUp> GiveUpAsync(TreeId tree, HuntPlan plan, string why)
        {
            try
            {
                await _store.GiveUpAsync(tree, plan, why, _stopping.Token);
                return new(tree.Number, why, null);
            }
#pragma warning disable CA1031 // Not swallowed: it goes to the actor as a message.
            catch (Exception trouble)
#pragma warning restore CA1031
            {
                return new(tree.Number, why, FailureOf(trouble));
            }
        }
    }

    private void OnGaveUp(GaveUp gaveUp)
    {
        if (gaveUp.Failure is { } failure)
        {
            // Tried again with its next crash.
            failure.ThrowIfFault();
            _window.Forgive(gaveUp.Number);
            return;
        }

        _options.Notify(new(IsError: true, gaveUp.Problem));
        _ended.Add(new(gaveUp.Number, HuntProtocol.TreeEndKind.GivenUp, 0));
        FlushLater();
    }

    /// <summary>Says how the hunt stands, one call at a time.</summary>
    private void List()
    {
        if (_isListing || _state.Phase == HuntPhase.New || (_listed == _version && _retried is null))
        {
            return;
        }

        _isListing = true;
        var standing = new HuntStatus(
            _id,
            _state.Phase,
            _state.OpenTrees - _window.Count,
            _window.Count,
            _state.Complete,
            _state.WithMissing,
            _state.GivenUp,
            _state.Nodes)
        {
            Active = [.. _window.Active.Select(seed => seed.Number)],
        };
        SayAsync(standing, _retried, _version).PipeTo(Self, Self);

        async Task<Listed> SayAsync(HuntStatus how, IReadOnlyList<int>? retried, long version)
        {
            try
            {
                if (how.Phase == HuntPhase.Deleted)
                {
                    await _store.DeleteAsync(how.Hunt, _stopping.Token);
                }
                else
                {
                    if (retried is not null)
                    {
                        await _store.RetryAsync(how.Hunt, retried, _stopping.Token);
                    }

                    await _store.UpdateAsync(how, _stopping.Token);
                }

                return new(_incarnation, version, retried, null);
            }
#pragma warning disable CA1031 // Not swallowed: it goes to the actor as a message.
            catch (Exception trouble)
#pragma warning restore CA1031
            {
                return new(_incarnation, version, retried, FailureOf(trouble));
            }
        }
    }

    private void OnListed(Listed listed)
    {
        _isListing = false;
        if (listed.Failure is { } failure)
        {
            failure.ThrowIfFault();
            _isListing = true;
            Timers.StartSingleTimer(ListAgain.Instance, ListAgain.Instance, _options.StorePause);
            return;
        }

        _listed = listed.Version;
        if (listed.Retried is not null && ReferenceEquals(listed.Retried, _retried))
        {
            // What its trees accept has changed with it.
            _retried = null;
            Load();
        }

        _replies.RemoveAll(reply =>
        {
            var isDue = reply.Version <= _listed;
            if (isDue)
            {
                reply.To.Tell(new HuntProtocol.Done(_id), Self);
            }

            return isDue;
        });
        GoOn();
    }

    /// <summary>The stop message: for passivation, and for a hand-over of the shard.</summary>
    internal sealed record Leave : INoSerializationVerificationNeeded
    {
        public static Leave Instance { get; } = new();
    }

    /// <summary>Sent by a timer.</summary>
    internal sealed record TellAgain : INoSerializationVerificationNeeded
    {
        public static TellAgain Instance { get; } = new();
    }

    /// <param name="IsFault">Not to be waited out.</param>
    private sealed record Failure(bool IsFault, Exception Cause)
    {
        public void ThrowIfFault()
        {
            if (IsFault)
            {
                throw new InvalidOperationException($"The hunt's store failed: {Cause.Message}", Cause);
            }
        }
    }

    private sealed record Loaded(RunnableHunt? Hunt, Failure? Failure) : INoSerializationVerificationNeeded;

    private sealed record SeedsRead(int First, IReadOnlyList<SeedOfHunt> Seeds, Failure? Failure) : INoSerializationVerificationNeeded;

    private sealed record Listed(object Incarnation, long Version, IReadOnlyList<int>? Retried, Failure? Failure) : INoSerializationVerificationNeeded;

    private sealed record GaveUp(int Number, string Problem, Failure? Failure) : INoSerializationVerificationNeeded;

    private sealed record Flush : INoSerializationVerificationNeeded
    {
        public static Flush Instance { get; } = new();
    }

    private sealed record Rest : INoSerializationVerificationNeeded
    {
        public static Rest Instance { get; } = new();
    }

    private sealed record LoadAgain : INoSerializationVerificationNeeded
    {
        public static LoadAgain Instance { get; } = new();
    }

    private sealed record ListAgain : INoSerializationVerificationNeeded
    {
        public static ListAgain Instance { get; } = new();
    }

    private sealed record ReadSeedsAgain : INoSerializationVerificationNeeded
    {
        public static ReadSeedsAgain Instance { get; } = new();
    }
}
