using Akka.Actor;
using IocExplorer.Coordinator.Brokering;
using IocExplorer.Coordinator.Hunts;
using IocExplorer.Coordinator.Recording;
using IocExplorer.Coordinator.Trees;
using IocExplorer.Messages.Protocols;

namespace IocExplorer.Coordinator.Exploring;

/// <summary>One walk of a tree with its counts. Belongs to its coordinator, but for <see cref="AsActiveTree"/>.</summary>
internal sealed class Exploration
{
    private readonly PreparedHunt _hunt;
    private readonly SourceTally _tally;
    private QueryTotals _origins;

    public Exploration(ExplorationProtocol.Explore order, PreparedHunt hunt, IActorRef coordinator)
    {
        _hunt = hunt;
        _tally = new(hunt.Sources);
        Order = order;
        Walk = new(order.Seed, hunt.Policies.For(order.Sharing));
        Asker = new(coordinator);
        AsActiveTree = new(order.Tree, hunt.Sources);
    }

    /// <summary>The newest one: its supervisor is notified.</summary>
    public ExplorationProtocol.Explore Order { get; set; }

    public TreeWalk Walk { get; }

    public Asker Asker { get; }

    public ActiveTree AsActiveTree { get; }

    public void Take(IReadOnlyList<TreeAnswer> answers)
    {
        for (var i = 0; i < answers.Count; i++)
        {
            var (number, answer, at, origin) = answers[i];
            if (Walk.Take(number, answer, at))
            {
                var counted = QueryTotals.None with { FromLedger = origin == AnswerOrigin.Ledger ? 1 : 0, Shared = origin == AnswerOrigin.Shared ? 1 : 0 };
                _origins += counted;
                _tally.Answered(number, answer, counted);
            }
        }
    }

    /// <summary>What came up to be asked since the last call. Afterwards <see cref="AsActiveTree"/> says where the walk stands.</summary>
    public IReadOnlyList<TreeQuery> TakeNew()
    {
        var asked = Walk.TakeNew();
        _tally.Asked(asked);
        AsActiveTree.Counts = new(
            _origins with { Asked = Walk.Queries, Found = Walk.Found, Empty = Walk.Empty, NotAnswered = Walk.NotAnswered },
            new(Walk.NotSent, Walk.NotCleared),
            _tally.Snapshot());
        return asked;
    }

    /// <summary>By how old answers may be: of what is live, none from before this round of the hunt.</summary>
    public IEnumerable<QueryBroker.Need> Needs(IReadOnlyList<TreeQuery> queries)
    {
        if (_hunt.Live.Count == 0)
        {
            return queries.Count > 0 ? [Need(queries, _hunt.Plan.Freshness)] : [];
        }

        var since = _hunt.Plan.Freshness.FailuresSince;
        return queries.GroupBy(q => _hunt.Live.Contains(q.Operation)).Select(g => Need([.. g], g.Key ? new(since, since) : _hunt.Plan.Freshness));
    }

    private QueryBroker.Need Need(IReadOnlyList<TreeQuery> queries, Freshness freshness) => new(Asker, _hunt.Hunt, freshness, _hunt.Sources, queries);

    /// <summary>When the walk is done.</summary>
    public RecorderProtocol.RecordTree ToRecord() => new(Order.Tree, Order.Seed, Order.NameIsTaken, Order.Plan, Walk, AsActiveTree.Counts);
}
