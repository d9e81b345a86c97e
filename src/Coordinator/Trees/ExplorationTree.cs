using System.Runtime.InteropServices;
using IocExplorer.Analysis.Records;

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

    /// <summary>Remarks on nodes, by their index in <see cref="Nodes"/>.</summary>
    public IReadOnlyDictionary<int, NodeRemarks> Remarks => _remarks;

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
        var tags = new IocTagIndex(policy.Tags);
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

            var firstChild = _nodes.Count;
            var expansion = walk.ExpansionOf(node.Ioc);
            var hub = walk.ParkedByDegree(node.Ioc);
            for (var i = 0; i < expansion.Count; i++)
            {
                if (expansion[i].Answer is Answer.Found found)
                {
                    tags.Add(found.Tags, policy.Catalogue[expansion[i].Operation].Source);
                    if (hub is null)
                    {
                        AddChildren(found, level + 1, policy, shown);
                    }
                }
            }

            _nodes[at] = node with
            {
                Decision = hub is not null ? new(NodeExpansion.Parked, hub)
                    : policy.Sending.For(node.Ioc).Why is { } why ? new(NodeExpansion.Internal, why)
                    : node.Decision,
                FirstChild = firstChild,
                Children = _nodes.Count - firstChild,
            };
            Remark(at, expansion, policy.Catalogue);
        }

        RemarkEach(tags);
    }

    private void AddChildren(Answer.Found found, int level, ExpansionPolicy policy, HashSet<string> shown)
    {
        for (var r = 0; r < found.Relations.Count; r++)
        {
            var relation = found.Relations[r];
            if (policy.Shows(relation))
            {
                var target = relation.Target;
                var decision = shown.Add(target.Value) ? policy.Expand(target, level) : ExpansionPolicy.Repeated;
                _nodes.Add(new(target, relation.Label, decision, 0, 0) { Seen = policy.SeenOf(relation) });
            }
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

    /// <summary>Computed when all answers are walked: an answer may add to a node that comes long before it.</summary>
    private void RemarkEach(IocTagIndex tags)
    {
        for (var at = 0; at < _nodes.Count; at++)
        {
            var node = _nodes[at];
            var known = tags.Of(node.Ioc);
            var parked = node.Decision.Expansion == NodeExpansion.Parked ? node.Decision.Reason : null;
            if (known.Count > 0 || parked is not null || node.Seen.IsKnown)
            {
                _remarks[at] = _remarks.GetValueOrDefault(at, NodeRemarks.None) with { Tags = known, Parked = parked, Seen = node.Seen };
            }
        }
    }
}
