using IocExplorer.Analysis.Keys;
using IocExplorer.Analysis.Records;
using IocExplorer.Analysis.Sorting;

namespace IocExplorer.Analysis.Differences;

/// <summary>How many seeds of either hunt have each IOC, and where the seeds of the later hunt are.</summary>
internal sealed class SeedCount(long budget, string folder) : IDisposable
{
    private readonly SortedRuns<SideKey> _keys = new(budget, folder);
    private readonly TreeScan _scan = new();

    /// <summary>The seeds of the later hunt, with their numbers.</summary>
    public OrderedDictionary<IocKey, int> SeedsAfter { get; } = [];

    public async Task AddAsync(IAsyncEnumerable<TreeRecord> trees, bool isAfter, CancellationToken cancellation)
    {
        await foreach (var tree in trees.WithCancellation(cancellation))
        {
            _scan.Load(tree);
            if (isAfter)
            {
                SeedsAfter[_scan.Keys[0]] = tree.Number;
            }

            for (var at = 0; at < tree.Nodes.Count; at++)
            {
                if (_scan.IsFirst[at])
                {
                    _keys.Add(new(_scan.Keys[at], isAfter));
                }
            }
        }
    }

    /// <summary>What several seeds of the later hunt have, and at most one of the earlier.</summary>
    public Dictionary<IocKey, (int Before, int After)> NewlyShared()
    {
        var shared = new Dictionary<IocKey, (int, int)>();
        IocKey? key = null;
        var (before, after) = (0, 0);
        foreach (var item in _keys.Read())
        {
            if (key != item.Key)
            {
                Note();
                (key, before, after) = (item.Key, 0, 0);
            }

            before += item.IsAfter ? 0 : 1;
            after += item.IsAfter ? 1 : 0;
        }

        Note();
        return shared;

        void Note()
        {
            if (key is { } noted && after > 1 && before < 2)
            {
                shared.Add(noted, (before, after));
            }
        }
    }

    public void Dispose() => _keys.Dispose();

    private readonly record struct SideKey(IocKey Key, bool IsAfter) : IComparable<SideKey>
    {
        public int CompareTo(SideKey other) => Key.CompareTo(other.Key);
    }
}
