using IocExplorer.Messages.Service.Hunts;
using IocExplorer.Seed.Tests.Runs;
using IocExplorer.Seed.Tests.Service;
using Microsoft.AspNetCore.Http;

namespace IocExplorer.Seed.Tests.Findings;

/// <summary>The commands about hunts on a service: what it is asked, and that its answers are printed as they are.</summary>
public sealed class ServiceFindingTests
{
    [Theory]
    [InlineData("text/plain", "GET hunts/7/report?format=text&limit=10", "report", "7")]
    [InlineData("application/json", "GET hunts/7/report?format=json&limit=all", "report", "7", "--format", "json")]
    [InlineData("text/csv", "GET hunts/7/report?format=csv&limit=all", "report", "7", "--format", "csv")]
    [InlineData("text/csv", "GET hunts/7/report?format=csv&limit=3", "report", "7", "--format", "csv", "--top", "3")]
    [InlineData("text/plain", "GET hunts/7/why?value=http%3A%2F%2Fexample.com%2Fa%3Fb%26c&type=url&format=text&limit=10", "why", "hxxp://example.com/a?b&c",
        "--hunt", "7")]
    [InlineData("application/json", "GET hunts/7/why?value=192.0.2.1&type=ip_address&format=json&limit=2", "why", "192.0.2.1", "--hunt", "7", "--format",
        "json", "--top", "2")]
    [InlineData("text/plain", "GET hunts/7/explain?seed=example.com&seedType=domain&value=192.0.2.1&type=ip_address&format=text", "explain", "example.com",
        "192.0.2.1", "--hunt", "7")]
    [InlineData("text/plain", "GET hunts/7/diff?since=3&format=text", "diff", "3", "7")]
    [InlineData("application/json", "GET hunts/7/diff?since=3&format=json", "diff", "3", "7", "--format", "json")]
    [InlineData("application/stix+json", "GET hunts/7/exports/stix", "export", "7", "--format", "stix", "-o", "-")]
    [InlineData("text/plain", "GET hunts/7/exports/blocklist-ip", "export", "7", "--format", "blocklist-ip", "-o", "-")]
    public async Task Command_AboutAHunt_AsksTheApiAndPrintsWhatItSends(string mediaType, string request, params string[] arguments)
    {
        await using var service = await FakeService.StartAsync();
        service.On(request.Split('?')[0], Answers.Text("one\ntwo\n", mediaType));
        using var run = new ServiceRun(service.Address);

        var exitCode = await run.RunAsync(arguments);

        run.Error.ShouldBeEmpty();
        exitCode.ShouldBe(0);
        service.Lines.ShouldBe([request]);
        run.Output.TrimEnd().ShouldBe("one\ntwo");
    }

    [Fact]
    public async Task Report_OfNoHuntNamed_AsksForTheNewestFirst()
    {
        await using var service = await FakeService.StartAsync();
        service.On("GET hunts", Answers.Json(new HuntPage([Hunts.Running with { Id = 12 }], 12), j => j.HuntPage));
        service.On("GET hunts/12/report", Answers.Text("4 seeds\n", "text/plain"));
        using var run = new ServiceRun();

        var exitCode = await run.RunAsync("report", "--server", service.Address);

        exitCode.ShouldBe(0);
        service.Lines.ShouldBe(["GET hunts?limit=1", "GET hunts/12/report?format=text&limit=10"]);
        run.Output.ShouldBe("4 seeds\n");
    }

    [Fact]
    public async Task Report_OfAServiceWithoutAHunt_SaysSo()
    {
        await using var service = await FakeService.StartAsync();
        service.On("GET hunts", Answers.Json(new HuntPage([], null), j => j.HuntPage));
        using var run = new ServiceRun(service.Address);

        var exitCode = await run.RunAsync("report");

        exitCode.ShouldBe(2);
        run.Error.ShouldBe("There is no hunt yet. `ioc-explorer submit -i FILE` begins one.\n");
    }

    [Fact]
    public async Task Why_OfAHuntThatTheServiceDoesNotHave_SaysWhatItSays()
    {
        await using var service = await FakeService.StartAsync();
        service.On("GET hunts/7/why", Answers.Problem(404, "No such hunt", "There is no hunt 7."));
        using var run = new ServiceRun(service.Address);

        var exitCode = await run.RunAsync("why", "192.0.2.1", "--hunt", "7");

        exitCode.ShouldBe(2);
        run.Output.ShouldBeEmpty();
        run.Error.ShouldBe("192.0.2.1 was not looked up in hunt 7 (HTTP 404 No such hunt). There is no hunt 7.\n");
    }

    [Fact]
    public async Task Why_OfAServiceThatSendsHostileText_ShowsItHarmless()
    {
        await using var service = await FakeService.StartAsync();
        service.On("GET hunts/7/why", Answers.Text("a \u001b[2J\u202eb\n", "text/plain; charset=utf-8"));
        using var run = new ServiceRun(service.Address);

        await run.RunAsync("why", "192.0.2.1", "--hunt", "7");

        run.Output.ShouldBe("a \\u{1b}[2J\\u{202e}b\n");
    }

    [Fact]
    public async Task Export_ThatIsCutOff_BeginsAnewAndLeavesAWholeFile()
    {
        await using var service = await FakeService.StartAsync();
        service.On("GET hunts/7/exports/misp", Answers.CutAfter("{ \"half\": "u8.ToArray(), "application/json"), Answers.Text("{}"));
        using var run = new ServiceRun(service.Address);

        var exitCode = await run.RunAsync("export", "7", "--format", "misp", "-o", "out.json");

        exitCode.ShouldBe(0);
        run.Console.Read("out.json").ShouldBe("{}");
        run.Output.ShouldBe("Hunt 7 is written to out.json (misp, 2 bytes).\n");
    }

    [Theory]
    [InlineData("-")]
    [InlineData("block.txt")]
    public async Task Export_WithRemarks_SaysThemAsOfALedger(string file)
    {
        await using var service = await FakeService.StartAsync();
        service.On("GET hunts/7/exports/blocklist-ip", context =>
        {
            context.Response.Headers.Append("IOC-Explorer-Remark", "1 left out: hosting.");
            context.Response.Headers.Append("IOC-Explorer-Remark", "2 left out: known-good.");
            return Answers.Text("192.0.2.1\n", "text/plain")(context);
        });
        using var run = new ServiceRun(service.Address);

        var exitCode = await run.RunAsync("export", "7", "--format", "blocklist-ip", "-o", file);

        exitCode.ShouldBe(0);
        const string Remarks = "1 left out: hosting.\n2 left out: known-good.\n";
        (run.Output, run.Error).ShouldBe(file == "-" ? ("192.0.2.1\n", Remarks) : ($"Hunt 7 is written to block.txt (blocklist-ip, 10 bytes).\n{Remarks}", ""));
    }

    [Theory]
    [InlineData("report", "report", "7")]
    [InlineData("why", "why", "192.0.2.1", "--hunt", "7")]
    [InlineData("explain", "explain", "example.com", "192.0.2.1", "--hunt", "7")]
    public async Task Answer_WithARemark_IsFollowedByIt(string path, params string[] arguments)
    {
        await using var service = await FakeService.StartAsync();
        service.On($"GET hunts/7/{path}", context =>
        {
            context.Response.Headers.Append("IOC-Explorer-Remark", "Hunt 7 is not whole.");
            return Answers.Text("one\n", "text/plain")(context);
        });
        using var run = new ServiceRun(service.Address);

        var exitCode = await run.RunAsync(arguments);

        (exitCode, run.Output, run.Error).ShouldBe((0, "one\n", "Hunt 7 is not whole.\n"));
    }

    [Fact]
    public async Task Export_ThatTheServiceRefuses_LeavesTheFileAsItWas()
    {
        await using var service = await FakeService.StartAsync();
        service.On("GET hunts/7/exports/misp", Answers.Problem(404, "No such hunt", "There is no hunt 7."));
        using var run = new ServiceRun(service.Address);
        run.Console.Write("out.json", "old");

        var exitCode = await run.RunAsync("export", "7", "--format", "misp", "-o", "out.json");

        exitCode.ShouldBe(2);
        Directory.GetFiles(run.Console.Folder).Select(Path.GetFileName).ShouldBe(["out.json"]);
        run.Console.Read("out.json").ShouldBe("old");
    }

    [Fact]
    public async Task Hunts_WithoutALedgerAndRefusedByTheServiceOfThisMachine_SayThatThereIsNoLedger()
    {
        await using var service = await FakeService.StartAsync();
        service.On("GET hunts", Answers.Problem(401, "No token", "The service wants a token."));
        using var run = new ConsoleRun { LocalService = service.Address };

        var exitCode = await run.RunAsync("hunts");

        exitCode.ShouldBe(2);
        run.Error.ShouldBe(
            $"There is no ledger {run.At("ioc-explorer.db")}: `ioc-explorer explore` makes one. The service of this machine was asked instead, in vain "
            + "(HTTP 401 No token). Name another with --database FILE, or a service with --server URL.\n");
    }

    [Fact]
    public async Task Hunts_WithADatabaseNamed_AreThoseOfTheLedgerWhateverTheVariableSays()
    {
        await using var service = await FakeService.StartAsync();
        using var run = new ServiceRun(service.Address);

        var exitCode = await run.RunAsync("hunts", "--database", "none.db");

        exitCode.ShouldBe(2);
        run.Error.ShouldStartWith("There is no ledger");
        service.Requests.ShouldBeEmpty();
    }
}
