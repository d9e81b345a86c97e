using System.Collections.Concurrent;
using System.Text;
using Akka.Actor;
using Akka.Cluster;
using Akka.Cluster.Sharding;
using Akka.Cluster.Tools.PublishSubscribe;
using Akka.Cluster.Tools.Singleton;
using Akka.Configuration;
using Akka.DistributedData;
using Akka.Event;
using IocExplorer.Messages.Protocols;
using IocExplorer.Messages.Serialization;
using IocExplorer.Testing;
using Replicated = Akka.DistributedData.DistributedData;

namespace IocExplorer.Actors.Tests.Serialization;

/// <summary>
/// Two nodes over loopback with strict serialization: what Akka tells itself has serializers of its own, and nothing needs the JSON one.
/// </summary>
public sealed class StrictClusterTests : IAsyncLifetime
{
    // How often what may be lost is told again.
    private static readonly TimeSpan s_again = TimeSpan.FromMilliseconds(200);

    private readonly ConcurrentQueue<string> _problems = new();
    private readonly TaskCompletionSource<string> _problem = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ActorSystem _first = null!;
    private ActorSystem _second = null!;

    public async Task InitializeAsync()
    {
        (_first, _second) = (Start(), Start());
        await Cluster.Get(_first).JoinAsync(Cluster.Get(_first).SelfAddress).WaitAsync(SafetyTimeout.Length);
        await Cluster.Get(_second).JoinAsync(Cluster.Get(_first).SelfAddress).WaitAsync(SafetyTimeout.Length);
    }

    public async Task DisposeAsync()
    {
        await _second.Terminate().WaitAsync(SafetyTimeout.Length);
        await _first.Terminate().WaitAsync(SafetyTimeout.Length);
    }

    [Fact]
    public async Task TwoNodes_ShardHandOverReplicateAndLeave_WithoutAProblemOfSerialization()
    {
        var (regionOfFirst, regionOfSecond) = (Region(_first), Region(_second));
        Singleton(_first);
        Singleton(_second);
        var proxy = _second.ActorOf(ClusterSingletonProxy.Props("/user/single", ClusterSingletonProxySettings.Create(_second)), "proxy");
        await WakeAsync(_second, proxy, hunt: 1);

        for (var hunt = 1; hunt <= 20; hunt++)
        {
            await WakeAsync(_first, regionOfFirst, hunt);
            await WakeAsync(_second, regionOfSecond, hunt);
        }

        // Both replicators first: a write to all waits for every member, and one that has no replicator yet never answers.
        var (replicatorOfFirst, replicatorOfSecond) = (Replicated.Get(_first).Replicator, Replicated.Get(_second).Replicator);
        var key = new LWWDictionaryKey<string, string>("offers");
        var update = Dsl.Update(
            key,
            LWWDictionary<string, string>.Empty,
            new WriteAll(SafetyTimeout.Length),
            offers => offers.SetItem(Cluster.Get(_first), "VirusTotal", "cleared"));
        Assert.IsType<UpdateSuccess>(await replicatorOfFirst.Ask(update, SafetyTimeout.Length));
        var replicated = new TaskCompletionSource<object>(TaskCreationOptions.RunContinuationsAsynchronously);
        replicatorOfSecond.Tell(Dsl.Subscribe(key, _second.ActorOf(Props.Create<Listener>(replicated))), ActorRefs.NoSender);
        Assert.Equal("cleared", ((Changed)await replicated.Task.WaitAsync(SafetyTimeout.Length)).Get(key)["VirusTotal"]);

        var heard = new TaskCompletionSource<object>(TaskCreationOptions.RunContinuationsAsynchronously);
        var listener = _second.ActorOf(Props.Create<Listener>(heard));
        await DistributedPubSub.Get(_second).Mediator.Ask(new Akka.Cluster.Tools.PublishSubscribe.Subscribe("news", listener), SafetyTimeout.Length);

        // Told again and again, since the subscription travels by gossip.
        var news = new Publish("news", new SourceWorkerProtocol.PullNow("VirusTotal", true));
        await UntilHeardAsync(_first, DistributedPubSub.Get(_first).Mediator, news, ActorRefs.NoSender, heard.Task);
        Assert.Equal(news.Message, await heard.Task);

        await Cluster.Get(_first).LeaveAsync().WaitAsync(SafetyTimeout.Length);
        for (var hunt = 1; hunt <= 20; hunt++)
        {
            await WakeAsync(_second, regionOfSecond, hunt);
        }

        Assert.Empty(_problems);
    }

    [Fact]
    public async Task PayloadOfAStranger_IsRefusedAndLogged_AndTheNodeLivesOn()
    {
        var heard = new TaskCompletionSource<object>(TaskCreationOptions.RunContinuationsAsynchronously);
        var listener = _first.ActorOf(Props.Create<Listener>(heard), "listener");
        var loose = ActorSystem.Create("ioc-explorer", ConfigurationFactory.ParseString(Loopback));
        var path = listener.Path.ToStringWithAddress(Cluster.Get(_first).SelfAddress);
        var stranger = await loose.ActorSelection(path).ResolveOne(SafetyTimeout.Length);

        stranger.Tell(new StringBuilder("typed by the JSON serializer"), ActorRefs.NoSender);
        stranger.Tell("and a text", ActorRefs.NoSender);

        Assert.Equal("and a text", await heard.Task.WaitAsync(SafetyTimeout.Length));
        Assert.Contains("refused", await _problem.Task.WaitAsync(SafetyTimeout.Length), StringComparison.Ordinal);
        await loose.Terminate().WaitAsync(SafetyTimeout.Length);
    }

    // Told again and again, since what is on its way to a shard or a singleton that moves is lost: a message is delivered at most once. Whichever reply comes
    // first counts, however late it is.
    private static async Task WakeAsync(ActorSystem system, IActorRef region, int hunt)
    {
        var replied = new TaskCompletionSource<object>(TaskCreationOptions.RunContinuationsAsynchronously);
        var listener = system.ActorOf(Props.Create<Listener>(replied));
        await UntilHeardAsync(system, region, new HuntProtocol.Wake(new(hunt)), listener, replied.Task);
        Assert.Equal(new HuntProtocol.Done(new(hunt)), await replied.Task);
        system.Stop(listener);
    }

    private static async Task UntilHeardAsync(ActorSystem system, IActorRef receiver, object message, IActorRef? sender, Task<object> heard)
    {
        var telling = system.Scheduler.ScheduleTellRepeatedlyCancelable(TimeSpan.Zero, s_again, receiver, message, sender);
        await heard.WaitAsync(SafetyTimeout.Length);
        telling.Cancel();
    }

    private const string Loopback =
        """
        akka.loglevel = WARNING
        akka.stdout-loglevel = OFF
        akka.loggers = []
        akka.actor.provider = remote
        akka.remote.dot-netty.tcp { hostname = "127.0.0.1", port = 0 }
        """;

    private const string Clustered =
        """
        akka.actor.provider = cluster
        akka.cluster {
          gossip-interval = 200ms
          leader-actions-interval = 200ms
          periodic-tasks-initial-delay = 300ms
          failure-detector.acceptable-heartbeat-pause = 10s
          sharding { state-store-mode = ddata, remember-entities = off, retry-interval = 200ms }
          distributed-data { gossip-interval = 200ms, durable.keys = [] }
          pub-sub.gossip-interval = 200ms
        }
        """;

    private static IActorRef Region(ActorSystem system) => ClusterSharding.Get(system).Start(
        "hunts", Props.Create<Echo>(), ClusterShardingSettings.Create(system), new ByHunt());

    private static void Singleton(ActorSystem system) => system.ActorOf(
        ClusterSingletonManager.Props(Props.Create<Echo>(), PoisonPill.Instance, ClusterSingletonManagerSettings.Create(system)), "single");

    private ActorSystem Start()
    {
        var config = ConfigurationFactory.ParseString(SerializationConfig.Hocon)
            .WithFallback(ConfigurationFactory.ParseString(Clustered))
            .WithFallback(ConfigurationFactory.ParseString(Loopback))
            .WithFallback(ClusterSharding.DefaultConfig())
            .WithFallback(ClusterSingleton.DefaultConfig())
            .WithFallback(DistributedPubSub.DefaultConfig())
            .WithFallback(Replicated.DefaultConfig());
        var system = ActorSystem.Create("ioc-explorer", config);
        system.EventStream.Subscribe(system.ActorOf(Props.Create<ProblemListener>(_problems, _problem), "problems"), typeof(LogEvent));
        return system;
    }

    private sealed class ByHunt() : HashCodeMessageExtractor(10)
    {
        public override string EntityId(object message) => $"{((IWithHunt)message).Hunt.Value}";
    }

    private sealed class Echo : UntypedActor
    {
        protected override void OnReceive(object message)
        {
            if (message is HuntProtocol.Wake wake)
            {
                Sender.Tell(new HuntProtocol.Done(wake.Hunt));
            }
            else
            {
                Unhandled(message);
            }
        }
    }

    private sealed class Listener(TaskCompletionSource<object> heard) : UntypedActor
    {
        protected override void OnReceive(object message) => heard.TrySetResult(message);
    }

    private sealed class ProblemListener(ConcurrentQueue<string> problems, TaskCompletionSource<string> first) : UntypedActor
    {
        protected override void OnReceive(object message)
        {
            if (message is LogEvent line && line.ToString() is { } text && text.Contains("eriali", StringComparison.Ordinal))
            {
                problems.Enqueue(text);
                first.TrySetResult(text);
            }
        }
    }
}
