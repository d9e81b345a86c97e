using IocExplorer.Hosting.Configuration;
using IocExplorer.Messages.Service;
using IocExplorer.Persistence;
using IocExplorer.Persistence.Postgres;
using Microsoft.Extensions.Logging;

namespace IocExplorer.Hosting;

/// <summary>Opens the database of the service, and waits for it as long as it is not there: nodes and database may be started in any order.</summary>
public sealed partial class DatabaseDoor(NodeHost host, NodeSettings settings, DatabaseAddress address, TimeProvider time, Random random)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    private readonly ILogger _log = host.Logs.CreateLogger<DatabaseDoor>();

    /// <summary>Ends when the node has entered. Readiness then follows its heartbeat, and what becomes of its lease is logged.</summary>
    /// <exception cref="NodeStartException">The database can be reached and cannot be used.</exception>
    public async Task<PostgresStore> OpenAsync(NodeKind kind, CancellationToken cancellation)
    {
        var store = await OpenWithPatienceAsync(Options(kind), cancellation);
        Watch(store.Node);
        Entered(_log, address.Shown, store.Node.Id.Value);
        return store;
    }

    private PostgresOptions Options(NodeKind kind) => new()
    {
        ConnectionString = address.ConnectionString,
        Kind = kind,
        Name = settings.Name,
        Version = ProgramVersion.Text,
        Heartbeat = settings.Heartbeat,
        Lease = settings.Lease,
        Listen = settings.ListenToHints,
        Time = time,
        Random = random,
    };

    private async Task<PostgresStore> OpenWithPatienceAsync(PostgresOptions options, CancellationToken cancellation)
    {
        var isFirst = true;
        for (var pause = FirstPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            try
            {
                return await PostgresStore.OpenAsync(options, cancellation);
            }
            catch (LedgerException away) when (away.Trouble == LedgerTrouble.Unavailable)
            {
                host.Health.WaitsFor("the database cannot be reached");
                if (isFirst)
                {
                    NotThere(_log, address.Shown, away.Message);
                    isFirst = false;
                }
            }
            catch (LedgerException refused)
            {
                throw new NodeStartException(refused.Message, ExitCodes.NothingRun, refused);
            }

            // Jittered: many nodes wait for the same database.
            await Task.Delay(pause * (0.5 + random.NextDouble()), time, cancellation);
        }
    }

    private void Watch(ClusterNode node)
    {
        host.Health.Need(() => node.SinceLastBeat > settings.Lease || !node.IsTrusted
            ? $"the last heartbeat that the database took is {Duration.Text(node.SinceLastBeat)} old"
            : null);
        node.Lost += () => Lost(_log, node.Id.Value, node.SinceLastBeat.TotalSeconds);
        node.Regained += () => Regained(_log, node.Id.Value);
        node.Changed += id => Changed(_log, id.Value);
    }

    [LoggerMessage(EventName = "database-entered", Level = LogLevel.Information, Message = "Entered the database {Database} as node {Node}.")]
    private static partial void Entered(ILogger log, string database, long node);

    [LoggerMessage(EventName = "database-not-there", Level = LogLevel.Warning, Message = "The database {Database} is not there yet: {Trouble} Trying again until it is.")]
    private static partial void NotThere(ILogger log, string database, string trouble);

    [LoggerMessage(EventName = "lease-lost", Level = LogLevel.Warning, Message = "Node {Node} had no heartbeat taken for {Seconds:0.0} s: what it holds may be taken over by others; it begins nothing until the database takes one.")]
    private static partial void Lost(ILogger log, long node, double seconds);

    [LoggerMessage(EventName = "lease-regained", Level = LogLevel.Information, Message = "Node {Node} is heard again, nobody took anything over.")]
    private static partial void Regained(ILogger log, long node);

    [LoggerMessage(EventName = "lease-changed", Level = LogLevel.Warning, Message = "The others took this node for dead and took over what it held; it goes on as node {Node}.")]
    private static partial void Changed(ILogger log, long node);
}
