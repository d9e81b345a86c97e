using IocExplorer.Analysis.Keys;
using IocExplorer.Analysis.Sorting;

namespace IocExplorer.Analysis.Reports;

/// <summary>
/// Which seeds hang together over specific pivots, and which of these are worth showing. Memory grows with the seeds, not with what they share: the postings
/// are read again for each question.
/// </summary>
internal sealed class SeedGrouping(Postings postings, int seeds, int bindingsOfGroup)
{
    private readonly UnionFind _groups = new(seeds);
    private readonly Candidate?[] _best = new Candidate?[seeds];
    private readonly Dictionary<int, SortedSet<Candidate>> _bindings = [];
    private readonly Dictionary<int, long> _counts = [];
    private readonly Dictionary<int, HashSet<IocKey>> _links = [];

    /// <summary>The best pivot that binds a seed to others; null when none does.</summary>
    public Candidate? BestOf(int seed) => _best[seed];

    /// <summary>Other pivots that join a seed to what its group's best pivots leave apart; known after <see cref="Find"/>.</summary>
    public IEnumerable<IocKey> LinksOf(int seed) => _links.GetValueOrDefault(seed) ?? [];

    /// <summary>The largest group first; of groups of one size that of the first seed.</summary>
    public IReadOnlyList<FoundGroup> Find()
    {
        foreach (var (_, bound) in Binding())
        {
            Join(_groups, bound);
        }

        foreach (var (candidate, bound) in Binding())
        {
            Keep(candidate, bound);
        }

        HoldTogether();
        Link();
        return [.. Enumerable.Range(0, seeds).Where(seed => _best[seed] is not null).GroupBy(_groups.Find)
            .Select(group => new FoundGroup([.. group], _counts[group.Key], [.. _bindings[group.Key]]))
            .OrderByDescending(group => group.Seeds.Count).ThenBy(group => group.Seeds[0])];
    }

    private void Keep(Candidate candidate, List<int> bound)
    {
        var group = _groups.Find(bound[0]);
        _counts[group] = _counts.GetValueOrDefault(group) + 1;
        if (!_bindings.TryGetValue(group, out var bindings))
        {
            _bindings.Add(group, bindings = []);
        }

        bindings.Add(candidate);
        if (bindings.Count > bindingsOfGroup)
        {
            bindings.Remove(bindings.Max);
        }

        foreach (var seed in bound)
        {
            if (_best[seed] is not { } best || candidate.CompareTo(best) < 0)
            {
                _best[seed] = candidate;
            }
        }
    }

    // What is shown of a group is to prove it: every seed's best pivot is listed, and where these leave the group in parts, pivots that join the parts.
    private void HoldTogether()
    {
        var listed = new HashSet<IocKey>();
        for (var seed = 0; seed < seeds; seed++)
        {
            if (_best[seed] is { } best)
            {
                _bindings[_groups.Find(seed)].Add(best);
            }
        }

        foreach (var bindings in _bindings.Values)
        {
            listed.UnionWith(bindings.Select(binding => binding.Key));
        }

        var shown = new UnionFind(seeds);
        foreach (var (candidate, bound) in Binding())
        {
            if (listed.Contains(candidate.Key))
            {
                Join(shown, bound);
            }
        }

        foreach (var (candidate, bound) in Binding())
        {
            if (Join(shown, bound))
            {
                _bindings[_groups.Find(bound[0])].Add(candidate);
            }
        }
    }

    // What is drawn of a group is each seed's way to its best pivot, and where these ways do not meet, ways over other pivots that are listed.
    private void Link()
    {
        var drawn = new UnionFind(seeds);
        var first = new Dictionary<IocKey, int>();
        for (var seed = 0; seed < seeds; seed++)
        {
            if (_best[seed] is { } best && !first.TryAdd(best.Key, seed))
            {
                drawn.Union(first[best.Key], seed);
            }
        }

        foreach (var (candidate, bound) in Binding())
        {
            for (var at = 1; at < bound.Count && _bindings[_groups.Find(bound[0])].Contains(candidate); at++)
            {
                if (drawn.Union(bound[0], bound[at]))
                {
                    Link(bound[0], candidate.Key);
                    Link(bound[at], candidate.Key);
                }
            }
        }
    }

    private void Link(int seed, IocKey pivot)
    {
        if (!_links.TryGetValue(seed, out var links))
        {
            _links.Add(seed, links = []);
        }

        if (_best[seed]!.Value.Key != pivot)
        {
            links.Add(pivot);
        }
    }

    private IEnumerable<(Candidate Candidate, List<int> Bound)> Binding() =>
        postings.Read().Where(shared => shared.Candidate.Standing == PivotStanding.Specific);

    private static bool Join(UnionFind groups, List<int> bound)
    {
        var joined = false;
        for (var at = 1; at < bound.Count; at++)
        {
            joined |= groups.Union(bound[0], bound[at]);
        }

        return joined;
    }
}
