using System.Text.Json;
using IocExplorer.Persistence.Sqlite;
using IocExplorer.Testing;
using static IocExplorer.Seed.Tests.Runs.ExploreRuns;

namespace IocExplorer.Seed.Tests.Runs;

/// <summary>A run of <c>explore</c>: its trees, its hunt in the ledger, and what a second run asks.</summary>
public sealed class ExploreTests
{
    [Fact]
    public async Task Explore_OfASeedWithAKey_AsksVirusTotalAndWritesTheTree()
    {
        using var upstream = new FakeUpstream(VirusTotal);
        using var run = CreateRun(upstream);

        var exitCode = await run.RunAsync("explore", "-i", "seeds.csv");

        exitCode.ShouldBe(ExitCodes.Complete);
        run.Error.ShouldBeEmpty();
        run.Results.ShouldBe(["example.com_depth_3_202601051200.json", "example.com_depth_3_202601051200.txt"]);
        run.Read("results/example.com_depth_3_202601051200.txt").ShouldBe("""
            AnyNode(id='example.com', type='domain')
            └── AnyNode(id='93.184.216.34', relation='VT: domain to resolution ip', type='ip_address')
                └── AnyNode(id='HASH', relation='VT: IP to downloaded file', type='file')
            """.ReplaceLineEndings("\n").Replace("HASH", Hash, StringComparison.Ordinal));
        upstream.Asked.Count.ShouldBe(6);
        upstream.Asked.ShouldAllBe(r => r.Headers.GetValues("x-apikey").Single() == Key);
    }

    [Fact]
    public async Task Explore_IsAHuntOfItsLedger_WithItsTrees()
    {
        using var upstream = new FakeUpstream(VirusTotal);
        using var run = CreateRun(upstream);
        await run.RunAsync("explore", "-i", "seeds.csv", "--depth", "1");
        await run.RunAsync("explore", "-i", "seeds.csv");

        await using var ledger = await SqliteLedger.OpenAsync(new() { Path = run.At("ioc-explorer.db"), Time = TimeProvider.System },
            TestContext.Current.CancellationToken);

        var hunts = await ledger.Hunts.ListAsync(long.MaxValue, 9, TestContext.Current.CancellationToken);
        hunts.Select(listed => listed.Hunt).Select(hunt => (hunt.Id, hunt.Depth, hunt.Seeds, hunt.EndedAt is null))
            .ShouldBe([(2, 3, 1, false), (1, 1, 1, false)]);
        var tree = (await ledger.Hunts.FindTreeAsync(2, 1, TestContext.Current.CancellationToken)).ShouldNotBeNull();
        tree.Nodes.Select(node => node.Ioc.Value).ShouldBe(["example.com", "93.184.216.34", Hash]);
        tree.Answers.ShouldAllBe(answer => answer.At != null);
    }

    [Fact]
    public async Task Explore_OfASecondRun_SendsNothing()
    {
        using var upstream = new FakeUpstream(VirusTotal);
        using var run = CreateRun(upstream);
        await run.RunAsync("explore", "-i", "seeds.csv");
        var sent = upstream.Asked.Count;

        var exitCode = await run.RunAsync("explore", "-i", "seeds.csv");

        exitCode.ShouldBe(ExitCodes.Complete);
        upstream.Asked.Count.ShouldBe(sent);
    }

    [Theory]
    [InlineData("--refresh", null)]
    [InlineData("--max-age", "0s")]
    public async Task Explore_WithRefreshOrNoAge_AsksAnew(string option, string? value)
    {
        using var upstream = new FakeUpstream(VirusTotal);
        using var run = CreateRun(upstream);
        await run.RunAsync("explore", "-i", "seeds.csv");
        var sent = upstream.Asked.Count;

        await run.RunAsync(["explore", "-i", "seeds.csv", option, .. value is null ? Array.Empty<string>() : [value]]);

        upstream.Asked.Count.ShouldBe(2 * sent);
    }

    [Fact]
    public async Task Explore_ToALesserDepth_AsksLess()
    {
        using var upstream = new FakeUpstream(VirusTotal);
        using var run = CreateRun(upstream);

        await run.RunAsync("explore", "-i", "seeds.csv", "--depth", "1");

        run.Results.ShouldContain("example.com_depth_1_202601051200.txt");
        upstream.Paths.ShouldBe(["/api/v3/domains/example.com/downloaded_files?limit=10", "/api/v3/domains/example.com/resolutions?limit=10"]);
    }

    [Fact]
    public async Task Explore_WithSomethingMissing_NamesItOnTheNodeOnTheScreenAndInTheExitCode()
    {
        using var upstream = new FakeUpstream(url => url.AbsolutePath.EndsWith("downloaded_files", StringComparison.Ordinal) ? Forbidden : VirusTotal(url));
        using var run = CreateRun(upstream, width: 100, time: new FakeTime());

        var exitCode = await run.RunAsync("explore", "-i", "seeds.csv", "--summary", "summary.json");

        exitCode.ShouldBe(ExitCodes.Incomplete);
        run.Read("results/example.com_depth_3_202601051200.txt").ShouldContain("missing=");
        run.OutputWithoutFolder.ShouldBeTheScreen("Screens/missing.txt");
        using var summary = JsonDocument.Parse(run.Read("summary.json"));
        summary.RootElement.GetProperty("state").GetString().ShouldBe("incomplete");
        summary.RootElement.GetProperty("queries").GetProperty("failed").GetInt32().ShouldBe(2);
        summary.RootElement.GetProperty("sources").GetProperty("VirusTotal").GetProperty("queries").GetProperty("failed").GetInt32().ShouldBe(2);
        summary.RootElement.GetProperty("missing").GetArrayLength().ShouldBe(2);
    }

    [Fact]
    public async Task Explore_WithPlain_LeavesMarksOutOfTheTrees()
    {
        using var upstream = new FakeUpstream(_ => Forbidden);
        using var run = CreateRun(upstream);

        var exitCode = await run.RunAsync("explore", "-i", "seeds.csv", "--plain");

        exitCode.ShouldBe(ExitCodes.Incomplete);
        run.Read("results/example.com_depth_3_202601051200.txt").ShouldBe("AnyNode(id='example.com', type='domain')");
    }

    [Fact]
    public async Task Explore_WhenItsOutputCannotBeWritten_WritesItsTrees_AndIsNoSuccess()
    {
        using var upstream = new FakeUpstream(VirusTotal);
        using var run = CreateRun(upstream);
        await using var output = new Seed.Screens.TolerantWriter(new FullDisk());

        var exitCode = await SeedConsole.RunAsync(["explore", "-i", "seeds.csv"], run.ConsoleContext(output));

        exitCode.ShouldBe(ExitCodes.Incomplete);
        run.Error.ShouldContain("Standard output could not be written (No space left on device): not all is there.");
        run.Results.Count().ShouldBe(2);
    }

    private sealed class FullDisk : StringWriter
    {
        public override void Write(char value) => throw new IOException("No space left on device");

        public override void Write(string? value) => throw new IOException("No space left on device");

        public override void Write(char[] buffer, int index, int count) => throw new IOException("No space left on device");

        public override void Flush() => throw new IOException("No space left on device");
    }
}
