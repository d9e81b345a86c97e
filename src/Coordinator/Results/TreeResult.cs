using IocExplorer.Coordinator.Trees;

namespace IocExplorer.Coordinator.Results;

/// <summary>What is kept of a tree that is done.</summary>
/// <param name="Nodes">Repeats included.</param>
/// <param name="Missing">Every query that the tree lacks; empty when it is complete.</param>
internal sealed record TreeResult(int Nodes, IReadOnlyList<MissingAnswer> Missing, WriteOutcome Outcome);
