namespace IocExplorer.Persistence.Postgres.Answers;

/// <summary>The ledger that all nodes of a cluster share, in PostgreSQL.</summary>
/// <remarks>
/// A call is one round trip and one transaction, whatever the size of its batch (one more when an operation is met that this process does not
/// know yet). Nothing is kept in memory that another node could change. READ COMMITTED throughout: the statements say which race they close.
/// </remarks>
internal sealed partial class PostgresLedger : ILedger
{
    private readonly PostgresDatabase _database;
    private readonly OperationRegistry _operations;
    private readonly NewestTime _newest = new();

    /// <summary>Over a database that outlives the ledger.</summary>
    public PostgresLedger(PostgresDatabase database)
    {
        _database = database;
        _operations = new(database);
    }

    public async ValueTask<IReadOnlyList<OperationId>> RegisterAsync(IReadOnlyList<Operation> operations, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return operations.Count == 0 ? [] : await _operations.RegisterAsync(operations, cancellation);
    }

    /// <summary>The connections are their owner's to close.</summary>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
