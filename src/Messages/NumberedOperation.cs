namespace IocExplorer.Messages;

/// <summary>An operation with its number in the ledger.</summary>
public sealed record NumberedOperation(OperationId Id, Operation Operation);
