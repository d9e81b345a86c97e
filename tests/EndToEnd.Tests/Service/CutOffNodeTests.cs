using IocExplorer.Messages.Service.Nodes;
using IocExplorer.SourceSimulator;

namespace IocExplorer.EndToEnd.Tests.Service;

/// <summary>A node that cannot reach the database any more, and lives, does no harm.</summary>
public sealed class CutOffNodeTests
{
    private const int Seeds = 200;
    private const int Concurrency = 8;

    [Theory]
    [InlineData(NodeKind.Worker)]
    [InlineData(NodeKind.Coordinator)]
    public async Task Hunt_WhileANodeIsCutOffFromTheDatabase_GivesTheSameTrees(NodeKind kind)
    {
        var undisturbed = await UndisturbedRun.OfAsync(Seeds);
        var world = new WatchedWorld(Worlds.Small);
        await using var simulator = await Simulator.StartAsync(new() { World = world, Delay = DelayRange.Parse("5-30") });

        DatabaseProxy? proxy = null;
        await using var cluster = await Cluster.StartAsync(simulator.BaseAddress, new()
        {
            SharesServer = true,
            Coordinators = 2,
            Workers = 2,
            Concurrency = Concurrency,
            ConnectionString = (node, number, own) => node == kind && number == 0 ? (proxy = new(own)).ConnectionString : own,
        });
        await using var cuttable = proxy!;
        var victim = kind == NodeKind.Worker ? cluster.Workers[0] : cluster.Coordinators[0];
        var other = cluster.Coordinators[1];
        var hunt = await cluster.SubmitAsync(SeedLines.Of(world, Seeds));
        var ended = cluster.WhenEndedAsync(hunt.Id);
        await world.WhenLookedIntoAsync(undisturbed.Queries / 10);

        cuttable.Cut();
        await cluster.WhenNodesAsync(other, nodes => nodes.All(n => n.Name != victim.Name));
        cuttable.Mend();
        await cluster.WhenNodesAsync(other, nodes => nodes.Any(n => n.Name == victim.Name && n.State == "up"));
        var end = await ended;

        end.Hunt.Trees.ShouldBe(new(0, 0, Complete: Seeds, 0, 0));
        TreeBytes.ShouldBe(await cluster.TreesAsync(hunt.Id), undisturbed.Trees);
        simulator.Stats.DistinctQueries.ShouldBe(undisturbed.Queries);
        simulator.Stats.AskedAgain.Sum(query => query.Asked - 1).ShouldBeLessThanOrEqualTo(kind == NodeKind.Worker ? 2 * Concurrency : 0);
    }
}
