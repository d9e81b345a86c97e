using IocExplorer.Hosting.Tests.Clustering;
using IocExplorer.Persistence.Postgres;
using IocExplorer.Testing.Postgres;

[assembly: AssemblyFixture(typeof(SharedPostgres))]

namespace IocExplorer.Hosting.Tests.Clustering;

/// <summary>The server that the tests of this assembly share, ended with them.</summary>
public sealed class SharedPostgres : IAsyncDisposable
{
    /// <summary>A database of its own with the newest schema; its connection string.</summary>
    public static async Task<string> NewDatabaseAsync()
    {
        var connectionString = await (await PostgresServer.SharedAsync()).CreateDatabaseAsync();
        await using var migrated = await PostgresStore.OpenAsync(new() { ConnectionString = connectionString, Name = "test" }, CancellationToken.None);
        return connectionString;
    }

    public async ValueTask DisposeAsync() => await PostgresServer.StopSharedAsync();
}
