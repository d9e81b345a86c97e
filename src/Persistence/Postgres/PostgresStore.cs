using IocExplorer.Persistence.Postgres.Answers;
using IocExplorer.Persistence.Postgres.Hunts;

namespace IocExplorer.Persistence.Postgres;

/// <summary>The database of a service as one process uses it: its ledger, its hunts, and what else stands in it.</summary>
public sealed class PostgresStore : IAsyncDisposable
{
    private readonly OperationRegistry _operations;
    private bool _isDisposed;

    private PostgresStore(PostgresOptions options)
    {
        Access = new(options);
        Ledger = new PostgresLedger(Access);
        CarriedOverQuotas = new PostgresCarriedOverQuotas(Access);
        _operations = new(Access);
    }

    public ILedger Ledger { get; }

    /// <summary>What the version before has spent of the keys.</summary>
    public ICarriedOverQuotas CarriedOverQuotas { get; }

    /// <summary>Batches of statements, with the errors of the database in words.</summary>
    internal PostgresDatabase Access { get; }

    /// <summary>Connects, and brings the schema to the newest version. Twenty processes may do so at once.</summary>
    /// <exception cref="LedgerException">Not available (try again later), set up by a newer program, or not to be used;
    /// the message says what to do.</exception>
    public static async Task<PostgresStore> OpenAsync(PostgresOptions options, CancellationToken cancellation)
    {
        options.Validate();
        var store = new PostgresStore(options);
        try
        {
            await Migrator.MigrateAsync(store.Access, cancellation);
            return store;
        }
        catch
        {
            await store.DisposeAsync();
            throw;
        }
    }

    /// <summary>The operations with these numbers, in this order, each with its clearance.</summary>
    /// <exception cref="ArgumentException">There is no such operation.</exception>
    public async Task<IReadOnlyList<NumberedOperation>> OperationsAsync(IReadOnlyList<ClearedOperation> operations, CancellationToken cancellation)
    {
        await _operations.NeedAsync(operations.Select(o => o.Id), cancellation);
        return [.. operations.Select(o => new NumberedOperation(o.Id, _operations[o.Id.Value] with { ClearedFor = o.ClearedFor }))];
    }

    public async ValueTask DisposeAsync()
    {
        if (!_isDisposed)
        {
            _isDisposed = true;
            await Access.DisposeAsync();
        }
    }
}
