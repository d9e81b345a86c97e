using Akka.Actor;
using Akka.Cluster;
using Akka.Remote;
using IocExplorer.Hosting.Clustering;
using IocExplorer.Hosting.Engine;
using IocExplorer.Persistence.Postgres.Cluster;
using IocExplorer.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace IocExplorer.Hosting.Tests.Clustering;

[Collection("clusters")]
public sealed class EngineHostTests
{
    [Fact]
    public async Task Run_OfFiveNodesStartedAtOnce_GivesOneCluster()
    {
        var database = await SharedPostgres.NewDatabaseAsync();
        string[] names = ["n1", "n2", "n3", "n4", "n5"];
        var nodes = names.Select(name => TestNode.Start(database, name)).ToList();
        try
        {
            foreach (var node in nodes)
            {
                await node.SeesAsync("founding race", names);
            }

            nodes.SelectMany(node => node.Lines).Count(line => line.Contains("cluster-found:", StringComparison.Ordinal)).ShouldBe(1);
        }
        finally
        {
            await Task.WhenAll(nodes.Select(node => node.StopAsync()));
        }
    }

    [Fact]
    public async Task Members_OfTwoNodes_TellWhatOperatorsAskFor()
    {
        var database = await SharedPostgres.NewDatabaseAsync();
        await using var coordinator = TestNode.Start(database, "c \"1\"", ClusterRoles.Coordinator);
        coordinator.Engine.Members.ShouldBeEmpty();
        coordinator.Engine.ReadinessErrors().ShouldBe("the node is not in the cluster yet");
        await coordinator.SeesAsync("start", "c \"1\"");
        await using var worker = TestNode.Start(database, "w1");
        await coordinator.SeesAsync("start", "c \"1\"", "w1");

        var members = coordinator.Engine.Members;

        members.Select(m => (m.Name, m.Status, m.IsSelf)).ShouldBe(
            [("c \"1\"", ClusterMemberStatus.Up, true), ("w1", ClusterMemberStatus.Up, false)]);
        members.ShouldAllBe(m => m.Address.StartsWith($"akka.tcp://{EmbeddedEngine.SystemName}@127.0.0.1:", StringComparison.Ordinal));
        coordinator.Engine.ReadinessErrors().ShouldBeNull();
        coordinator.Lines.ShouldNotContain(line => line.StartsWith("Error", StringComparison.Ordinal));
    }

    [Fact]
    public async Task ActorSystemWhoseEndFails_IsGivenToNobodyAnyMore()
    {
        var service = new FailingStopService();
        await using var node = TestNode.Start(
            await SharedPostgres.NewDatabaseAsync(),
            "node",
            change: options => options with { Services = services => services.AddSingleton<IHostedService>(service) });
        await node.SeesAsync("start", "node");
        var system = await node.UpAsync("start");
        var self = Cluster.Get(system).SelfAddress;

        system.EventStream.Publish(new ThisActorSystemQuarantinedEvent(self, self));

        await node.LoggedAsync("the end fails", "engine-not-started");
        node.Engine.ReadinessErrors().ShouldBe("the node is not in the cluster yet");
    }

    [Fact]
    public async Task Stop_WhoseEndHangs_IsCutOffAtItsLimit()
    {
        await using var node = TestNode.Start(await SharedPostgres.NewDatabaseAsync(), "node", change: options =>
        {
            options.ShutdownLimit.ShouldBe(TimeSpan.FromSeconds(10));
            return options with
            {
                ShutdownLimit = TimeSpan.FromMilliseconds(100),
                Services = services => services.AddSingleton<IHostedService, HangingStopService>(),
            };
        });
        var system = await node.UpAsync("start");

        await node.StopAsync();

        node.Lines.ShouldContain(line => line.Contains("it was told to stop", StringComparison.Ordinal));
        await system.WhenTerminated.InTimeAsync("cut off", "the ActorSystem", "to end");
    }

    [Fact]
    public async Task Stop_OfAMember_LeavesInOrderAndTakesItsAddressAway()
    {
        var connectionString = await SharedPostgres.NewDatabaseAsync();
        await using var stays = TestNode.Start(connectionString, "stays");
        await stays.SeesAsync("start", "stays");
        await using var goes = TestNode.Start(connectionString, "goes", change: options => options with { ShutdownLimit = TimeSpan.FromMinutes(1) });
        await stays.SeesAsync("start", "goes", "stays");

        await goes.StopAsync();

        goes.Lines.ShouldContain(line => line.Contains("it was told to stop", StringComparison.Ordinal));
        await stays.SeesAsync("after the stop", "stays");
        await stays.LoggedAsync("after the stop", "member-left: goes");
        goes.Lines.ShouldNotContain(line => line.Contains("stays (", StringComparison.Ordinal) && line.Contains("has left", StringComparison.Ordinal));
        await using var database = new ClusterDatabase(connectionString, "test");
        (await database.OthersAsync("", CancellationToken.None)).Select(other => other.Node.Name).ShouldBe(["stays"]);
    }

    [Fact]
    public async Task Run_WhenItsActorSystemEnds_StartsAnotherThatJoins()
    {
        var database = await SharedPostgres.NewDatabaseAsync();
        await using var stays = TestNode.Start(database, "stays");
        await stays.SeesAsync("start", "stays");
        await using var node = TestNode.Start(database, "node");
        await stays.SeesAsync("start", "node", "stays");
        var first = await node.UpAsync("start");

        await first.Terminate();
        await node.Engine.SystemAsync(CancellationToken.None);

        var second = await NextAsync(node, first);
        second.ShouldNotBe(first);
        await stays.SeesAsync("after the end", "node", "stays");
    }

    /// <summary>As when another process comes under a node's address: no member is left that would tell the node that it was removed.</summary>
    [Fact]
    public async Task Run_WhenAnotherNodeTakesNoMessagesFromItAnyMore_StartsAnotherActorSystemThatJoins()
    {
        var database = await SharedPostgres.NewDatabaseAsync();
        await using var other = TestNode.Start(database, "other");
        await other.SeesAsync("start", "other");
        await using var node = TestNode.Start(database, "node");
        await other.SeesAsync("start", "node", "other");
        var (first, removing) = (await node.UpAsync("start"), await other.UpAsync("start"));
        var self = Cluster.Get(first).SelfUniqueAddress;

        ((IRemoteActorRefProvider)((ExtendedActorSystem)removing).Provider).Quarantine(self.Address, self.Uid);

        await node.LoggedAsync("removed", "the others had removed it from the cluster; it joins anew");
        (await NextAsync(node, first)).ShouldNotBe(first);
        await other.SeesAsync("joined again", "node", "other");
    }

    private static async Task<ActorSystem> NextAsync(TestNode node, ActorSystem before)
    {
        while (await node.UpAsync("the next ActorSystem") is var next)
        {
            if (next != before)
            {
                return next;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        }

        return before;
    }

    /// <summary>Its stop fails, and its second start waits for the end of the test: no other ActorSystem gets up meanwhile.</summary>
    private sealed class FailingStopService : IHostedService
    {
        private readonly TaskCompletionSource _never = new();
        private int _starts;

        public Task StartAsync(CancellationToken cancellationToken) =>
            Interlocked.Increment(ref _starts) == 1 ? Task.CompletedTask : _never.Task.WaitAsync(cancellationToken);

        public Task StopAsync(CancellationToken cancellationToken) => throw new InvalidOperationException("It fails to stop.");
    }

    private sealed class HangingStopService : IHostedService
    {
        private readonly TaskCompletionSource _never = new();

        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => _never.Task;
    }
}
