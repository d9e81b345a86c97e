namespace IocExplorer.Messages;

/// <summary>The ledger's number of an operation, with all that shapes its answer.</summary>
public readonly record struct OperationId(int Value);
