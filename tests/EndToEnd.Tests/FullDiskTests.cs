using IocExplorer.SourceSimulator;

namespace IocExplorer.EndToEnd.Tests;

/// <summary>A full disk stops the writing, not the truth.</summary>
public sealed class FullDiskTests
{
    [Fact]
    public async Task Explore_WhenTheDiskFills_SaysSoAndLosesNothingThatWasRecorded()
    {
        await using var simulator = await Simulator.StartAsync();
        using var user = new Workspace().PointTo(simulator.BaseAddress, 16).Seeds(SeedLines.Of(simulator.World, 60));
        await using var process = user.StartExploreOnASmallDisk(kilobytes: 600);

        await process.PrintedAsync("Check the disk");
        process.Interrupt();
        var full = await process.ExitAsync();
        var recovered = await user.ExploreAsync("--quiet");

        full.ExitCode.ShouldBe(130, full.Everything);
        full.Everything.ShouldContain("ioc-explorer.db");
        full.Everything.ShouldContain("same command");
        recovered.ExitCode.ShouldBe(0, recovered.Everything);
        user.Trees().Count.ShouldBe(120);

        // Answered, paid for, and not to be recorded: no more than may be in flight at once.
        simulator.Stats.AskedAgain.Sum(query => query.Asked - 1).ShouldBeLessThanOrEqualTo(2 * 16);
    }
}
