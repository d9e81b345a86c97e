using System.Runtime.InteropServices;
using IocExplorer.Coordinator.Trees;
using IocExplorer.Messages;
using IocExplorer.Persistence;

namespace IocExplorer.Coordinator.Queries;

/// <summary>
/// What the trees of one hunt wait for: which queries go to the ledger next, who waits for each, who gets an answer. A query that several
/// trees need is asked of the ledger once. Pure state; it holds what is open and nothing else.
/// </summary>
/// <remarks>
/// <code>
///   Add ──► gathered ──TakeBatch──► asked ──Answered──► numbered ──Hinted, WasRead──► (delivered, forgotten)
///                ▲                    │        └─(answer stood in the ledger)──► (delivered, forgotten)
///                ├─────PutBack────────┘
///                └─────AskAgain─────────────────────── numbered
/// </code>
/// <para>An answer may be told before the ask that it answers has come back: a worker can be quicker than our own continuation. While a batch is
/// out, answers to queries that nobody here knows by number yet are therefore kept until it is back.</para>
/// <para>A query asked again keeps its number meanwhile, so that a hint still finds it. One that was delivered or forgotten while it stood in a
/// queue is closed, and passed over when its turn comes.</para>
/// </remarks>
internal sealed class OpenQueries(HuntId hunt, Freshness freshness)
{
    private readonly Dictionary<QueryToAsk, Waiting> _byQuery = [];
    private readonly Dictionary<QueryId, Waiting> _byId = [];
    private readonly Queue<Waiting> _gathered = [];
    private readonly Queue<QueryId> _toRead = [];
    private readonly Queue<QueryId> _toAskAgain = [];
    private readonly Dictionary<QueryId, Answer> _early = [];
    private readonly HashSet<QueryId> _earlyWithout = [];
    private readonly List<Waiting> _out = [];

    public HuntId Hunt { get; } = hunt;

    public Freshness Freshness { get; } = freshness;

    /// <summary>Queries that wait for anything.</summary>
    public int Count => _byQuery.Count;

    /// <summary>Whether the ledger knows of queries that are open.</summary>
    public bool IsWaiting => _byId.Count > 0;

    public bool HasGathered
    {
        get
        {
            while (_gathered.TryPeek(out var next) && next.IsClosed)
            {
                _gathered.Dequeue();
            }

            return _gathered.Count > 0;
        }
    }

    public void Add(Asker asker, IReadOnlyList<TreeQuery> queries)
    {
        for (var i = 0; i < queries.Count; i++)
        {
            var (number, operation, ioc) = queries[i];
            ref var waiting = ref CollectionsMarshal.GetValueRefOrAddDefault(_byQuery, new(operation, ioc), out var isOpen);
            if (isOpen)
            {
                (waiting!.Others ??= []).Add((asker, number));
                continue;
            }

            waiting = new() { Query = new(operation, ioc), First = (asker, number) };
            _gathered.Enqueue(waiting);
        }
    }

    /// <summary>These walks are gone: nothing is delivered to them, and what nobody else waits for is forgotten. Goes through all that waits.</summary>
    public void Forget(IReadOnlySet<Asker> gone)
    {
        List<Waiting> closed = [];
        foreach (var waiting in _byQuery.Values)
        {
            waiting.Others?.RemoveAll(other => gone.Contains(other.Asker));
            if (!gone.Contains(waiting.First.Asker))
            {
                continue;
            }

            if (waiting.Others is { Count: > 0 } others)
            {
                waiting.First = others[^1];
                others.RemoveAt(others.Count - 1);
            }
            else
            {
                closed.Add(waiting);
            }
        }

        closed.ForEach(Close);
    }

    /// <summary>The next queries to ask the ledger. One batch is out at a time: <see cref="Answered"/> or <see cref="PutBack"/> ends it.</summary>
    public IReadOnlyList<QueryToAsk> TakeBatch(int most)
    {
        var batch = new List<QueryToAsk>(Math.Min(most, _gathered.Count));
        while (batch.Count < most && _gathered.TryDequeue(out var waiting))
        {
            if (!waiting.IsClosed)
            {
                batch.Add(waiting.Query);
                _out.Add(waiting);
            }
        }

        return batch;
    }

    /// <summary>The batch could not be asked; it goes first next time.</summary>
    public void PutBack()
    {
        for (var behind = _gathered.Count; behind > 0; behind--)
        {
            _out.Add(_gathered.Dequeue());
        }

        _out.ForEach(_gathered.Enqueue);
        _out.Clear();
        _early.Clear();
        _earlyWithout.Clear();
    }

    /// <summary>The batch is back from the ledger.</summary>
    /// <param name="states">One for each query, in the order of the batch.</param>
    public void Answered(IReadOnlyList<QueryState> states, Deliveries deliveries)
    {
        for (var i = 0; i < _out.Count; i++)
        {
            var (waiting, state) = (_out[i], states[i]);
            if (waiting.IsClosed)
            {
                continue;
            }

            if (state.Answer is not null)
            {
                Deliver(waiting, state.Answer, waiting.Id is null ? AnswerOrigin.Ledger : AnswerOrigin.Fresh, deliveries);
            }
            else if (_early.TryGetValue(state.Id, out var early))
            {
                Deliver(waiting, early, AnswerOrigin.Fresh, deliveries);
            }
            else
            {
                waiting.Id = state.Id;
                _byId[state.Id] = waiting;
                if (_earlyWithout.Contains(state.Id))
                {
                    _toRead.Enqueue(state.Id);
                }
            }
        }

        _out.Clear();
        _early.Clear();
        _earlyWithout.Clear();
    }

    /// <summary>A hint says where a query stands. One that comes without its answer is read from the ledger.</summary>
    public void Hinted(QueryState state, Deliveries deliveries)
    {
        if (state.Answer is not null)
        {
            Settle(state, deliveries);
        }
        else if (_byId.ContainsKey(state.Id))
        {
            _toRead.Enqueue(state.Id);
        }
        else if (_out.Count > 0)
        {
            _earlyWithout.Add(state.Id);
        }
    }

    /// <summary>The ledger was read.</summary>
    public void WasRead(QueryState state, Deliveries deliveries)
    {
        if (state.Answer is not null)
        {
            Settle(state, deliveries);
        }
    }

    /// <summary>
    /// So many of those that wait go to the ledger once more, in rotation: that brings answers whose hint was lost, and opens again what was
    /// withdrawn because it stood in the line of a hunt that was stopped.
    /// </summary>
    public void AskAgain(int most)
    {
        if (_toAskAgain.Count == 0)
        {
            foreach (var id in _byId.Keys)
            {
                _toAskAgain.Enqueue(id);
            }
        }

        while (most > 0 && _toAskAgain.TryDequeue(out var id))
        {
            if (_byId.TryGetValue(id, out var waiting))
            {
                _gathered.Enqueue(waiting);
                most--;
            }
        }
    }

    /// <summary>A read has failed, and with it what was hinted may be lost: everything that waits is to be read.</summary>
    public void ReadEverything()
    {
        _toRead.Clear();
        foreach (var id in _byId.Keys)
        {
            _toRead.Enqueue(id);
        }
    }

    /// <summary>The next queries to read, without those that have their answer by now.</summary>
    public IReadOnlyList<QueryId> TakeToRead(int most)
    {
        var ids = new List<QueryId>();
        while (ids.Count < most && _toRead.TryDequeue(out var id))
        {
            if (_byId.ContainsKey(id))
            {
                ids.Add(id);
            }
        }

        return ids;
    }

    private void Settle(QueryState state, Deliveries deliveries)
    {
        if (!IsAcceptable(state))
        {
            return;
        }

        if (_byId.TryGetValue(state.Id, out var waiting))
        {
            Deliver(waiting, state.Answer!, AnswerOrigin.Fresh, deliveries);
        }
        else if (_out.Count > 0)
        {
            _early[state.Id] = state.Answer!;
        }
    }

    // A hint may be late: the answer that it tells may be one that we have just had opened again for its age.
    private bool IsAcceptable(QueryState state) =>
        state.AnsweredAt >= (state.Answer!.IsAnswered ? Freshness.FactsSince : Freshness.FailuresSince);

    private void Deliver(Waiting waiting, Answer answer, AnswerOrigin origin, Deliveries deliveries)
    {
        Close(waiting);
        deliveries.Add(waiting.First.Asker, new(waiting.First.Number, answer, origin));
        if (waiting.Others is not null)
        {
            foreach (var (asker, number) in waiting.Others)
            {
                deliveries.Add(asker, new(number, answer, origin == AnswerOrigin.Fresh ? AnswerOrigin.Shared : origin));
            }
        }
    }

    private void Close(Waiting waiting)
    {
        waiting.IsClosed = true;
        _byQuery.Remove(waiting.Query);
        if (waiting.Id is { } id)
        {
            _byId.Remove(id);
        }
    }

    private sealed class Waiting
    {
        public required QueryToAsk Query { get; init; }

        public required (Asker Asker, int Number) First { get; set; }

        public List<(Asker Asker, int Number)>? Others { get; set; }

        /// <summary>Since the ledger has told it.</summary>
        public QueryId? Id { get; set; }

        /// <summary>Delivered, or forgotten.</summary>
        public bool IsClosed { get; set; }
    }
}
