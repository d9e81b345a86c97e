using IocExplorer.Messages;

namespace IocExplorer.Coordinator.Trees;

/// <summary>What is to be said of a node beyond the original's attributes. Only nodes that have something to say have remarks.</summary>
/// <param name="Missing">Queries that were not answered.</param>
/// <param name="Cut">Operations that had more to say than their limit let through.</param>
internal sealed record NodeRemarks(IReadOnlyList<MissingAnswer> Missing, IReadOnlyList<Operation> Cut);
