using Akka.Actor;
using Akka.Cluster;
using Akka.Hosting;
using IocExplorer.Hosting.Engine;
using IocExplorer.Persistence;
using IocExplorer.Persistence.Postgres.Cluster;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace IocExplorer.Hosting.Clustering;

/// <summary>One ActorSystem of this process, from its start to its end, with the host that Akka.Hosting wants.</summary>
internal sealed class EngineIncarnation : IAsyncDisposable
{
    private readonly EngineOptions _options;
    private readonly NodeAddressRefresh _beat;
    private readonly IHost _host;
    private readonly NodeAddress _self;
    private readonly Task _paused;
    private readonly Task<EngineEnd> _mustLeave;

    private EngineIncarnation(EngineOptions options, NodeAddressRefresh beat, IHost host, Task<EngineEnd> mustLeave)
    {
        (_options, _beat, _host, _mustLeave) = (options, beat, host, mustLeave);
        _paused = host.Services.GetRequiredService<PauseMonitor>().Paused;
        System = host.Services.GetRequiredService<ActorSystem>();
        var self = Cluster.Get(System).SelfUniqueAddress;
        _self = new(self.Address.ToString(), self.Uid, options.Roles, options.Name, ProgramVersion.Text);
    }

    public ActorSystem System { get; }

    public string Address => _self.Address;

    /// <summary>Starts an ActorSystem with all its actors; it is in no cluster yet, and what is sent to regions waits in them.</summary>
    public static async Task<EngineIncarnation> StartAsync(EngineOptions options, NodeAddressRefresh beat, StoreTime storeTime, CancellationToken cancellation)
    {
        var mustLeave = new TaskCompletionSource<EngineEnd>(TaskCreationOptions.RunContinuationsAsynchronously);
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Services.AddSingleton(options.Logs);
        builder.Services.TryAdd(ServiceDescriptor.Singleton(typeof(ILogger<>), typeof(Logger<>)));
        builder.Services.Replace(ServiceDescriptor.Singleton<IHostLifetime, NoLifetime>());
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = options.ShutdownLimit);
        builder.Services.AddSingleton(storeTime);
        builder.Services.AddSingleton(_ => new PauseMonitor(options.Time));
        options.Services(builder.Services);
        builder.Services.AddAkka(EmbeddedEngine.SystemName, (akka, services) =>
        {
            akka.AddHocon(
                ClusterConfig.Create(options.Name, ProgramVersion.Text, options.Roles, options.Remoting, options.Parts, options.User),
                HoconAddMode.Prepend);
            akka.AddSetup(new ClusterDatabaseSetup(options.Database, options.Time));

            if (ClusterTls.Of(options.Remoting) is { } tls)
            {
                akka.AddSetup(tls.ToSetup());
            }

            akka.ConfigureLoggers(loggers =>
            {
                loggers.ClearLoggers();
                loggers.AddLoggerFactory(new AkkaLogs(options.Logs));
            });
            akka.WithActors((system, _) => system.ActorOf(
                DatabaseReachability.Props(beat, options.DatabaseLimit, options.Time, () => mustLeave.TrySetResult(EngineEnd.DatabaseLost)),
                DatabaseReachability.Name));
            akka.WithActors((system, _) => system.ActorOf(
                QuarantineWatch.Props(() => mustLeave.TrySetResult(EngineEnd.Removed)), QuarantineWatch.Name));
            akka.WithActors((system, _) => system.ActorOf(MembershipLog.Props(options.Logs.CreateLogger<MembershipLog>()), MembershipLog.Name));
            options.Place(akka, services);
        });

        var host = builder.Build();
        try
        {
            // Made here, because Akka.Hosting would write a failure, such as a port that is taken, to the console.
            _ = host.Services.GetRequiredService<ActorSystem>();
            await host.StartAsync(cancellation);
            return new(options, beat, host, mustLeave.Task);
        }
        catch
        {
            host.Dispose();
            throw;
        }
    }

    /// <summary>Joins, and ends when the ActorSystem has ended, for whatever reason.</summary>
    /// <param name="stop">The process is to stop.</param>
    public async Task<EngineEnd> RunAsync(Action isUp, CancellationToken stop)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stop);
#pragma warning disable CA2025 // Awaited at the end of this method, before its source is disposed of.
        var termination = CancelAtTerminationAsync(ended);
#pragma warning restore CA2025
        var formation = new ClusterFormation(System, _self, _options.Database, _beat, _options.Time, _options.Logs.CreateLogger<ClusterFormation>());
        try
        {
            if (!await formation.JoinAsync(ended.Token))
            {
                await EndAsync();
                return EngineEnd.NotUp;
            }

            isUp();
            var first = await Task.WhenAny(_paused, _mustLeave).WaitAsync(ended.Token);
            await EndAsync();
            return first == _paused ? EngineEnd.Paused : await _mustLeave;
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            await EndAsync();
            return stop.IsCancellationRequested ? EngineEnd.Stopped
                : CoordinatedShutdown.Get(System).ShutdownReason is CoordinatedShutdown.ClusterDowningReason ? EngineEnd.Removed
                : EngineEnd.Failed;
        }
        finally
        {
            await ended.CancelAsync();
            await termination;
        }
    }

    public ValueTask DisposeAsync()
    {
        _host.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task CancelAtTerminationAsync(CancellationTokenSource ended)
    {
        await System.WhenTerminated.WaitAsync(ended.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await ended.CancelAsync();
    }

    /// <summary>
    /// The orderly end: entities are handed over, the node leaves the cluster, the ActorSystem ends. Then its row goes; a row that stays, because the database
    /// does not answer, is distinguished from a live one by its age.
    /// </summary>
    private async Task EndAsync()
    {
        _beat.Hide();
        using var patience = new CancellationTokenSource(_options.ShutdownLimit, _options.Time);
        try
        {
            await _host.StopAsync(patience.Token).WaitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            // Cut off: the others find it gone.
            _ = System.Terminate();
        }

        if (_beat.FailingFor > TimeSpan.Zero)
        {
            return;
        }

        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(1), _options.Time);
        try
        {
            await _options.Database.RemoveAsync(_self, late.Token);
        }
        catch (Exception away) when (away is LedgerException or OperationCanceledException)
        {
        }
    }

    /// <summary>The process's signals are not this host's.</summary>
    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
