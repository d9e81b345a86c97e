using IocExplorer.Persistence.Postgres;
using IocExplorer.Persistence.Postgres.Answers;
using IocExplorer.Persistence.Tests.Conformance;
using IocExplorer.Testing.Postgres;
using Npgsql;

namespace IocExplorer.Persistence.Tests.Postgres;

/// <summary>
/// A database of its own on the shared server, with the clock of the tests. Each ledger has connections of its own, as the nodes of a cluster have.
/// </summary>
internal sealed class PostgresBackend : LedgerBackend
{
    private readonly List<IAsyncDisposable> _open = [];
    private string? _connectionString;

    public async ValueTask<PostgresOptions> OptionsAsync() => new()
    {
        ConnectionString = _connectionString ??= await (await PostgresServer.SharedAsync()).CreateDatabaseAsync(),
        Name = "test",
        Clock = Time,
    };

    public override async ValueTask<ILedger> OpenAsync() => new PostgresLedger(await ConnectAsync(await OptionsAsync()));

    public async ValueTask<PostgresDatabase> ConnectAsync(PostgresOptions options)
    {
        var database = new PostgresDatabase(options);
        _open.Add(database);
        await Migrator.MigrateAsync(database, TestContext.Current.CancellationToken);
        return database;
    }

    /// <summary>All stores, as a process opens them.</summary>
    public async ValueTask<PostgresStore> OpenStoreAsync()
    {
        var store = await PostgresStore.OpenAsync(await OptionsAsync(), TestContext.Current.CancellationToken);
        _open.Add(store);
        return store;
    }

    public async Task<object?> ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection((await OptionsAsync()).ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        foreach (var open in _open)
        {
            await open.DisposeAsync();
        }
    }
}
