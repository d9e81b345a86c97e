namespace IocExplorer.Hosting.Nodes;

/// <summary>The members of the cluster as this node saw them last. Written by its <see cref="NodeDirectoryActor"/>, read by anybody.</summary>
public sealed class NodeDirectory
{
    private volatile IReadOnlyList<NodeState> _nodes = [];

    /// <summary>Coordinators first, then by name.</summary>
    public IReadOnlyList<NodeState> Nodes => _nodes;

    internal void Replace(IReadOnlyList<NodeState> nodes) => _nodes = nodes;
}
