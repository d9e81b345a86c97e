using IocExplorer.Messages.Service.Nodes;
using IocExplorer.SourceSimulator;

namespace IocExplorer.EndToEnd.Tests.Service;

/// <summary>Nodes that die and come back find together in one cluster, and hunts go on by themselves.</summary>
public sealed class MembershipTests
{
    private const int Seeds = 200;

    [Theory]
    [InlineData(NodeKind.Coordinator)]
    [InlineData(NodeKind.Worker)]
    public async Task Nodes_WhenAllOfOneKindAreKilledAndStartedAgain_AreOneClusterAndTheHuntGoesOn(NodeKind kind)
    {
        var world = new WatchedWorld(Worlds.Small);
        await using var simulator = await Simulator.StartAsync(new() { World = world, Delay = DelayRange.Parse("5-30") });
        await using var cluster = await Cluster.StartAsync(
            simulator.BaseAddress, new() { SharesServer = true, Coordinators = 2, Workers = 2, Concurrency = 8 });
        var hunt = await cluster.SubmitAsync(SeedLines.Of(world, Seeds));
        var ended = cluster.WhenEndedAsync(hunt.Id);
        await world.WhenLookedIntoAsync(500);
        var killed = kind == NodeKind.Coordinator ? cluster.Coordinators : cluster.Workers;

        await Task.WhenAll(killed.Select(node => node.KillAsync()));
        await Task.WhenAll(killed.Select(cluster.StartAsync));
        var seen = await Task.WhenAll(cluster.Coordinators.Select(c => cluster.WhenNodesAsync(c, IsWhole)));
        var end = await ended;

        Addresses(seen[0]).ShouldBe(Addresses(seen[1]));
        end.Hunt.Trees.ShouldBe(new(0, 0, Complete: Seeds, 0, 0));

        bool IsWhole(IReadOnlyList<NodeView> nodes) => nodes.Count == 4 && nodes.All(n => n.State == "up");
    }

    /// <param name="killsTheLower">The address by which members are ordered, and so which of two would win without a lease.</param>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task TwoNodes_WhenOneIsKilled_TheOtherLivesOnAndTheKilledOneJoinsAgain(bool killsTheLower)
    {
        await using var simulator = await Simulator.StartAsync(new() { World = Worlds.Small });
        await using var cluster = await Cluster.StartAsync(simulator.BaseAddress, new() { SharesServer = true, Coordinators = 1, Workers = 1 });
        var coordinator = cluster.Coordinators[0];
        var before = await cluster.WhenNodesAsync(coordinator, nodes => nodes.Count == 2 && nodes.All(n => n.State == "up"));
        var byAddress = before.OrderBy(PortOf).ToList();
        var victimName = (killsTheLower ? byAddress[0] : byAddress[1]).Name;
        var victim = cluster.Nodes.Single(n => n.Name == victimName);
        var survivor = before.Single(n => n.Name != victimName);

        await victim.KillAsync();
        await cluster.StartAsync(victim);
        var after = await cluster.WhenNodesAsync(coordinator, nodes => nodes.Count == 2 && nodes.All(n => n.State == "up"));
        var hunt = await cluster.SubmitAsync(SeedLines.Of(Worlds.Small, 5), depth: 2);
        var end = await cluster.WhenEndedAsync(hunt.Id);

        after.ShouldContain(n => n.Id == survivor.Id && n.Address == survivor.Address);
        end.Hunt.Trees.ShouldBe(new(0, 0, Complete: 5, 0, 0));
    }

    [Fact]
    public async Task Hunt_WhenAllNodesAreKilledAtOnceAndStartedAgain_GoesOnByItself()
    {
        var undisturbed = await UndisturbedRun.OfAsync(Seeds);
        var world = new WatchedWorld(Worlds.Small);
        await using var simulator = await Simulator.StartAsync(new() { World = world, Delay = DelayRange.Parse("5-30") });
        await using var cluster = await Cluster.StartAsync(simulator.BaseAddress, new() { SharesServer = true, Concurrency = 8 });
        var hunt = await cluster.SubmitAsync(SeedLines.Of(world, Seeds));
        await world.WhenLookedIntoAsync(1_000);

        await Task.WhenAll(cluster.Nodes.Select(node => node.KillAsync()));
        await Task.WhenAll(cluster.Nodes.Select(cluster.StartAsync));
        var end = await cluster.WhenEndedAsync(hunt.Id);

        end.Hunt.Trees.ShouldBe(new(0, 0, Complete: Seeds, 0, 0));
        TreeBytes.ShouldBe(await cluster.TreesAsync(hunt.Id), undisturbed.Trees);
    }

    private static List<string> Addresses(IReadOnlyList<NodeView> nodes) => [.. nodes.Select(n => n.Address).Order(StringComparer.Ordinal)];

    private static int PortOf(NodeView node) =>
        int.Parse(node.Address[(node.Address.LastIndexOf(':') + 1)..], System.Globalization.CultureInfo.InvariantCulture);
}
