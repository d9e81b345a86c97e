using IocExplorer.Persistence.Sqlite;
using static IocExplorer.Seed.Tests.Runs.ExploreRuns;

namespace IocExplorer.Seed.Tests.Runs;

/// <summary>Runs that do not begin: bad requests, a ledger that cannot be used, results that cannot be written.</summary>
public sealed class ExploreRefusalTests
{
    [Fact]
    public async Task Explore_WhenTheLedgerIsInUse_SaysSoAndRunsNothing()
    {
        using var upstream = new FakeUpstream(VirusTotal);
        using var run = CreateRun(upstream);
        await using var other = await SqliteLedger.OpenAsync(new() { Path = run.At("ioc-explorer.db"), Time = TimeProvider.System },
            TestContext.Current.CancellationToken);

        var exitCode = await run.RunAsync("explore", "-i", "seeds.csv");

        exitCode.ShouldBe(ExitCodes.NothingRun);
        run.Error.ShouldContain("ioc-explorer.db");
        upstream.Asked.ShouldBeEmpty();
    }

    [Fact]
    public async Task Explore_WhenTheLedgerIsNoLedger_SaysSoAndLeavesItAlone()
    {
        using var upstream = new FakeUpstream(VirusTotal);
        using var run = CreateRun(upstream);
        run.Write("my.db", "this is a letter to my aunt, not a database, and it is long enough to be looked at");

        var exitCode = await run.RunAsync("explore", "-i", "seeds.csv", "--database", "my.db");

        exitCode.ShouldBe(ExitCodes.NothingRun);
        run.Error.ShouldContain("my.db");
        run.Read("my.db").ShouldStartWith("this is a letter");
        upstream.Asked.ShouldBeEmpty();
    }

    [Fact]
    public async Task Explore_WhenTheLedgerIsAFolder_SaysSo()
    {
        using var upstream = new FakeUpstream(VirusTotal);
        using var run = CreateRun(upstream);

        var exitCode = await run.RunAsync("explore", "-i", "seeds.csv", "--database", ".");

        exitCode.ShouldBe(ExitCodes.NothingRun);
        run.Error.ShouldBe($"The ledger {run.Folder} is a folder. Name a file.\n");
        upstream.Asked.ShouldBeEmpty();
    }

    [Fact]
    public async Task Explore_WhenTheResultsCannotBeWritten_SaysSoBeforeAnythingIsAsked()
    {
        using var upstream = new FakeUpstream(VirusTotal);
        using var run = CreateRun(upstream);
        run.Write("results", "a file where the folder should be");

        var exitCode = await run.RunAsync("explore", "-i", "seeds.csv");

        exitCode.ShouldBe(ExitCodes.NothingRun);
        run.Error.ShouldContain("results");
        upstream.Asked.ShouldBeEmpty();
    }

    [Fact]
    public async Task Explore_ToALinkThatGoesInACircle_WritesAFileInItsPlace()
    {
        using var upstream = new FakeUpstream(VirusTotal);
        using var run = CreateRun(upstream);
        File.CreateSymbolicLink(run.At("circle.json"), "circle.json");

        var exitCode = await run.RunAsync("explore", "-i", "seeds.csv", "--summary", "circle.json");

        exitCode.ShouldBe(ExitCodes.Complete);
        run.Read("circle.json").ShouldStartWith("{");
    }

    [Fact]
    public async Task Explore_OfRelationsInTheWorkingFolder_TwiceWithFilesThatAreNoRelations_WritesThemAndReadsNoneOfThem()
    {
        using var upstream = new FakeUpstream(VirusTotal);
        using var run = CreateRun(upstream);
        run.Write("own.csv", "domain,a.example.com,resolves to,ip_address,192.0.2.1\n");
        run.Write("my.json", """{ "general": { "depth": 2 } }""");
        Directory.CreateDirectory(run.At("of-a-service"));
        run.Write("of-a-service/example.com_depth_3_202601010000.json", "{}");
        run.Write("of-a-service/summary.json", "{}");
        string[] arguments =
            ["explore", "-i", "seeds.csv", "--config", "my.json", "--relations", ".", "--offline", "--export", "html=hunt.html", "--summary", "run.txt"];

        await run.RunAsync(arguments);
        var exitCode = await run.RunAsync(arguments);

        run.Error.ShouldBeEmpty();
        exitCode.ShouldBe(ExitCodes.Complete);
        run.Output.ShouldContain("Asking 1 relation of your own.");
        run.Output.ShouldNotContain("counted and not used");
        File.Exists(run.At("hunt.html")).ShouldBeTrue();
    }

    [Theory]
    [InlineData("The seed file nowhere.csv cannot be read (it is not there). Name one with -i FILE.", "-i", "nowhere.csv")]
    [InlineData("The seed file ioc.csv cannot be read (it is not there). Name one with -i FILE.")]
    [InlineData("The seed file . cannot be read (it is a folder). Name one with -i FILE.", "-i", ".")]
    [InlineData("The configuration FOLDER cannot be read (it is a folder). Check the path given with --config.", "-i", "seeds.csv", "--config", ".")]
    [InlineData("The summary FOLDER/seeds.csv cannot be written (it is the seed file). Check the path given with --summary.", "-i", "seeds.csv", "--summary",
        "seeds.csv")]
    [InlineData("The summary FOLDER/ioc-explorer.db cannot be written (it is the ledger). Check the path given with --summary.", "-i", "seeds.csv", "--summary",
        "ioc-explorer.db")]
    [InlineData("The export my.db.quotas cannot be written (it is a file of the ledger). Check the path given with --export.", "-i", "seeds.csv", "--database",
        "my.db", "--export", "stix=my.db.quotas")]
    [InlineData("The export ./own.csv cannot be written (it is a file given with --relations). Check the path given with --export.", "-i", "seeds.csv",
        "--relations", "own.csv", "--export", "csv-relations=./own.csv")]
    [InlineData("The export intel/new.json cannot be written (it would be read from a folder given with --relations). "
        + "Check the path given with --export.", "-i",
        "seeds.csv", "--relations", "intel", "--export", "stix=intel/new.json")]
    [InlineData("The summary FOLDER/intel/own.csv cannot be written (it would be read from a folder given with --relations). "
        + "Check the path given with --summary.", "-i",
        "seeds.csv", "--relations", "linked/", "--summary", "intel/own.csv")]
    [InlineData("The summary FOLDER/elsewhere.csv cannot be written (it is read from a folder given with --relations). "
        + "Check the path given with --summary.", "-i",
        "seeds.csv", "--relations", "intel", "--summary", "elsewhere.csv")]
    [InlineData("The export intel/link.csv cannot be written (it is read from a folder given with --relations). "
        + "Check the path given with --export.", "-i",
        "seeds.csv", "--relations", "intel", "--export", "csv-relations=intel/link.csv")]
    [InlineData("The export linked/deep/own.json cannot be written (it would be read from a folder given with --relations). "
        + "Check the path given with --export.", "-i",
        "seeds.csv", "--relations", "intel", "--export", "misp=linked/deep/own.json")]
    [InlineData("The export own.csv cannot be written (it is a file given with tags.lists). Check the path given with --export.", "-i", "seeds.csv",
        "--config", "lists.conf", "--export", "csv-nodes=own.csv")]
    [InlineData("The export defs/new.json cannot be written (it would be read from a folder given with general.sourcesFolder). Check the path given with"
        + " --export.", "-i", "seeds.csv", "--config", "defs.conf", "--export", "stix=defs/new.json")]
    [InlineData("Results cannot be written to ./defs (they would be read from a folder given with general.sourcesFolder). Choose another folder with -o.",
        "-i", "seeds.csv", "--config", "defs.conf", "-o", "./defs")]
    [InlineData("Results cannot be written to intel (they would be read from a folder given with tags.lists). Choose another folder with -o.", "-i",
        "seeds.csv", "--config", "defs.conf", "-o", "intel")]
    [InlineData("The summary FOLDER/key.txt cannot be written (it is a file given with sources.OTX.apiKeysFile). Check the path given with --summary.",
        "-i", "seeds.csv", "--config", "defs.conf", "--summary", "key.txt")]
    [InlineData("The summary FOLDER/my.conf cannot be written (it is a file given with include). Check the path given with --summary.", "-i", "seeds.csv",
        "--config", "defs.conf", "--summary", "my.conf")]
    [InlineData("The summary FOLDER/real.db cannot be written (it is the ledger). Check the path given with --summary.", "-i", "seeds.csv", "--database",
        "link.db", "--summary", "real.db")]
    [InlineData("The export link.db cannot be written (it is the ledger). Check the path given with --export.", "-i", "seeds.csv", "--database",
        "real.db", "--export", "stix=link.db")]
    [InlineData("The export linked/own.csv cannot be written (it is the seed file). Check the path given with --export.", "-i", "intel/own.csv", "--export",
        "stix=linked/own.csv")]
    [InlineData("The export link.db.lock cannot be written (it is a file of the ledger). Check the path given with --export.", "-i", "seeds.csv",
        "--database", "link.db", "--export", "stix=link.db.lock")]
    [InlineData("The export real.db-wal cannot be written (it is a file of the ledger). Check the path given with --export.", "-i", "seeds.csv",
        "--database", "link.db", "--export", "stix=real.db-wal")]
    [InlineData("The export my.conf cannot be written (it is the configuration). Check the path given with --export.", "-i", "seeds.csv", "--config",
        "my.conf", "--export", "stix=my.conf")]
    [InlineData("The export s.json cannot be written (it is the summary). Check the path given with --export.", "-i", "seeds.csv", "--summary", "s.json",
        "--export", "stix=s.json")]
    [InlineData("There is no seed in empty.csv: nothing to run.", "-i", "empty.csv")]
    [InlineData("command line: --depth must be a whole number from 1 to 16, not `0`.", "-i", "seeds.csv", "--depth", "0")]
    [InlineData("command line: --depth must be a whole number from 1 to 16, not `three`.", "-i", "seeds.csv", "--depth", "three")]
    [InlineData("command line: --max-age must be a duration with its unit", "-i", "seeds.csv", "--max-age", "24")]
    [InlineData("command line: --database is a connection string.", "-i", "seeds.csv", "--database", "Host=db;Database=ioc")]
    [InlineData("The configuration FOLDER/nowhere.conf cannot be read (it is not there). Check the path given with --config.", "-i", "seeds.csv", "--config",
        "nowhere.conf")]
    [InlineData("bad.conf line 1: general.dept is no setting. Did you mean general.depth?", "-i", "seeds.csv", "--config", "bad.conf")]
    [InlineData("The summary FOLDER/nowhere/s.json cannot be written (its folder is not there). Check the path given with --summary.", "-i",
        "seeds.csv", "--summary", "nowhere/s.json")]
    [InlineData("FOLDER/nowhere.csv: cannot be read", "-i", "seeds.csv", "--relations", "nowhere.csv")]
    [InlineData("Unrecognized command or argument '--dpeth'.", "-i", "seeds.csv", "--dpeth", "3")]
    [InlineData("Required argument missing for option: '--depth'.", "-i", "seeds.csv", "--depth")]
    [InlineData(
        "Unrecognized command or argument 'seeds.csv'.\nSeeds come from a file, -i FILE, or from standard input: echo IOC | ioc-explorer explore -i -\n",
        "seeds.csv")]
    [InlineData(
        "Unrecognized command or argument '--dpeth'.\nUnrecognized command or argument '3'.\nDid you mean --depth?\nSee ioc-explorer explore --help.\n",
        "--dpeth", "3")]
    public async Task Explore_OfABadRequest_SaysWhatIsWrongAndRunsNothing(string problem, params string[] arguments)
    {
        using var upstream = new FakeUpstream(VirusTotal);
        using var run = CreateRun(upstream);
        run.Write("empty.csv", "type,value\n# nothing\n");
        run.Write("own.csv", "domain,a.example.com,resolves to,ip_address,192.0.2.1\n");
        run.Write("my.conf", "general.depth = 2");
        Directory.CreateDirectory(run.At("intel/deep"));
        run.Write("intel/own.csv", "domain,a.example.com,resolves to,ip_address,192.0.2.1\n");
        run.Write("elsewhere.csv", "domain,b.example.com,resolves to,ip_address,192.0.2.2\n");
        File.CreateSymbolicLink(run.At("intel/link.csv"), "../elsewhere.csv");
        Directory.CreateSymbolicLink(run.At("linked"), run.At("intel"));
        File.CreateSymbolicLink(run.At("link.db"), "real.db");
        run.Write("lists.conf", """tags.lists = ["own.csv"]""");
        Directory.CreateDirectory(run.At("defs"));
        run.Write("key.txt", "k3y");
        run.Write("defs.conf", """
            include "my.conf"
            general.sourcesFolder = defs, tags.lists = [intel], sources.OTX.apiKeysFile = key.txt
            """);
        run.Write("bad.conf", """{ "general": { "dept": 3 } }""");

        var exitCode = await run.RunAsync(["explore", .. arguments]);

        exitCode.ShouldBe(ExitCodes.NothingRun);
        run.Error.ShouldStartWith(problem.Replace("FOLDER", run.Folder, StringComparison.Ordinal));
        run.Output.ShouldBeEmpty();
        upstream.Asked.ShouldBeEmpty();
        run.Results.ShouldBeEmpty();
    }
}
