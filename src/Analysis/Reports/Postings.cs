using System.Runtime.InteropServices;
using IocExplorer.Analysis.Keys;
using IocExplorer.Analysis.Sorting;

namespace IocExplorer.Analysis.Reports;

/// <summary>The second look at all trees: which seeds reach each IOC, and whether without passing noise. From IOC to seeds, never from seed to seed: linear
/// in the hunt.</summary>
/// <param name="shared">The IOCs that stand in several trees.</param>
/// <param name="hubs">The noise that no tag tells of.</param>
internal sealed class Postings(SortedRuns<SharedIoc> shared, HashSet<IocKey> hubs, PivotRanking ranking, long budget, string folder) : IDisposable
{
    private readonly SortedRuns<Posting> _postings = new(budget, folder);
    private readonly Dictionary<IocKey, Posting> _ofTree = [];
    private bool[] _isBehind = [];

    /// <param name="seed">The place of the tree among those that came, from 0.</param>
    public void Add(TreeScan scan, int seed)
    {
        _ofTree.Clear();
        FindNoise(scan);
        for (var at = 0; at < scan.Keys.Length; at++)
        {
            // The nearest place counts that is not behind noise; without one, the nearest.
            ref var posting = ref CollectionsMarshal.GetValueRefOrAddDefault(_ofTree, scan.Keys[at], out var exists);
            if (!exists || (!posting.IsBound && !_isBehind[at]))
            {
                posting = new(scan.Keys[at], seed, (ushort)Math.Min(scan.Distances[at], ushort.MaxValue), !_isBehind[at]);
            }
        }

        foreach (var posting in _ofTree.Values)
        {
            _postings.Add(posting);
        }
    }

    /// <summary>The place in a tree where an IOC is nearest to the seed without noise in between; without such a place, the nearest.</summary>
    public int PlaceOf(TreeScan scan, IocKey key)
    {
        FindNoise(scan);
        for (var at = 0; at < scan.Keys.Length; at++)
        {
            if (!_isBehind[at] && scan.Keys[at] == key)
            {
                return at;
            }
        }

        return scan.Keys.IndexOf(key);
    }

    /// <summary>The IOCs that stand in several trees, each with the seeds that reach it without passing noise. The list of seeds is the same at every step,
    /// filled anew.</summary>
    public IEnumerable<(Candidate Candidate, List<int> BoundSeeds)> Read()
    {
        var bound = new List<int>();
        using var postings = _postings.Read().GetEnumerator();
        var more = postings.MoveNext();
        foreach (var ioc in shared.Read())
        {
            while (more && postings.Current.Key.CompareTo(ioc.Key) < 0)
            {
                more = postings.MoveNext();
            }

            bound.Clear();
            var (nearest, nearestBound) = (int.MaxValue, int.MaxValue);
            for (; more && postings.Current.Key == ioc.Key; more = postings.MoveNext())
            {
                var posting = postings.Current;
                nearest = Math.Min(nearest, posting.Distance);
                if (posting.IsBound)
                {
                    bound.Add(posting.Seed);
                    nearestBound = Math.Min(nearestBound, posting.Distance);
                }
            }

            if (nearest < int.MaxValue)
            {
                yield return (ranking.Rank(ioc, bound.Count, bound.Count > 0 ? nearestBound : nearest), bound);
            }
        }
    }

    public void Dispose() => _postings.Dispose();

    private void FindNoise(TreeScan scan)
    {
        _isBehind = _isBehind.Length < scan.Keys.Length ? new bool[scan.Keys.Length * 2] : _isBehind;
        for (var at = 0; at < scan.Keys.Length; at++)
        {
            var parent = scan.Tree.Nodes[at].Parent;
            _isBehind[at] = parent > 0 && (_isBehind[parent] || IsNoise(scan, parent));
        }
    }

    private bool IsNoise(TreeScan scan, int at) => hubs.Contains(scan.Keys[at]) || (IocMarksOf.Node(scan.Tree.Nodes[at]) & IocMarks.Noise) != 0;
}
