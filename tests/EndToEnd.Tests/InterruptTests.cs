using System.Diagnostics;
using IocExplorer.SourceSimulator;
using IocExplorer.Testing;

namespace IocExplorer.EndToEnd.Tests;

/// <summary>Ctrl-C: in order, soon, and nothing is lost.</summary>
public sealed class InterruptTests
{
    [Fact]
    public async Task Explore_Interrupted_StopsWithinFiveSecondsSaysHowToGoOnAndLosesNothing()
    {
        await using var simulator = await Simulator.StartAsync(new() { Delay = DelayRange.Parse("20-60") });
        using var user = new Workspace().PointTo(simulator.BaseAddress, 16).Seeds(SeedLines.Of(simulator.World, 40));
        await using var process = user.StartExplore();
        await simulator.WhenInFlightAsync(16).InTimeAsync("start", "the run", "16 requests under way");

        var pressed = Stopwatch.GetTimestamp();
        process.Interrupt();
        var interrupted = await process.ExitAsync();
        var took = Stopwatch.GetElapsedTime(pressed);
        var recovered = await user.ExploreAsync("--quiet");

        interrupted.ExitCode.ShouldBe(130, interrupted.Everything);
        interrupted.Everything.ShouldContain("same command");
        took.ShouldBeLessThan(TimeSpan.FromSeconds(5), "the contract for an orderly stop");
        recovered.ExitCode.ShouldBe(0, recovered.Everything);
        simulator.Stats.AnsweredAgain.ShouldBeEmpty();
    }

    [Fact]
    public async Task Explore_InterruptedWhileASourceHangs_StopsAllTheSame()
    {
        await using var simulator = await Simulator.StartAsync();
        simulator.SetTroubles("hang");
        using var user = new Workspace().PointTo(simulator.BaseAddress, 8).Seeds(SeedLines.Of(simulator.World, 8));
        await using var process = user.StartExplore();
        await simulator.WhenInFlightAsync(16).InTimeAsync("start", "the run", "16 requests under way");

        process.Interrupt();
        var interrupted = await process.ExitAsync();

        interrupted.ExitCode.ShouldBe(130, interrupted.Everything);
        interrupted.Everything.ShouldContain("Stopped. What was answered is kept in ");
    }

    [Fact]
    public async Task Explore_InterruptedTwice_StopsAtOnce()
    {
        await using var simulator = await Simulator.StartAsync();
        simulator.SetTroubles("hang");
        using var user = new Workspace().PointTo(simulator.BaseAddress, 8).Seeds(SeedLines.Of(simulator.World, 8));
        await using var process = user.StartExplore();
        await simulator.WhenInFlightAsync(16).InTimeAsync("start", "the run", "16 requests under way");

        // Two different signals: of the same one, sent twice before it is taken in, one is left.
        process.Interrupt();
        process.Terminate();
        var interrupted = await process.ExitAsync();

        interrupted.ExitCode.ShouldBe(130, interrupted.Everything);
        interrupted.Everything.ShouldContain("Stopped at once.");
    }
}
