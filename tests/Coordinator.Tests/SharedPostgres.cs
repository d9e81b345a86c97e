using IocExplorer.Coordinator.Tests;
using IocExplorer.Testing.Postgres;

[assembly: AssemblyFixture(typeof(SharedPostgres))]

namespace IocExplorer.Coordinator.Tests;

/// <summary>Ends the server that the tests of this assembly share, if one of them started it.</summary>
public sealed class SharedPostgres : IAsyncDisposable
{
    public async ValueTask DisposeAsync() => await PostgresServer.StopSharedAsync();
}
