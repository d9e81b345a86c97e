using IocExplorer.Messages;

namespace IocExplorer.Persistence;

/// <summary>A query before it has a number.</summary>
public readonly record struct QueryToAsk(OperationId Operation, Ioc Ioc);
