using IocExplorer.Messages;

namespace IocExplorer.Persistence.Postgres;

/// <summary>An operation that a live worker can ask.</summary>
/// <param name="Position">The place of its relations in a tree; lower stands earlier.</param>
public sealed record OfferedOperation(OperationId Id, Operation Operation, int Position);
