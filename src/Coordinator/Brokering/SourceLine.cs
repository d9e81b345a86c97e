namespace IocExplorer.Coordinator.Brokering;

/// <summary>What one hunt has to tell the throttle of one source.</summary>
internal sealed class SourceLine
{
    private readonly Queue<OpenQuery> _held = [];
    private readonly List<OpenQuery> _toTellAgain = [];
    private List<Query> _withdrawn = [];

    /// <summary>Queries that were sent to the throttle and are still open.</summary>
    public int Outstanding { get; set; }

    /// <summary>It is not in the ledger: it is sent when there is room.</summary>
    public void Hold(OpenQuery query) => _held.Enqueue(query);

    /// <summary>It was sent before and is sent once more.</summary>
    public void TellAgain(OpenQuery query)
    {
        if (!query.IsToldAgain)
        {
            query.IsToldAgain = true;
            _toTellAgain.Add(query);
        }
    }

    public void Withdraw(Query query) => _withdrawn.Add(query);

    /// <summary>What is to be sent now: first repetitions, then new ones in their order, as far as there is room.</summary>
    public List<Query> Take(int mostOutstanding, Action<OpenQuery> told)
    {
        List<Query> taken = [];
        foreach (var query in _toTellAgain)
        {
            query.IsToldAgain = false;
            if (!query.IsClosed)
            {
                taken.Add(query.Query);
                told(query);
            }
        }

        _toTellAgain.Clear();
        while (Outstanding < mostOutstanding && _held.TryDequeue(out var query))
        {
            if (!query.IsClosed)
            {
                query.IsAsked = true;
                Outstanding++;
                taken.Add(query.Query);
                told(query);
            }
        }

        return taken;
    }

    public List<Query> TakeWithdrawn()
    {
        var taken = _withdrawn;
        if (taken.Count > 0)
        {
            _withdrawn = [];
        }

        return taken;
    }
}
