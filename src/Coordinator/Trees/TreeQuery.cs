namespace IocExplorer.Coordinator.Trees;

/// <summary>A query that a tree needs.</summary>
/// <param name="Number">The tree's own number for it, counted from 0; the answer comes back under it.</param>
internal readonly record struct TreeQuery(int Number, OperationId Operation, Ioc Ioc);
