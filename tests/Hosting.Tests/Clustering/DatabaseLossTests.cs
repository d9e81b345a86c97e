using IocExplorer.Testing;
using IocExplorer.Testing.Clusters;

namespace IocExplorer.Hosting.Tests.Clustering;

[Collection("clusters")]
public sealed class DatabaseLossTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(6);

    [Fact]
    public async Task Database_CutOffFromOneNode_ItLeavesInOrderAndComesBack()
    {
        var database = await SharedPostgres.NewDatabaseAsync();
        await using var proxy = new DatabaseProxy(database);
        await using var other = TestNode.Start(database, "other", change: options => options with { DatabaseLimit = Limit });
        await other.SeesAsync("start", "other");
        await using var cut = TestNode.Start(proxy.ConnectionString, "cut", change: options => options with { DatabaseLimit = Limit });
        await other.SeesAsync("start", "cut", "other");

        proxy.Cut();
        await other.SeesAsync("cut off", "other");
        proxy.Mend();

        await other.SeesAsync("mended", "cut", "other");
        cut.Lines.ShouldContain(line => line.Contains("the database answers other nodes and not this one", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Database_AwayForAll_NobodyLeaves()
    {
        var database = await SharedPostgres.NewDatabaseAsync();
        await using var proxy = new DatabaseProxy(database);
        await using var one = TestNode.Start(proxy.ConnectionString, "one", change: options => options with { DatabaseLimit = Limit });
        await one.SeesAsync("start", "one");
        await using var two = TestNode.Start(proxy.ConnectionString, "two", change: options => options with { DatabaseLimit = Limit });
        await one.SeesAsync("start", "one", "two");
        var systems = (await one.UpAsync("start"), await two.UpAsync("start"));

        proxy.Cut();
        await Membership.WhenAsync(systems.Item1, () => new[] { one, two }.All(node => node.Engine.SinceDatabaseAnswer > Limit * 2)).InTimeAsync(
            "away", "both nodes", "to miss the database for long");

        one.Engine.ReadinessErrors().ShouldStartWith("the database last answered ");
        await one.SeesAsync("away", "one", "two");
        proxy.Mend();
        await Membership.WhenAsync(systems.Item1, () => new[] { one, two }.All(node => node.Engine.ReadinessErrors() is null)).InTimeAsync(
            "back", "both nodes", "to be ready", () => $"{one.Engine.ReadinessErrors()}, {two.Engine.ReadinessErrors()}");
        (await one.UpAsync("back"), await two.UpAsync("back")).ShouldBe(systems);
    }
}
