using IocExplorer.Persistence.Postgres.Hunts;

namespace IocExplorer.Coordinator.Api.Hunts;

/// <summary>The sums over trees that are over. Each tree counts once, in whatever order they come.</summary>
internal sealed class HuntTotals
{
    private const int MostProblems = 20;

    private readonly Dictionary<string, QueryTotals> _bySource = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Source, string Operation, string Reason), MissingAnswers> _missing = [];
    private readonly SortedDictionary<int, string> _problems = [];
    private readonly HashSet<int> _counted = [];

    /// <summary>Trees counted.</summary>
    public int Trees => _counted.Count;

    /// <summary>When the last of them was over.</summary>
    public DateTimeOffset LastDoneAt { get; private set; } = DateTimeOffset.UnixEpoch;

    public NotAsked NotAsked { get; private set; }

    public IReadOnlyDictionary<string, QueryTotals> BySource => _bySource;

    /// <summary>What the trees lack, the most first.</summary>
    public IReadOnlyList<MissingAnswers> Missing =>
    [
        .. _missing.Values
            .OrderByDescending(m => m.Queries)
            .ThenBy(m => m.Source, StringComparer.Ordinal)
            .ThenBy(m => m.Operation, StringComparer.Ordinal)
            .ThenBy(m => m.Reason, StringComparer.Ordinal),
    ];

    /// <summary>A line for each of the first trees that were given up.</summary>
    public IReadOnlyList<string> FirstProblems => [.. _problems.Select(p => $"Tree {p.Key}: {p.Value}")];

    public void Add(TreeTallyRow tree)
    {
        if (!_counted.Add(tree.Number))
        {
            return;
        }

        LastDoneAt = tree.DoneAt > LastDoneAt ? tree.DoneAt : LastDoneAt;
        if (tree.Problem is not null)
        {
            _problems[tree.Number] = tree.Problem;
            if (_problems.Count > MostProblems)
            {
                _problems.Remove(_problems.Keys.Last());
            }
        }

        if (tree.Tally is not { } tally)
        {
            return;
        }

        NotAsked += tally.NotAsked;
        Add(_bySource, tally.BySource);
        foreach (var lacking in tally.Missing)
        {
            var key = (lacking.Source, lacking.Operation, lacking.Reason);
            _missing[key] = _missing.TryGetValue(key, out var sum)
                ? sum with
                {
                    Detail = MissingAnswers.JoinDetails(sum.Detail, lacking.Detail),
                    Queries = sum.Queries + lacking.Queries,
                    Trees = sum.Trees + lacking.Trees,
                }
                : lacking;
        }
    }

    public static void Add(Dictionary<string, QueryTotals> sums, IReadOnlyDictionary<string, QueryTotals> more)
    {
        foreach (var (source, totals) in more)
        {
            sums[source] = sums.GetValueOrDefault(source, QueryTotals.None) + totals;
        }
    }

    public static QueryTotals Sum(IEnumerable<QueryTotals> totals) => totals.Aggregate(QueryTotals.None, QueryTotals.Add);
}
