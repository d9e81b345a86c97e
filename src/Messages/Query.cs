namespace IocExplorer.Messages;

/// <summary>One operation of one source on one IOC: what is asked at most once. Unique in the ledger.</summary>
public readonly record struct Query(OperationId Operation, Ioc Ioc);
