namespace IocExplorer.Coordinator.Tests.Api;

/// <summary>One service for the tests of a class that do not get into each other's way.</summary>
public sealed class ApiFixture : IAsyncLifetime
{
    internal ApiService Service { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Service = await ApiService.StartAsync();

    public ValueTask DisposeAsync() => Service.DisposeAsync();
}
