using Akka.Actor;
using Akka.Cluster.Sharding;
using Akka.Configuration;
using Akka.DistributedData;
using Akka.Hosting;
using IocExplorer.Hosting.Placement;
using IocExplorer.Messages;
using IocExplorer.Messages.Protocols;
using IocExplorer.Messages.Serialization;
using IocExplorer.Testing;
using IocExplorer.Workers.Asking;
using IocExplorer.Workers.Throttling;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace IocExplorer.Actors.Tests.Asking;

/// <summary>Throttles and workers as a node of a cluster places them.</summary>
public sealed class SourceWorkersHostingTests : IAsyncLifetime
{
    private const string Cluster =
        """
        akka {
          loglevel = OFF
          stdout-loglevel = OFF
          loggers = []
          actor.provider = cluster
          # A slow machine ends no phase before its requests are done.
          coordinated-shutdown.phases.service-requests-done.timeout = 120s
          remote.dot-netty.tcp { hostname = "127.0.0.1", port = 0 }
          cluster {
            roles = ["worker"]
            gossip-interval = 200ms
            leader-actions-interval = 200ms
            periodic-tasks-initial-delay = 300ms
            sharding { state-store-mode = ddata, remember-entities = off, retry-interval = 200ms }
            distributed-data { gossip-interval = 200ms, durable.keys = [] }
          }
        }
        """;

    private static readonly TimeSpan _patience = SafetyTimeout.Length;
    private static readonly Query _query = new(new(1), new(IocType.Domain, "n1.example"));

    private readonly HeldSource _source = new();
    private readonly MemoryLedger _ledger = new();
    private readonly ThrottleStatistics _board = new();
    private readonly NodeWorkers _workers;
    private readonly IHost _host;

    public SourceWorkersHostingTests()
    {
        var time = new FakeTime();
        _workers = new(() => [_source], time);
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Services.AddAkka("ioc-explorer", (akka, _) => akka
            .AddHocon(
                ConfigurationFactory.ParseString(SerializationConfig.Hocon)
                    .WithFallback(ConfigurationFactory.ParseString(Cluster))
                    .WithFallback(ClusterSharding.DefaultConfig())
                    .WithFallback(DistributedData.DefaultConfig()),
                HoconAddMode.Prepend)
            .WithThrottles(new() { Time = time }, _board)
            .WithSourceWorkers(_workers, new([(new(1), HeldSource.Relatives)]), _ledger, TimeSpan.FromSeconds(100), new() { Time = time }));
        _host = builder.Build();
    }

    public async Task InitializeAsync()
    {
        await _host.StartAsync();
        var cluster = Akka.Cluster.Cluster.Get(_host.Services.GetRequiredService<ActorSystem>());
        await cluster.JoinAsync(cluster.SelfAddress).WaitAsync(_patience);
    }

    public async Task DisposeAsync()
    {
        await _host.StopAsync().WaitAsync(_patience);
        _host.Dispose();
    }

    [Fact]
    public async Task WhenTheNodeLeaves_RequestsUnderWayEndAndAreRecordedFirst()
    {
        var system = _host.Services.GetRequiredService<ActorSystem>();
        var broker = system.ActorOf(Props.Create<Sink>());
        var throttles = await ActorRegistry.For(system).GetAsync<ThrottleRegion>();
        throttles.Tell(new SourceThrottleProtocol.Ask("TestSource", broker, new(1), new(MemoryLedger.Now, MemoryLedger.Now), [_query]), broker);
        var call = await _source.NextAsync();
        _board.All.ShouldHaveSingleItem().Source.ShouldBe("TestSource");

        var left = _host.StopAsync();
        await _source.Stopped.WaitAsync(_patience);
        call.End.SetResult(Answer.Empty.Instance);
        await left.WaitAsync(_patience);
        await system.WhenTerminated.WaitAsync(_patience);

        _ledger.Answers[_query].Answer.ShouldBe(Answer.Empty.Instance);
        _workers.Progress().ShouldHaveSingleItem().Empty.ShouldBe(1);
        _board.All.ShouldBeEmpty();
    }

    private sealed class Sink : UntypedActor
    {
        protected override void OnReceive(object message)
        {
            // Whatever it is told.
        }
    }
}
