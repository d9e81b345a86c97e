using Akka.Actor;
using Akka.Cluster.Sharding;
using IocExplorer.Coordinator.Brokering;
using IocExplorer.Coordinator.Hunts;
using IocExplorer.Coordinator.Recording;
using IocExplorer.Coordinator.Trees;
using IocExplorer.Messages.Protocols;

namespace IocExplorer.Coordinator.Exploring;

/// <summary>
/// Owns one tree while it is explored: asks the broker what its <see cref="TreeWalk"/> needs, gives it the answers, has the result
/// recorded and reports to the hunt. Sharded by tree; holds nothing that the ledger does not hold.
/// </summary>
/// <remarks>
/// <code>
///   idle ──Explore──► exploring ──(nothing open)──► recording ──Recorded──► ended ──Stop──► passivated
///                         └───────────Stop──────────────┴──────────────────────────────────►
/// </code>
/// <list type="number">
/// <item>Exploring: all that it knows came from the ledger or stands there. A crash or a move here: the walk starts again and finds its
/// answers.</item>
/// <item>Recording: the walk is sent to the recorder until it answers. A crash here: walked and recorded again, with the same bytes.</item>
/// <item>Ended: the result is durable; the supervisor is notified until it sends <see cref="ExplorationProtocol.Stop"/>, which it does when
/// the end stands in its journal. A crash here: as in 2.</item>
/// </list>
/// <para>After a crash the new instance is idle: seed and plan were lost. The supervisor, which was notified of the crash, sends
/// <see cref="ExplorationProtocol.Explore"/> again, as it does now and then for every tree without an end; a tree that always crashes is
/// so given time between.</para>
/// </remarks>
internal sealed class ExplorationCoordinator(
    IActorRef broker, IActorRef recorder, HuntPlanCache plans, ActiveTrees activeTrees, ExplorationOptions options)
    : UntypedActor, IWithTimers
{
    private const int LongestProblem = 500;

    private Exploration? _exploration;
    private RecorderProtocol.RecordTree? _toRecord;
    private HuntProtocol.TreeEnded? _ended;
    private bool _isLeaving;

    public ITimerScheduler Timers { get; set; } = null!;

    /// <summary>The same for every tree: which one it is comes with the first message.</summary>
    public static Props Props(IActorRef broker, IActorRef recorder, HuntPlanCache plans, ActiveTrees activeTrees, ExplorationOptions options) =>
        Akka.Actor.Props.Create(() => new ExplorationCoordinator(broker, recorder, plans, activeTrees, options));

    protected override void OnReceive(object message)
    {
        if (_isLeaving && message is not Leave)
        {
            return;
        }

        switch (message)
        {
            case ExplorationProtocol.Explore explore:
                Explore(explore);
                break;
            case QueryBroker.Answers answers:
                if (IsExploring(answers.Asker))
                {
                    _exploration!.Take(answers.List);
                    GoOn();
                }

                break;
            case QueryBroker.AskAgain again:
                if (IsExploring(again.Asker))
                {
                    Ask(_exploration!.Walk.StillOpen());
                }

                break;
            case RecorderProtocol.Recorded recorded:
                Recorded(recorded);
                break;
            case RecordAgain:
                Record();
                break;
            case TellEndedAgain:
                TellEnded();
                break;
            case ExplorationProtocol.Stop:
                _isLeaving = true;
                Forget();
                Context.Parent.Tell(new Passivate(Leave.Instance), Self);
                break;
            case Leave:
                Context.Stop(Self);
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    protected override void PreRestart(Exception reason, object message)
    {
        if ((_exploration?.Order ?? message as ExplorationProtocol.Explore) is { } order)
        {
            var problem = $"{reason.GetType().Name}: {reason.Message}".ReplaceLineEndings(" ");
            problem = problem.Length > LongestProblem ? problem[..LongestProblem] : problem;
            order.Supervisor.Tell(new HuntProtocol.TreeCrashed(order.Tree.Hunt, order.Tree.Number, problem), Self);
        }

        base.PreRestart(reason, message);
    }

    /// <summary>At every end, in order or by a crash, a hand-over or the node's own.</summary>
    protected override void PostStop() => Forget();

    private void Explore(ExplorationProtocol.Explore explore)
    {
        // A retry of the hunt that overtook the stop of what was before it has another freshness: it accepts other answers, so it is
        // another walk.
        if (_exploration is { } running && running.Order.Plan.Freshness == explore.Plan.Freshness)
        {
            running.Order = explore;
            TellEnded();
            return;
        }

        Forget();
        Timers.CancelAll();
        (_toRecord, _ended) = (null, null);
        _exploration = new(explore, plans.For(explore.Tree.Hunt, explore.Plan), Self);
        activeTrees.Put(_exploration.AsActiveTree);
        GoOn();
    }

    private bool IsExploring(Asker asker) => _exploration?.Asker == asker && _toRecord is null && _ended is null;

    private void GoOn()
    {
        Ask(_exploration!.TakeNew());
        if (_exploration.Walk.IsDone)
        {
            _toRecord = _exploration.ToRecord();
            _exploration.AsActiveTree.Phase = TreePhase.Writing;
            Timers.StartPeriodicTimer(RecordAgain.Instance, RecordAgain.Instance, options.RecordAgainEvery);
            Record();
        }
    }

    private void Ask(IReadOnlyList<TreeQuery> queries)
    {
        foreach (var need in _exploration!.Needs(queries))
        {
            broker.Tell(need, Self);
        }
    }

    private void Record()
    {
        if (_toRecord is not null)
        {
            recorder.Tell(_toRecord, Self);
        }
    }

    private void Recorded(RecorderProtocol.Recorded recorded)
    {
        if (_toRecord is null || (recorded.Tree, recorded.Round) != (_toRecord.Tree, _toRecord.Plan.Freshness))
        {
            return;
        }

        _toRecord = null;
        _ended = new(recorded.Tree.Hunt, recorded.Outcome, recorded.Round.FailuresSince);
        _exploration!.AsActiveTree.Phase = TreePhase.Ended;
        Timers.Cancel(RecordAgain.Instance);
        Timers.StartPeriodicTimer(TellEndedAgain.Instance, TellEndedAgain.Instance, options.TellEndedAgainEvery);
        TellEnded();
    }

    private void TellEnded()
    {
        if (_ended is not null)
        {
            _exploration!.Order.Supervisor.Tell(_ended, Self);
        }
    }

    private void Forget()
    {
        if (_exploration is { } gone)
        {
            activeTrees.Remove(gone.AsActiveTree);
            if (IsExploring(gone.Asker))
            {
                broker.Tell(new QueryBroker.Forget(gone.Asker), Self);
            }

            _exploration = null;
        }
    }

    /// <summary>The stop message of the coordinators, for passivation and for a hand-over of their shard: nothing is to be waited for.</summary>
    internal sealed record Leave : INoSerializationVerificationNeeded { public static Leave Instance { get; } = new(); }

    /// <summary>Sent by a timer.</summary>
    internal sealed record RecordAgain : INoSerializationVerificationNeeded { public static RecordAgain Instance { get; } = new(); }

    /// <summary>Sent by a timer.</summary>
    internal sealed record TellEndedAgain : INoSerializationVerificationNeeded { public static TellEndedAgain Instance { get; } = new(); }
}
