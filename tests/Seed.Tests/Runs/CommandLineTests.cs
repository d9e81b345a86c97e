namespace IocExplorer.Seed.Tests.Runs;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData("-v")]
    [InlineData("--version")]
    [InlineData("explore", "-v")]
    [InlineData("explore", "--version")]
    public async Task Version_WhereverItStands_IsShown(params string[] arguments)
    {
        using var run = new ConsoleRun();

        var exitCode = await run.RunAsync(arguments);

        exitCode.ShouldBe(0);
        run.Output.ShouldBe("ioc-explorer 2.0.0\n");
    }

    [Theory]
    [InlineData("Screens/help.txt", "--help")]
    [InlineData("Screens/help-explore.txt", "explore", "--help")]
    [InlineData("Screens/help-explore.txt", "explore", "--nonsense", "-h")]
    [InlineData("Screens/help-sources.txt", "sources", "--help")]
    [InlineData("Screens/help-report.txt", "report", "--help")]
    [InlineData("Screens/help-export.txt", "export", "--help")]
    [InlineData("Screens/help-submit.txt", "submit", "--help")]
    [InlineData("Screens/help-watch.txt", "watch", "--help")]
    [InlineData("Screens/help-token-add.txt", "token", "add", "--help")]
    public async Task Help_ShowsTheCheckedInScreen(string screen, params string[] arguments)
    {
        using var run = new ConsoleRun();

        var exitCode = await run.RunAsync(arguments);

        exitCode.ShouldBe(0);
        run.Output.ShouldBeTheScreen(screen);
    }

    [Fact]
    public async Task Run_WithoutACommand_ShowsHelpAndSaysThatNothingWasRun()
    {
        using var run = new ConsoleRun();

        var exitCode = await run.RunAsync();

        exitCode.ShouldBe(2);
        run.Output.ShouldContain("explore");
    }

    [Fact]
    public async Task Run_WithAFormatThatIsNone_NamesThoseThereAreInOneLine()
    {
        using var run = new ConsoleRun();

        var exitCode = await run.RunAsync("report", "--format", "xml");

        exitCode.ShouldBe(2);
        run.Error.ShouldBe("Argument 'xml' not recognized. Must be one of: 'text' 'json' 'csv'\nSee ioc-explorer report --help.\n");
    }

    [Fact]
    public async Task Run_OfACommandThatIsNone_GuessesWhatWasMeant()
    {
        using var run = new ConsoleRun();

        var exitCode = await run.RunAsync("exlpore", "-i", "ioc.csv");

        exitCode.ShouldBe(2);
        run.Error.ShouldContain("Unrecognized command or argument 'exlpore'.");
        run.Error.ShouldContain("Did you mean explore?");
    }

    [Theory]
    [InlineData("hunts", "--tokn", "tok-secret")]
    [InlineData("hunts", "--tokn=tok-secret")]
    [InlineData("watch", "7", "--Token=tok-secret")]
    [InlineData("nodes", "--tokens", "tok-secret")]
    public async Task Run_WithASlipInTheNameOfTheToken_DoesNotShowTheToken(params string[] arguments)
    {
        using var run = new ConsoleRun();

        var exitCode = await run.RunAsync(arguments);

        exitCode.ShouldBe(2);
        (run.Output + run.Error).ShouldNotContain("tok-secret");
        run.Error.ShouldContain("Did you mean --token?");
    }

    [Theory]
    [InlineData("watch", "See ioc-explorer watch --help.")]
    [InlineData("token add", "See ioc-explorer token add --help.")]
    public async Task Run_OfAVerbWithoutWhatItNeeds_SaysWhereToLook(string verb, string line)
    {
        using var run = new ConsoleRun();

        var exitCode = await run.RunAsync(verb.Split(' '));

        exitCode.ShouldBe(2);
        run.Error.ShouldEndWith(line + "\n");
    }

    [Fact]
    public async Task Sources_WithFilesForTheWorkers_SayWhatEachHolds()
    {
        using var run = new ConsoleRun();
        var folder = Directory.CreateTempSubdirectory("own-");
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "a.csv"), "domain,a.example.org,calls,ip_address,198.51.100.1\n",
                TestContext.Current.CancellationToken);
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "b.json"), "{\"type\":\"bundle\",", TestContext.Current.CancellationToken);
            run.Environment["IOCEXPLORER_relations__files__0"] = folder.FullName;

            var exitCode = await run.RunAsync("sources");

            exitCode.ShouldBe(0);
            run.Output.Split('\n').Single(line => line.Contains("a.csv", StringComparison.Ordinal))
                .ShouldMatch(@"\| +1 +\| \d{4}-\d\d-\d\d \d\d:\d\d +\| held +\|");
            run.Output.Split('\n').Single(line => line.Contains("b.json", StringComparison.Ordinal)).ShouldContain("is broken JSON from line 1 on");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Sources_WithTheVariablesOfTheClient_PassesOverThem()
    {
        using var run = new ConsoleRun();
        run.Environment["IOCEXPLORER_SERVER"] = "http://127.0.0.1:1";
        run.Environment["IOCEXPLORER_TOKEN"] = "tok-secret";
        run.Environment["IOCEXPLORER_TOKEN_FILE"] = "not-there";

        var exitCode = await run.RunAsync("sources");

        exitCode.ShouldBe(0);
        run.Error.ShouldBeEmpty();
    }

    [Fact]
    public async Task Sources_WithoutAnyConfiguration_ShowsWhatIsOffAndWhy()
    {
        using var run = new ConsoleRun { Width = 120 };

        var exitCode = await run.RunAsync("sources");

        exitCode.ShouldBe(0);
        SourcesText(run.Output, "QiAnXin", "VirusTotal").ShouldBeTheScreen("Screens/sources.txt");
    }

    [Fact]
    public async Task Sources_WithKeys_ShowsThatTheyAreSetAndNotWhatTheyAre()
    {
        using var run = new ConsoleRun { Width = 120 };
        run.Write("my.conf", """
            { "sources": {
                "VirusTotal": { "apiKeys": ["first-secret", "second-secret"] },
                "QiAnXin": { "enabled": false, "apiKeys": ["third-secret"], "quota": { "perDay": 7000 } } } }
            """);

        var exitCode = await run.RunAsync("sources", "--config", "my.conf");

        exitCode.ShouldBe(0);
        run.Output.ShouldNotContain("secret");
        SourcesText(run.Output, "QiAnXin", "VirusTotal").ShouldBeTheScreen("Screens/sources-keys.txt");
    }

    [Fact]
    public async Task Sources_WithABadConfiguration_SaysAllThatIsWrong()
    {
        using var run = new ConsoleRun();
        run.Environment["IOCEXPLORER_sources__VirusTotl__limit"] = "3";
        run.Environment["IOCEXPLORER_general__depth"] = "many";

        var exitCode = await run.RunAsync("sources");

        exitCode.ShouldBe(2);
        run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(2);
        run.Error.ShouldContain("sources.VirusTotl is no source. Did you mean VirusTotal?");
        run.Error.ShouldContain("general.depth must be a whole number");
    }

    [Fact]
    public async Task Sources_WithABrokenDefinition_NamesFileAndPlace()
    {
        using var run = new ConsoleRun { Width = 120 };
        Directory.CreateDirectory(run.At("mine"));
        run.Write("mine/broken.json", """{ "name": "Mine", "versoin": 1 }""");
        run.Environment["IOCEXPLORER_general__sourcesFolder"] = "mine";

        var exitCode = await run.RunAsync("sources");

        exitCode.ShouldBe(2);
        run.Error.ShouldContain("broken.json");
        run.Error.ShouldContain("versoin");
    }

    // Of the tables only the rows of some sources, with one space for many: another source must not change how these are shown.
    private static string SourcesText(string screen, params string[] sources) => string.Join('\n', screen.Split('\n')
        .Where(l => !l.StartsWith('+') && (
            !l.StartsWith('|') || sources.Any(s => l.StartsWith($"| {s} ", StringComparison.Ordinal)) || l.StartsWith("| source", StringComparison.Ordinal)))
        .Select(l => l.StartsWith('|') ? string.Join(' ', l.Split(' ', StringSplitOptions.RemoveEmptyEntries)) : l));
}
