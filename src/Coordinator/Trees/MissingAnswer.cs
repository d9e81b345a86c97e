namespace IocExplorer.Coordinator.Trees;

/// <summary>A query of a node that was not answered: what hangs below the node may be more than is shown.</summary>
internal sealed record MissingAnswer(Operation Operation, NotAnsweredReason Reason, string Detail);
