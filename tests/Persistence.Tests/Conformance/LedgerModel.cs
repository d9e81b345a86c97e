using IocExplorer.Messages;

namespace IocExplorer.Persistence.Tests.Conformance;

/// <summary>The contract as plainly as it can be said: a dictionary, with times as whole milliseconds.</summary>
internal sealed class LedgerModel
{
    private readonly Dictionary<QueryToAsk, ModelQuery> _queries = [];
    private int _turn;

    public IEnumerable<ModelQuery> Waiting => _queries.Values.Where(query => query is { IsOpen: true, Claim: null }).OrderBy(query => query.Turn);

    public IEnumerable<ModelQuery> Claimed => _queries.Values.Where(query => query is { IsOpen: true, Claim: not null });

    public IEnumerable<ModelQuery> All => _queries.Values;

    public (Answer? Answer, DateTimeOffset? At) Ask(HuntId hunt, Freshness freshness, QueryToAsk key, QueryId id)
    {
        if (!_queries.TryGetValue(key, out var query))
        {
            _queries.Add(key, query = new(id, key));
        }

        query.Id.ShouldBe(id);
        var standing = query.Standing(freshness);
        if (standing.Answer is null && !query.IsOpen)
        {
            (query.IsOpen, query.Hunt, query.Turn, query.Failure) = (true, hunt, ++_turn, null);
        }

        return standing;
    }

    public ModelQuery Find(QueryId id) => _queries.Values.Single(query => query.Id == id);

    public void Die()
    {
        foreach (var query in Claimed)
        {
            query.Claim = null;
        }
    }

    internal sealed class ModelQuery(QueryId id, QueryToAsk key)
    {
        public QueryId Id => id;

        public QueryToAsk Key => key;

        public bool IsOpen { get; set; }

        public HuntId Hunt { get; set; }

        public int Turn { get; set; }

        public Epoch NewestEpoch { get; set; }

        public Claim? Claim { get; set; }

        public (Answer Answer, DateTimeOffset At)? Fact { get; set; }

        public (Answer Answer, DateTimeOffset At)? Failure { get; set; }

        public (Answer? Answer, DateTimeOffset? At) Standing(Freshness freshness)
        {
            if (Fact is { } fact && fact.At >= freshness.FactsSince)
            {
                return fact;
            }

            return !IsOpen && Failure is { } failure && failure.At >= freshness.FailuresSince ? failure : (null, null);
        }

        public void Record(Answer answer, DateTimeOffset at)
        {
            (IsOpen, Claim) = (false, null);
            if (answer.IsAnswered)
            {
                (Fact, Failure) = ((answer, at), null);
            }
            else
            {
                Failure = (answer, at);
            }
        }
    }
}
