using Akka.Configuration;
using Akka.Hosting;
using IocExplorer.Hosting.Clustering;
using IocExplorer.Hosting.Configuration;
using IocExplorer.Testing;

namespace IocExplorer.Hosting.Tests.Clustering;

/// <summary>A <see cref="NodeEngine"/> in this process as the programs make it, with its host.</summary>
internal sealed class EngineNode : IAsyncDisposable
{
    private readonly WatchedLog _log = new();

    /// <param name="connectionString">Of a database with the newest schema.</param>
    /// <param name="name">Of the node.</param>
    /// <param name="place">Its actors; null for none.</param>
    /// <param name="remoting">Null for the default.</param>
    /// <param name="drain">Null for the default.</param>
    /// <param name="engine">The user's own section <c>akka</c>; null for none.</param>
    public EngineNode(
        string connectionString, string name, Action<AkkaConfigurationBuilder>? place = null, RemotingSettings? remoting = null, TimeSpan? drain = null,
        Config? engine = null)
    {
        var node = new NodeSettings { Name = name, Listen = new("http://127.0.0.1:0"), Remoting = remoting ?? new() };
        node = node with { Drain = drain ?? node.Drain };
        Host = NodeHost.Create(new() { Kind = "worker", Settings = node, Time = TimeProvider.System, Logs = _log });
        DatabaseAddress.TryParse(connectionString, out var server, out _).ShouldBeTrue();
        Engine = new(
            Host, new() { Node = node, Database = new() { Server = server }, Engine = engine ?? ConfigurationFactory.Empty }, ClusterRoles.Worker,
            (akka, _) => place?.Invoke(akka), TimeProvider.System);
    }

    public NodeHost Host { get; }

    public NodeEngine Engine { get; }

    public IReadOnlyCollection<string> Lines => _log.Lines;

    public Task StartAsync() => Engine.StartAsync(CancellationToken.None).InTimeAsync("start", "the node", "to be up", () => string.Join('\n', Lines));

    /// <summary>Ends when the node says that it is ready: the view of the cluster may be a moment behind.</summary>
    public async Task ReadyAsync()
    {
        Host.Health.Started();
        await Membership.WhenAsync(await Engine.SystemAsync(CancellationToken.None), () => Host.Health.ReadinessError() is null).InTimeAsync(
            "ready", "the node", "to be ready", () => Host.Health.ReadinessError() ?? "ready");
    }

    /// <summary>Ends when a line with the text was logged.</summary>
    public Task LoggedAsync(string phase, string text) =>
        _log.WhenAsync(line => line.Contains(text, StringComparison.Ordinal)).InTimeAsync(phase, "the log", text, () => string.Join('\n', Lines));

    public async ValueTask DisposeAsync()
    {
        await Engine.DisposeAsync();
        await Host.DisposeAsync();
        _log.Dispose();
    }
}
