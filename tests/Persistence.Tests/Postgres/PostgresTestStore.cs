using IocExplorer.Messages.Service;
using IocExplorer.Persistence.Postgres;
using IocExplorer.Persistence.Tests.Conformance;
using IocExplorer.Testing.Postgres;
using Npgsql;

namespace IocExplorer.Persistence.Tests.Postgres;

/// <summary>A database of its own on the shared server, with the clock of the tests. Nodes beat only when told.</summary>
internal sealed class PostgresTestStore : LedgerStore
{
    private readonly List<PostgresStore> _open = [];
    private string? _connectionString;

    public override bool ServesManyProcesses => true;

    public async ValueTask<PostgresOptions> OptionsAsync() => new()
    {
        ConnectionString = _connectionString ??= await (await PostgresServer.SharedAsync()).CreateDatabaseAsync(),
        Kind = NodeKind.Worker,
        Name = "test",
        Clock = Time,
        BeatsByItself = false,
        HintInterval = TimeSpan.Zero,
    };

    public override async ValueTask<IClaimLedger> OpenAsync() => (await OpenStoreAsync(await OptionsAsync())).Ledger;

    public async ValueTask<PostgresStore> OpenStoreAsync(PostgresOptions options)
    {
        var store = await PostgresStore.OpenAsync(options, TestContext.Current.CancellationToken);
        _open.Add(store);
        return store;
    }

    public PostgresStore StoreOf(IClaimLedger ledger) => _open.Find(store => store.Ledger == ledger)!;

    public override async ValueTask<IClaimLedger> ReopenAfterDeathAsync(IClaimLedger dead)
    {
        await KillAsync(StoreOf(dead));
        var next = await OpenStoreAsync(await OptionsAsync());
        await FindDeadAsync(next);
        return next.Ledger;
    }

    /// <summary>The process ends without a word.</summary>
    public async Task KillAsync(PostgresStore dead)
    {
        await dead.AbandonAsync();
        _open.Remove(dead);
        await ExecuteAsync($"UPDATE nodes SET beat_at = beat_at - lease - 1 WHERE id = {dead.Node.Id.Value}");
    }

    /// <summary>Lets a node look after the others as one that had a steady view for long.</summary>
    public async Task<SweepResult> FindDeadAsync(PostgresStore survivor)
    {
        await ExecuteAsync($"UPDATE nodes SET steady_since = steady_since - lease WHERE id = {survivor.Node.Id.Value}");
        return await survivor.Node.SweepAsync(isTidying: false, TestContext.Current.CancellationToken);
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
        foreach (var store in _open)
        {
            await store.DisposeAsync();
        }
    }
}
