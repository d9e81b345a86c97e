using Akka.Actor;

namespace IocExplorer.Workers.Throttling;

/// <summary>
/// The queue and the single flight of one source: which queries wait, in which order they are taken, which are under way and
/// where, and who waits for each. Pure state.
/// </summary>
/// <remarks>
/// <para>Promised: a query stands here once, however many ask; hunts take turns, and within a hunt who asked first is taken first; what comes back keeps its
/// place; what somebody waits for leaves only by <see cref="Done"/> or <see cref="Withdraw"/>.</para>
/// </remarks>
internal sealed class ThrottleQueue
{
    private readonly Dictionary<Query, QueuedQuery> _queries = [];
    private readonly Dictionary<HuntId, HuntLines> _lines = [];
    private readonly Dictionary<IActorRef, HashSet<QueuedQuery>> _byWorker = [];
    private readonly LinkedList<HuntLines> _turns = [];
    private long _nextTurn;

    public int Queued { get; private set; }

    public int Hunts => _turns.Count;

    public int InFlight => _queries.Count - Queued;

    /// <summary>Queries that wait and whose operation may be asked.</summary>
    public int WaitingFor(Func<OperationId, bool> mayBeAsked)
    {
        var waiting = 0;
        foreach (var lines in _turns)
        {
            waiting += lines.WaitingFor(mayBeAsked);
        }

        return waiting;
    }

    public int InFlightAt(IActorRef worker) => _byWorker.TryGetValue(worker, out var queries) ? queries.Count : 0;

    /// <summary>The entry of a query that waits or is under way; null when nobody needs it.</summary>
    public QueuedQuery? Find(Query query) => _queries.GetValueOrDefault(query);

    /// <summary>A broker needs these. What stands here already is joined.</summary>
    public void Ask(IActorRef broker, HuntId hunt, Freshness freshness, IReadOnlyList<Query> queries)
    {
        for (var i = 0; i < queries.Count; i++)
        {
            if (!_queries.TryGetValue(queries[i], out var query))
            {
                query = new() { Query = queries[i], Turn = _nextTurn++, Hunt = hunt, Freshness = freshness };
                _queries.Add(query.Query, query);
                query.Waiting.Add((broker, hunt));
                Waits(query).Append(query);
                continue;
            }

            if (!query.Waiting.Contains((broker, hunt)))
            {
                query.Waiting.Add((broker, hunt));
            }

            query.Freshness = new(Later(query.Freshness.FactsSince, freshness.FactsSince), Later(query.Freshness.FailuresSince, freshness.FailuresSince));
        }
    }

    /// <summary>This broker does not need these for this hunt any more.</summary>
    public void Withdraw(IActorRef broker, HuntId hunt, IReadOnlyList<Query> queries)
    {
        foreach (var known in queries)
        {
            if (!_queries.TryGetValue(known, out var query) || !query.Waiting.Remove((broker, hunt)) || query.Worker is not null)
            {
                continue;
            }

            if (query.Waiting.Count == 0)
            {
                Remove(query);
            }
            else if (query.Hunt == hunt && !query.Waiting.Exists(w => w.Hunt == hunt))
            {
                // It moves to the queue of a hunt that still waits, in its own order.
                WaitsNoMore(query);
                query.Hunt = query.Waiting[0].Hunt;
                Waits(query).Return(query);
            }
        }
    }

    /// <summary>
    /// The next to be handed out, of the hunt whose turn it is; null when there is none that may be asked. To be followed by <see cref="HandOut"/>.
    /// </summary>
    public QueuedQuery? Take(Func<OperationId, bool> mayBeAsked)
    {
        for (var tries = _turns.Count; tries > 0; tries--)
        {
            var hunt = _turns.First!;
            _turns.RemoveFirst();
            _turns.AddLast(hunt);
            if (hunt.Value.Take(mayBeAsked) is { } query)
            {
                return query;
            }
        }

        return null;
    }

    public void HandOut(QueuedQuery query, IActorRef worker, string key, long grant)
    {
        WaitsNoMore(query);
        Begin(query, worker, key, grant);
        query.Named = query.Waiting.Count == 1 ? [query.Waiting[0].Broker] : [.. query.Waiting.Select(w => w.Broker).Distinct()];
    }

    /// <summary>A worker has it in hand from an incarnation before this one.</summary>
    /// <returns>False when it is known to be under way.</returns>
    public bool IsUnderWay(Query known, IActorRef worker, string key)
    {
        if (!_queries.TryGetValue(known, out var query))
        {
            query = new() { Query = known, Turn = _nextTurn++ };
            _queries.Add(known, query);
        }
        else if (query.Worker is null)
        {
            WaitsNoMore(query);
        }
        else
        {
            return false;
        }

        Begin(query, worker, key, grant: 0);
        return true;
    }

    /// <summary>It is recorded.</summary>
    /// <returns>The entry, with those of its brokers that its worker does not tell; null when it is not under way at this worker.</returns>
    public QueuedQuery? Done(Query known, IActorRef worker)
    {
        var query = At(worker, known);
        if (query is not null)
        {
            Remove(query);
        }

        return query;
    }

    /// <summary>A worker could not ask it: it waits again, in its old place.</summary>
    public QueuedQuery? HandBack(Query known, IActorRef worker)
    {
        var query = At(worker, known);
        if (query is not null)
        {
            Return(query);
        }

        return query;
    }

    /// <summary>What a worker was granted and does not have: it was lost on the way, and waits again.</summary>
    /// <param name="inHand">All that it has.</param>
    /// <param name="grantSeen">The newest grant that it has taken in.</param>
    public IReadOnlyList<QueuedQuery> Compare(IActorRef worker, IReadOnlyList<Query> inHand, long grantSeen)
    {
        if (!_byWorker.TryGetValue(worker, out var granted) || granted.Count == 0)
        {
            return [];
        }

        var known = inHand.ToHashSet();
        List<QueuedQuery> lost = [.. granted.Where(query => query.Grant <= grantSeen && !known.Contains(query.Query))];
        lost.ForEach(Return);
        return lost;
    }

    /// <summary>A worker is gone: what it had waits again.</summary>
    public IReadOnlyList<QueuedQuery> WorkerGone(IActorRef worker)
    {
        if (!_byWorker.Remove(worker, out var granted))
        {
            return [];
        }

        List<QueuedQuery> lost = [.. granted];
        lost.ForEach(Return);
        return lost;
    }

    /// <summary>A broker is gone with its node: it waits for nothing.</summary>
    public void BrokerGone(IActorRef broker)
    {
        List<QueuedQuery> concerned = [.. _queries.Values.Where(query => query.Waiting.Exists(w => w.Broker.Equals(broker)))];
        foreach (var query in concerned)
        {
            foreach (var hunt in query.Waiting.Where(w => w.Broker.Equals(broker)).Select(w => w.Hunt).ToList())
            {
                Withdraw(broker, hunt, [query.Query]);
            }
        }
    }

    private QueuedQuery? At(IActorRef worker, Query known) => _queries.TryGetValue(known, out var query) && worker.Equals(query.Worker) ? query : null;

    private void Begin(QueuedQuery query, IActorRef worker, string key, long grant)
    {
        (query.Worker, query.Key, query.Grant) = (worker, key, grant);
        _byWorker.GetOrAdd(worker).Add(query);
    }

    private static DateTimeOffset Later(DateTimeOffset left, DateTimeOffset right) => left > right ? left : right;

    private void Return(QueuedQuery query)
    {
        if (_byWorker.TryGetValue(query.Worker!, out var granted))
        {
            granted.Remove(query);
        }

        query.Worker = null;
        if (query.Waiting.Count == 0)
        {
            _queries.Remove(query.Query);
            query.IsGone = true;
            return;
        }

        query.Hunt = query.Waiting[0].Hunt;
        Waits(query).Return(query);
    }

    private void Remove(QueuedQuery query)
    {
        _queries.Remove(query.Query);
        query.IsGone = true;
        if (query.Worker is null)
        {
            WaitsNoMore(query);
        }
        else if (_byWorker.TryGetValue(query.Worker, out var granted))
        {
            granted.Remove(query);
        }
    }

    private HuntLines Waits(QueuedQuery query)
    {
        Queued++;
        if (!_lines.TryGetValue(query.Hunt, out var lines))
        {
            _lines.Add(query.Hunt, lines = new(query.Hunt));
            _turns.AddLast(lines);
        }

        lines.Count(query.Query.Operation, 1);
        return lines;
    }

    private void WaitsNoMore(QueuedQuery query)
    {
        Queued--;
        if (!_lines.TryGetValue(query.Hunt, out var lines))
        {
            return;
        }

        lines.Count(query.Query.Operation, -1);
        if (lines.Waiting == 0)
        {
            // A hunt has a turn only while it waits for something.
            _lines.Remove(query.Hunt);
            _turns.Remove(lines);
        }
    }
}
