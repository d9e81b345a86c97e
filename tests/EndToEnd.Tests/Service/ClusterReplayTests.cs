using IocExplorer.Messages.Service.Hunts;
using IocExplorer.SourceSimulator;
using IocExplorer.SourceSimulator.Worlds;

namespace IocExplorer.EndToEnd.Tests.Service;

/// <summary>A cluster gives the bytes that one machine gives.</summary>
public sealed class ClusterReplayTests
{
    [Fact]
    public async Task Hunt_OnReplayedAnswers_GivesThePublishedBytes()
    {
        var folder = Recordings.Trees();
        await using var simulator = await Simulator.StartAsync(new() { World = ReplayWorld.Load(folder), Delay = DelayRange.Parse("0-20") });
        await using var cluster = await Cluster.StartAsync(simulator.BaseAddress, new() { SharesServer = true });

        var hunt = await cluster.SubmitAsync(SeedLines.Of(simulator.World, 100));
        var end = await cluster.WhenEndedAsync(hunt.Id);

        (end.Hunt.State, end.Hunt.Trees.Complete).ShouldBe((HuntState.Finished, hunt.Seeds));
        TreeBytes.ShouldBe(await cluster.TreesAsync(hunt.Id), PublishedTrees.Read(folder));
        simulator.Stats.AskedAgain.ShouldBeEmpty();
    }

    [Fact]
    public async Task Hunt_OfFiveHundredSeeds_GivesTheSameBytesEmbeddedOnOneNodeAndOnFive()
    {
        var embedded = await UndisturbedRun.OfAsync(500);
        await using var simulator = await Simulator.StartAsync(new() { World = Worlds.Small });

        foreach (var (coordinators, workers) in new[] { (1, 1), (2, 3) })
        {
            simulator.Reset();
            await using var cluster = await Cluster.StartAsync(
                simulator.BaseAddress, new() { SharesServer = true, Coordinators = coordinators, Workers = workers });

            var hunt = await cluster.SubmitAsync(SeedLines.Of(simulator.World, 500));
            var end = await cluster.WhenEndedAsync(hunt.Id);

            end.Hunt.Trees.ShouldBe(new(0, 0, Complete: 500, 0, 0));
            TreeBytes.ShouldBe(await cluster.TreesAsync(hunt.Id), embedded.Trees);
            simulator.Stats.AskedAgain.ShouldBeEmpty();
            simulator.Stats.DistinctQueries.ShouldBe(embedded.Queries);
        }
    }
}
