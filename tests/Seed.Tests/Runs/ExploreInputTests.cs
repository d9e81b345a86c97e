using System.Text;
using System.Text.Json;
using static IocExplorer.Seed.Tests.Runs.ExploreRuns;

namespace IocExplorer.Seed.Tests.Runs;

/// <summary>The seeds as they come: encodings, bad lines, hostile ones.</summary>
public sealed class ExploreInputTests
{
    [Fact]
    public async Task Explore_WithQuiet_PrintsNothingButErrors()
    {
        using var upstream = new FakeUpstream(VirusTotal);
        using var run = CreateRun(upstream);
        run.Write("seeds.csv", Seeds + "ip_address,999.1.1.1\n");

        var exitCode = await run.RunAsync("explore", "-i", "seeds.csv", "--quiet");

        exitCode.ShouldBe(ExitCodes.Incomplete);
        run.Output.ShouldBeEmpty();
        run.Error.ShouldStartWith("seeds.csv line 2 (ip_address,999.1.1.1) has a value that is no IP address");
    }

    [Fact]
    public async Task Explore_WithBadLines_RunsTheGoodOnesAndSaysSo()
    {
        using var upstream = new FakeUpstream(VirusTotal);
        using var run = CreateRun(upstream);
        run.Write("seeds.csv", "\uFEFFtype,value\r\n# comment\r\n\r\nip_address,999.1.1.1\r\nhxxp://example[.]com\r\ndomain , EXAMPLE.com. \r\n");

        var exitCode = await run.RunAsync("explore", "-i", "seeds.csv", "--summary", "summary.json");

        exitCode.ShouldBe(ExitCodes.Incomplete);
        run.Results.Count().ShouldBe(2);
        run.Error.Split('\n')
            .ShouldContain(l => l.StartsWith("seeds.csv line 4 (ip_address,999.1.1.1) has a value that is no IP address", StringComparison.Ordinal));
        run.Output.ShouldContain("1 seed (1 repeat left out)");
        using var summary = JsonDocument.Parse(run.Read("summary.json"));
        summary.RootElement.GetProperty("badLines").GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task Explore_OfAProblemThatRepeats_TellsTheFirstLinesThenACount()
    {
        using var upstream = new FakeUpstream(VirusTotal);
        using var run = CreateRun(upstream);
        run.Write("seeds.csv", Seeds + string.Concat(Enumerable.Range(1, 4000).Select(i => $"frob{i},host{i}.example\n")) + "ip_address,999.1.1.1\n");

        var exitCode = await run.RunAsync("explore", "-i", "seeds.csv", "--summary", "summary.json");

        exitCode.ShouldBe(ExitCodes.Incomplete);
        var lines = run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.Length.ShouldBe(5);
        lines[2].ShouldStartWith("seeds.csv line 4 (frob3,host3.example) has the unknown type 'frob3'");
        lines[3]
            .ShouldBe("seeds.csv: 3,997 more lines like that (has an unknown type). Write one of email, file, ip_address, domain, url, or leave the type out.");
        lines[4].ShouldStartWith("seeds.csv line 4002 (ip_address,999.1.1.1) has a value that is no IP address");
        using var summary = JsonDocument.Parse(run.Read("summary.json"));
        summary.RootElement.GetProperty("badLines").GetInt32().ShouldBe(4001);
    }

    [Theory]
    [InlineData("us-ascii")]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    public async Task Explore_OfStandardInput_ReadsSeedsThere_InAnyEncodingOfAFile(string encoding)
    {
        using var upstream = new FakeUpstream(VirusTotal);
        using var run = CreateRun(upstream, input: Seeds, encoding: Encoding.GetEncoding(encoding));

        var exitCode = await run.RunAsync("explore", "-i", "-");

        exitCode.ShouldBe(ExitCodes.Complete);
        run.Results.Count().ShouldBe(2);
    }

    [Fact]
    public async Task Explore_OfHostileLines_ShowsThemHarmlessly()
    {
        using var run = CreateRun(new FakeUpstream(VirusTotal));
        run.Write("seeds.csv", "domain,\x1b]0;title\x07[red]evil[/]\u202Egpj\n");

        var exitCode = await run.RunAsync("explore", "-i", "seeds.csv");

        exitCode.ShouldBe(ExitCodes.NothingRun);
        (run.Output + run.Error).Where(c => char.IsControl(c) && c != '\n').ShouldBeEmpty();
        run.Error.ShouldNotContain("\u202E");
    }
}
