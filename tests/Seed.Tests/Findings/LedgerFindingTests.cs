using IocExplorer.Messages;
using System.Text.Json;
using System.Text.RegularExpressions;
using IocExplorer.Analysis.Exports;
using IocExplorer.Analysis.Keys;
using IocExplorer.Analysis.Records;
using IocExplorer.Messages.Service.Trees;
using IocExplorer.Persistence;
using IocExplorer.Persistence.Sqlite;
using IocExplorer.Seed.Tests.Runs;

namespace IocExplorer.Seed.Tests.Findings;

/// <summary>The commands about hunts on a ledger file.</summary>
public sealed partial class LedgerFindingTests(HuntsOfTwoRuns hunts) : IClassFixture<HuntsOfTwoRuns>
{
    [Fact]
    public async Task Hunts_OfALedger_AreListedTheNewestFirstWithTheirNames()
    {
        var (exitCode, output, _) = await hunts.AskAsync("hunts");

        exitCode.ShouldBe(0);
        Rows(output).ShouldBe(["2 | second look | finished | 3 of 3 | | 2026-01-05", "1 | case | finished | 3 of 3 | | 2026-01-05"]);
    }

    [Fact]
    public async Task Hunts_BeforeOne_AreTheOlderOnes()
    {
        var (exitCode, output, _) = await hunts.AskAsync("hunts", "--before", "2", "--database", "ioc-explorer.db");

        exitCode.ShouldBe(0);
        Rows(output).ShouldBe(["1 | case | finished | 3 of 3 | | 2026-01-05"]);
    }

    [Fact]
    public async Task Report_OfNoHuntNamed_IsThatOfTheNewest()
    {
        var newest = await hunts.AskAsync("report");

        newest.ExitCode.ShouldBe(0);
        newest.Output.ShouldBeTheScreen("Findings/report.txt");
        (await hunts.AskAsync("report", "2")).ShouldBe(newest);
        (await hunts.AskAsync("report", "1")).Output.ShouldContain("192.0.2.1  2 seeds");
    }

    [Fact]
    public async Task Report_AsJson_ListsAsManyAsAreWanted()
    {
        using var all = JsonDocument.Parse((await hunts.AskAsync("report", "--format", "json")).Output);
        using var one = JsonDocument.Parse((await hunts.AskAsync("report", "--format", "json", "--top", "1")).Output);

        all.RootElement.GetProperty("pivots").EnumerateArray().Select(pivot => pivot.GetProperty("seeds").GetInt32()).ShouldBe([2, 2, 2]);
        one.RootElement.GetProperty("pivots").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task Report_AsJson_HasAllGroups()
    {
        const int Groups = 1001;
        using var run = new ConsoleRun();
        await using (var ledger = await SqliteLedger.OpenAsync(new() { Path = run.At("ioc-explorer.db"), Time = run.Time },
            TestContext.Current.CancellationToken))
        {
            var seeds = Enumerable.Range(0, 2 * Groups).Select(i => new Ioc(IocType.Domain, $"s{i}.example")).ToList();
            var hunt = await ledger.Hunts.BeginAsync(new("many", 1, new(), seeds), TestContext.Current.CancellationToken);
            await ledger.Hunts.RecordAsync(hunt, [.. seeds.Select((seed, at) => TreeOf(seed, at))], TestContext.Current.CancellationToken);
            await ledger.Hunts.EndAsync(hunt, TestContext.Current.CancellationToken);
        }

        (await run.RunAsync("report", "--format", "json")).ShouldBe(0, run.Error);

        using var report = JsonDocument.Parse(run.Output);
        report.RootElement.GetProperty("groups").GetArrayLength().ShouldBe(Groups);

        // Each two seeds share an address.
        static TreeToRecord TreeOf(Ioc seed, int at)
        {
            var shared = new Ioc(IocType.IpAddress, $"198.51.{at / 2 / 250}.{at / 2 % 250}");
            var record = new TreeRecord(
                at + 1,
                [new(seed, -1, null, -1, NodeExpansion.Expanded), new(shared, 0, "Own: resolves to", -1, NodeExpansion.DepthLimit)],
                []);
            return new(at + 1, TreeState.Complete, 2, 0, TreeRecordBytes.Pack(record)) { Keys = TreeKeys.Of(record) };
        }
    }

    [Fact]
    public async Task Report_AsCsv_HasALineForEachPivot()
    {
        var (_, output, _) = await hunts.AskAsync("report", "--format", "csv");

        output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(4);
        output.ShouldStartWith("rank,type,value,");
    }

    [Fact]
    public async Task Why_OfAnIoc_ShowsItsPathsAndSources()
    {
        var (exitCode, output, _) = await hunts.AskAsync("why", HuntsOfTwoRuns.Hash, "--hunt", "1");

        exitCode.ShouldBe(0);
        output.ShouldStartWith($"{HuntsOfTwoRuns.Hash} stands in 2 trees of the hunt.\n");
        output.ShouldContain("  seed 1: a.example.com\n    resolves to: 192.0.2.1\n      by file relations, asked 2026-01-05 12:0");
        output.ShouldNotContain("c.example.net");
    }

    [Fact]
    public async Task Why_WithTop_ShowsSoManyPathsAsJson()
    {
        var (_, output, _) = await hunts.AskAsync("why", "192[.]0[.]2[.]1", "--format", "json", "--top", "1");

        using var json = JsonDocument.Parse(output);
        json.RootElement.GetProperty("trees").GetInt32().ShouldBe(2);
        json.RootElement.GetProperty("paths").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task Why_OfAUrl_TakesItForTheUrlAndNotForItsHost()
    {
        var (exitCode, output, _) = await hunts.AskAsync("why", "hxxp://a[.]example.com/gate");

        exitCode.ShouldBe(0);
        output.ShouldBe("http://a.example.com/gate stands in no tree of the hunt.\n");
    }

    [Fact]
    public async Task Explain_OfAnIocThatATreeLacks_SaysWhy()
    {
        var (exitCode, output, _) = await hunts.AskAsync("explain", "c.example.net", "192.0.2.1", "--hunt", "1");

        exitCode.ShouldBe(0);
        output.ShouldStartWith("The tree of c.example.net does not have 192.0.2.1.\n  never named: none of the 2 answers of the tree names it\n");
    }

    [Fact]
    public async Task Explain_OfASeedThatIsNone_SaysSo()
    {
        var (exitCode, output, error) = await hunts.AskAsync("explain", "z.example.net", "192.0.2.1", "--hunt", "1");

        exitCode.ShouldBe(2);
        output.ShouldBeEmpty();
        error.ShouldBe("Hunt 1 has no tree of z.example.net: it is none of its seeds, or its tree was not written. `ioc-explorer hunts` lists other hunts.\n");
    }

    [Fact]
    public async Task Diff_OfTwoHunts_IsWhatChanged()
    {
        var (exitCode, output, _) = await hunts.AskAsync("diff", "1", "2");

        exitCode.ShouldBe(0);
        output.ShouldBeTheScreen("Findings/diff.txt");
        (await hunts.AskAsync("diff", "2", "2")).Output.ShouldBe("Nothing changed.\n");
        using var json = JsonDocument.Parse((await hunts.AskAsync("diff", "1", "2", "--format", "json")).Output);
        json.RootElement.GetArrayLength().ShouldBe(2);
    }

    /// <summary>They are as long as a file of relations may have them.</summary>
    [Theory]
    [InlineData("diff 1 2")]
    [InlineData("why URL")]
    [InlineData("report")]
    public async Task Answer_WithLongUrls_IsNotCut(string question)
    {
        var url = $"http://z.example.org/{new string('x', 2000)}";
        using var run = new ConsoleRun { Width = 10_000 };
        run.Write("seeds.csv", "domain,a.example.com\ndomain,b.example.com\n");
        run.Write("own.csv", "domain,a.example.com,x,domain,c.example.com\n");
        await run.RunAsync("explore", "-i", "seeds.csv", "--relations", "own.csv", "--offline");
        run.Write("own.csv", $"domain,a.example.com,x,url,{url}\ndomain,b.example.com,x,url,{url}\n");
        await run.RunAsync("explore", "-i", "seeds.csv", "--relations", "own.csv", "--offline", "--refresh");
        var said = run.Output.Length;

        (await run.RunAsync(question.Replace("URL", url, StringComparison.Ordinal).Split(' '))).ShouldBe(0, run.Error);

        run.Output[said..].ShouldContain(url);
    }

    [Fact]
    public async Task Export_OfEachFormat_IsTheSameInAFileAndOnStandardOutput()
    {
        foreach (var format in HuntExports.All.Select(export => export.Name))
        {
            var written = await hunts.AskAsync("export", "1", "--format", format, "-o", "out");
            var printed = await hunts.AskAsync("export", "1", "--format", format, "-o", "-");

            written.ExitCode.ShouldBe(0, format);
            written.Output.ShouldStartWith("Hunt 1 is written to out (" + format);
            printed.Output.ShouldBe((await File.ReadAllTextAsync(hunts.At("out"), TestContext.Current.CancellationToken)).ReplaceLineEndings("\n"), format);
        }
    }

    [Fact]
    public async Task Export_ToAPlaceThatCannotBeWritten_SaysSoAndReadsNothing()
    {
        var (exitCode, _, error) = await hunts.AskAsync("export", "--format", "stix", "-o", "no-folder/out.json");

        exitCode.ShouldBe(2);
        error.ShouldBe("The export no-folder/out.json cannot be written (its folder is not there). Check the path given with -o.\n");
    }

    [Fact]
    public async Task Explore_WithSinceAndExports_SaysWhatIsNewAndWritesTheFiles()
    {
        hunts.LastRun.ShouldContain("""
            New against hunt 1:
              b.example.com
                + ip_address 198.51.100.9
                + b.example.com --[resolves to]-> 198.51.100.9
              * 198.51.100.9 is newly shared: by 2 seeds, one before
            Hunt 2 is written to rel.csv (csv-relations,
            """);
        hunts.LastRun.ShouldEndWith("This is hunt 2: `ioc-explorer report 2` shows what joins the seeds; `why`, `explain`, `diff` and `export` tell more.\n");
        (await File.ReadAllTextAsync(hunts.At("rel.csv"), TestContext.Current.CancellationToken))
            .ShouldContain("b.example.com,resolves to,ip_address,198.51.100.9");
    }

    [Theory]
    [InlineData("There is no hunt 9. `ioc-explorer hunts` lists those there are.", "report", "9")]
    [InlineData("There is no hunt 9. `ioc-explorer hunts` lists those there are.", "why", "192.0.2.1", "--hunt", "9")]
    [InlineData("There is no hunt 9. `ioc-explorer hunts` lists those there are.", "explain", "a.example.com", "192.0.2.1", "--hunt", "9")]
    [InlineData("There is no hunt 9. `ioc-explorer hunts` lists those there are.", "diff", "9", "1")]
    [InlineData("There is no hunt 9. `ioc-explorer hunts` lists those there are.", "diff", "1", "9")]
    [InlineData("There is no hunt 9. `ioc-explorer hunts --database ioc-explorer.db` lists those there are.", "export", "9", "--format", "stix", "-o", "-",
        "--database", "ioc-explorer.db")]
    [InlineData("`x` is no hunt: give its number. `ioc-explorer hunts` lists them.", "report", "x")]
    [InlineData("`x` is no hunt: give its number. `ioc-explorer hunts` lists them.", "diff", "x", "1")]
    [InlineData("command line: --top must be a number from 1 to 1000.", "report", "--top", "0")]
    [InlineData("command line: --top must be a number from 1 to 100.", "why", "192.0.2.1", "--top", "101")]
    [InlineData("command line: `nonsense` is no e-mail address, MD5, SHA-1 or SHA-256 hash, IP address, domain or URL.", "why", "nonsense")]
    [InlineData("command line: --database names a ledger file, and --server a service: give one of them.", "report", "--database", "a.db", "--server",
        "http://127.0.0.1:1")]
    public async Task Command_OfSomethingThatIsNotThere_SaysWhatToDo(string line, params string[] arguments)
    {
        var (exitCode, output, error) = await hunts.AskAsync(arguments);

        exitCode.ShouldBe(2);
        output.ShouldBeEmpty();
        error.ShouldBe(line + "\n");
    }

    [Fact]
    public async Task Command_WithoutALedgerFile_SaysSoAndMakesNone()
    {
        using var run = new ConsoleRun();

        var exitCode = await run.RunAsync("report", "--database", "none.db");

        exitCode.ShouldBe(2);
        run.Error.ShouldBe(
            $"There is no ledger {run.At("none.db")}: `ioc-explorer explore` makes one. Name another with --database FILE, or a service with --server URL.\n");
        Directory.GetFiles(run.Folder).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("ioc-explorer.db", "the ledger")]
    [InlineData("ioc-explorer.db-wal", "a file of the ledger")]
    public async Task Export_InThePlaceOfTheLedger_IsRefused(string file, string what)
    {
        var (exitCode, _, error) = await hunts.AskAsync("export", "--format", "stix", "-o", file);

        exitCode.ShouldBe(2);
        error.ShouldBe($"The export {file} cannot be written (it is {what}). Check the path given with -o.\n");
        (await hunts.AskAsync("hunts")).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task Command_OfAFolderInPlaceOfALedger_SaysSo()
    {
        using var run = new ConsoleRun();

        var exitCode = await run.RunAsync("hunts", "--database", ".");

        exitCode.ShouldBe(2);
        run.Error.ShouldBe($"The ledger {run.Folder} is a folder. Name another with --database FILE, or a service with --server URL.\n");
    }

    [Fact]
    public async Task Command_OfALedgerWithoutAHunt_SaysSo()
    {
        using var run = new ConsoleRun();
        await (await SqliteLedger.OpenAsync(new() { Path = run.At("ioc-explorer.db"), Time = run.Time }, TestContext.Current.CancellationToken)).DisposeAsync();

        (await run.RunAsync("report")).ShouldBe(2);
        (await run.RunAsync("hunts")).ShouldBe(0);

        run.Error.ShouldBe("There is no hunt yet. `ioc-explorer explore -i FILE` begins one.\n");
        run.Output.ShouldBe("There is no hunt. `ioc-explorer explore -i FILE` begins one.\n");
    }

    [Fact]
    public async Task Command_OfALedgerInUse_ReadsACopyOfIt()
    {
        using var run = new ConsoleRun();
        run.Write("seeds.csv", "domain,a.example.com\n");
        run.Write("own.csv", "domain,a.example.com,resolves to,ip_address,192.0.2.1\n");
        await run.RunAsync("explore", "-i", "seeds.csv", "--relations", "own.csv", "--offline");
        await using var ledger = await SqliteLedger.OpenAsync(new() { Path = run.At("ioc-explorer.db"), Time = run.Time },
            TestContext.Current.CancellationToken);
        await ledger.Hunts.BeginAsync(new("interrupted", 3, new(), []), TestContext.Current.CancellationToken);
        await ledger.Hunts.BeginAsync(new("running", 3, new(), [new(IocType.Domain, "b.example.com")]), TestContext.Current.CancellationToken);
        var said = run.Output.Length;

        (await run.RunAsync("hunts")).ShouldBe(0);
        (await run.RunAsync("why", "192.0.2.1", "--hunt", "1")).ShouldBe(0);
        (await run.RunAsync("report", "3")).ShouldBe(0);

        var output = run.Output[said..];
        output.Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Skip(1)
            .Select(row => row.Split('|', StringSplitOptions.TrimEntries)[1..4])
            .ShouldBe([["3", "running", "running"], ["2", "interrupted", "interrupted"], ["1", "seeds", "finished"]]);
        output.ShouldContain("192.0.2.1");
        const string Copied = "A run has the ledger in use: this is from a copy of TIME UTC.\n";
        Times().Replace(run.Error, "TIME").ShouldBe($"{Copied}Hunt 3 is not whole: 0 of 1 seeds have a tree. It is running.\n{Copied}");
    }

    [Fact]
    public async Task Command_OfALedgerWithHostileValues_ShowsThemHarmless()
    {
        using var run = new ConsoleRun();
        run.Write("seeds.csv", "domain,a.example.com\n");
        run.Write("own.csv", "domain,a.example.com,evil \u001b[2J\u202e,ip_address,192.0.2.1\n");
        await run.RunAsync("explore", "-i", "seeds.csv", "--relations", "own.csv", "--offline");
        var said = run.Output.Length;

        (await run.RunAsync("why", "192.0.2.1")).ShouldBe(0);
        (await run.RunAsync("diff", "1", "1")).ShouldBe(0);

        run.Output[said..].ShouldNotContain('\u001b');
        run.Output[said..].ShouldNotContain('\u202e');
    }

    [Fact]
    public async Task Report_OfALedgerWithOtherHunts_SaysHowCommonAPivotIsThere()
    {
        using var run = new ConsoleRun();
        run.Write("own.csv", string.Concat("abde".Select(name => $"domain,{name}.example.com,resolves to,ip_address,192.0.2.1\n")));
        run.Write("before.csv", "domain,a.example.com\ndomain,b.example.com\ndomain,c.example.net\n");
        run.Write("seeds.csv", "domain,d.example.com\ndomain,e.example.com\n");
        (await run.RunAsync("explore", "-i", "before.csv", "--relations", "own.csv", "--offline", "--depth", "1")).ShouldBe(0, run.Error);
        (await run.RunAsync("explore", "-i", "seeds.csv", "--relations", "own.csv", "--offline", "--depth", "1")).ShouldBe(0, run.Error);
        var said = run.Output.Length;

        await run.RunAsync("report");
        await run.RunAsync("report", "--format", "json");

        run.Output[said..].ShouldContain("192.0.2.1  2 seeds, from distance 1, 2 neighbours; 2 of 3 seeds of other hunts\n");
        run.Output[said..].ShouldContain("\"otherSeeds\": 3");
    }

    [Fact]
    public async Task Export_OfSeedsWithSharingLevels_MarksEachIocWithTheStrictestOfItsSeeds()
    {
        using var run = new ConsoleRun();
        run.Write("own.csv",
            "domain,a.example.com,resolves to,ip_address,192.0.2.1\ndomain,b.example.com,resolves to,ip_address,192.0.2.1\ndomain,b.example.com,resolves "
            + "to,ip_address,192.0.2.2\n");
        run.Write("seeds.csv", "domain,a.example.com,tlp:red\ndomain,b.example.com,tlp:green\n");
        (await run.RunAsync("explore", "-i", "seeds.csv", "--relations", "own.csv", "--offline", "--depth", "1")).ShouldBe(0, run.Error);
        var said = run.Output.Length;

        await run.RunAsync("export", "--format", "csv-nodes", "-o", "-");

        run.Output[said..].Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(',')).Select(cells => $"{cells[1]} {cells[6]}")
            .ShouldBe(["value sharing", "192.0.2.1 red", "192.0.2.2 green", "a.example.com red", "b.example.com green"]);
    }

    [Theory]
    [InlineData(null, "45.33.32.156")]
    [InlineData("false", "45.33.32.156", "8.8.8.8")]
    public async Task Blocklist_LeavesOutWhatTheProgramsOwnListsKnow_ThoughTheTreesShowNoTags(string? builtIn, params string[] expected)
    {
        using var run = new ConsoleRun();
        run.Write("own.csv", "domain,a.example.com,resolves to,ip_address,8.8.8.8\ndomain,a.example.com,resolves to,ip_address,45.33.32.156\n");
        run.Write("seeds.csv", "domain,a.example.com\n");
        if (builtIn is not null)
        {
            run.Environment["IOCEXPLORER_tags__builtIn"] = builtIn;
        }

        (await run.RunAsync("explore", "-i", "seeds.csv", "--relations", "own.csv", "--offline", "--depth", "1", "--export", "blocklist-ip=at-the-end.txt"))
            .ShouldBe(0, run.Error);
        (await run.RunAsync("export", "--format", "blocklist-ip", "-o", "later.txt")).ShouldBe(0, run.Error);

        Values("at-the-end.txt").ShouldBe(expected);
        run.Read("later.txt").ShouldBe(run.Read("at-the-end.txt"));
        run.Results.Select(file => run.Read(Path.Combine("results", file))).ShouldAllBe(tree => !tree.Contains("tags", StringComparison.Ordinal));

        IEnumerable<string> Values(string file) => run.Read(file).Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => !line.StartsWith('#'));
    }

    // Of each row of the table without borders, one space for many, up to the date.
    private static IEnumerable<string> Rows(string table) => table.Split('\n')
        .Where(line => line.Contains("2026-", StringComparison.Ordinal))
        .Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Trim('|', ' '))
        .Select(line => line[..(line.IndexOf("2026-01-05", StringComparison.Ordinal) + 10)]);

    [GeneratedRegex(@"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d")]
    private static partial Regex Times();
}
