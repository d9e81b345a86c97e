using IocExplorer.Messages.Service.Hunts;
using IocExplorer.SourceSimulator;

namespace IocExplorer.EndToEnd.Tests.Service;

/// <summary>Any process may be killed at any moment, and the database too.</summary>
public sealed class ChaosTests
{
    private const int Seeds = 500;
    private const int Kills = 14;
    private const int Concurrency = 8;
    private const int Sources = 2;

    [Fact]
    public async Task Hunt_WhileNodesAreKilledAndTheDatabaseCrashes_GivesTheUndisturbedTreesAndAsksOnlyWhatWasInFlightAgain()
    {
        var undisturbed = await UndisturbedRun.OfAsync(Seeds);
        var world = new WatchedWorld(Worlds.Small);
        await using var simulator = await Simulator.StartAsync(new() { World = world, Delay = DelayRange.Parse("5-30") });

        var chance = new Random(20261122);
        await using var cluster = await Cluster.StartAsync(simulator.BaseAddress, new() { Concurrency = Concurrency });
        var hunt = await cluster.SubmitAsync(SeedLines.Of(world, Seeds));
        var ended = cluster.WhenEndedAsync(hunt.Id);

        var mayBeAskedAgain = 0;
        var looks = undisturbed.Queries / (Kills + 4);
        for (var kill = 0; kill < Kills; kill++)
        {
            await Task.WhenAny(world.WhenLookedIntoAsync((looks / 2) + chance.Next(looks)), ended);
            if (kill is 4 or 9)
            {
                await cluster.Server.StopAsync(immediate: true);
                await cluster.Server.StartAsync();
                continue;
            }

            var victim = cluster.Nodes[chance.Next(cluster.Nodes.Count)];
            if (!victim.IsCoordinator)
            {
                // All its slots: a request is out, or its answer is not durable yet.
                mayBeAskedAgain += Sources * Concurrency;
            }

            await victim.KillAsync();
            await cluster.StartAsync(victim);
        }

        var end = await ended;

        end.Hunt.State.ShouldBe(HuntState.Finished);
        end.Hunt.Trees.ShouldBe(new(0, 0, Complete: Seeds, 0, 0));
        TreeBytes.ShouldBe(await cluster.TreesAsync(hunt.Id), undisturbed.Trees);
        simulator.Stats.DistinctQueries.ShouldBe(undisturbed.Queries);
        var askedAgain = simulator.Stats.AskedAgain.Sum(query => query.Asked - 1);
        askedAgain.ShouldBeGreaterThan(0, "no kill hit a request in flight: the test has shown nothing");
        askedAgain.ShouldBeLessThanOrEqualTo(mayBeAskedAgain);
    }
}
