namespace IocExplorer.Analysis.Views;

/// <summary>A part of a hunt as a graph.</summary>
/// <param name="Nodes">Each IOC once.</param>
/// <param name="Edges">Each relation between two of them once; by their places in <paramref name="Nodes"/>.</param>
/// <param name="IsCut">There are more than the limit let through; the nearest are shown.</param>
public sealed record GraphView(IReadOnlyList<GraphViewNode> Nodes, IReadOnlyList<GraphViewEdge> Edges, bool IsCut);
