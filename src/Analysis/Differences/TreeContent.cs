using IocExplorer.Analysis.Records;

namespace IocExplorer.Analysis.Differences;

/// <summary>What a tree has, each thing once, in walk order.</summary>
internal sealed class TreeContent
{
    private readonly OrderedDictionary<Ioc, bool> _iocs = [];
    private readonly OrderedDictionary<ShownRelation, bool> _relations = [];

    public TreeContent(TreeRecord tree)
    {
        foreach (var node in tree.Nodes)
        {
            _iocs.TryAdd(node.Ioc, true);
            if (node is { Parent: >= 0, Relation: { } label })
            {
                _relations.TryAdd(new(tree.Nodes[node.Parent].Ioc, label, node.Ioc), true);
            }
        }
    }

    public int Iocs => _iocs.Count;

    public int Relations => _relations.Count;

    public IReadOnlyList<Ioc> IocsWithout(TreeContent other) => [.. _iocs.Keys.Where(ioc => !other._iocs.ContainsKey(ioc))];

    public IReadOnlyList<ShownRelation> RelationsWithout(TreeContent other) => [.. _relations.Keys.Where(relation => !other._relations.ContainsKey(relation))];
}
