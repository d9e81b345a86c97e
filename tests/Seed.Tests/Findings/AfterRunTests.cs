using IocExplorer.Seed.Tests.Runs;

namespace IocExplorer.Seed.Tests.Findings;

/// <summary>What <c>explore</c> says and writes of its hunt when the trees are there, and what it refuses before it begins.</summary>
public sealed class AfterRunTests
{
    private static readonly string[] Explore = ["explore", "-i", "seeds.csv", "--relations", "own.csv", "--offline"];

    [Fact]
    public async Task Explore_WithoutAnythingWanted_NamesTheHuntAndWhatShowsIt()
    {
        using var run = CreateRun();

        var exitCode = await run.RunAsync([.. Explore, "--database", "my case.db"]);

        exitCode.ShouldBe(0);
        run.Output.ShouldEndWith(
            "This is hunt 1: `ioc-explorer report 1 --database 'my case.db'` shows what joins the seeds; `why`, `explain`, `diff` and `export` tell more.\n");
    }

    [Fact]
    public async Task Explore_WithQuiet_WritesExportsAndSaysNothing()
    {
        using var run = CreateRun();

        var exitCode = await run.RunAsync([.. Explore, "--quiet", "--export", "NDJSON=a.ndjson"]);

        exitCode.ShouldBe(0);
        run.Output.ShouldBeEmpty();
        run.Read("a.ndjson").ShouldContain("192.0.2.1");
    }

    [Fact]
    public async Task Explore_PlainWithExports_WritesTheSameTreesAsWithout()
    {
        using var run = CreateRun();

        await run.RunAsync([.. Explore, "--plain", "-o", "without"]);
        await run.RunAsync([.. Explore, "--plain", "-o", "with", "--export", "html=page.html", "--since", "1", "--name", "again"]);

        run.Error.ShouldBeEmpty();
        Trees("with").ShouldBe(Trees("without"));

        IEnumerable<string> Trees(string folder) => Directory.GetFiles(run.At(folder)).Order(StringComparer.Ordinal).Select(File.ReadAllText);
    }

    [Fact]
    public async Task Explore_SinceAHuntThatChangedNothing_SaysSo()
    {
        using var run = CreateRun();
        await run.RunAsync(Explore);

        var exitCode = await run.RunAsync([.. Explore, "--since", "1"]);

        exitCode.ShouldBe(0);
        run.Output.ShouldContain("New against hunt 1:\n  Nothing changed.\nThis is hunt 2:");
    }

    [Fact]
    public async Task Explore_SinceManyChanges_ShowsTheFirstAndNamesTheCommandForAll()
    {
        using var run = CreateRun();
        await run.RunAsync(Explore);
        run.Write("own.csv", string.Concat(Enumerable.Range(1, 50).Select(n => $"domain,a.example.com,resolves to,ip_address,192.0.2.{n}\n")));

        await run.RunAsync([.. Explore, "--refresh", "--since", "1"]);

        run.Output.ShouldContain("\n  and 59 more lines: `ioc-explorer diff 1 2` shows all.\n");
    }

    [Fact]
    public async Task Explore_SinceAHuntThatIsNone_RunsNothing()
    {
        using var run = CreateRun();

        var exitCode = await run.RunAsync([.. Explore, "--since", "4"]);

        exitCode.ShouldBe(2);
        run.Error.ShouldBe("There is no hunt 4. `ioc-explorer hunts` lists those there are.\n");
        run.Results.ShouldBeEmpty();
        await run.RunAsync("hunts");
        run.Output.ShouldContain("There is no hunt.");
    }

    [Theory]
    [InlineData("command line: --since `x` is no hunt: give its number. `ioc-explorer hunts` lists them.", "--since", "x")]
    [InlineData("command line: --export `hunt.json` is not FORMAT=FILE, such as stix=hunt.json.", "--export", "hunt.json")]
    [InlineData("command line: --export `stix=` is not FORMAT=FILE, such as stix=hunt.json.", "--export", "stix=")]
    [InlineData("command line: --export names a.json twice. Give each format a file of its own.", "--export", "stix=a.json", "--export", "misp=a.json")]
    [InlineData("The export none/a.json cannot be written (its folder is not there). Check the path given with --export.", "--export", "stix=none/a.json")]
    [InlineData("command line: --name must have 1 to 200 characters, none of them a control character.", "--name", " ")]
    public async Task Explore_WithSomethingWrong_SaysWhatAndRunsNothing(string line, params string[] arguments)
    {
        using var run = CreateRun();

        var exitCode = await run.RunAsync([.. Explore, .. arguments]);

        exitCode.ShouldBe(2);
        run.Error.ShouldBe(line + "\n");
        run.Results.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Hunts 1 and 2 have other depths (3 and 1). What came or went may be due to that alone.", "--depth", "1")]
    [InlineData("Hunts 1 and 2 were begun with other options (such as --park or --seen-since). What came or went may be due to that alone.", "--park-hubs",
        "50")]
    [InlineData("This is hunt 2", "--name", "again")]
    [InlineData("This is hunt 2", "--seen")]
    public async Task Explore_SinceAHunt_SaysWhatElseMakesADifference(string line, params string[] arguments)
    {
        using var run = CreateRun();
        await run.RunAsync(Explore);

        await run.RunAsync([.. Explore, .. arguments, "--since", "1"]);

        run.Output.ShouldContain("  Nothing changed.\n" + line);
    }

    [Fact]
    public async Task Explore_WithAFormatThatIsNone_NamesThoseThereAre()
    {
        using var run = CreateRun();

        (await run.RunAsync([.. Explore, "--export", "pdf=a.pdf"])).ShouldBe(2);

        run.Error.ShouldStartWith("command line: --export `pdf=a.pdf` names no format. There are stix, misp, ");
    }

    private static ConsoleRun CreateRun()
    {
        var run = new ConsoleRun();
        run.Write("seeds.csv", "domain,a.example.com\n");
        run.Write("own.csv", "domain,a.example.com,resolves to,ip_address,192.0.2.1\n");
        return run;
    }
}
