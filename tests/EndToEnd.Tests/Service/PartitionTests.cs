using IocExplorer.Messages.Service.Nodes;
using IocExplorer.SourceSimulator;

namespace IocExplorer.EndToEnd.Tests.Service;

/// <summary>A node that the others cannot reach, nor it them, while it reaches the database and the sources, does no harm.</summary>
public sealed class PartitionTests
{
    private const int Seeds = 200;
    private const int Concurrency = 8;

    [Theory]
    [InlineData(NodeKind.Worker)]
    [InlineData(NodeKind.Coordinator)]
    public async Task Hunt_WhileANodeIsCutOffFromTheOthers_GivesTheSameTrees(NodeKind kind)
    {
        var undisturbed = await UndisturbedRun.OfAsync(Seeds);
        var world = new WatchedWorld(Worlds.Small);
        await using var simulator = await Simulator.StartAsync(new() { World = world, Delay = DelayRange.Parse("5-30") });

        await using var network = new NodeNetwork();
        await using var cluster = await Cluster.StartAsync(
            simulator.BaseAddress, new() { SharesServer = true, Coordinators = 2, Workers = 2, Concurrency = Concurrency, Network = network });
        var hunt = await cluster.SubmitAsync(SeedLines.Of(world, Seeds));
        var ended = cluster.WhenEndedAsync(hunt.Id);
        await world.WhenLookedIntoAsync(undisturbed.Queries / 10);
        var hosted = kind == NodeKind.Worker ? 2 : 1;
        var before = await cluster.WhenNodesAsync(cluster.Coordinators[0], nodes => nodes.Sum(Hosted) == hosted);
        var victim = before.First(n => Hosted(n) > 0).Name;
        var other = cluster.Coordinators.First(c => c.Name != victim);

        network.CutOff(victim);
        await cluster.WhenNodesAsync(other, nodes => nodes.All(n => n.Name != victim));
        await cluster.WhenNodesAsync(other, nodes => nodes.Sum(Hosted) == hosted);
        network.Heal();
        await cluster.WhenNodesAsync(other, nodes => nodes.Any(n => n.Name == victim && n.State == "up"));
        var end = await ended;

        end.Hunt.Trees.ShouldBe(new(0, 0, Complete: Seeds, 0, 0));
        TreeBytes.ShouldBe(await cluster.TreesAsync(hunt.Id), undisturbed.Trees);
        simulator.Stats.DistinctQueries.ShouldBe(undisturbed.Queries);
        simulator.Stats.AskedAgain.Sum(query => query.Asked - 1).ShouldBeLessThanOrEqualTo(kind == NodeKind.Worker ? 2 * Concurrency : 0);

        int Hosted(NodeView node) => (kind == NodeKind.Worker ? node.Throttles?.Count : node.Hunts) ?? 0;
    }
}
