using System.Net;
using System.Text;
using System.Text.Json;
using IocExplorer.Persistence.Sqlite;

namespace IocExplorer.Seed.Tests.Runs;

public sealed class ExploreTests
{
    private const string Key = "0123456789abcdef-secret-key";
    private const string Seeds = "domain,example.com\n";

    private static readonly string Hash = new('a', 64);

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

        await using var ledger = await SqliteLedger.OpenAsync(new() { Path = run.At("ioc-explorer.db"), Time = TimeProvider.System }, TestContext.Current.CancellationToken);

        var hunts = await ledger.Hunts.ListAsync(long.MaxValue, 9, TestContext.Current.CancellationToken);
        hunts.Select(listed => listed.Hunt).Select(hunt => (hunt.Id, hunt.Depth, hunt.Seeds, hunt.EndedAt is null)).ShouldBe([(2, 3, 1, false), (1, 1, 1, false)]);
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
        using var run = CreateRun(upstream, width: 100);

        var exitCode = await run.RunAsync("explore", "-i", "seeds.csv", "--summary", "summary.json");

        exitCode.ShouldBe(ExitCodes.Incomplete);
        run.Read("results/example.com_depth_3_202601051200.txt").ShouldContain("missing=");
        run.SteadyOutput.ShouldBeTheScreen("Screens/missing.txt");
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
        run.Error.Split('\n').ShouldContain(l => l.StartsWith("seeds.csv line 4 (ip_address,999.1.1.1) has a value that is no IP address", StringComparison.Ordinal));
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
        lines[3].ShouldBe("seeds.csv: 3,997 more lines like that (has an unknown type). Write one of email, file, ip_address, domain, url, or leave the type out.");
        lines[4].ShouldStartWith("seeds.csv line 4002 (ip_address,999.1.1.1) has a value that is no IP address");
        using var summary = JsonDocument.Parse(run.Read("summary.json"));
        summary.RootElement.GetProperty("badLines").GetInt32().ShouldBe(4001);
    }

    [Fact]
    public async Task Explore_WithoutANetwork_SaysSoOnceAndGoesOnWithTheUsersOwnRelations()
    {
        using var upstream = new FakeUpstream((_, _) => Task.FromException<HttpResponseMessage>(new HttpRequestException(HttpRequestError.NameResolutionError, "no such host")));
        using var run = CreateRun(upstream);
        run.Environment["IOCEXPLORER_resilience__attempts"] = "1";
        run.Write("own.csv", "example.com,points to,192.0.2.44\n");

        var exitCode = await run.RunAsync("explore", "-i", "seeds.csv", "--relations", "own.csv");

        exitCode.ShouldBe(ExitCodes.Incomplete);
        run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldHaveSingleItem()
            .ShouldStartWith("The name of no source can be resolved (VirusTotal): there is no network, or no name server.");
        run.Error.ShouldContain("With --offline nothing is tried outside.");
        run.Read("results/example.com_depth_3_202601051200.txt").ShouldContain("relation='points to'");
        run.Output.ShouldNotContain("it is tried again");
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
    public async Task Explore_OfAPrivateAddress_AsksOnlyTheUsersOwnRelations()
    {
        using var upstream = new FakeUpstream(VirusTotal);
        using var run = CreateRun(upstream);
        run.Write("seeds.csv", "ip_address,10.0.0.7\n");
        run.Write("own.csv", "ip_address,10.0.0.7,seen with,domain,host.internal\n");

        var exitCode = await run.RunAsync("explore", "-i", "seeds.csv", "--relations", "own.csv");

        exitCode.ShouldBe(ExitCodes.Complete);
        upstream.Asked.ShouldBeEmpty();
        run.Read("results/10.0.0.7_depth_3_202601051200.txt").ShouldContain("host.internal");
        run.Output.ShouldContain("not sent outside (general.sendReserved, general.ownDomains)");
    }

    [Fact]
    public async Task Explore_WithSeveralRelationFiles_AsksThemAll()
    {
        using var run = new ConsoleRun();
        run.Write("seeds.csv", Seeds);
        run.Write("one.csv", "domain,example.com,has,ip_address,192.0.2.1\nno relation at all\n");
        run.Write("two.csv", "domain,example.com,has,ip_address,192.0.2.2\n");

        var exitCode = await run.RunAsync("explore", "-i", "seeds.csv", "--relations", "one.csv", "--relations", "two.csv");

        exitCode.ShouldBe(ExitCodes.Incomplete);
        run.Error.ShouldContain("one.csv, line 2: ");
        run.Read("results/example.com_depth_3_202601051200.json").ShouldContain("192.0.2.1");
        run.Read("results/example.com_depth_3_202601051200.json").ShouldContain("192.0.2.2");
    }

    [Fact]
    public async Task Explore_WithoutAnySource_WritesTheSeedAlone()
    {
        using var run = new ConsoleRun();
        run.Write("seeds.csv", Seeds);

        var exitCode = await run.RunAsync("explore", "-i", "seeds.csv");

        exitCode.ShouldBe(ExitCodes.Complete);
        run.Output.ShouldContain("No source is on: every tree will be its seed alone.");
        run.Read("results/example.com_depth_3_202601051200.txt").ShouldBe("AnyNode(id='example.com', type='domain')");
    }

    [Fact]
    public async Task Explore_WithSendReserved_AsksAboutPrivateAddressesToo()
    {
        using var upstream = new FakeUpstream(VirusTotal);
        using var run = CreateRun(upstream);
        run.Environment["IOCEXPLORER_general__sendReserved"] = "true";
        run.Write("seeds.csv", "ip_address,10.0.0.7\n");

        await run.RunAsync("explore", "-i", "seeds.csv");

        upstream.Paths.ShouldBe(["/api/v3/ip_addresses/10.0.0.7/downloaded_files?limit=10"]);
    }

    [Fact]
    public async Task Explore_WithTheOriginalsConfiguration_HonoursItsUrlsLimitsAndParameters()
    {
        using var upstream = new FakeUpstream(url => url.Host switch
        {
            "vt.example.test" => VirusTotal(url),
            _ => (HttpStatusCode.OK, """{ "code": 200, "status": 10000, "data": [] }"""),
        });
        using var run = CreateRun(upstream);
        run.Environment.Clear();
        run.Environment["IOCEXPLORER_sources__VirusTotal__quota__perMinute"] = "0";
        run.Write("seeds.csv", $"domain,example.com\nemail,a@example.com\nfile,{new string('b', 32)}\n");
        run.Write("config.ini", ConfigIni);

        var exitCode = await run.RunAsync("explore", "-i", "seeds.csv", "--config", "config.ini");

        run.Error.ShouldBeEmpty();
        exitCode.ShouldBe(ExitCodes.Complete);
        run.Results.ShouldContain("example.com_depth_2_202601051200.txt");
        upstream.Asked.Select(r => r.RequestUri!.AbsoluteUri).Order(StringComparer.Ordinal).ShouldBe(new[]
        {
            "http://fdp.example.test/flint/rrset/example.com/?start=20200101000000&end=20210101000000&mode=6&rtype=28&limit=7",
            "http://fdp.example.test/whois/detail/example.com",
            "http://fdp.example.test/whois/reverse/email/a@example.com?limit=9",
            $"http://ti.example.test/api/v2/malfile_pro?param={new string('b', 32)}&apikey=qax-key",
            "http://vt.example.test/api/v3/domains/example.com/downloaded_files?limit=5",
            "http://vt.example.test/api/v3/domains/example.com/resolutions?limit=5",
            $"http://vt.example.test/api/v3/files/{new string('b', 32)}/contacted_domains?limit=5",
            $"http://vt.example.test/api/v3/files/{new string('b', 32)}/contacted_ips?limit=5",
            $"http://vt.example.test/api/v3/files/{new string('b', 32)}/execution_parents?limit=5",
            "http://vt.example.test/api/v3/ip_addresses/93.184.216.34/downloaded_files?limit=5",
        }.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Explore_WhateverHappens_NeverShowsAKey()
    {
        // The source does its worst: it repeats the key in every error.
        using var upstream = new FakeUpstream((request, _) => Task.FromResult(FakeUpstream.Json(
            (HttpStatusCode.BadRequest, $$"""{ "error": { "code": "InvalidArgumentError", "message": "bad key {{Key}}" } }"""))));
        using var run = CreateRun(upstream);
        run.Environment["IOCEXPLORER_sources__QiAnXin__apiKeys__0"] = Key;
        run.Write("seeds.csv", $"file,{Hash}\n");

        var exitCode = await run.RunAsync("explore", "-i", "seeds.csv", "--summary", "summary.json");
        await run.RunAsync("sources");

        exitCode.ShouldBe(ExitCodes.Incomplete);
        upstream.Asked.ShouldNotBeEmpty();
        run.Output.ShouldNotContain(Key);
        run.Error.ShouldNotContain(Key);
        foreach (var file in Directory.GetFiles(run.Folder, "*", SearchOption.AllDirectories))
        {
            System.Text.Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken)).ShouldNotContain(Key, customMessage: file);
        }
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

    [Fact]
    public async Task Explore_WhenTheReaderOfItsOutputGoesAway_GoesOn()
    {
        using var upstream = new FakeUpstream(VirusTotal);
        using var run = CreateRun(upstream);
        await using var pipe = new Seed.Screens.TolerantWriter(new BrokenPipe());

        var exitCode = await SeedConsole.RunAsync(["explore", "-i", "seeds.csv"], run.ConsoleContext(pipe));

        exitCode.ShouldBe(ExitCodes.Complete);
        run.Results.Count().ShouldBe(2);
    }

    [Fact]
    public async Task Explore_WhenTheLedgerIsInUse_SaysSoAndRunsNothing()
    {
        using var upstream = new FakeUpstream(VirusTotal);
        using var run = CreateRun(upstream);
        await using var other = await SqliteLedger.OpenAsync(new() { Path = run.At("ioc-explorer.db"), Time = TimeProvider.System }, TestContext.Current.CancellationToken);

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

    [Theory]
    [InlineData("The seed file nowhere.csv cannot be read (it is not there). Name one with -i FILE.", "-i", "nowhere.csv")]
    [InlineData("The seed file ioc.csv cannot be read (it is not there). Name one with -i FILE.")]
    [InlineData("There is no seed in empty.csv: nothing to run.", "-i", "empty.csv")]
    [InlineData("command line: --depth must be a whole number from 1 to 16, not `0`.", "-i", "seeds.csv", "--depth", "0")]
    [InlineData("command line: --depth must be a whole number from 1 to 16, not `three`.", "-i", "seeds.csv", "--depth", "three")]
    [InlineData("command line: --max-age must be a duration with its unit", "-i", "seeds.csv", "--max-age", "24")]
    [InlineData("command line: --database is a connection string.", "-i", "seeds.csv", "--database", "Host=db;Database=ioc")]
    [InlineData("The configuration FOLDER/nowhere.conf cannot be read (it is not there). Check the path given with --config.", "-i", "seeds.csv", "--config", "nowhere.conf")]
    [InlineData("bad.conf line 1: general.dept is no setting. Did you mean general.depth?", "-i", "seeds.csv", "--config", "bad.conf")]
    [InlineData("The summary FOLDER/nowhere/s.json cannot be written (it is not there). Check the path given with --summary.", "-i", "seeds.csv", "--summary", "nowhere/s.json")]
    [InlineData("FOLDER/nowhere.csv: cannot be read", "-i", "seeds.csv", "--relations", "nowhere.csv")]
    [InlineData("Unrecognized command or argument '--dpeth'.", "-i", "seeds.csv", "--dpeth", "3")]
    [InlineData("Required argument missing for option: '--depth'.", "-i", "seeds.csv", "--depth")]
    [InlineData("Unrecognized command or argument 'seeds.csv'.", "seeds.csv")]
    public async Task Explore_OfABadRequest_SaysWhatIsWrongAndRunsNothing(string problem, params string[] arguments)
    {
        using var upstream = new FakeUpstream(VirusTotal);
        using var run = CreateRun(upstream);
        run.Write("empty.csv", "type,value\n# nothing\n");
        run.Write("bad.conf", """{ "general": { "dept": 3 } }""");

        var exitCode = await run.RunAsync(["explore", .. arguments]);

        exitCode.ShouldBe(ExitCodes.NothingRun);
        run.Error.ShouldStartWith(problem.Replace("FOLDER", run.Folder, StringComparison.Ordinal));
        run.Output.ShouldBeEmpty();
        upstream.Asked.ShouldBeEmpty();
        run.Results.ShouldBeEmpty();
    }

    private static (HttpStatusCode Status, string Body) Forbidden => (HttpStatusCode.Forbidden, """{ "error": { "code": "ForbiddenError", "message": "You are not authorized" } }""");

    private static (HttpStatusCode Status, string Body) VirusTotal(Uri url) => url.AbsolutePath switch
    {
        "/api/v3/domains/example.com/resolutions" => (HttpStatusCode.OK, """{ "data": [{ "id": "93.184.216.34example.com", "type": "resolution", "attributes": { "ip_address": "93.184.216.34" } }] }"""),
        "/api/v3/ip_addresses/93.184.216.34/downloaded_files" => (HttpStatusCode.OK, $$"""{ "data": [{ "id": "{{Hash}}", "type": "file", "attributes": { "sha256": "{{Hash}}" } }] }"""),
        _ => (HttpStatusCode.OK, """{ "data": [] }"""),
    };

    private static ConsoleRun CreateRun(FakeUpstream upstream, string input = "", int width = 1000, Encoding? encoding = null)
    {
        var run = new ConsoleRun { Http = () => upstream, Input = input, Width = width, InputEncoding = encoding ?? Encoding.ASCII };
        run.Environment["IOCEXPLORER_sources__VirusTotal__apiKeys__0"] = Key;
        run.Environment["IOCEXPLORER_sources__VirusTotal__quota__perMinute"] = "0";
        run.Write("seeds.csv", Seeds);
        return run;
    }

    private const string ConfigIni = """
        [general]
        # how deep
        depth: 2

        [VirusTotal]
        API_KEY = vt-key
        ip_downloaded_files = http://vt.example.test/api/v3/ip_addresses/{ip}/downloaded_files
        domain_downloaded_files = http://vt.example.test/api/v3/domains/{domain}/downloaded_files
        domain_resolutions = http://vt.example.test/api/v3/domains/{domain}/resolutions
        file_contacted_ips = http://vt.example.test/api/v3/files/{file}/contacted_ips
        file_contacted_domains = http://vt.example.test/api/v3/files/{file}/contacted_domains
        file_execution_parents = http://vt.example.test/api/v3/files/{file}/execution_parents
        limit = 5

        [QiAnXin_TI]
        api_key = qax-key
        file_reputation = http://ti.example.test/api/v2/malfile_pro

        [QiAnXin_Whoisdb]
        registrant_email = http://fdp.example.test/whois/detail/{domain}
        reverse_email = http://fdp.example.test/whois/reverse/email/{email}
        reverse_email_limit = 9

        [QiAnXin_PDNS]
        flint = http://fdp.example.test/flint/rrset/{domain}/
        limit = 7
        start = 20200101000000
        end =  20210101000000
        mode = 6
        rtype = 28
        """;

    private sealed class BrokenPipe : StringWriter
    {
        public override void Write(char value) => throw new IOException("Broken pipe");

        public override void Write(string? value) => throw new IOException("Broken pipe");

        public override void Write(char[] buffer, int index, int count) => throw new IOException("Broken pipe");

        public override void Flush() => throw new IOException("Broken pipe");
    }
}
