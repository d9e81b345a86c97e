using IocExplorer.SourceSimulator;
using IocExplorer.SourceSimulator.Worlds;

namespace IocExplorer.EndToEnd.Tests;

/// <summary>The original's published trees come out byte for byte when its sources' answers are replayed over HTTP.</summary>
public sealed class ReplayTests
{
    [Theory]
    [InlineData(1, "0")]
    [InlineData(8, "0-20")]
    [InlineData(64, "0")]
    [InlineData(64, "0-50")]
    public async Task Explore_OnReplayedAnswers_WritesThePublishedBytes(int concurrency, string delay)
    {
        var trees = Recordings.Trees();
        await using var simulator = await Simulator.StartAsync(new() { World = ReplayWorld.Load(trees), Delay = DelayRange.Parse(delay) });
        using var user = new Workspace().PointTo(simulator.BaseAddress, concurrency).Seeds(SeedLines.Of(simulator.World, 100));

        var run = await user.RunHereAsync("explore");

        run.ExitCode.ShouldBe(0, run.Everything);
        TreeBytes.ShouldBe(user.Trees(), PublishedTrees.Read(trees));
        simulator.Stats.AskedAgain.ShouldBeEmpty();
    }

    [Fact]
    public async Task Explore_WithTheOriginalsConfigIni_WritesThePublishedBytes()
    {
        var trees = Recordings.Trees();
        await using var simulator = await Simulator.StartAsync(new() { World = ReplayWorld.Load(trees) });
        using var user = new Workspace().WithoutQuota("VirusTotal", 8).Seeds(SeedLines.Of(simulator.World, 100));
        await File.WriteAllTextAsync(
            Path.Combine(user.Folder, "config.ini"), simulator.ConfigIni, TestContext.Current.CancellationToken);

        var run = await user.ExploreAsync("--config", "config.ini");

        run.ExitCode.ShouldBe(0, run.Everything);
        TreeBytes.ShouldBe(user.Trees(), PublishedTrees.Read(trees));
    }
}
