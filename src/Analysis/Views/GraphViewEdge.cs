namespace IocExplorer.Analysis.Views;

/// <summary>A relation of a <see cref="GraphView"/>.</summary>
/// <param name="From">The IOC that was asked about.</param>
/// <param name="Source">That named the other; null where it is not known.</param>
public sealed record GraphViewEdge(int From, int To, string Relation, string? Source);
