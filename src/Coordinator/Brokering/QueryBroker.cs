using System.Runtime.ExceptionServices;
using Akka.Actor;
using IocExplorer.Coordinator.Hunts;
using IocExplorer.Coordinator.Trees;
using IocExplorer.Messages.Protocols;
using IocExplorer.Persistence;

namespace IocExplorer.Coordinator.Brokering;

/// <summary>
/// Stands between the trees of this node, the ledger and the throttles: makes few calls and messages out of many needs, lets the trees share what they ask, and
/// brings the answers. One per coordinator node, at <c>/user/query-broker</c>. Carries out what <see cref="OpenQueries"/> decides.
/// </summary>
/// <remarks>
/// <para>Whatever a message leads to waits for one message to ourselves, behind all that had come by then: so the busier the broker, the
/// bigger its lookups, its asks and its answers. At most one lookup is under way; what gathers meanwhile goes with the next.</para>
/// <para>Promised to trees: every query that is still needed is answered eventually, whatever messages are lost; an answer that was in the
/// ledger, and young enough, when it was needed costs no ask. Not promised: that a query is sent to its throttle only once; the throttle
/// joins what it has.</para>
/// <para>After a crash all state is lost: each tree that waited is notified and asks again what it has open.</para>
/// </remarks>
#pragma warning disable CA1001 // PostStop disposes: that is how an actor ends.
internal sealed class QueryBroker(
    ILedger ledger, IActorRef throttles, QueryBrokerOptions options, QueryBrokerStatus status, LedgerOutage outage, Action<Notice> notices)
    : UntypedActor, IWithTimers
#pragma warning restore CA1001
{
    /// <summary>The name of the one broker of a node.</summary>
    public const string Name = "query-broker";

    private readonly List<OpenQueries> _hunts = [];
    private readonly HashSet<Asker> _gone = [];
    private readonly Deliveries _deliveries = new();
    private readonly CancellationTokenSource _stopping = new();
    private OpenQueries? _lookUp;
    private bool _isPaused;
    private bool _isActing;

    public ITimerScheduler Timers { get; set; } = null!;

    /// <param name="ledger">What stands is answered from there.</param>
    /// <param name="throttles">The region of all throttles, or what stands in its place: finds each by the message's source.</param>
    /// <param name="status">A new one; read by others.</param>
    /// <param name="notices">Lines for the user. Any thread; must not wait.</param>
    public static Props Props(
        ILedger ledger, IActorRef throttles, QueryBrokerOptions options, QueryBrokerStatus status, Action<Notice> notices)
    {
        // An outage outlives a crash: its beginning and its end are logged once.
        var outage = new LedgerOutage(options, notices);
        return Akka.Actor.Props.Create(() => new QueryBroker(ledger, throttles, options, status, outage, notices));
    }

    protected override void PreStart() => ScheduleRound();

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case Need need:
                QueriesOf(need).Add(need.Asker, need.Queries);
                break;
            case QueryBrokerProtocol.Answered answered:
                Answered(answered.Queries);
                break;
            case Forget forget:
                _gone.Add(forget.Asker);
                break;
            case LookedUp ended:
                if (ended.Hunt == _lookUp)
                {
                    Ended(ended);
                }

                break;
            case TellAgain:
                _hunts.ForEach(queries => queries.TellAgain());
                ScheduleRound();
                break;
            case TryAgain:
                _lookUp = _isPaused ? null : _lookUp;
                _isPaused = false;
                break;
            case Act:
                ActOnAll();
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

    protected override void PreRestart(Exception reason, object message)
    {
        status.Waiting = 0;
        if (status.MayRestartAfter(reason, options))
        {
            var problem = $"{reason.GetType().Name}: {reason.Message}".ReplaceLineEndings(" ");
            notices(new(IsError: false, $"The query broker crashed and starts again: {problem}"));
        }

        // What they ask again stands in the mailbox behind the restart.
        var askers = _hunts.SelectMany(queries => queries.Askers).Concat(message is Need need ? [need.Asker] : []).ToHashSet();
        foreach (var asker in askers)
        {
            asker.Coordinator.Tell(new AskAgain(asker), Self);
        }

        base.PreRestart(reason, message);
    }

    protected override void PostStop()
    {
        _stopping.Cancel();
        _stopping.Dispose();
    }

    private OpenQueries QueriesOf(Need need)
    {
        var queries = _hunts.Find(queries => queries.Hunt == need.Hunt && queries.Freshness == need.Freshness);
        if (queries is null)
        {
            _hunts.Add(queries = new(need.Hunt, need.Freshness, need.Sources, options));
        }

        return queries;
    }

    private void Answered(IReadOnlyList<QueryBrokerProtocol.AnsweredQuery> answered)
    {
        foreach (var queries in _hunts)
        {
            for (var i = 0; i < answered.Count; i++)
            {
                queries.Answered(answered[i], _deliveries);
            }
        }
    }

    /// <summary>All that had come is taken in: what it leads to goes out.</summary>
    private void ActOnAll()
    {
        _isActing = false;
        ForgetGone();
        status.Waiting = _hunts.Sum(queries => queries.Count);
        LookUpNext();
        foreach (var queries in _hunts)
        {
            foreach (var (source, batch) in queries.TakeAsks())
            {
                throttles.Tell(new SourceThrottleProtocol.Ask(source, Self, queries.Hunt, queries.Freshness, batch), Self);
            }
        }

        foreach (var (asker, answers) in _deliveries.Take())
        {
            asker.Coordinator.Tell(new Answers(asker, answers), Self);
        }

        _hunts.RemoveAll(queries => queries.Count == 0 && queries != _lookUp);
    }

    private void ForgetGone()
    {
        if (_gone.Count == 0)
        {
            return;
        }

        _hunts.ForEach(queries => queries.Forget(_gone));
        _gone.Clear();
        foreach (var queries in _hunts)
        {
            // The throttle knows a hunt by its number: the same hunt may need it under another freshness.
            var withdrawals = queries.TakeWithdrawals(query => _hunts.Exists(other => other.Hunt == queries.Hunt && other.IsOpen(query)));
            foreach (var (source, batch) in withdrawals)
            {
                throttles.Tell(new SourceThrottleProtocol.Withdraw(source, Self, queries.Hunt, batch), Self);
            }
        }
    }

    private void LookUpNext()
    {
        if (_lookUp is null && !status.Failed.IsCompleted && _hunts.Find(queries => queries.HasToLookUp) is { } next)
        {
            // Hunts take turns.
            _hunts.Remove(next);
            _hunts.Add(next);
            _lookUp = next;
            LookUpAsync(next, next.TakeLookUp()).PipeTo(Self, Self);
        }
    }

    private async Task<LookedUp> LookUpAsync(OpenQueries hunt, IReadOnlyList<Query> queries)
    {
        try
        {
            return new(hunt, await ledger.LookUpAsync(queries, hunt.Freshness, _stopping.Token), null);
        }
#pragma warning disable CA1031 // Not swallowed: it goes to the actor as a message, so that it is the actor that crashes, on its own turn.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            return new(hunt, null, failure);
        }
    }

    private void Ended(LookedUp ended)
    {
        switch (ended.Failure)
        {
            case null:
                outage.Over();
                _lookUp = null;
                ended.Hunt.LookedUp(ended.Answers!, _deliveries);
                break;
            case LedgerException { Kind: LedgerErrorKind.Unavailable } unavailable:
                // The call stays ours until the pause is over, so that no other goes out.
                _isPaused = true;
                ended.Hunt.PutBack();
                Timers.StartSingleTimer(TryAgain.Instance, TryAgain.Instance, outage.Pause(unavailable));
                break;
            case LedgerException unusable:
                // Waiting would not mend it, nor would a restart. What waits is left as it is.
                status.Fail(unusable);
                break;
            default:
                ExceptionDispatchInfo.Throw(ended.Failure);
                break;
        }
    }

    private void ScheduleRound() => Timers.StartSingleTimer(
        TellAgain.Instance, TellAgain.Instance, options.TellAgainEvery * (0.8 + (0.4 * options.Random.NextDouble())));

    /// <summary>A walk needs answers. Sent by a coordinator of the same node.</summary>
    /// <param name="Queries">As the walk numbers them.</param>
    internal sealed record Need(Asker Asker, HuntId Hunt, Freshness Freshness, SourceIndex Sources, IReadOnlyList<TreeQuery> Queries)
        : INoSerializationVerificationNeeded;

    /// <summary>A walk is gone: it gets nothing any more, and what only it waited for is withdrawn.</summary>
    internal sealed record Forget(Asker Asker) : INoSerializationVerificationNeeded;

    /// <summary>Told to a coordinator: answers to what it needs, all that came at once.</summary>
    internal sealed record Answers(Asker Asker, IReadOnlyList<TreeAnswer> List) : INoSerializationVerificationNeeded;

    /// <summary>Told to a coordinator: the broker has lost its memory; ask again what is open.</summary>
    internal sealed record AskAgain(Asker Asker) : INoSerializationVerificationNeeded;

    /// <summary>A round: some of the open queries are sent again. Sent by a timer.</summary>
    internal sealed record TellAgain : INoSerializationVerificationNeeded { public static TellAgain Instance { get; } = new(); }

    /// <summary>The pause after a failed lookup is over. Sent by a timer.</summary>
    internal sealed record TryAgain : INoSerializationVerificationNeeded { public static TryAgain Instance { get; } = new(); }

    private sealed record Act { public static Act Instance { get; } = new(); }

    private sealed record LookedUp(OpenQueries Hunt, IReadOnlyList<RecordedAnswer?>? Answers, Exception? Failure)
        : INoSerializationVerificationNeeded;
}
