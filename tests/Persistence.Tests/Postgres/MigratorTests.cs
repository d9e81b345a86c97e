using IocExplorer.Persistence.Postgres;

namespace IocExplorer.Persistence.Tests.Postgres;

public sealed class MigratorTests : IAsyncLifetime
{
    private readonly PostgresBackend _store = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync() => await _store.DisposeAsync();

    [Fact]
    public void Migrations_AreNumberedFrom1WithoutAGap() =>
        SqlFiles.Postgres.Migrations.Select(migration => migration.Version).ShouldBe(Enumerable.Range(1, SqlFiles.Postgres.Migrations.Count));

    [Fact]
    public async Task Open_By20AtOnce_MigratesOnce()
    {
        var options = await _store.OptionsAsync();

        var stores = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => PostgresStore.OpenAsync(options, Cancellation), Cancellation)));

        (await _store.ExecuteAsync("SELECT count(*) FROM schema_versions")).ShouldBe((long)SqlFiles.Postgres.Migrations.Count);
        foreach (var store in stores)
        {
            await store.DisposeAsync();
        }
    }

    [Fact]
    public async Task Open_ASchemaOfANewerProgram_IsRefusedAndLeftAsItIs()
    {
        await _store.OpenAsync();
        await _store.ExecuteAsync("INSERT INTO schema_versions VALUES (9999, 0)");
        var versions = await _store.ExecuteAsync("SELECT count(*) FROM schema_versions");

        var error = await Should.ThrowAsync<LedgerException>(async () => await _store.OpenAsync());

        error.Kind.ShouldBe(LedgerErrorKind.NewerSchema);
        error.Message.ShouldContain("schema 9999");
        (await _store.ExecuteAsync("SELECT count(*) FROM schema_versions")).ShouldBe(versions);
    }

    [Fact]
    public async Task Open_InASchemaOfItsOwn_LeavesTheOthersAlone()
    {
        var options = await _store.OptionsAsync();
        await _store.ExecuteAsync("CREATE SCHEMA other");

        await using var store = await PostgresStore.OpenAsync(
            options with { ConnectionString = $"{options.ConnectionString};Search Path=other" }, Cancellation);

        (await _store.ExecuteAsync("SELECT count(*) FROM other.hunts")).ShouldBe(0L);
        (await _store.ExecuteAsync("SELECT count(*) FROM other.hunt_events")).ShouldBe(0L);
        (await _store.ExecuteAsync("SELECT to_regclass('public.hunts') IS NULL")).ShouldBe(true);
    }
}
