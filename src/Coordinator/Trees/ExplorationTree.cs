using System.Runtime.InteropServices;
using IocExplorer.Messages;

namespace IocExplorer.Coordinator.Trees;

/// <summary>
/// The finished tree: the breadth-first walk from the seed over the answers. It depends on the answers alone, so the same answers give the
/// same tree, whatever the order they came in.
/// </summary>
internal sealed class ExplorationTree
{
    private readonly List<TreeNode> _nodes = [];
    private readonly Dictionary<int, NodeRemarks> _remarks = [];

    private ExplorationTree()
    {
    }

    /// <summary>All nodes, in walk order; the root first. The children of a node stand together.</summary>
    public ReadOnlySpan<TreeNode> Nodes => CollectionsMarshal.AsSpan(_nodes);

    /// <summary>What is to be said of nodes, by their place in <see cref="Nodes"/>.</summary>
    public IReadOnlyDictionary<int, NodeRemarks> Remarks => _remarks;

    /// <summary>Whether every query behind the tree was answered.</summary>
    public bool IsComplete => !_remarks.Values.Any(r => r.Missing.Count > 0);

    public static ExplorationTree Build(TreeWalk walk)
    {
        if (!walk.IsDone)
        {
            throw new InvalidOperationException($"The tree of {walk.Seed} has {walk.Open} queries open.");
        }

        var tree = new ExplorationTree();
        tree.Walk(walk);
        return tree;
    }

    private void Walk(TreeWalk walk)
    {
        var policy = walk.Policy;
        var shown = new HashSet<string>(walk.KnownIocs, StringComparer.Ordinal) { walk.Seed.Value };
        _nodes.Add(new(walk.Seed, null, policy.Expand(0), 0, 0));

        var level = 0;
        var levelEnds = 1;
        for (var at = 0; at < _nodes.Count; at++)
        {
            if (at == levelEnds)
            {
                level++;
                levelEnds = _nodes.Count;
            }

            var node = _nodes[at];
            if (!node.Decision.Allow)
            {
                continue;
            }

            var below = policy.Expand(level + 1);
            var firstChild = _nodes.Count;
            var expansion = walk.ExpansionOf(node.Ioc);
            for (var i = 0; i < expansion.Count; i++)
            {
                if (expansion[i].Answer is Answer.Found found)
                {
                    for (var r = 0; r < found.Relations.Count; r++)
                    {
                        var (label, target) = found.Relations[r];
                        _nodes.Add(new(target, label, shown.Add(target.Value) ? below : ExpansionPolicy.Repeated, 0, 0));
                    }
                }
            }

            var sending = policy.Send(node.Ioc);
            _nodes[at] = node with
            {
                Decision = sending.Allow ? node.Decision : sending,
                FirstChild = firstChild,
                Children = _nodes.Count - firstChild,
            };
            Remark(at, expansion, policy.Catalogue);
        }
    }

    private void Remark(int at, TreeWalk.Expansion expansion, OperationCatalogue catalogue)
    {
        List<MissingAnswer>? missing = null;
        List<Operation>? cut = null;
        for (var i = 0; i < expansion.Count; i++)
        {
            var (operation, answer) = expansion[i];
            if (answer is Answer.NotAnswered not)
            {
                (missing ??= []).Add(new(catalogue[operation], not.Reason, not.Detail));
            }
            else if (answer is Answer.Found { Cut: true })
            {
                (cut ??= []).Add(catalogue[operation]);
            }
        }

        if (missing is not null || cut is not null)
        {
            _remarks.Add(at, new(missing ?? [], cut ?? []));
        }
    }
}
