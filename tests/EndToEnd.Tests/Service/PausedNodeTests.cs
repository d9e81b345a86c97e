using IocExplorer.Messages.Service.Nodes;
using IocExplorer.SourceSimulator;

namespace IocExplorer.EndToEnd.Tests.Service;

/// <summary>A node that is frozen until the others have removed it does no harm when it wakes up, and takes part again.</summary>
public sealed class PausedNodeTests
{
    private const int Seeds = 200;
    private const int Concurrency = 8;

    [Theory]
    [InlineData(NodeKind.Worker)]
    [InlineData(NodeKind.Coordinator)]
    public async Task Hunt_WhileANodeIsPausedUntilTheOthersHaveRemovedIt_GivesTheSameTrees(NodeKind kind)
    {
        var undisturbed = await UndisturbedRun.OfAsync(Seeds);
        var world = new WatchedWorld(Worlds.Small);
        await using var simulator = await Simulator.StartAsync(new() { World = world, Delay = DelayRange.Parse("5-30") });

        await using var cluster = await Cluster.StartAsync(
            simulator.BaseAddress, new() { SharesServer = true, Coordinators = 2, Workers = 2, Concurrency = Concurrency });
        var hunt = await cluster.SubmitAsync(SeedLines.Of(world, Seeds));
        var ended = cluster.WhenEndedAsync(hunt.Id);
        await world.WhenLookedIntoAsync(undisturbed.Queries / 10);
        var other = cluster.Coordinators[1];
        var host = HostOfAThrottle(await cluster.WhenNodesAsync(other, nodes => nodes.Any(n => n.Throttles is { Count: > 0 })));
        var sleeper = kind == NodeKind.Coordinator ? cluster.Coordinators[0] : cluster.Workers.Single(w => w.Name == host);

        sleeper.Pause();
        await cluster.WhenNodesAsync(other, nodes => nodes.All(n => n.Name != sleeper.Name));
        sleeper.Resume();
        await cluster.WhenNodesAsync(other, nodes => nodes.Any(n => n.Name == sleeper.Name && n.State == "up"));
        var end = await ended;

        end.Hunt.Trees.ShouldBe(new(0, 0, Complete: Seeds, 0, 0));
        TreeBytes.ShouldBe(await cluster.TreesAsync(hunt.Id), undisturbed.Trees);
        simulator.Stats.DistinctQueries.ShouldBe(undisturbed.Queries);
        simulator.Stats.AskedAgain.Sum(query => query.Asked - 1).ShouldBeLessThanOrEqualTo(kind == NodeKind.Worker ? 2 * Concurrency : 0);
    }

    private static string HostOfAThrottle(IReadOnlyList<NodeView> nodes) => nodes.First(n => n.Throttles is { Count: > 0 }).Name;
}
