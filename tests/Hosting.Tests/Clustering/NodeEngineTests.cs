using System.Net;
using System.Net.Sockets;
using Akka;
using Akka.Actor;
using Akka.Cluster;
using Akka.Configuration;
using Akka.Hosting;
using IocExplorer.Hosting.Configuration;
using IocExplorer.Messages.Protocols;
using IocExplorer.Testing;

namespace IocExplorer.Hosting.Tests.Clustering;

[Collection("clusters")]
public sealed class NodeEngineTests
{
    [Fact]
    public async Task Start_WithADatabase_IsReady_AndStopLeavesTheCluster()
    {
        var database = await SharedPostgres.NewDatabaseAsync();
        await using var stays = TestNode.Start(database, "stays");
        await stays.SeesAsync("start", "stays");
        var grace = TimeSpan.FromMinutes(1);
        await using var node = new EngineNode(database, "goes", drain: grace);

        await node.StartAsync();

        node.Host.Health.ReadinessError().ShouldBe("the node is not in the cluster yet");
        await node.ReadyAsync();
        await stays.SeesAsync("start", "goes", "stays");
        node.Engine.Failed.IsCompleted.ShouldBeFalse();

        await node.Engine.StopAsync(grace);

        node.Host.Health.ReadinessError().ShouldNotBeNull();
        node.Engine.Failed.IsCompleted.ShouldBeFalse();
        node.Lines.ShouldContain(line => line.Contains("it was told to stop", StringComparison.Ordinal));
        await stays.SeesAsync("after the stop", "stays");
        await stays.LoggedAsync("after the stop", "member-left: goes");
    }

    [Fact]
    public async Task Stop_WhoseGraceIsOver_IsNotWaitedForAnyMore()
    {
        var mayEnd = new TaskCompletionSource<Done>();
        await using var node = new EngineNode(
            await SharedPostgres.NewDatabaseAsync(), "node",
            akka => akka.WithActors((system, _) => CoordinatedShutdown.Get(system).AddTask(
                CoordinatedShutdown.PhaseBeforeServiceUnbind, "held", () => mayEnd.Task)),
            drain: TimeSpan.FromHours(1),
            engine: ConfigurationFactory.ParseString("akka.coordinated-shutdown.phases.before-service-unbind.timeout = 1h"));
        await node.StartAsync();
        try
        {
            await node.Engine.StopAsync(TimeSpan.FromMilliseconds(100)).InTimeAsync("stop", "the node", "to be waited for no more");

            node.Lines.ShouldNotContain(line => line.Contains("engine-ended", StringComparison.Ordinal));
        }
        finally
        {
            mayEnd.SetResult(Done.Instance);
        }

        await node.LoggedAsync("let go", "it was told to stop");
    }

    [Fact]
    public async Task Start_WithACertificateThatIsNotThere_SaysWhatToDo()
    {
        var nowhere = new RemotingSettings { Certificate = "/nowhere/node.pem", CertificateKey = "/nowhere/node.key", Authority = "/nowhere/ca.pem" };
        await using var node = new EngineNode(await SharedPostgres.NewDatabaseAsync(), "node", remoting: nowhere);

        (await Should.ThrowAsync<NodeStartException>(node.StartAsync)).Message.ShouldStartWith("node.remoting.certificate: there is no file");
    }

    [Fact]
    public async Task Start_OnATakenPort_SaysWhatToDo()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        await using var node = new EngineNode(await SharedPostgres.NewDatabaseAsync(), "node", remoting: new() { Port = port });

        var refused = await Should.ThrowAsync<NodeStartException>(node.StartAsync);

        refused.Message.ShouldStartWith($"The node cannot listen for other nodes on 127.0.0.1, port {port} (");
        refused.Message.ShouldEndWith("): set node.remoting.host to an address of this machine and node.remoting.port to a free port, or to 0 for any.");
    }

    [Fact]
    public async Task Start_OnThePortOfAnotherNode_IsRefused_AndTheOtherStaysInTheCluster()
    {
        var database = await SharedPostgres.NewDatabaseAsync();
        var port = FreePort.Take();
        await using var first = TestNode.Start(database, "first", change: options => options with { Remoting = new() { Port = port } });
        await first.SeesAsync("start", "first");
        await using var second = new EngineNode(database, "second", remoting: new() { Port = port });

        var refused = await Should.ThrowAsync<NodeStartException>(second.StartAsync);

        refused.Message.ShouldStartWith($"The node cannot listen for other nodes on 127.0.0.1, port {port} (");
        await first.SeesAsync("after the refusal", "first");
    }

    [Fact]
    public async Task Start_WhenItsActorsCannotBePlaced_SaysWhy()
    {
        await using var node = new EngineNode(
            await SharedPostgres.NewDatabaseAsync(), "node", akka => akka.WithActors((_, _) => throw new InvalidOperationException("there is no such source")));

        (await Should.ThrowAsync<NodeStartException>(node.StartAsync)).Message.ShouldBe(
            "The node's part of the cluster cannot be started: there is no such source. Check node.remoting and the section akka.");
    }

    [Fact]
    public async Task ActorThatFails_IsStartedAgain_AndTheNodeLivesOn()
    {
        await using var node = await StartedAsync();
        var actor = await node.Engine.ActorAsync<FragileActor>(CancellationToken.None);
        var first = await AskAsync(actor);

        actor.Tell(FragileActor.Fail);

        (await AskAsync(actor)).ShouldNotBe(first);
        node.Engine.Failed.IsCompleted.ShouldBeFalse();
        await node.ReadyAsync();
        (await node.Engine.ActorAsync<FragileActor>(CancellationToken.None)).ShouldBe(actor);
    }

    [Fact]
    public async Task Actor_AfterTheNodeWasRemoved_IsThatOfTheNextActorSystem()
    {
        await using var node = await StartedAsync();
        var actor = await node.Engine.ActorAsync<FragileActor>(CancellationToken.None);
        var first = await AskAsync(actor);
        var system = await node.Engine.SystemAsync(CancellationToken.None);

        Cluster.Get(system).Down(Cluster.Get(system).SelfAddress);

        await node.LoggedAsync("removed", "the others had removed it from the cluster; it joins anew");
        await system.WhenTerminated.InTimeAsync("removed", "the ActorSystem", "to end");
        var next = await NextAsync(node, actor);
        (await AskAsync(next)).ShouldNotBe(first);
        (await node.Engine.SystemAsync(CancellationToken.None)).ShouldNotBe(system);
        await node.ReadyAsync();
    }

    [Fact]
    public async Task Metrics_TellTheMembersByStatusAndDeadLettersByProtocol()
    {
        await using var metrics = await MetricsPage.ServeAsync();
        await using var node = await StartedAsync();
        await node.ReadyAsync();
        var system = await node.Engine.SystemAsync(CancellationToken.None);

        system.DeadLetters.Tell(new HuntProtocol.Wake(new(1)));
        system.DeadLetters.Tell("not ours");

        var text = await metrics.WhenAsync("dead_letters_total").InTimeAsync("dead", "the letter", "to be counted");
        text.ShouldContain("iocexplorer_cluster_dead_letters_total{protocol=\"Hunt\"} 1\n");
        text.ShouldContain("iocexplorer_cluster_members{status=\"up\"} 1\n");
        text.ShouldContain("iocexplorer_cluster_members{status=\"unreachable\"} 0\n");
        text.ShouldContain("iocexplorer_cluster_members{status=\"joining\"} 0\n");
        text.ShouldContain("iocexplorer_cluster_members{status=\"leaving\"} 0\n");
    }

    private static async Task<EngineNode> StartedAsync()
    {
        var node = new EngineNode(
            await SharedPostgres.NewDatabaseAsync(), "node",
            akka => akka.WithActors((system, registry) => registry.Register<FragileActor>(system.ActorOf<FragileActor>())));
        await node.StartAsync();
        return node;
    }

    private static Task<Guid> AskAsync(IActorRef actor) => actor.Ask<Guid>(FragileActor.Who, SafetyTimeout.Length);

    /// <summary>The one before is given for a moment longer than it lives.</summary>
    private static async Task<IActorRef> NextAsync(EngineNode node, IActorRef before)
    {
        while (await node.Engine.ActorAsync<FragileActor>(CancellationToken.None).InTimeAsync("removed", "the node", "to be up again") is var next)
        {
            if (!next.Equals(before))
            {
                return next;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        }

        return before;
    }
}
