using IocExplorer.Messages;

namespace IocExplorer.Persistence.Tests.Conformance;

/// <summary>The contract as plainly as it can be said: two dictionaries, and a clock that never goes back until the process ends.</summary>
internal sealed class LedgerStoreModel
{
    private readonly Dictionary<Query, RecordedAnswer> _facts = [];
    private readonly Dictionary<Query, RecordedAnswer> _failures = [];
    private DateTimeOffset _newest = DateTimeOffset.MinValue;

    public IEnumerable<Query> Queries => _facts.Keys.Union(_failures.Keys);

    public IReadOnlyList<RecordedAnswer?> LookUp(IReadOnlyList<Query> queries, Freshness freshness, DateTimeOffset now)
    {
        Meet(now);
        var answers = queries.Select(query => StandingOf(query, freshness)).ToList();
        foreach (var answer in answers)
        {
            Meet(answer?.At ?? now);
        }

        return answers;
    }

    public IReadOnlyList<DateTimeOffset> Record(IReadOnlyList<AnswerToRecord> answers, DateTimeOffset now)
    {
        now = Later(now, _newest);
        var times = new Dictionary<Query, DateTimeOffset>();
        foreach (var (query, answer) in answers.Reverse().DistinctBy(answer => answer.Query))
        {
            var kind = answer.IsAnswered ? _facts : _failures;
            var at = kind.TryGetValue(query, out var before) ? Later(now, before.At) : now;
            kind[query] = new(answer, at);
            if (answer.IsAnswered)
            {
                _failures.Remove(query);
            }

            times.Add(query, at);
        }

        foreach (var at in times.Values)
        {
            Meet(at);
        }

        return [.. answers.Select(answer => times[answer.Query])];
    }

    public void EndProcess() => _newest = DateTimeOffset.MinValue;

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    private void Meet(DateTimeOffset time) => _newest = Later(time, _newest);

    private RecordedAnswer? StandingOf(Query query, Freshness freshness)
    {
        if (_facts.TryGetValue(query, out var fact) && fact.Satisfies(freshness))
        {
            return fact;
        }

        return _failures.TryGetValue(query, out var failure) && failure.Satisfies(freshness) ? failure : null;
    }
}
