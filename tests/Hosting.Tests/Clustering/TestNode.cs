using Akka.Actor;
using IocExplorer.Hosting.Clustering;
using IocExplorer.Persistence.Postgres.Cluster;
using IocExplorer.Testing;
using Microsoft.Extensions.Logging;

namespace IocExplorer.Hosting.Tests.Clustering;

/// <summary>A node in this process, over loopback and with the real database.</summary>
internal sealed class TestNode : IAsyncDisposable
{
    private readonly ClusterDatabase _database;
    private readonly CancellationTokenSource _stop = new();
    private readonly WatchedLog _log = new();
    private readonly ILoggerFactory _logs;

    private TestNode(string connectionString, string name, string role, Func<EngineOptions, EngineOptions>? change)
    {
        _database = new(connectionString, name);
        _logs = LoggerFactory.Create(logging => logging.SetMinimumLevel(LogLevel.Information).AddProvider(_log));
        var options = EchoHosting.Options(_database, name, role, _logs);
        Engine = new(change?.Invoke(options) ?? options);
        Run = Engine.RunAsync(_stop.Token);
    }

    public EngineHost Engine { get; }

    public Task Run { get; }

    public IReadOnlyCollection<string> Lines => _log.Lines;

    public static TestNode Start(string connectionString, string name, string role = ClusterRoles.Worker, Func<EngineOptions, EngineOptions>? change = null) =>
        new(connectionString, name, role, change);

    /// <summary>The ActorSystem that is up, or the next one.</summary>
    public async Task<ActorSystem> UpAsync(string phase)
    {
        var up = Engine.SystemAsync(CancellationToken.None);
        if (await Task.WhenAny(up, Run).InTimeAsync(phase, "the node", "to be up", () => string.Join('\n', Lines)) == Run)
        {
            await Run;
        }

        return await up;
    }

    /// <summary>Ends when the node sees these names up and no others.</summary>
    public async Task SeesAsync(string phase, params string[] names)
    {
        var system = await UpAsync(phase);
        await Membership.WhenAsync(system, () => UpNames(Engine.Members).SequenceEqual(names.Order(StringComparer.Ordinal))).InTimeAsync(
            phase, "the members", string.Join(", ", names), () => string.Join(", ", Engine.Members));
    }

    /// <summary>Ends when a line with the text was logged.</summary>
    public Task LoggedAsync(string phase, string text) =>
        _log.WhenAsync(line => line.Contains(text, StringComparison.Ordinal)).InTimeAsync(phase, "the log", text, () => string.Join('\n', Lines));

    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await Run.InTimeAsync("stop", "the node", "to end", () => string.Join('\n', Lines));
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await Engine.DisposeAsync();
        await _database.DisposeAsync();
        _logs.Dispose();
        _log.Dispose();
        _stop.Dispose();
    }

    private static IEnumerable<string> UpNames(IReadOnlyList<ClusterMember> members) =>
        members.Any(member => member.Status != ClusterMemberStatus.Up) ? [] : members.Select(member => member.Name).Order(StringComparer.Ordinal);
}
