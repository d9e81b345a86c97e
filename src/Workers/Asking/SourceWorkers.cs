using Akka.Actor;
using IocExplorer.Messages.Protocols;
using IocExplorer.Persistence;

namespace IocExplorer.Workers.Asking;

/// <summary>
/// The parent of all workers of a node, at <c>/user/source-workers</c>: one <see cref="SourceWorker"/> for each source, and the
/// <see cref="AnswerWriter"/>. Throttles address it by its path, because they may know a node and not yet its workers.
/// </summary>
/// <remarks>
/// Stopping has three steps: nothing more is taken and no request is started; requests under way end, and everything else is handed back;
/// what has not ended after most of the grace is cancelled and handed back. Last, each worker pulls once more, to say what is done. What
/// even that leaves behind the throttles find when this node has gone.
/// </remarks>
#pragma warning disable CA1001 // What it owns is disposed of when it stops.
public sealed class SourceWorkers : UntypedActor, IWithTimers
#pragma warning restore CA1001
{
    /// <summary>The name under which it is to be made.</summary>
    public const string ActorName = "source-workers";

    /// <summary>Crashes of a child within <see cref="CrashesWithin"/> before it is given up, and the run with it.</summary>
    private const int MostCrashes = 10;

    private static readonly TimeSpan CrashesWithin = TimeSpan.FromMinutes(1);

    private readonly Dictionary<string, IActorRef> _workers = new(StringComparer.Ordinal);
    private readonly HashSet<string> _drained = [];
    private readonly List<IActorRef> _stopAskedBy = [];
    private readonly CancellationTokenSource _giveUp = new();
    private readonly WorkersStatus _status;
    private readonly WorkerContext _context;
    private readonly IActorRef _writer;
    private Exception? _lastCrash;
    private bool _isStopping;
    private bool _isEnding;

    public SourceWorkers(
        WorkersStatus status, OperationCatalogue catalogue, ILedger ledger, IActorRef throttles, SourceWorkersOptions options)
    {
        _status = status;
        var watch = new LedgerMonitor(options.Notify);
        _writer = Context.Watch(Context.ActorOf(AnswerWriter.Props(status.Backlog, ledger, watch, options), "writer"));
        _context = new(ledger, catalogue, throttles, _writer, watch, options, _giveUp.Token);
        foreach (var state in status.States.Concat(status.Quotas))
        {
            Add(state);
        }
    }

    public ITimerScheduler Timers { get; set; } = null!;

    /// <param name="status">Made with the sources; what displays look at. Disposed by its creator.</param>
    /// <param name="throttles">The shard region of the throttles, or what stands in its place.</param>
    public static Props Props(
        WorkersStatus status, OperationCatalogue catalogue, ILedger ledger, IActorRef throttles, SourceWorkersOptions options) =>
        Akka.Actor.Props.Create(() => new SourceWorkers(status, catalogue, ledger, throttles, options));

    protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(MostCrashes, CrashesWithin, crash =>
    {
        // What it had in hand outlives it; it rests before it goes on.
        _lastCrash = crash;
        _context.Options.Crashed?.Invoke(Sender.Path.Name, crash, false);
        return Directive.Restart;
    });

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case SourceWorkerProtocol.IMessage told when _workers.TryGetValue(told.Source, out var worker):
                worker.Forward(told);
                break;
            case SourceWorkerProtocol.PullNow now:
                _context.Throttles.Tell(new SourceThrottleProtocol.NothingInFlight(now.Source, Self), Self);
                break;
            case SourceWorkerProtocol.IMessage:
                // Left over from a time when this node offered the source.
                break;
            case AddQuota added when !_isEnding:
                Add(added.State);
                break;
            case AddQuota:
                break;
            case Stop stop:
                _stopAskedBy.Add(Sender);
                BeginToStop(stop.Grace);
                break;
            case Drained drained:
                _drained.Add(drained.Source);
                EndWhenDrained();
                break;
            case TimeIsUp:
                _giveUp.Cancel();
                break;
            case End:
                EndNow();
                break;
            case Terminated gone:
                Gone(gone.ActorRef);
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    protected override void PreRestart(Exception reason, object message)
    {
        // Its children go with it, and what their tasks bring finds nobody: that is no way to go on.
        _status.Fail(reason);
        base.PreRestart(reason, message);
    }

    protected override void PostStop()
    {
        _giveUp.Cancel();
        _giveUp.Dispose();
    }

    private static string NameFor(string source, int number) =>
        $"{number}-{new string([.. source.Select(c => char.IsAsciiLetterOrDigit(c) || c == '.' ? c : '-')])}";

    private void Add(WorkerState state)
    {
        if (_workers.ContainsKey(state.Name))
        {
            return;
        }

        var worker = Context.Watch(Context.ActorOf(SourceWorker.Props(state, _context), NameFor(state.Name, _workers.Count + 1)));
        _workers.Add(state.Name, worker);
        var link = new WorkerLink(worker, Self, _context.Throttles, _status, _context.Options);
        foreach (var key in state.Keys)
        {
            key.Gate.Attach(link);
        }

        state.Source.Attach(link);
        if (_isStopping)
        {
            worker.Tell(SourceWorker.Stop.Instance, Self);
        }
    }

    private void BeginToStop(TimeSpan grace)
    {
        if (_isStopping)
        {
            ReplyWhenGone();
            return;
        }

        _isStopping = true;
        foreach (var worker in _workers.Values)
        {
            worker.Tell(SourceWorker.Stop.Instance, Self);
        }

        Timers.StartSingleTimer(nameof(TimeIsUp), TimeIsUp.Instance, grace * 0.6);
        Timers.StartSingleTimer(nameof(End), End.Instance, grace * 0.8);
        EndWhenDrained();
    }

    private void EndWhenDrained()
    {
        if (_isStopping && _workers.Keys.All(_drained.Contains))
        {
            EndNow();
        }
    }

    private void EndNow()
    {
        if (_isEnding)
        {
            return;
        }

        _isEnding = true;
        Timers.CancelAll();
        foreach (var worker in _workers.Values)
        {
            worker.Tell(SourceWorker.LastPull.Instance, Self);
        }

        ReplyWhenGone();
    }

    private void Gone(IActorRef child)
    {
        if (_isEnding)
        {
            _workers.Remove(_workers.FirstOrDefault(w => w.Value.Equals(child)).Key ?? "");
            ReplyWhenGone();
            return;
        }

        var cause = _lastCrash?.InnerException ?? _lastCrash ?? new InvalidOperationException($"{child.Path.Name} stopped.");
        _context.Options.Crashed?.Invoke(child.Path.Name, cause, true);
        _status.Fail(cause);
    }

    private void ReplyWhenGone()
    {
        if (_isEnding && _workers.Count == 0)
        {
            _stopAskedBy.ForEach(asker => asker.Tell(Stopped.Instance, Self));
            _stopAskedBy.Clear();
        }
    }

    /// <summary>Stop in order; <see cref="Stopped"/> is answered.</summary>
    /// <param name="Grace">For all of it. 3 s is good: the rest of the program needs time as well.</param>
    public sealed record Stop(TimeSpan Grace);

    /// <summary>Nothing is under way any more, and what could be written is.</summary>
    public sealed record Stopped { public static Stopped Instance { get; } = new(); }

    /// <summary>From a worker that was stopped: it has no work in progress.</summary>
    internal sealed record Drained(string Source);

    /// <summary>A source has opened a quota with a throttle of its own.</summary>
    internal sealed record AddQuota(WorkerState State);

    private sealed record TimeIsUp { public static TimeIsUp Instance { get; } = new(); }

    private sealed record End { public static End Instance { get; } = new(); }
}
