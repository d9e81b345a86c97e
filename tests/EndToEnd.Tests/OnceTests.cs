using IocExplorer.SourceSimulator;
using IocExplorer.SourceSimulator.Worlds;

namespace IocExplorer.EndToEnd.Tests;

/// <summary>The one idea: a query is asked at most once.</summary>
public sealed class OnceTests
{
    private const int Kills = 20;
    private const int Concurrency = 16;

    [Fact]
    public async Task Explore_OverlappingSeeds_AsksEachQueryOnceAndASecondRunAsksNone()
    {
        await using var simulator = await Simulator.StartAsync();
        using var user = new Workspace().PointTo(simulator.BaseAddress).Seeds(SeedLines.Of(simulator.World, 60));

        var first = await user.ExploreAsync();
        var trees = user.Trees();
        var asked = simulator.Stats;
        simulator.Reset();
        user.ForgetResults();
        var second = await user.ExploreAsync();

        first.ExitCode.ShouldBe(0, first.Everything);
        second.ExitCode.ShouldBe(0, second.Everything);
        trees.Count.ShouldBe(120);
        asked.AskedAgain.ShouldBeEmpty();
        asked.Requests.ShouldBe(asked.DistinctQueries);
        asked.Requests.ShouldBeGreaterThan(5_000);
        simulator.Stats.Requests.ShouldBe(0);
        TreeBytes.ShouldBe(user.Trees(), trees);
    }

    [Fact]
    public async Task Explore_WithRefresh_AsksEverythingOnceMore()
    {
        await using var simulator = await Simulator.StartAsync();
        using var user = new Workspace().PointTo(simulator.BaseAddress).Seeds(SeedLines.Of(simulator.World, 4));

        await user.RunHereAsync("explore");
        var asked = simulator.Stats.Requests;
        simulator.Reset();
        var run = await user.RunHereAsync("explore", "--refresh");

        run.ExitCode.ShouldBe(0, run.Everything);
        simulator.Stats.Requests.ShouldBe(asked);
        simulator.Stats.AskedAgain.ShouldBeEmpty();
    }

    [Fact]
    public async Task Explore_KilledAtTwentyRandomMoments_LosesOnlyWhatWasInFlight()
    {
        var world = new WatchedWorld(new SyntheticWorld());
        await using var simulator = await Simulator.StartAsync(new() { World = world, Delay = DelayRange.Parse("2-20") });
        using var undisturbed = new Workspace().PointTo(simulator.BaseAddress, Concurrency).Seeds(SeedLines.Of(world, 60));
        var reference = await undisturbed.RunHereAsync("explore");
        reference.ExitCode.ShouldBe(0, reference.Everything);
        var needed = simulator.Stats.DistinctQueries;
        simulator.Reset();

        using var user = new Workspace().PointTo(simulator.BaseAddress, Concurrency).Seeds(SeedLines.Of(world, 60));
        var chance = new Random(20261122);
        var inFlightAtKills = 0;
        for (var kill = 0; kill < Kills; kill++)
        {
            var moment = world.WhenLookedIntoAsync(1 + chance.Next(2 * needed / (Kills + 4)));
            await using var process = user.StartExplore("--quiet");
            await moment;
            process.Kill();
            (await process.ExitAsync()).ExitCode.ShouldBe(137);
            inFlightAtKills += 2 * Concurrency;
            await simulator.WhenIdleAsync();
        }

        var last = await user.ExploreAsync();

        last.ExitCode.ShouldBe(0, last.Everything);
        TreeBytes.ShouldBe(user.Trees(), undisturbed.Trees());
        var askedAgain = simulator.Stats.AskedAgain.Sum(query => query.Asked - 1);
        askedAgain.ShouldBeGreaterThan(0, "no kill hit a request in flight: the test has shown nothing");
        askedAgain.ShouldBeLessThanOrEqualTo(inFlightAtKills);
        simulator.Stats.DistinctQueries.ShouldBe(needed);
    }
}
