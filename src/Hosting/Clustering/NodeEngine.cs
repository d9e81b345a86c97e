using System.Net.Sockets;
using Akka.Actor;
using Akka.Configuration;
using Akka.Hosting;
using IocExplorer.Hosting.Configuration;
using IocExplorer.Hosting.Engine;
using IocExplorer.Messages.Serialization;
using IocExplorer.Persistence.Postgres.Cluster;

namespace IocExplorer.Hosting.Clustering;

/// <summary>A process's membership of the cluster, from its start to its end: what coordinators and workers have in common.</summary>
public sealed class NodeEngine : IAsyncDisposable
{
    // What is left of a drain is for the way to the database and the server.
    private const double PartForActors = 0.9;

    private readonly NodeHost _host;
    private readonly RemotingSettings _remoting;
    private readonly ClusterDatabase _database;
    private readonly EngineHost _engine;
    private readonly ClusterMetrics _metrics;
    private readonly JournalMetrics _journalMetrics = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _failed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _running = Task.CompletedTask;

    /// <param name="settings">Of the process; they name a database.</param>
    /// <param name="role">One of <see cref="ClusterRoles"/>.</param>
    public NodeEngine(NodeHost host, CommonSettings settings, string role, Action<AkkaConfigurationBuilder, IServiceProvider> place, TimeProvider time)
    {
        (_host, _remoting) = (host, settings.Node.Remoting);
        var server = settings.Database.Server!;
        _database = new(server.ConnectionString, settings.Node.Name);
        var grace = RequestsGrace(settings.Node).TotalMilliseconds;
        var requests = $"akka.coordinated-shutdown.phases.service-requests-done.timeout = {grace:0}ms";
        _engine = new(new()
        {
            Name = settings.Node.Name,
            Roles = [role],
            Database = _database,
            Place = (akka, services) => Place(akka, services, place),
            Remoting = _remoting,
            Parts = ConfigurationFactory.ParseString(requests)
                .WithFallback(ConfigurationFactory.ParseString(SerializationConfig.Hocon))
                .WithFallback(MeasuredJournal.Settings)
                .WithFallback(JournalConfig.Postgres(server.ConnectionString)),
            User = settings.Engine,
            ShutdownLimit = settings.Node.Drain * PartForActors,
            Logs = host.Logs,
            Time = time,
        });
        _metrics = new(() => _engine.Members);
    }

    /// <summary>The clock that all nodes share.</summary>
    public TimeProvider Time => _engine.StoreTime;

    /// <summary>Never ends well; faults when the node cannot go on.</summary>
    public Task Failed => _failed.Task;

    /// <summary>For requests under way, when a node stops.</summary>
    public static TimeSpan RequestsGrace(NodeSettings settings) => settings.Drain * 0.4;

    /// <summary>Ends when the node is up in the cluster. Readiness follows it from here on.</summary>
    /// <exception cref="NodeStartException">The ActorSystem cannot be started.</exception>
    public async Task StartAsync(CancellationToken cancellation)
    {
        if (ClusterTls.Of(_remoting)?.Problem() is { } problem)
        {
            throw new NodeStartException(problem);
        }

        _host.Health.WaitsFor("the node is not in the cluster yet");
        _running = _engine.RunAsync(_stop.Token);
        try
        {
            await await Task.WhenAny(_engine.SystemAsync(cancellation), _running);
        }
        catch (Exception failed) when (_running.IsFaulted)
        {
            throw new NodeStartException(Why(failed), failed);
        }

        _host.Health.Need(_engine.ReadinessErrors);
        _ = WatchAsync();
    }

    /// <summary>An actor that was registered when the ActorSystem was placed, of the ActorSystem that is a member now or next.</summary>
    public async Task<IActorRef> ActorAsync<TKey>(CancellationToken cancellation) =>
        await ActorRegistry.For(await _engine.SystemAsync(cancellation)).GetAsync<TKey>(cancellation);

    /// <summary>The ActorSystem that is a member now or next.</summary>
    public Task<ActorSystem> SystemAsync(CancellationToken cancellation) => _engine.SystemAsync(cancellation);

    /// <summary>Leaves the cluster in order: what it hosts goes to others.</summary>
    /// <param name="grace">What has not ended by then is cut off; others find it gone.</param>
    public async Task StopAsync(TimeSpan grace)
    {
        await _stop.CancelAsync();
        await _running.WaitAsync(grace, TimeProvider.System).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _engine.DisposeAsync();
        await _database.DisposeAsync();
        _metrics.Dispose();
        _journalMetrics.Dispose();
        _stop.Dispose();
    }

    private string Why(Exception failed)
    {
        var cause = failed;
        while (cause.InnerException is { } inner)
        {
            cause = inner;
        }

        return cause is SocketException
            ? $"The node cannot listen for other nodes on {_remoting.Host}, port {_remoting.Port} ({cause.Message}): "
                + "set node.remoting.host to an address of this machine and node.remoting.port to a free port, or to 0 for any."
            : $"The node's part of the cluster cannot be started: {cause.Message.TrimEnd('.')}. Check node.remoting and the section akka.";
    }

    /// <summary>What belongs to every node, and then what is this one's.</summary>
    private void Place(AkkaConfigurationBuilder akka, IServiceProvider services, Action<AkkaConfigurationBuilder, IServiceProvider> place)
    {
        akka.AddSetup(_journalMetrics);
        akka.WithActors((system, _) => system.ActorOf(DeadLetterCounter.Props(_metrics), DeadLetterCounter.Name));
        place(akka, services);
    }

    private async Task WatchAsync()
    {
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (_running.Exception?.GetBaseException() is { } failure)
        {
            _failed.TrySetException(failure);
        }
    }
}
