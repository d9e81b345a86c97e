using Akka.Actor;
using IocExplorer.Messages;

namespace IocExplorer.Workers.Tests.Throttling;

/// <summary>What a throttle's queue promises, in its plainest form: one list that is searched from end to end.</summary>
internal sealed class NaiveQueue
{
    private readonly List<Entry> _entries = [];
    private readonly List<HuntId> _turns = [];
    private long _nextTurn;

    public int Queued => _entries.Count(e => e.Worker is null);

    public int InFlight => _entries.Count - Queued;

    public int Hunts => _turns.Count;

    public int WaitingFor(OperationId operation) => _entries.Count(e => e.Worker is null && e.Query.Operation == operation);

    public int InFlightAt(IActorRef worker) => _entries.Count(e => worker.Equals(e.Worker));

    public IReadOnlyList<Query> At(IActorRef worker, long upTo = long.MaxValue) =>
        [.. _entries.Where(e => worker.Equals(e.Worker) && e.Grant <= upTo).Select(e => e.Query)];

    public void Ask(IActorRef broker, HuntId hunt, Query query)
    {
        if (Find(query) is { } known)
        {
            if (!known.Waiting.Contains((broker, hunt)))
            {
                known.Waiting.Add((broker, hunt));
            }

            return;
        }

        var entry = new Entry(query, _nextTurn++) { Hunt = hunt };
        entry.Waiting.Add((broker, hunt));
        _entries.Add(entry);
        Settle(hunt);
    }

    public void Withdraw(IActorRef broker, HuntId hunt, Query query)
    {
        if (Find(query) is not { } entry || entry.Waiting.RemoveAll(w => w == (broker, hunt)) == 0 || entry.Worker is not null)
        {
            return;
        }

        if (entry.Waiting.Count == 0)
        {
            _entries.Remove(entry);
        }
        else if (!entry.Waiting.Exists(w => w.Hunt == entry.Hunt))
        {
            entry.Hunt = entry.Waiting[0].Hunt;
        }

        Settle(hunt);
        Settle(entry.Hunt);
    }

    public Query? Take(Func<OperationId, bool> mayBeAsked)
    {
        for (var tries = _turns.Count; tries > 0; tries--)
        {
            var hunt = _turns[0];
            _turns.RemoveAt(0);
            _turns.Add(hunt);
            if (_entries.Where(e => e.Worker is null && e.Hunt == hunt && mayBeAsked(e.Query.Operation)).MinBy(e => e.Turn) is { } first)
            {
                return first.Query;
            }
        }

        return null;
    }

    public void HandOut(Query query, IActorRef worker, long grant)
    {
        var entry = Find(query)!;
        (entry.Worker, entry.Grant) = (worker, grant);
        Settle(entry.Hunt);
    }

    public void Done(Query query) => _entries.Remove(Find(query)!);

    public void Return(Query query)
    {
        var entry = Find(query)!;
        entry.Worker = null;
        if (entry.Waiting.Count == 0)
        {
            _entries.Remove(entry);
            return;
        }

        entry.Hunt = entry.Waiting[0].Hunt;
        Settle(entry.Hunt);
    }

    private Entry? Find(Query query) => _entries.Find(e => e.Query == query);

    // A hunt has a turn while it waits for something.
    private void Settle(HuntId hunt)
    {
        var waits = _entries.Exists(e => e.Worker is null && e.Hunt == hunt);
        if (!waits)
        {
            _turns.Remove(hunt);
        }
        else if (!_turns.Contains(hunt))
        {
            _turns.Add(hunt);
        }
    }

    private sealed class Entry(Query query, long turn)
    {
        public Query Query => query;

        public long Turn => turn;

        public HuntId Hunt { get; set; }

        public List<(IActorRef Broker, HuntId Hunt)> Waiting { get; } = [];

        public IActorRef? Worker { get; set; }

        public long Grant { get; set; }
    }
}
