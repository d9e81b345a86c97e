using IocExplorer.Messages;
using Npgsql;

namespace IocExplorer.Persistence.Postgres;

/// <summary>This process's part in a cluster: its ledger, its node, and the database that both stand in.</summary>
public sealed class PostgresStore : IAsyncDisposable
{
    private static readonly TimeSpan LongestEnd = TimeSpan.FromSeconds(5);

    private readonly PostgresDatabase _database;
    private readonly PostgresHints _hints;
#pragma warning disable CA2213 // It owns nothing; its end is that of the store.
    private readonly PostgresClaimLedger _ledger;
#pragma warning restore CA2213
    private readonly LedgerMeter _meter;

    private bool _isDisposed;

    private PostgresStore(PostgresOptions options)
    {
        _database = new(options);
        Calls = new(_database);
        _meter = new();
        _hints = new(options, _database);
        Node = new(options, _database, _hints, _meter);
        _ledger = new(_database, Node, _hints, _meter, options.Time);
        Node.WorkCameBack = _ledger.LookFromTheBeginning;
    }

    public IClaimLedger Ledger => _ledger;

    public ClusterNode Node { get; }

    /// <summary>
    /// Connections for all else that stands in the database, apart from the ledger's. Statements on them end after 30 s, waits for locks after 10 s.
    /// </summary>
    public NpgsqlDataSource Database => _database.Others;

    internal PostgresHints Hints => _hints;

    /// <summary>The ledger's own connections, for the stores that run batches on them.</summary>
    internal PostgresDatabase Connections => _database;

    /// <summary>Single statements, for what is kept beside the ledger.</summary>
    internal PostgresCalls Calls { get; }

    /// <summary>Connects, brings the schema to the newest version, and enters this node. Twenty processes may do so at once.</summary>
    /// <exception cref="LedgerException">Not available (try again later), set up by a newer program, or not to be used; the message says what to do.</exception>
    public static async Task<PostgresStore> OpenAsync(PostgresOptions options, CancellationToken cancellation)
    {
        options.Validate();
        var store = new PostgresStore(options);
        try
        {
            await Migrator.MigrateAsync(store._database, cancellation);
            await store.Node.BeginAsync(cancellation);
            store._hints.Start();
            return store;
        }
        catch
        {
            await store.AbandonAsync();
            throw;
        }
    }

    /// <summary>As <see cref="IClaimLedger.RegisterAsync"/>, with the place of each operation's relations in a tree.</summary>
    public async Task<IReadOnlyList<OperationId>> RegisterAsync(
        IReadOnlyList<(Operation Operation, int Position)> operations, CancellationToken cancellation) =>
        await _ledger.RegisterAsync(operations, cancellation);

    /// <summary>What live workers offer, each operation once, by position, then source and name.</summary>
    public Task<IReadOnlyList<OfferedOperation>> OffersAsync(CancellationToken cancellation) => _database.RunAsync<IReadOnlyList<OfferedOperation>>(
        batch => batch.Add("offers_all"),
        async (reader, token) =>
        {
            var offers = new List<OfferedOperation>();
            while (await reader.ReadAsync(token))
            {
                var (id, operation) = OperationBook.Read(reader);
                offers.Add(new(id, operation with { ClearedFor = (SharingLevel)reader.GetInt16(7) }, reader.GetInt32(6)));
            }

            return offers;
        },
        cancellation);

    /// <summary>
    /// The catalogue of these operations, in this order, whether anybody offers them now or not. They are cleared for what the live workers that offer them are all
    /// cleared for; what nobody offers, for the lowest level.
    /// </summary>
    /// <exception cref="ArgumentException">There is no such operation.</exception>
    public async Task<OperationCatalogue> CatalogueAsync(IReadOnlyList<OperationId> inTreeOrder, CancellationToken cancellation)
    {
        await _ledger.Operations.NeedAsync(inTreeOrder, cancellation);
        var clearances = (await OffersAsync(cancellation)).ToDictionary(offer => offer.Id, offer => offer.Operation.ClearedFor);
        return new([.. inTreeOrder.Select(id => (id, _ledger.Operations[id.Value] with { ClearedFor = clearances.GetValueOrDefault(id) }))]);
    }

    /// <summary>Ends the node's row, so that others take over at once what it had, and closes all connections. Waits at most 5 s for the database.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_isDisposed)
        {
            return;
        }

        using var late = new CancellationTokenSource(LongestEnd, TimeProvider.System);
        try
        {
            await Node.EndAsync(late.Token);
        }
        catch (OperationCanceledException)
        {
            // The others find the row dead.
        }

        await AbandonAsync();
    }

    /// <summary>Closes all without ending the node's row: what the death of the process leaves behind.</summary>
    internal async ValueTask AbandonAsync()
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        await Node.StopAsync();
        await _hints.DisposeAsync();
        await _database.DisposeAsync();
        _meter.Dispose();
    }
}
