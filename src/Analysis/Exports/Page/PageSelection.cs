using IocExplorer.Analysis.Exports.Graph;
using IocExplorer.Analysis.Records;

namespace IocExplorer.Analysis.Exports.Page;

/// <summary>
/// Which IOCs of a hunt that is too large for a page are shown: first those that join the most seeds, with the paths from some of their seeds; then of each
/// tree as many as there is room for. Whoever is shown has his parent shown, up to the seed.
/// </summary>
internal sealed class PageSelection
{
    // The best pivots with many of their seeds, further ones with a few.
    private static readonly (int Pivots, int Seeds)[] s_rounds = [(100, 40), (900, 4)];

    private readonly HashSet<Ioc> _chosen = [];
    private readonly int _most;

    private PageSelection(int most) => _most = most;

    private int Room => _most - _chosen.Count;

    /// <param name="most">How many are chosen at most.</param>
    public static async Task<IReadOnlySet<Ioc>> OfAsync(ExportedHunt hunt, HuntGraph graph, int most, CancellationToken cancellation)
    {
        var selection = new PageSelection(most);
        var pivots = Pivots(graph, new(hunt.Hunt.Rules.OwnDomains), s_rounds.Sum(r => r.Pivots));
        var taken = 0;
        foreach (var (count, seeds) in s_rounds)
        {
            await selection.TakePathsAsync(hunt, [.. pivots.Skip(taken).Take(count)], seeds, cancellation);
            taken += count;
        }

        await selection.FillAsync(hunt, cancellation);
        return selection._chosen;
    }

    // By the number of seeds; what many others use as well is last.
    private static List<Ioc> Pivots(HuntGraph graph, ExportExclusions exclusions, int most)
    {
        var best = new PriorityQueue<Ioc, (bool IsIndicator, int Trees)>();
        foreach (var node in graph.Nodes.Where(n => n.Trees > 1 && !n.IsSeed))
        {
            best.Enqueue(node.Ioc, (exclusions.GetExclusion(node) is null, node.Trees));
            if (best.Count > most)
            {
                best.Dequeue();
            }
        }

        var ranked = new List<Ioc>(best.Count);
        while (best.TryDequeue(out var pivot, out _))
        {
            ranked.Add(pivot);
        }

        ranked.Reverse();
        return ranked;
    }

    private async Task TakePathsAsync(ExportedHunt hunt, HashSet<Ioc> pivots, int seeds, CancellationToken cancellation)
    {
        var left = pivots.ToDictionary(p => p, _ => seeds);
        if (left.Count == 0)
        {
            return;
        }

        await foreach (var tree in hunt.ReadTrees(cancellation).WithCancellation(cancellation))
        {
            for (var place = 1; place < tree.Nodes.Count && Room > 0 && left.Count > 0; place++)
            {
                var pivot = TreeFacts.Clean(tree.Nodes[place].Ioc);
                if (tree.Nodes[place].Expansion == NodeExpansion.Repeated || !left.TryGetValue(pivot, out var more) || !TryTake(PathTo(tree, place)))
                {
                    continue;
                }

                left[pivot] = more - 1;
                if (more == 1)
                {
                    left.Remove(pivot);
                }
            }
        }
    }

    private async Task FillAsync(ExportedHunt hunt, CancellationToken cancellation)
    {
        // At least the seed and something below it.
        var share = Math.Max(2, Room / Math.Max(1, hunt.Hunt.Seeds));
        await foreach (var tree in hunt.ReadTrees(cancellation).WithCancellation(cancellation))
        {
            var more = share;
            for (var place = 0; place < tree.Nodes.Count && more > 0 && Room > 0; place++)
            {
                // Parents come before their children.
                var parent = tree.Nodes[place].Parent;
                if ((parent < 0 || _chosen.Contains(TreeFacts.Clean(tree.Nodes[parent].Ioc))) && _chosen.Add(TreeFacts.Clean(tree.Nodes[place].Ioc)))
                {
                    more--;
                }
            }
        }
    }

    private static List<Ioc> PathTo(TreeRecord tree, int place)
    {
        var path = new List<Ioc>();
        for (; place >= 0; place = tree.Nodes[place].Parent)
        {
            path.Add(TreeFacts.Clean(tree.Nodes[place].Ioc));
        }

        return path;
    }

    private bool TryTake(List<Ioc> path)
    {
        var isRoom = path.Count(i => !_chosen.Contains(i)) <= Room;
        if (isRoom)
        {
            _chosen.UnionWith(path);
        }

        return isRoom;
    }
}
