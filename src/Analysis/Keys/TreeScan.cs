using IocExplorer.Analysis.Records;

namespace IocExplorer.Analysis.Keys;

/// <summary>The nodes of one tree with their keys and distances. One scan is used for tree after tree, for a hunt has thousands.</summary>
internal sealed class TreeScan
{
    private readonly HashSet<IocKey> _seen = [];
    private IocKey[] _keys = [];
    private int[] _distances = [];
    private bool[] _isFirst = [];

    public TreeRecord Tree { get; private set; } = new(0, [], []);

    public ReadOnlySpan<IocKey> Keys => _keys.AsSpan(0, Tree.Nodes.Count);

    /// <summary>Levels below the seed.</summary>
    public ReadOnlySpan<int> Distances => _distances.AsSpan(0, Tree.Nodes.Count);

    /// <summary>Whether the IOC stands in the tree for the first time. As nodes are in walk order, no other place is nearer to the seed.</summary>
    public ReadOnlySpan<bool> IsFirst => _isFirst.AsSpan(0, Tree.Nodes.Count);

    public void Load(TreeRecord tree)
    {
        Tree = tree;
        var count = tree.Nodes.Count;
        if (_keys.Length < count)
        {
            (_keys, _distances, _isFirst) = (new IocKey[count * 2], new int[count * 2], new bool[count * 2]);
        }

        _seen.Clear();
        for (var at = 0; at < count; at++)
        {
            var node = tree.Nodes[at];
            _keys[at] = IocKey.Of(node.Ioc);
            _distances[at] = node.Parent < 0 ? 0 : _distances[node.Parent] + 1;
            _isFirst[at] = _seen.Add(_keys[at]);
        }
    }
}
