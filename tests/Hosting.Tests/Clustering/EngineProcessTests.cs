using IocExplorer.Hosting.Clustering;
using IocExplorer.Testing;

namespace IocExplorer.Hosting.Tests.Clustering;

/// <summary>What only real processes can show: deaths and freezes.</summary>
[Collection("clusters")]
public sealed class EngineProcessTests
{
    [Fact]
    public async Task KillOfTheLowerAddressOfTwo_LeavesTheOtherAliveWithAllEntities_AndTheKilledOneJoinsAgain()
    {
        var database = await SharedPostgres.NewDatabaseAsync();
        var (one, two) = (FreePort.Take(), FreePort.Take());
        var (lower, higher) = (Math.Min(one, two), Math.Max(one, two));
        await using var killed = NodeProcess.Start(database, "killed", ClusterRoles.Coordinator, lower);
        await killed.PrintedAsync("start", "engine-up");
        await using var survivor = TestNode.Start(
            database, "survivor", change: options => options with { Remoting = new() { Port = higher } });
        await survivor.SeesAsync("start", "killed", "survivor");
        var system = await survivor.UpAsync("start");
        string[] entities = ["e1", "e2", "e3", "e4", "e5", "e6", "e7", "e8"];
        await WhereAsync(system, entities);

        await killed.KillAsync();
        var began = TimeProvider.System.GetTimestamp();
        var where = await WhereAsync(system, entities);

        TimeProvider.System.GetElapsedTime(began).ShouldBeLessThan(TimeSpan.FromSeconds(25));
        where.ShouldAllBe(node => node == "survivor");
        system.WhenTerminated.IsCompleted.ShouldBeFalse();
        survivor.Lines.ShouldContain(line =>
            line.Contains("killed (akka.tcp://", StringComparison.Ordinal) && line.EndsWith("does not answer.", StringComparison.Ordinal));
        await using var again = NodeProcess.Start(database, "again", ClusterRoles.Coordinator, lower);
        await survivor.SeesAsync("after the kill", "again", "survivor");
    }

    [Fact]
    public async Task FrozenNode_IsRemoved_WakesAndJoinsAnewInTheSameProcess()
    {
        var database = await SharedPostgres.NewDatabaseAsync();
        await using var other = TestNode.Start(database, "other");
        await other.SeesAsync("start", "other");
        await using var frozen = NodeProcess.Start(database, "frozen", ClusterRoles.Worker);
        await frozen.PrintedAsync("start", "engine-up");
        await other.SeesAsync("start", "frozen", "other");

        frozen.Freeze();
        await other.SeesAsync("frozen", "other");
        frozen.Thaw();

        // It finds that it stood still, or hears first that the others have removed it.
        var why = await frozen.PrintedAsync("awake", "joins anew");
        (why.Contains("had stood still", StringComparison.Ordinal) || why.Contains("the others had removed it", StringComparison.Ordinal)).ShouldBeTrue(why);
        await frozen.PrintedAsync("awake", "engine-up", times: 2);
        await other.SeesAsync("awake", "frozen", "other");
        (await frozen.TerminateAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task NodeThatIsFrozenWhileItJoins_WakesAndJoinsAnewInTheSameProcess()
    {
        var database = await SharedPostgres.NewDatabaseAsync();
        await using var other = TestNode.Start(database, "other");
        await other.SeesAsync("start", "other");
        await using var frozen = NodeProcess.Start(database, "frozen", ClusterRoles.Worker);
        await Membership.WhenAsync(await other.UpAsync("start"), () => other.Engine.Members.Count == 2).InTimeAsync("join", "the node", "to be taken");

        frozen.Freeze();
        await other.SeesAsync("frozen", "other");

        // On a busy machine it may have been up before it was frozen: that time does not count.
        var ups = frozen.CountOf("engine-up");
        frozen.Thaw();

        await frozen.PrintedAsync("awake", "engine-up", ups + 1);
        await other.SeesAsync("awake", "frozen", "other");
    }

    [Theory]
    [InlineData(ClusterRoles.Coordinator, ClusterRoles.Worker)]
    [InlineData(ClusterRoles.Worker, ClusterRoles.Coordinator)]
    public async Task KillOfAllNodesOfOneRole_AndTheirStartWhileTheOtherRoleLives_GivesOneCluster(string killedRole, string livingRole)
    {
        var database = await SharedPostgres.NewDatabaseAsync();
        await using var first = NodeProcess.Start(database, "k1", killedRole);
        await first.PrintedAsync("start", "engine-up");
        await using var living = TestNode.Start(database, "lives", livingRole);
        await using var second = NodeProcess.Start(database, "k2", killedRole);
        await living.SeesAsync("start", "k1", "k2", "lives");

        await Task.WhenAll(first.KillAsync(), second.KillAsync());
        await using var firstAgain = NodeProcess.Start(database, "k1-again", killedRole);
        await using var secondAgain = NodeProcess.Start(database, "k2-again", killedRole);

        await living.SeesAsync("after the kill", "k1-again", "k2-again", "lives");
        await firstAgain.SeesAsync("after the kill", "k1-again", "k2-again", "lives");
        await secondAgain.SeesAsync("after the kill", "k1-again", "k2-again", "lives");
    }

    [Fact]
    public async Task KillOfAllNodes_AndTheirStartAtOnce_GivesOneCluster()
    {
        var database = await SharedPostgres.NewDatabaseAsync();
        string[] names = ["a", "b", "c"];
        var before = names.Select(name => NodeProcess.Start(database, name, ClusterRoles.Worker)).ToList();
        await before[0].SeesAsync("start", names);

        await Task.WhenAll(before.Select(node => node.KillAsync()));
        var after = names.Select(name => NodeProcess.Start(database, name, ClusterRoles.Worker)).ToList();

        foreach (var node in after)
        {
            await node.SeesAsync("after the kill", names);
        }

        await Task.WhenAll(before.Concat(after).Select(node => node.DisposeAsync().AsTask()));
    }

    private static Task<string[]> WhereAsync(Akka.Actor.ActorSystem system, string[] entities) => Task.WhenAll(
        entities.Select(entity => EchoHosting.AskAsync(system, entity, CancellationToken.None)))
        .InTimeAsync("ask", "the entities", "an answer from each");
}
