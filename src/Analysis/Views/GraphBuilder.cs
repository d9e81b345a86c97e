using IocExplorer.Analysis.Paths;
using IocExplorer.Analysis.Records;

namespace IocExplorer.Analysis.Views;

/// <summary>Gathers IOCs and relations up to a number that can be looked at.</summary>
/// <param name="mostNodes">IOCs; relations between those that fit are all taken.</param>
internal sealed class GraphBuilder(int mostNodes)
{
    private readonly OrderedDictionary<Ioc, GraphViewNode> _nodes = [];
    private readonly HashSet<GraphViewEdge> _known = [];
    private readonly List<GraphViewEdge> _edges = [];
    private bool _isCut;

    /// <summary>A way from a seed, step by step; left out whole where it does not fit, for half of it would hang on nothing.</summary>
    public void Add(IocPath path)
    {
        if (_nodes.Count + path.Steps.Count(step => !_nodes.ContainsKey(step.Ioc)) > mostNodes)
        {
            _isCut = true;
            return;
        }

        for (var at = 0; at < path.Steps.Count; at++)
        {
            var step = path.Steps[at];
            Node(step.Ioc, isSeed: at == 0, []);
            if (at > 0)
            {
                Edge(path.Steps[at - 1].Ioc, step.Ioc, step.Relation, step.Source);
            }
        }
    }

    /// <summary>What a tree shows beside an IOC: the way to it, what stands above it at its other places, and what stands below it.</summary>
    public void AddAround(TreeRecord tree, Ioc ioc)
    {
        for (var at = 0; at < tree.Nodes.Count; at++)
        {
            var node = tree.Nodes[at];
            if (node.Ioc == ioc)
            {
                Add(IocPath.To(tree, at));
            }
            else if (node.Parent >= 0 && tree.Nodes[node.Parent].Ioc == ioc)
            {
                Node(node.Ioc, isSeed: false, node.Tags ?? []);
                Edge(ioc, node.Ioc, node.Relation, node.Answer >= 0 ? tree.Answers[node.Answer].Source : null);
            }
        }
    }

    public GraphView ToView() => new([.. _nodes.Values], _edges, _isCut);

    private void Node(Ioc ioc, bool isSeed, IReadOnlyList<Tag> tags)
    {
        if (_nodes.TryGetValue(ioc, out var known))
        {
            _nodes[ioc] = known with { IsSeed = known.IsSeed || isSeed, Tags = known.Tags.Count > 0 ? known.Tags : tags };
        }
        else if (_nodes.Count < mostNodes)
        {
            _nodes.Add(ioc, new(ioc, isSeed, tags));
        }
        else
        {
            _isCut = true;
        }
    }

    private void Edge(Ioc from, Ioc to, string? relation, string? source)
    {
        if (_nodes.IndexOf(from) is >= 0 and var start && _nodes.IndexOf(to) is >= 0 and var end)
        {
            var edge = new GraphViewEdge(start, end, relation ?? "", source);
            if (_known.Add(edge))
            {
                _edges.Add(edge);
            }
        }
    }
}
