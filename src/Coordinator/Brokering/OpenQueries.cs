using System.Runtime.InteropServices;
using IocExplorer.Coordinator.Hunts;
using IocExplorer.Coordinator.Trees;
using IocExplorer.Messages.Protocols;

namespace IocExplorer.Coordinator.Brokering;

/// <summary>
/// What the trees of one hunt wait for on this node: which queries are looked up next, which go to which throttle, who gets an answer. A
/// query that several trees need is looked up and asked once. Pure state; it holds what is open and nothing else.
/// </summary>
/// <remarks>
/// <code>
///   Add ──► to look up ──TakeLookUp──► out ──LookedUp──► held ──TakeAsks──► asked ──Answered──► (delivered, removed)
///               ▲                       │      └─(stands in the ledger)──► (delivered, removed)   │
///               ├────────PutBack────────┘                                                           │
///               └───────────────"look it up" from outside, every few rounds of TellAgain────────────┘
/// </code>
/// <para>An answer is taken in every state: a worker that was asked by another hunt, or by this one before a crash, may be quicker than
/// our own lookup. A query that is closed while it is in a queue is skipped there.</para>
/// <para>An answer that is too old for this hunt does not count: it may arrive late, or be for a hunt that accepts older ones. The throttle
/// has removed the query then, so it is sent again at once.</para>
/// </remarks>
internal sealed class OpenQueries(HuntId hunt, Freshness freshness, SourceIndex sources, QueryBrokerOptions options)
{
    private readonly Dictionary<Query, OpenQuery> _byQuery = [];
    private readonly SourceLine[] _lines = [.. sources.Names.Select(_ => new SourceLine())];
    private readonly List<OpenQuery> _out = [];

    // By the time of sending, the oldest first. An entry is stale when its query is closed or was sent again since.
    private readonly Queue<(OpenQuery Query, long Telling)> _told = [];
    private Queue<OpenQuery> _toLookUp = [];
    private long _tellings;
    private long _toldByLastRound;
    private bool _isRound;

    public HuntId Hunt { get; } = hunt;

    public Freshness Freshness { get; } = freshness;

    /// <summary>Queries that trees wait for.</summary>
    public int Count => _byQuery.Count;

    /// <summary>Queries that were sent to throttles.</summary>
    public int Outstanding { get; private set; }

    public bool HasToLookUp
    {
        get
        {
            while (_toLookUp.TryPeek(out var next) && next.IsClosed)
            {
                _toLookUp.Dequeue();
            }

            return _toLookUp.Count > 0;
        }
    }

    /// <summary>All waiters; may contain one twice.</summary>
    public IEnumerable<Asker> Askers => _byQuery.Values.SelectMany(query => query.Others is { } others
        ? others.Select(other => other.Asker).Prepend(query.First.Asker)
        : [query.First.Asker]);

    public bool IsOpen(Query query) => _byQuery.ContainsKey(query);

    public void Add(Asker asker, IReadOnlyList<TreeQuery> queries)
    {
        for (var i = 0; i < queries.Count; i++)
        {
            var (number, operation, ioc) = queries[i];
            var source = sources.Of(operation);
            ref var open = ref CollectionsMarshal.GetValueRefOrAddDefault(_byQuery, new(operation, ioc), out var isOpen);
            if (isOpen)
            {
                (open!.Others ??= []).Add((asker, number));
                continue;
            }

            open = new() { Query = new(operation, ioc), Source = source, First = (asker, number) };
            QueueLookUp(open);
        }
    }

    /// <summary>
    /// These walks have ended: nothing is delivered to them, and queries without another waiter are removed and withdrawn. Goes through all that is open.
    /// </summary>
    public void Forget(IReadOnlySet<Asker> gone)
    {
        List<OpenQuery> closed = [];
        foreach (var open in _byQuery.Values)
        {
            open.Others?.RemoveAll(other => gone.Contains(other.Asker));
            if (!gone.Contains(open.First.Asker))
            {
                continue;
            }

            if (open.Others is { Count: > 0 } others)
            {
                open.First = others[^1];
                others.RemoveAt(others.Count - 1);
            }
            else
            {
                closed.Add(open);
            }
        }

        foreach (var open in closed)
        {
            Close(open);
            if (open.IsAsked)
            {
                _lines[open.Source].Withdraw(open.Query);
            }
        }
    }

    /// <summary>The next queries to look up. One call is out at a time: <see cref="LookedUp"/> or <see cref="PutBack"/> ends it.</summary>
    public IReadOnlyList<Query> TakeLookUp()
    {
        var batch = new List<Query>(Math.Min(options.MostPerLookUp, _toLookUp.Count));
        while (batch.Count < options.MostPerLookUp && _toLookUp.TryDequeue(out var open))
        {
            if (!open.IsClosed)
            {
                open.LookUp = LookUpPhase.Out;
                batch.Add(open.Query);
                _out.Add(open);
            }
        }

        return batch;
    }

    /// <summary>The ledger could not serve the call; it goes first next time.</summary>
    public void PutBack()
    {
        foreach (var open in _out)
        {
            open.LookUp = LookUpPhase.Queued;
            open.IsLookedUpOnceMore = false;
        }

        _toLookUp = new(_out.Concat(_toLookUp));
        _out.Clear();
    }

    /// <summary>The call is back from the ledger.</summary>
    /// <param name="answers">One for each query, in the order of the batch; null where nothing stands.</param>
    public void LookedUp(IReadOnlyList<RecordedAnswer?> answers, Deliveries deliveries)
    {
        for (var i = 0; i < _out.Count; i++)
        {
            var open = _out[i];
            open.LookUp = LookUpPhase.None;
            if (open.IsClosed)
            {
                continue;
            }

            if (answers[i] is { } recorded)
            {
                Deliver(open, recorded, open.IsAsked ? AnswerOrigin.Fresh : AnswerOrigin.Ledger, deliveries);
            }
            else if (open.IsLookedUpOnceMore)
            {
                open.IsLookedUpOnceMore = false;
                QueueLookUp(open);
            }
            else if (open.IsAsked)
            {
                // A throttle that reported its end holds none of its queries any more.
                _lines[open.Source].TellAgain(open);
            }
            else
            {
                _lines[open.Source].Hold(open);
            }
        }

        _out.Clear();
    }

    /// <summary>A query is through, somewhere.</summary>
    public void Answered(QueryBrokerProtocol.AnsweredQuery answered, Deliveries deliveries)
    {
        if (!_byQuery.TryGetValue(answered.Query, out var open))
        {
            return;
        }

        if (answered.Answer is not { } recorded)
        {
            if (open.LookUp == LookUpPhase.None)
            {
                QueueLookUp(open);
            }
            else
            {
                open.IsLookedUpOnceMore |= open.LookUp == LookUpPhase.Out;
            }
        }
        else if (recorded.Satisfies(Freshness))
        {
            Deliver(open, recorded, AnswerOrigin.Fresh, deliveries);
        }
        else if (open.IsAsked && open.LookUp == LookUpPhase.None)
        {
            _lines[open.Source].TellAgain(open);
        }
    }

    /// <summary>
    /// A round: of those that were sent in the last round or before, those that were sent longest ago are due again. That repairs
    /// whatever was lost: an ask, a queue with its throttle, work with its worker, or (by a lookup every few times) the answer's message.
    /// </summary>
    public void TellAgain()
    {
        _isRound = true;
        for (var left = options.ToTellAgain(Outstanding); left > 0 && _told.TryPeek(out var next);)
        {
            var (open, telling) = next;
            var isStale = open.IsClosed || open.Telling != telling;
            if (!isStale && telling > _toldByLastRound)
            {
                break;
            }

            _told.Dequeue();
            if (isStale || open.LookUp != LookUpPhase.None)
            {
                // A query that is being looked up is sent again after that.
                continue;
            }

            left--;
            if (++open.TimesTurnCame % options.LookUpEvery == 0)
            {
                QueueLookUp(open);
            }
            else
            {
                _lines[open.Source].TellAgain(open);
            }
        }
    }

    /// <summary>What is to be sent to throttles now; to be enumerated to its end.</summary>
    public IEnumerable<SourceBatch> TakeAsks()
    {
        for (var i = 0; i < _lines.Length; i++)
        {
            var before = _lines[i].Outstanding;
            var taken = _lines[i].Take(options.MostOutstanding, Told);
            Outstanding += _lines[i].Outstanding - before;
            foreach (var batch in SourceBatch.Cut(sources.Names[i], taken, options.MostPerAsk, options.MostBytesPerAsk))
            {
                yield return batch;
            }
        }

        if (_isRound)
        {
            (_isRound, _toldByLastRound) = (false, _tellings);
        }
    }

    /// <summary>Queries that throttles hold and that no tree here waits for any more.</summary>
    /// <param name="isWanted">Whether the same hunt waits for it in another list.</param>
    public IEnumerable<SourceBatch> TakeWithdrawals(Predicate<Query> isWanted)
    {
        for (var i = 0; i < _lines.Length; i++)
        {
            var withdrawn = _lines[i].TakeWithdrawn();
            withdrawn.RemoveAll(isWanted);
            foreach (var batch in SourceBatch.Cut(sources.Names[i], withdrawn, options.MostPerAsk, options.MostBytesPerAsk))
            {
                yield return batch;
            }
        }
    }

    private void QueueLookUp(OpenQuery open)
    {
        open.LookUp = LookUpPhase.Queued;
        _toLookUp.Enqueue(open);
    }

    private void Told(OpenQuery open)
    {
        open.Telling = ++_tellings;
        _told.Enqueue((open, open.Telling));
        if (_told.Count > (2 * (Outstanding + options.MostOutstanding)) + 1024)
        {
            // Answers come faster than rounds do: most of it is stale.
            var live = _told.Where(told => !told.Query.IsClosed && told.Query.Telling == told.Telling).ToList();
            _told.Clear();
            live.ForEach(_told.Enqueue);
        }
    }

    private void Deliver(OpenQuery open, RecordedAnswer recorded, AnswerOrigin origin, Deliveries deliveries)
    {
        Close(open);
        deliveries.Add(open.First.Asker, new(open.First.Number, recorded.Answer, recorded.At, origin));
        if (open.Others is not null)
        {
            foreach (var (asker, number) in open.Others)
            {
                deliveries.Add(asker, new(number, recorded.Answer, recorded.At, origin == AnswerOrigin.Fresh ? AnswerOrigin.Shared : origin));
            }
        }
    }

    private void Close(OpenQuery open)
    {
        open.IsClosed = true;
        _byQuery.Remove(open.Query);
        if (open.IsAsked)
        {
            _lines[open.Source].Outstanding--;
            Outstanding--;
        }
    }
}
