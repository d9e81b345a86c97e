using System.Threading.Channels;
using Akka.Actor;
using Akka.Cluster.Hosting;
using Akka.Cluster.Sharding;
using Akka.Configuration;
using Akka.Hosting;
using IocExplorer.Hosting.Clustering;
using IocExplorer.Hosting.Placement;
using IocExplorer.Hosting.Tests.Clustering;
using IocExplorer.Testing;

namespace IocExplorer.Hosting.Tests.Placement;

[Collection("clusters")]
public sealed class EntitiesTests
{
    private const string Name = "moving";

    // An entity that is not handed over in the time for it is ended without its stop message: a busy machine needs more than the program gives.
    private const string Settings = """
        akka.cluster.sharding.passivate-idle-entity-after = 500ms
        akka.coordinated-shutdown.phases.cluster-sharding-shutdown-region.timeout = 60s
        """;

    private readonly Channel<string> _ends = Channel.CreateUnbounded<string>();
    private readonly Channel<string> _passivated = Channel.CreateUnbounded<string>();

    [Fact]
    public async Task EntityOfAnotherRole_IsReachedFromHere_AndStaysWhileNobodySpeaksToIt()
    {
        var database = await SharedPostgres.NewDatabaseAsync();
        await using var worker = Worker(database, "w1");
        await worker.SeesAsync("start", "w1");
        await using var coordinator = Coordinator(database);
        await worker.SeesAsync("start", "c1", "w1");
        var system = await coordinator.UpAsync("start");

        var before = await AskAsync<MovingEntity>(system, "e1");
        before.ShouldStartWith("w1 ");

        // Another kind of entity shows when one that is idle for so long would have been stopped: twice, so that no timer is left that has not come.
        var idle = await worker.UpAsync("start");
        for (var time = 0; time < 2; time++)
        {
            (await AskAsync<Passivated>(idle, "idle")).ShouldStartWith("w1 ");
            (await _passivated.Reader.ReadAsync().AsTask().InTimeAsync("idle", "the other kind", "to be stopped")).ShouldStartWith("idle on w1");
        }

        (await AskAsync<MovingEntity>(system, "e1")).ShouldBe(before);
        _ends.Reader.TryRead(out _).ShouldBeFalse();
    }

    [Fact]
    public async Task EntityWhoseNodeLeaves_GetsItsStopMessage_AndAnswersFromAnotherNode()
    {
        var database = await SharedPostgres.NewDatabaseAsync();
        await using var coordinator = Coordinator(database);
        await coordinator.SeesAsync("start", "c1");
        await using var leaves = Worker(database, "w1");
        await coordinator.SeesAsync("start", "c1", "w1");
        var system = await coordinator.UpAsync("start");
        (await AskAsync<MovingEntity>(system, "e1")).ShouldStartWith("w1 ");
        await using var stays = Worker(database, "w2");
        await coordinator.SeesAsync("start", "c1", "w1", "w2");

        await leaves.StopAsync();

        (await _ends.Reader.ReadAsync().AsTask().InTimeAsync("leaving", "the entity", "to be stopped")).ShouldBe("e1 on w1 was told");
        (await AskAsync<MovingEntity>(system, "e1")).ShouldStartWith("w2 ");
    }

    private static TestNode Coordinator(string database) => TestNode.Start(database, "c1", ClusterRoles.Coordinator, options => options with
    {
        Place = (akka, _) => akka.WithEntitiesElsewhere<MovingEntity>(Name, ClusterRoles.Worker, IdOf),
    });

    private static string? IdOf(object message) => message as string;

    /// <summary>Asked again until it answers: a message to an entity that moves may be lost.</summary>
    private static async Task<string> AskAsync<TRegion>(ActorSystem system, string entity)
    {
        var region = await ActorRegistry.For(system).GetAsync<TRegion>(CancellationToken.None);
        using var late = new CancellationTokenSource(SafetyTimeout.Length);
        while (true)
        {
            late.Token.ThrowIfCancellationRequested();
            try
            {
                return await region.Ask<string>(entity, TimeSpan.FromSeconds(1), late.Token);
            }
            catch (AskTimeoutException)
            {
            }
        }
    }

    private TestNode Worker(string database, string name) => TestNode.Start(database, name, ClusterRoles.Worker, options => options with
    {
        Parts = ConfigurationFactory.ParseString(Settings).WithFallback(options.Parts),
        ShutdownLimit = TimeSpan.FromSeconds(90),
        Place = (akka, _) => akka
            .WithEntities<MovingEntity>(Name, ClusterRoles.Worker, IdOf, MovingEntity.StopMessage, (_, _) => id => MovingEntity.Props(name, id, _ends.Writer))
            .WithShardRegion<Passivated>(
                "passivated",
                id => MovingEntity.Props(name, id, _passivated.Writer),
                new EchoExtractor(),
                new ShardOptions
                {
                    Role = ClusterRoles.Worker,
                    StateStoreMode = StateStoreMode.DData,
                    RememberEntities = false,
                    ShouldPassivateIdleEntities = true,
                }),
    });

    private sealed class Passivated;
}
