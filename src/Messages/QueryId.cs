namespace IocExplorer.Messages;

/// <summary>The ledger's number of a query. Given once, never again; order means nothing.</summary>
public readonly record struct QueryId(long Value);
