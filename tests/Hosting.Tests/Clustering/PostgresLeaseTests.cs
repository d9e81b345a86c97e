using Akka.Actor;
using Akka.Cluster;
using Akka.Coordination;
using IocExplorer.Persistence.Postgres.Cluster;

namespace IocExplorer.Hosting.Tests.Clustering;

[Collection("clusters")]
public sealed class PostgresLeaseTests
{
    /// <summary>Two nodes of the cluster die one after the other, and in between another node has become the one that decides.</summary>
    [Fact]
    public async Task Acquire_WhileAMemberThatIsReachedHoldsIt_TakesItOver()
    {
        var database = await SharedPostgres.NewDatabaseAsync();
        await using var one = TestNode.Start(database, "one");
        await one.SeesAsync("start", "one");
        await using var two = TestNode.Start(database, "two");
        await two.SeesAsync("start", "one", "two");
        var (before, after) = (LeaseOf(await one.UpAsync("start")), LeaseOf(await two.UpAsync("start")));
        (await before.Acquire()).ShouldBeTrue();

        (await after.Acquire()).ShouldBeTrue();

        after.CheckLease().ShouldBeTrue();
        (await before.Release()).ShouldBeTrue();
        await using var rows = new ClusterDatabase(database, "test");
        (await rows.TakeLeaseAsync("lease", "other side", [], TimeSpan.FromMinutes(1), CancellationToken.None)).ShouldBeFalse();
    }

    [Fact]
    public async Task Acquire_WhileAnotherSideHoldsIt_IsRefused()
    {
        var database = await SharedPostgres.NewDatabaseAsync();
        await using var node = TestNode.Start(database, "node");
        await node.SeesAsync("start", "node");
        await using var rows = new ClusterDatabase(database, "test");
        (await rows.TakeLeaseAsync("lease", "other side", [], TimeSpan.FromMinutes(1), CancellationToken.None)).ShouldBeTrue();

        (await LeaseOf(await node.UpAsync("start")).Acquire()).ShouldBeFalse();
    }

    /// <summary>The cut has healed while a minority waited to take the lease, just after the other side had taken it.</summary>
    [Fact]
    public async Task Acquire_WhileAMemberHoldsItThatWasNotReachedAtTheCheck_IsRefused()
    {
        var database = await SharedPostgres.NewDatabaseAsync();
        await using var waiting = TestNode.Start(database, "waiting");
        await waiting.SeesAsync("start", "waiting");
        var minority = LeaseOf(await waiting.UpAsync("start"));
        minority.CheckLease().ShouldBeFalse();
        await using var back = TestNode.Start(database, "back");
        await waiting.SeesAsync("the cut has healed", "back", "waiting");
        (await LeaseOf(await back.UpAsync("the cut has healed")).Acquire()).ShouldBeTrue();

        (await minority.Acquire()).ShouldBeFalse();
    }

    // As the split brain resolver names its owner.
    private static Lease LeaseOf(ActorSystem system) =>
        LeaseProvider.Get(system).GetLease("lease", "akka.cluster.postgres-lease", Cluster.Get(system).SelfUniqueAddress.Address.HostPort());
}
