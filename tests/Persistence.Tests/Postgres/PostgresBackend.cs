using IocExplorer.Messages.Service;
using IocExplorer.Persistence.Postgres;
using IocExplorer.Persistence.Postgres.Answers;
using IocExplorer.Persistence.Tests.Conformance;
using IocExplorer.Testing.Postgres;
using Npgsql;

namespace IocExplorer.Persistence.Tests.Postgres;

/// <summary>A database of its own on the shared server, with the clock of the tests. Each ledger has connections of its own, as the nodes of a cluster have.</summary>
internal sealed class PostgresBackend : LedgerBackend
{
    private readonly List<PostgresDatabase> _open = [];
    private string? _connectionString;

    public async ValueTask<PostgresOptions> OptionsAsync() => new()
    {
        ConnectionString = _connectionString ??= await (await PostgresServer.SharedAsync()).CreateDatabaseAsync(),
        Kind = NodeKind.Worker,
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

    public async Task<object?> ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection((await OptionsAsync()).ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        foreach (var database in _open)
        {
            await database.DisposeAsync();
        }
    }
}
