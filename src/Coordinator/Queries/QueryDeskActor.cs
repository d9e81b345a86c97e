using System.Runtime.ExceptionServices;
using IocExplorer.Actors;
using IocExplorer.Persistence;

namespace IocExplorer.Coordinator.Queries;

/// <summary>Carries out what <see cref="OpenQueries"/> decides: makes the ledger calls and waits out its troubles.</summary>
/// <remarks>
/// At most one ask and one read are out at a time. What trees ask meanwhile gathers and goes with the next call, so the busier the desk,
/// the bigger its batches. A call ends with a message to ourselves; nothing here waits.
/// </remarks>
internal sealed class QueryDeskActor : IActor<DeskMessage>
{
    private readonly List<OpenQueries> _hunts = [];
    private readonly Deliveries _deliveries = new();
    private readonly Mailbox<DeskMessage> _self;
    private readonly IClaimLedger _ledger;
    private readonly QueryDeskOptions _options;
    private readonly LedgerOutage _outage;
    private readonly DeskLoad _load;
    private LedgerCall? _ask;
    private LedgerCall? _read;
    private IDisposable? _poll;

    public QueryDeskActor(Mailbox<DeskMessage> self, IClaimLedger ledger, QueryDeskOptions options, LedgerOutage outage, DeskLoad load)
    {
        _self = self;
        _ledger = ledger;
        _options = options;
        _outage = outage;
        _load = load;
    }

    public ValueTask HandleAsync(DeskMessage message, CancellationToken cancellation)
    {
        switch (message)
        {
            case DeskMessage.Ask ask:
                QueriesOf(ask).Add(ask.Asker, ask.Queries);
                break;
            case DeskMessage.Forget forget:
                _hunts.ForEach(queries => queries.Forget(forget.Gone));
                break;
            case DeskMessage.Hinted hinted:
                Hinted(hinted.States);
                break;
            case DeskMessage.CallEnded ended when ended.Call == _ask || ended.Call == _read:
                Ended(ended);
                break;
            case DeskMessage.Poll:
                _poll?.Dispose();
                _poll = null;
                _hunts.ForEach(queries => queries.AskAgain(_options.ToAskAgain(queries.Count)));
                break;
            case DeskMessage.HintsMissed:
                _hunts.ForEach(queries => queries.AskAgain(int.MaxValue));
                break;
            case DeskMessage.TryAgain again when again.After == _ask:
                _ask = null;
                break;
            case DeskMessage.TryAgain again when again.After == _read:
                _read = null;
                break;
            default:
                break;
        }

        _deliveries.Send();
        return ValueTask.CompletedTask;
    }

    /// <summary>The moment to call the ledger: all that was told at once is gathered.</summary>
    public ValueTask IdleAsync(CancellationToken cancellation)
    {
        _hunts.RemoveAll(queries => queries.Count == 0 && queries != _ask?.Queries && queries != _read?.Queries);
        _load.Waiting = _hunts.Sum(queries => queries.Count);
        if (_ask is null)
        {
            Ask(cancellation);
        }

        if (_read is null)
        {
            Read(cancellation);
        }

        if (!_ledger.Hints.AreComplete && _poll is null && _ask is null && _hunts.Exists(queries => queries.IsWaiting))
        {
            _poll = _self.ReplyAfter(_options.Poll * (0.8 + (0.4 * _options.Random.NextDouble())), new DeskMessage.Poll());
        }

        return ValueTask.CompletedTask;
    }

    private void Ask(CancellationToken cancellation)
    {
        if (_hunts.Find(queries => queries.HasGathered) is { } next)
        {
            // Hunts take turns.
            _hunts.Remove(next);
            _hunts.Add(next);
            var batch = new AskBatch(next.Hunt, next.Freshness, next.TakeBatch(_options.MostPerCall));
            _ask = new(next, isRead: false);
            _ = CallAsync(_ask, () => _ledger.AskAsync(batch, cancellation));
        }
    }

    private void Read(CancellationToken cancellation)
    {
        foreach (var queries in _hunts)
        {
            var ids = queries.TakeToRead(_options.MostPerCall);
            if (ids.Count > 0)
            {
                _read = new(queries, isRead: true);
                _ = CallAsync(_read, () => _ledger.ReadAsync(ids, queries.Freshness, cancellation));
                return;
            }
        }
    }

    private OpenQueries QueriesOf(DeskMessage.Ask ask)
    {
        var queries = _hunts.Find(queries => queries.Hunt == ask.Hunt && queries.Freshness == ask.Freshness);
        if (queries is null)
        {
            _hunts.Add(queries = new(ask.Hunt, ask.Freshness));
        }

        return queries;
    }

    private void Hinted(IReadOnlyList<QueryState> states)
    {
        foreach (var queries in _hunts)
        {
            for (var i = 0; i < states.Count; i++)
            {
                queries.Hinted(states[i], _deliveries);
            }
        }
    }

    private void Ended(DeskMessage.CallEnded ended)
    {
        var (call, states, failure) = ended;
        if (failure is not null)
        {
            Failed(call, failure);
            return;
        }

        _outage.Over();
        if (call.IsRead)
        {
            _read = null;
            for (var i = 0; i < states!.Count; i++)
            {
                call.Queries.WasRead(states[i], _deliveries);
            }
        }
        else
        {
            _ask = null;
            call.Queries.Answered(states!, _deliveries);
        }
    }

    private void Failed(LedgerCall call, Exception failure)
    {
        if (failure is not LedgerException { Trouble: LedgerTrouble.Unavailable } unavailable)
        {
            // Not to be waited out: the supervisor decides.
            ExceptionDispatchInfo.Throw(failure);
            return;
        }

        // The call stays ours until the pause is over, so that no other goes out. What it was to read is read by the poll, or once more here.
        if (call.IsRead)
        {
            call.Queries.ReadEverything();
        }
        else
        {
            call.Queries.PutBack();
        }

        _self.ReplyAfter(_outage.Pause(unavailable), new DeskMessage.TryAgain(call));
    }

    private async Task CallAsync(LedgerCall call, Func<ValueTask<IReadOnlyList<QueryState>>> make)
    {
        try
        {
            var states = await make();
            _self.Reply(new DeskMessage.CallEnded(call, states, null));
        }
#pragma warning disable CA1031 // Not swallowed: it goes to the actor as a message, so that it is the actor that crashes, on its own turn.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            _self.Reply(new DeskMessage.CallEnded(call, null, failure));
        }
    }
}
