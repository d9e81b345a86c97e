using System.Collections.Frozen;
using Akka.Actor;
using IocExplorer.Messages;
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
/// <item>Asked, in a task of its own. The request may have cost a call: it is asked again.</item>
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

    protected override void PostRestart(Exception reason)
    {
        // A look-up that was under way may report to nobody that still knows it.
        _state.ToLookUp.AddRange(_state.LookedUp ?? []);
        _state.LookedUp = null;
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
                Take(grant);
                break;
            case PullIsDue:
                _pullIsDue = false;
                Pull(withInFlight: false);
                break;
            case Tick:
                _isResting = false;
                TellTroubleAgain();
                Pull(withInFlight: true);
                break;
            case SourceWorkerProtocol.PullNow now:
                Meet(Sender);
                Pull(now.WithInFlight);
                break;
            case SourceWorkerProtocol.SourceNews news:
                Hear(news);
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

        var self = Self;
        for (var left = _state.Ready.Count; left > 0; left--)
        {
            var work = _state.Ready.Dequeue();
            if (work.Key.HasFreeSlot)
            {
                _state.Begin(work);
                _ = Task.Run(() => AskAsync(work, self));
            }
            else
            {
                _state.Ready.Enqueue(work);
            }
        }

        if (!_isResting && _state.LookedUp is null && _state.ToLookUp.Count > 0)
        {
            (_state.LookedUp, _state.ToLookUp) = (_state.ToLookUp, []);
            var batch = _state.LookedUp;
            LookUpAsync(batch).PipeTo(
                Self, success: found => new LookUpEnded(batch, found), failure: trouble => new LookUpFailed(batch, trouble));
        }
    }

    // Granted work.

    private void Meet(IActorRef throttle)
    {
        if (_state.Grants.Meet(throttle))
        {
            foreach (var key in _state.Keys)
            {
                key.Gate.ThrottleChanged();
            }
        }
    }

    private void Take(SourceWorkerProtocol.Grant grant)
    {
        Meet(grant.Throttle);
        if (!_state.Grants.Take(grant.Throttle, grant.Number))
        {
            return;
        }

        foreach (var item in grant.Work)
        {
            Take(item);
        }

        // A pull that is not in the log any more is older than any permit: what answers it goes back.
        var life = (long)(grant.PermitLife.TotalSeconds * Time.TimestampFrequency);
        var goodUntil = _state.Grants.SentAt(grant.Pull) is { } sent ? sent + life : long.MinValue;
        foreach (var permits in grant.Permits)
        {
            KeyOf(permits.Key)?.Gate.Add(permits, goodUntil);
        }
    }

    private void Take(SourceWorkerProtocol.WorkItem item)
    {
        if (_state.InHand.ContainsKey(item.Query))
        {
            return;
        }

        if (KeyOf(item.Key) is not { } key || !_operations.ContainsKey(item.Query.Operation) || _state.IsStopping)
        {
            _state.HandedBack.Add(item.Query);
            AskForPull();
            return;
        }

        var work = new WorkInHand(item, key);
        _state.Add(work);
        _state.ToLookUp.Add(work);
        if (item.Refusal is null)
        {
            key.Gate.Expect(1);
        }
    }

    private async Task<IReadOnlyList<RecordedAnswer?>> LookUpAsync(List<WorkInHand> batch)
    {
        var found = new RecordedAnswer?[batch.Count];
        foreach (var alike in Enumerable.Range(0, batch.Count).GroupBy(i => batch[i].Item.Freshness))
        {
            int[] places = [.. alike];
            var answers = await _context.Ledger.LookUpAsync([.. places.Select(i => batch[i].Item.Query)], alike.Key, _context.GiveUp);
            for (var i = 0; i < places.Length; i++)
            {
                found[places[i]] = answers[i];
            }
        }

        return found;
    }

    private void Take(LookUpEnded lookedUp)
    {
        if (_state.LookedUp != lookedUp.Work)
        {
            return;
        }

        _state.LookedUp = null;
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
                _state.Ready.Enqueue(work);
            }
        }

        mail.Send(Self);
    }

    private void Recover(LookUpFailed failed)
    {
        if (_state.LookedUp != failed.Work)
        {
            return;
        }

        _state.ToLookUp.InsertRange(0, failed.Work);
        _state.LookedUp = null;
        if (failed.Trouble is OperationCanceledException && _context.GiveUp.IsCancellationRequested)
        {
            return;
        }

        if (failed.Trouble is not LedgerException { Kind: LedgerErrorKind.Unavailable } away)
        {
            throw new InvalidOperationException($"The look-up before asking {_state.Name} failed.", failed.Trouble);
        }

        // Permits may grow too old meanwhile: the queries then wait for others.
        _context.Watch.Fails(away);
        _isResting = true;
        Timers.StartSingleTimer(nameof(Rested), Rested.Instance, _context.Options.LedgerPause);
    }

    // Asking.

    private async Task AskAsync(WorkInHand work, IActorRef self)
    {
        var operation = _operations[work.Item.Query.Operation];
        Answer? answer;
        try
        {
            answer = await _state.Source.AskAsync(work.Key.Gate, operation, work.Item.Query.Ioc, _context.GiveUp);
        }
        catch (OperationCanceledException) when (_context.GiveUp.IsCancellationRequested)
        {
            answer = null;
        }
#pragma warning disable CA1031 // This is the supervisor of the query: one answer that trips over a fault of ours must not stop the worker.
        catch (Exception crash)
#pragma warning restore CA1031
        {
            _context.Options.Crashed?.Invoke($"a query of {_state.Name}", crash, false);
            answer = new Answer.NotAnswered(
                NotAnsweredReason.Failed, $"IOC Explorer failed on this query ({crash.GetType().Name}); please report it");
        }

        self.Tell(new Ended(work, answer), ActorRefs.NoSender);
    }

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
        var number = _state.Grants.Pull(Time.GetTimestamp());
        var room = _state.IsStopping || _isResting ? 0 : _state.Source.Availability.MayBegin(_state.InHand.Count);
        var keys = new SourceThrottleProtocol.KeyDemand[_state.Keys.Count];
        for (var i = 0; i < keys.Length; i++)
        {
            var key = _state.Keys[i];
            var free = Math.Min(room, key.Free);
            room -= room == int.MaxValue ? 0 : free;
            var (wanted, answered, unused) = key.Gate.TakeDemand();
            keys[i] = new(key.Name, key.Gate.Key.Quota, key.Offered, free, wanted, unused) { Answered = answered };
        }

        var (done, handedBack) = (_state.Done, _state.HandedBack);
        (_state.Done, _state.HandedBack) = (done.Count > 0 ? [] : done, handedBack.Count > 0 ? [] : handedBack);
        _context.Throttles.Tell(
            new SourceThrottleProtocol.Pull(
                _state.Name,
                Self,
                number,
                _state.Grants.Seen,
                _operations.Keys,
                keys,
                done.Count > 0 ? done : [],
                handedBack.Count > 0 ? handedBack : [],
                withInFlight ? [.. _state.InHand.Keys] : null)
            {
                Alike = _alike,
            },
            Self);
    }

    private void Hear(SourceWorkerProtocol.SourceNews news)
    {
        foreach (var told in news.Keys)
        {
            KeyOf(told.Key)?.Gate.Hear(told);
        }

        foreach (var notice in _notices.Hear(news.Keys))
        {
            _context.Options.Notify(notice);
        }
    }

    private void TellTroubleAgain()
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
        List<WorkInHand> waiting = [.. _state.ToLookUp, .. _state.LookedUp ?? [], .. _state.Ready];
        _state.ToLookUp.Clear();
        _state.LookedUp = null;
        _state.Ready.Clear();
        foreach (var work in waiting)
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

    private KeyInUse? KeyOf(string name)
    {
        foreach (var key in _state.Keys)
        {
            if (key.Name == name)
            {
                return key;
            }
        }

        return null;
    }

    /// <summary>
    /// From the parent: nothing is taken or begun any more. <see cref="SourceWorkers.Drained"/> is sent when no work is in progress.
    /// </summary>
    internal sealed record Stop
    {
        public static Stop Instance { get; } = new();
    }

    /// <summary>From the parent when all is written: a last pull says what is done and what is handed back.</summary>
    internal sealed record LastPull
    {
        public static LastPull Instance { get; } = new();
    }

    /// <summary>From a gate or the source: permits are wanted, or there is room again.</summary>
    internal sealed record Changed
    {
        public static Changed Instance { get; } = new();
    }

    /// <summary>From the source in a run that ends.</summary>
    internal sealed record Lost(string Detail);

    /// <summary>From the writer: the answers to these are durable.</summary>
    internal sealed record Recorded(List<WorkInHand> Work);

    private sealed record Ended(WorkInHand Work, Answer? Answer);

    private sealed record LookUpEnded(List<WorkInHand> Work, IReadOnlyList<RecordedAnswer?> Found);

    private sealed record LookUpFailed(List<WorkInHand> Work, Exception Trouble);

    private sealed record PullIsDue
    {
        public static PullIsDue Instance { get; } = new();
    }

    private sealed record Tick
    {
        public static Tick Instance { get; } = new();
    }

    private sealed record Rested
    {
        public static Rested Instance { get; } = new();
    }
}
