using IocExplorer.Actors;
using IocExplorer.Messages;
using IocExplorer.Persistence;

namespace IocExplorer.Workers.Lanes;

/// <summary>
/// Works one lane: claims queries that it can ask now, keeps its slots filled, and hands what comes of them to the <see cref="AnswerWriter"/>.
/// </summary>
/// <remarks>
/// <para>The path of a query, and what a crash of the process leaves behind:</para>
/// <list type="number">
/// <item>The lane is ready for n. Reserved permits are wasted.</item>
/// <item>Up to n are claimed. The claims lapse with the node, and somebody else gets them.</item>
/// <item>Asked. The request may have cost a call: it is asked again.</item>
/// <item>The writer has the answer. As in 3: the slot is still taken, so that no crash can cost more calls than the lane has slots.</item>
/// <item>Recorded, and the slot is free. Nothing is left behind.</item>
/// </list>
/// <para>
/// One claim call is outstanding at a time. A lane without quota claims as many again as it has slots, ahead: a slot that becomes free is filled
/// without waiting for the ledger. With a quota it claims only what it has permits for, because others may have permits sooner.
/// </para>
/// <para>A crash of this actor loses nothing either: what is in hand lies on the <see cref="LaneDesk"/>.</para>
/// </remarks>
internal sealed class SourceWorker(Mailbox<WorkerMessage> self, LaneContext context) : IActor<WorkerMessage>
{
    private readonly LaneDesk _desk = context.Desk;
    private readonly ILane _lane = context.Lane;
    private readonly Action _done = () =>
    {
        context.Desk.Ended();
        self.Reply(new(WorkerMessageKind.Done));
    };

    private IDisposable? _pause;
    private bool _isResting;

    public ValueTask StartAsync(CancellationToken cancellation)
    {
        _desk.Hint();
        Work();
        return ValueTask.CompletedTask;
    }

    public ValueTask HandleAsync(WorkerMessage message, CancellationToken cancellation)
    {
        switch (message.Kind)
        {
            case WorkerMessageKind.Claimed:
                Take(message);
                break;
            case WorkerMessageKind.Failed:
                Recover(message.Trouble!);
                break;
            case WorkerMessageKind.Rested:
                _isResting = false;
                _desk.Hint();
                break;
            case WorkerMessageKind.OwnershipLost:
                HandBackWhatWaits();
                _desk.Hint();
                break;
            case WorkerMessageKind.Stop:
                _desk.IsStopping = true;
                break;
            default:
                break;
        }

        Work();
        return ValueTask.CompletedTask;
    }

    public ValueTask StopAsync()
    {
        _pause?.Dispose();
        return ValueTask.CompletedTask;
    }

    private void Work()
    {
        if (_desk.IsStopping)
        {
            HandBackWhatWaits();
            if (_desk.InFlight == 0 && !_desk.IsClaiming)
            {
                _desk.Drained.TrySetResult();
            }

            return;
        }

        if (_desk.Ready.Count > 0 && context.Options.MayStart?.Invoke() == false)
        {
            HandBackWhatWaits();
            _isResting = true;
            LookLater(context.Watch.Pause);
        }

        while (_desk.InFlight < _lane.MaxConcurrency && _desk.Ready.TryDequeue(out var claim))
        {
            _desk.Started();
            _ = AskAsync(claim);
        }

        if (!_desk.IsClaiming && !_isResting && _desk.IsHinted && Room() is > 0 and var room)
        {
            _desk.IsClaiming = true;
            _ = ClaimAsync(room);
        }
    }

    /// <summary>How many to claim; 0 when it is not worth a call yet.</summary>
    private int Room()
    {
        var slots = _lane.MaxConcurrency;
        var inHand = _desk.InFlight + _desk.Ready.Count;
        if (_lane.IsMetered)
        {
            return slots - inHand;
        }

        var room = (2 * slots) - inHand;
        return room >= Math.Max(1, slots / 4) ? room : 0;
    }

    private void Take(WorkerMessage claimed)
    {
        _desk.IsClaiming = false;
        foreach (var claim in claimed.Claims!)
        {
            _desk.Ready.Enqueue(claim);
        }

        if (claimed.Term != _desk.Term)
        {
            HandBackWhatWaits();
        }

        if (claimed.Claims.Count == claimed.Asked)
        {
            // There may be more.
            _desk.Hint();
        }
        else if (!_desk.IsHinted && !context.Ledger.Hints.AreComplete)
        {
            LookLater(context.Options.PollInterval);
        }
    }

    private void Recover(Exception trouble)
    {
        _desk.IsClaiming = false;
        if (trouble is OperationCanceledException && context.StopClaiming.IsCancellationRequested)
        {
            return;
        }

        if (trouble is not LedgerException { Trouble: LedgerTrouble.Unavailable } away)
        {
            throw new InvalidOperationException($"Claiming for {context.Source} failed.", trouble);
        }

        context.Watch.Fails(away);
        _isResting = true;
        LookLater(context.Watch.Pause);
    }

    private void LookLater(TimeSpan pause)
    {
        _pause?.Dispose();
        _pause = self.ReplyAfter(pause, new(WorkerMessageKind.Rested));
    }

    private void HandBackWhatWaits()
    {
        while (_desk.Ready.TryDequeue(out var claim))
        {
            // Reply: not more than were claimed, and nobody may have to wait for room in order to stop.
            context.Writer.Reply(new(claim, null, null));
        }
    }

    private void Tell(WorkerMessage message) => self.Reply(message);

    private async Task ClaimAsync(int room)
    {
        try
        {
            var ready = await _lane.ReadyAsync(room, context.StopClaiming);
            _desk.TakeHint();
            var term = _desk.Term;

            // Not to be cancelled: claims that are made and not seen would be open for nobody until the node ends.
            var claims = await context.Ledger.ClaimAsync(new(context.Source, ready, context.Except()), CancellationToken.None);
            context.Watch.Works();
            _lane.NotUsed(ready - claims.Count);
            Tell(new(WorkerMessageKind.Claimed, ready, claims, term));
        }
#pragma warning disable CA1031 // Nothing is caught for good: the worker gets it as a message, and crashes on what it does not expect.
        catch (Exception trouble)
#pragma warning restore CA1031
        {
            Tell(new(WorkerMessageKind.Failed, Trouble: trouble));
        }
    }

    private async Task AskAsync(Claim claim)
    {
        Answer? answer;
        try
        {
            answer = await _lane.AskAsync(context.Catalogue[claim.Operation], claim.Ioc, context.GiveUp);
        }
        catch (OperationCanceledException) when (context.GiveUp.IsCancellationRequested)
        {
            answer = null;
        }
#pragma warning disable CA1031 // This is the supervisor of the query: one answer that trips over a fault of ours must not stop the lane.
        catch (Exception crash)
#pragma warning restore CA1031
        {
            context.Options.Crashed?.Invoke($"a query of {context.Source}", crash, false);
            answer = new Answer.NotAnswered(
                NotAnsweredReason.Failed, $"IOC Explorer failed on this query ({crash.GetType().Name}); please report it");
        }

        context.Options.Answered?.Invoke(claim, context.Catalogue[claim.Operation], answer);
        if (answer is not null)
        {
            _desk.Count(answer);
        }

        await context.Writer.TellAsync(new(claim, answer, _done));
    }
}
