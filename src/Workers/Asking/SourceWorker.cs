using System.Collections.Frozen;
using Akka.Actor;
using IocExplorer.Messages.Protocols;
using IocExplorer.Persistence;

namespace IocExplorer.Workers.Asking;

/// <summary>
/// Asks one source from this node: pulls work and permits from the source's throttle, and hands what comes of it to the
/// <see cref="AnswerWriter"/>.
/// </summary>
/// <remarks>
/// <para>The path of a query, and what a crash of the process leaves behind:</para>
/// <list type="number">
/// <item>Granted, with a permit. Its throttle sees this node go, and hands it out again; the permit is wasted.</item>
/// <item>Looked up once more. An answer that is there by now is sent to those that wait; the permit goes back with the next pull. A ledger that is away
/// is waited for.</item>
/// <item>Asked, and waited for by a task of its own. The request may have cost a call: it is asked again.</item>
/// <item>The writer has the answer. As in 3: the slot is still taken, so that no crash can cost more calls than there are slots.</item>
/// <item>Recorded, and the slot is free. Nothing is left behind: later queries find it in the ledger.</item>
/// </list>
/// <para>
/// Pulls are gathered: whatever happens while one is due is told by it. Every second all that is in hand is told, so that a message that
/// was lost is found. A crash of this actor loses nothing: what is in hand lies in its <see cref="WorkerState"/>, and tasks under way
/// report to whoever stands in its place.
/// </para>
/// </remarks>
internal sealed class SourceWorker : UntypedActor, IWithTimers
{
    private readonly WorkerState _state;
    private readonly WorkerContext _context;
    private readonly FrozenDictionary<OperationId, NumberedOperation> _operations;
    private readonly IReadOnlyList<OperationId> _alike;
    private readonly SourceWorkerCalls _calls;
    private readonly GrantIntake _intake;
    private readonly KeyNotices _notices;
    private bool _pullIsDue;
    private bool _isResting;

    public SourceWorker(WorkerState state, WorkerContext context)
    {
        (_state, _context) = (state, context);
        var offered = state.Source.Operations.Select(operation => operation.Key).ToHashSet(StringComparer.Ordinal);
        _operations = context.Catalogue.InTreeOrder
            .Where(o => offered.Contains(o.Operation.Key))
            .ToFrozenDictionary(o => o.Id, o => new NumberedOperation(o.Id, o.Operation));
        _alike = AlikeOperations.Of(state.Source.Alike, _operations);
        _calls = new(state.Source, _operations, context);
        _intake = new(state, _operations.ContainsKey, Time);
        _notices = new(
            state.Name,
            [.. state.Keys.Select(key => key.Gate.Key)],
            id => _operations.TryGetValue(id, out var operation) ? operation.Operation.Name : "an operation",
            context.Options.RecoverAfter);
    }

    public ITimerScheduler Timers { get; set; } = null!;

    private TimeProvider Time => _context.Options.Time;

    public static Props Props(WorkerState state, WorkerContext context) => Akka.Actor.Props.Create(() => new SourceWorker(state, context));

    protected override void PreStart() => Start(TimeSpan.Zero);

    protected override void PreRestart(Exception reason, object message)
    {
        if (message is Ended or Recorded)
        {
            // Told once: without it the query would be in hand for good.
            Self.Tell(message, ActorRefs.NoSender);
        }

        base.PreRestart(reason, message);
    }

    protected override void PostRestart(Exception reason)
    {
        // What the crash interrupted may stand nowhere else: all that has no slot is looked up once more. What has one is reported.
        _state.Waiting.TakeAll();
        foreach (var work in _state.InHand.Values.Where(work => !work.HasSlot))
        {
            _state.Waiting.Add(work);
        }

        _isResting = true;
        Start(_context.Options.RestartPause);
    }

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case Ended ended:
                Take(ended);
                break;
            case Recorded recorded:
                recorded.Work.ForEach(work => End(work, _state.Done));
                break;
            case LookUpEnded lookedUp:
                Take(lookedUp);
                break;
            case LookUpFailed failed:
                Recover(failed);
                break;
            case SourceWorkerProtocol.Grant grant:
                if (_intake.Take(grant))
                {
                    AskForPull();
                }

                break;
            case PullIsDue:
                _pullIsDue = false;
                Pull(withInFlight: false);
                break;
            case Tick:
                _isResting = false;
                TellFailuresAgain();
                Pull(withInFlight: true);
                break;
            case SourceWorkerProtocol.PullNow now:
                _intake.Meet(Sender);
                Pull(now.WithInFlight);
                break;
            case SourceWorkerProtocol.SourceNews news:
                Handle(news);
                break;
            case Rested:
                _isResting = false;
                break;
            case Changed:
                AskForPull();
                break;
            case Lost lost:
                _state.Lost = lost.Detail;
                TellLost();
                break;
            case Stop:
                StopTaking();
                break;
            case LastPull:
                Pull(withInFlight: true);
                Context.Stop(Self);
                return;
            default:
                Unhandled(message);
                return;
        }

        Work();
    }

    private void Start(TimeSpan pause) => Timers.StartPeriodicTimer(nameof(Tick), Tick.Instance, pause, _context.Options.PullInterval);

    private void Work()
    {
        if (_state.IsStopping)
        {
            HandBackWhatWaits();
            if (_state.InHand.Count == 0)
            {
                Context.Parent.Tell(new SourceWorkers.Drained(_state.Name));
            }

            return;
        }

        foreach (var work in _state.Waiting.TakeReady())
        {
            _state.Begin(work);
            _ = AskAsync(work, Self);
        }

        if (!_isResting && _state.Waiting.BeginLookUp() is { } batch)
        {
            _calls.LookUpAsync(batch).PipeTo(
                Self, success: found => new LookUpEnded(batch, found), failure: error => new LookUpFailed(batch, error));
        }
    }

    // Begun in the worker's own turn, up to the first wait: a slot that is free again is filled before anything else gets a thread of the pool.
    private async Task AskAsync(WorkInHand work, IActorRef self) => self.Tell(new Ended(work, await _calls.AskAsync(work)), ActorRefs.NoSender);

    // Looking up.

    private void Take(LookUpEnded lookedUp)
    {
        if (!_state.Waiting.TryEndLookUp(lookedUp.Work))
        {
            return;
        }

        _context.Watch.Works();
        var mail = new AnswerMail(_context.Options.BatchBytes);
        for (var i = 0; i < lookedUp.Work.Count; i++)
        {
            var work = lookedUp.Work[i];
            if (lookedUp.Found[i] is { } standing)
            {
                mail.Add(work.Item, standing, Self);
                Forgo(work);
                End(work, _state.Done);
            }
            else if (work.Item.Refusal is { } refusal)
            {
                _state.Begin(work);
                Write(work, refusal);
            }
            else
            {
                _state.Waiting.AddReady(work);
            }
        }

        mail.Send(Self);
    }

    private void Recover(LookUpFailed failed)
    {
        if (!_state.Waiting.TryRepeatLookUp(failed.Work))
        {
            return;
        }

        if (failed.Error is OperationCanceledException && _context.GiveUp.IsCancellationRequested)
        {
            return;
        }

        if (failed.Error is not LedgerException { Kind: LedgerErrorKind.Unavailable } away)
        {
            throw new InvalidOperationException($"The look-up before asking {_state.Name} failed.", failed.Error);
        }

        // Permits may grow too old meanwhile: the queries then wait for others.
        _context.Watch.Fails(away);
        _isResting = true;
        Timers.StartSingleTimer(nameof(Rested), Rested.Instance, _context.Options.LedgerPause);
    }

    // Answers.

    private void Take(Ended ended)
    {
        _context.Options.Answered?.Invoke(ended.Work.Item, _operations[ended.Work.Item.Query.Operation].Operation, ended.Answer);
        if (ended.Answer is { } answer)
        {
            Write(ended.Work, answer);
        }
        else
        {
            End(ended.Work, _state.HandedBack);
        }
    }

    private void Write(WorkInHand work, Answer answer)
    {
        _state.Count(answer);
        _context.Writer.Tell(new AnswerWriter.Write(work, answer, Self), Self);
    }

    private void End(WorkInHand work, List<Query> told)
    {
        if (_state.End(work))
        {
            told.Add(work.Item.Query);
            if (work.Key.IsWorthAPull)
            {
                AskForPull();
            }
        }
    }

    // Pulling.

    private void AskForPull()
    {
        if (!_pullIsDue)
        {
            // Behind all that is in the mailbox now: what that brings goes with it.
            _pullIsDue = true;
            Self.Tell(PullIsDue.Instance, ActorRefs.NoSender);
        }
    }

    private void Pull(bool withInFlight)
    {
        var room = _state.IsStopping || _isResting ? 0 : _state.Source.Availability.MayBegin(_state.InHand.Count);
        _context.Throttles.Tell(_state.NextPull(Self, _operations.Keys, Time.GetTimestamp(), room, withInFlight) with { Alike = _alike }, Self);
    }

    private void Handle(SourceWorkerProtocol.SourceNews news)
    {
        foreach (var told in news.Keys)
        {
            _state.KeyOf(told.Key)?.Gate.Handle(told);
        }

        foreach (var notice in _notices.Handle(news.Keys))
        {
            _context.Options.Notify(notice);
        }
    }

    private void TellFailuresAgain()
    {
        TellLost();
        foreach (var key in _state.Keys)
        {
            key.Gate.ReportAgain();
        }
    }

    private void TellLost()
    {
        if (_state.Lost is { } detail)
        {
            _context.Throttles.Tell(new SourceThrottleProtocol.SourceLost(_state.Name, detail), Self);
        }
    }

    // Stopping.

    private void StopTaking()
    {
        _state.IsStopping = true;
        foreach (var key in _state.Keys)
        {
            key.Gate.Close();
        }

        _state.Source.StopStarting();
        Pull(withInFlight: false);
    }

    private void HandBackWhatWaits()
    {
        foreach (var work in _state.Waiting.TakeAll())
        {
            Forgo(work);
            End(work, _state.HandedBack);
        }
    }

    private static void Forgo(WorkInHand work)
    {
        if (work.Item.Refusal is null)
        {
            work.Key.Gate.Forgo();
        }
    }

    /// <summary>Sent by the parent: nothing is taken or begun any more. <see cref="SourceWorkers.Drained"/> is sent when nothing is in hand.</summary>
    internal sealed record Stop { public static Stop Instance { get; } = new(); }

    /// <summary>Sent by the parent when all is written: a last pull says what is done and what is handed back.</summary>
    internal sealed record LastPull { public static LastPull Instance { get; } = new(); }

    /// <summary>Sent by a gate or by the source: permits are wanted, or there is room again.</summary>
    internal sealed record Changed { public static Changed Instance { get; } = new(); }

    /// <summary>From the source in a run that ends.</summary>
    internal sealed record Lost(string Detail);

    /// <summary>From the writer: the answers to these are durable.</summary>
    internal sealed record Recorded(List<WorkInHand> Work);

    private sealed record Ended(WorkInHand Work, Answer? Answer);

    private sealed record LookUpEnded(List<WorkInHand> Work, IReadOnlyList<RecordedAnswer?> Found);

    private sealed record LookUpFailed(List<WorkInHand> Work, Exception Error);

    private sealed record PullIsDue { public static PullIsDue Instance { get; } = new(); }

    private sealed record Tick { public static Tick Instance { get; } = new(); }

    private sealed record Rested { public static Rested Instance { get; } = new(); }
}
