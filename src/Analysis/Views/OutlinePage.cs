namespace IocExplorer.Analysis.Views;

/// <summary>Children of a node, a page of them.</summary>
/// <param name="Next">Give this as <c>after</c> for the next page; null when this was the last.</param>
public sealed record OutlinePage(IReadOnlyList<OutlineNode> Nodes, int? Next);
