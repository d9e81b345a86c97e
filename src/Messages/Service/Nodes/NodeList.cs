namespace IocExplorer.Messages.Service.Nodes;

/// <summary>All live nodes, coordinators first.</summary>
public sealed record NodeList(IReadOnlyList<NodeView> Nodes);
