using IocExplorer.Testing;

namespace IocExplorer.Seed.Tests.Runs;

/// <summary>The command of the README. The trees it is compared with were worked out from the two sample files by another program.</summary>
public sealed class SampleTests
{
    private static readonly string[] Command = ["explore", "-i", "samples/ioc.csv", "--relations", "samples/relations.csv", "-o", "results"];

    [Fact]
    public async Task Explore_OfTheSamples_WritesTheCheckedInTrees()
    {
        using var run = CreateRun();

        var exitCode = await run.RunAsync(Command);

        exitCode.ShouldBe(ExitCodes.Complete);
        run.Error.ShouldBeEmpty();
        var expected = Directory.GetFiles(TextFile.PathOf("Samples"));
        run.Results.ShouldBe(expected.Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal));
        expected.ShouldAllBe(f => File.ReadAllBytes(f).SequenceEqual(File.ReadAllBytes(run.At($"results/{Path.GetFileName(f)}"))));
    }

    [Fact]
    public async Task Explore_OfTheSamples_ShowsTheCheckedInScreen()
    {
        // One tree at a time: which of two trees asks first is nobody's promise.
        using var run = CreateRun();
        run.Environment["IOCEXPLORER_general__activeTrees"] = "1";

        await run.RunAsync(Command);

        run.OutputWithoutFolder.ShouldBeTheScreen("Screens/samples.txt");
    }

    [Fact]
    public async Task Explore_OfTheSamplesAgain_AsksNothing()
    {
        using var run = CreateRun();
        await run.RunAsync(Command);

        var exitCode = await run.RunAsync([.. Command, "--summary", "summary.json"]);

        exitCode.ShouldBe(ExitCodes.Complete);
        using var summary = System.Text.Json.JsonDocument.Parse(run.Read("summary.json"));
        var asked = summary.RootElement.GetProperty("queries").GetProperty("asked").GetInt32();
        asked.ShouldBeGreaterThan(20);
        summary.RootElement.GetProperty("answersFromLedger").GetInt32().ShouldBe(asked);
        summary.RootElement.GetProperty("upstreamRequests").GetInt32().ShouldBe(0);
    }

    private static ConsoleRun CreateRun()
    {
        var run = new ConsoleRun { Width = 100, Time = new FakeTime() };
        Directory.CreateDirectory(run.At("samples"));
        foreach (var file in Directory.GetFiles(Path.Combine(CheckoutFolder.Root, "samples")))
        {
            File.Copy(file, run.At($"samples/{Path.GetFileName(file)}"));
        }

        return run;
    }
}
