using System.Net;
using System.Text;
using static IocExplorer.Seed.Tests.Runs.ExploreRuns;

namespace IocExplorer.Seed.Tests.Runs;

/// <summary>Who is asked about a seed: the user's own relations, the sources that are on, and what none of them is told.</summary>
public sealed class ExploreSourcesTests
{
    [Fact]
    public async Task Explore_WithoutANetwork_SaysSoOnceAndGoesOnWithTheUsersOwnRelations()
    {
        using var upstream = new FakeUpstream(
            (_, _) => Task.FromException<HttpResponseMessage>(new HttpRequestException(HttpRequestError.NameResolutionError, "no such host")));
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
    public async Task Explore_OfMoreSeedsThanAQuotaLetsThrough_SaysBeforehandWhatTheyCost()
    {
        using var upstream = new FakeUpstream(VirusTotal);
        using var run = CreateRun(upstream);
        run.Environment["IOCEXPLORER_sources__VirusTotal__quota__perDay"] = "20";
        run.Write("seeds.csv", string.Concat(Enumerable.Range(1, 30).Select(i => $"domain,host{i}.example.com\n")));

        await run.RunAsync("explore", "-i", "seeds.csv", "--depth", "1");

        var line = run.Output.Split('\n').Single(l => l.Contains("the seeds alone", StringComparison.Ordinal));
        line.ShouldStartWith("VirusTotal: the seeds alone are 60 queries, less what the ledger has: ");
        line.ShouldContain(" at 20 requests a day. A run waits no longer than 1 h for that (general.longestQuotaWait): it ends, ");
        line.ShouldEndWith(" and the same command goes on later.");
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
            Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken))
                .ShouldNotContain(Key, customMessage: file);
        }
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
}
