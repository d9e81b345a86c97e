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
///                └─────PutBack────────┘
/// </code>
/// <para>An answer may be told before the ask that it answers has come back: a worker can be quicker than our own continuation. While a batch is
/// out, answers to queries that nobody here knows by number yet are therefore kept until it is back.</para>
/// </remarks>
internal sealed class OpenQueries(HuntId hunt, Freshness freshness)
{
    private readonly Dictionary<QueryToAsk, Waiting> _byQuery = [];
    private readonly Dictionary<QueryId, Waiting> _byId = [];
    private readonly Queue<Waiting> _gathered = [];
    private readonly Queue<QueryId> _toRead = [];
    private readonly Dictionary<QueryId, Answer> _early = [];
    private readonly HashSet<QueryId> _earlyWithout = [];
    private readonly List<Waiting> _out = [];

    public HuntId Hunt { get; } = hunt;

    public Freshness Freshness { get; } = freshness;

    /// <summary>Queries that wait for anything.</summary>
    public int Count => _byQuery.Count;

    /// <summary>Whether the ledger knows of queries that are open.</summary>
    public bool IsWaiting => _byId.Count > 0;

    public bool HasGathered => _gathered.Count > 0;

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

    /// <summary>The next queries to ask the ledger. One batch is out at a time: <see cref="Answered"/> or <see cref="PutBack"/> ends it.</summary>
    public IReadOnlyList<QueryToAsk> TakeBatch(int most)
    {
        var batch = new QueryToAsk[Math.Min(most, _gathered.Count)];
        for (var i = 0; i < batch.Length; i++)
        {
            var waiting = _gathered.Dequeue();
            batch[i] = waiting.Query;
            _out.Add(waiting);
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
            if (state.Answer is not null)
            {
                Deliver(waiting, state.Answer, AnswerOrigin.Ledger, deliveries);
            }
            else if (_early.TryGetValue(state.Id, out var early))
            {
                Deliver(waiting, early, AnswerOrigin.Fresh, deliveries);
            }
            else
            {
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

    /// <summary>Nothing was hinted for long enough: everything that waits is to be read.</summary>
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

        if (_byId.Remove(state.Id, out var waiting))
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
        _byQuery.Remove(waiting.Query);
        deliveries.Add(waiting.First.Asker, new(waiting.First.Number, answer, origin));
        if (waiting.Others is not null)
        {
            foreach (var (asker, number) in waiting.Others)
            {
                deliveries.Add(asker, new(number, answer, origin == AnswerOrigin.Fresh ? AnswerOrigin.Shared : origin));
            }
        }
    }

    private sealed class Waiting
    {
        public required QueryToAsk Query { get; init; }

        public required (Asker Asker, int Number) First { get; init; }

        public List<(Asker Asker, int Number)>? Others { get; set; }
    }
}
