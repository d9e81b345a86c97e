using IocExplorer.Seed.Tests.Runs;
using IocExplorer.Seed.Tests.Service;

namespace IocExplorer.Seed.Tests.Verbs;

public sealed class SubmitTests
{
    private const string Seeds = "type,value\ndomain,one.example.com\ndomain,two.example.com\n";

    [Fact]
    public async Task Submit_OfAGoodFile_SendsItAndSaysHowToGoOn()
    {
        await using var service = await StartAsync();
        using var run = CreateRun(service);

        var exitCode = await run.RunAsync("submit", "-i", "seeds.csv");

        exitCode.ShouldBe(0);
        run.Error.ShouldBeEmpty();
        run.Output.ShouldBe($"""
            Hunt 7 (ioc) is submitted to {service.Address}: 4 seeds (1 repeat left out), depth 3.
            `ioc-explorer watch 7` shows how it goes; `ioc-explorer results 7 -o FOLDER` fetches the trees.

            """.ReplaceLineEndings("\n"));
        var request = service.Requests.Single();
        request.Line.ShouldBe("POST hunts?name=seeds");
        request.ContentType.ShouldBe("text/csv; charset=utf-8");
        request.Authorization.ShouldBe($"Bearer {ServiceRun.Token}");
        request.Body.ShouldBe(Seeds);
    }

    [Fact]
    public async Task Submit_WithOptions_SendsThemInTheQuery()
    {
        await using var service = await StartAsync();
        using var run = CreateRun(service);

        await run.RunAsync("submit", "-i", "seeds.csv", "--name", "a/../<b>&c=1", "--depth", "2", "--max-age", "90m", "--refresh", "--plain");

        service.Lines.ShouldBe(["POST hunts?name=a%2F..%2F%3Cb%3E%26c%3D1&depth=2&maxAge=90m&refresh=true&plain=true"]);
    }

    [Fact]
    public async Task Submit_ThatHasToBeRepeated_KeepsItsKeyAndTheNextHasAnother()
    {
        await using var service = await StartAsync();
        service.On("POST hunts", Answers.CutOff, Answers.Problem(503, "Later", ""), Taken);
        using var run = CreateRun(service);

        await run.RunAsync("submit", "-i", "seeds.csv");
        await run.RunAsync("submit", "-i", "seeds.csv");

        service.Requests.Count.ShouldBe(4);
        var keys = service.Requests.Select(r => r.IdempotencyKey!).ToList();
        keys[..3].Distinct().ShouldBe([keys[0]]);
        keys[3].ShouldNotBe(keys[0]);
        keys.ShouldAllBe(k => k.Length == 32);
        service.Requests.ShouldAllBe(r => r.Body == Seeds);
    }

    [Fact]
    public async Task Submit_WithBadLines_ReportsThemAsExploreDoes()
    {
        await using var service = await StartAsync();
        service.On("POST hunts", Answers.Json(Hunts.Running with { BadLines = 1, FirstBadLines = [new(4, "no")] }, j => j.HuntView, 202));
        using var run = CreateRun(service);
        run.Console.Write("seeds.csv", Seeds + "ip_address,999.1.1.1\n");
        using var explore = new ConsoleRun();
        explore.Write("seeds.csv", Seeds + "ip_address,999.1.1.1\n");
        await explore.RunAsync("explore", "-i", "seeds.csv");

        var exitCode = await run.RunAsync("submit", "-i", "seeds.csv");

        exitCode.ShouldBe(1);
        run.Error.ShouldStartWith("seeds.csv line 4 (ip_address,999.1.1.1) has a value that is no IP address");
        run.Error.ShouldBe(explore.Error);
    }

    [Theory]
    [InlineData("# nothing\n", "There is no seed in seeds.csv: nothing to run.")]
    [InlineData(null, "The seed file seeds.csv cannot be read (it is not there). Name one with -i FILE.")]
    public async Task Submit_WithoutASeed_AsksNobody(string? content, string problem)
    {
        await using var service = await StartAsync();
        using var run = CreateRun(service);
        File.Delete(run.Console.At("seeds.csv"));
        if (content is not null)
        {
            run.Console.Write("seeds.csv", content);
        }

        var exitCode = await run.RunAsync("submit", "-i", "seeds.csv");

        exitCode.ShouldBe(2);
        run.Error.ShouldStartWith(problem);
        service.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Submit_WithBadOptions_SaysAllThatIsWrong()
    {
        await using var service = await StartAsync();
        using var run = CreateRun(service);

        var exitCode = await run.RunAsync("submit", "-i", "seeds.csv", "--depth", "17", "--max-age", "24", "--name", "a\u001bb");

        exitCode.ShouldBe(2);
        run.Error.ShouldBe("""
            command line: --depth must be a whole number from 1 to 16, not `17`.
            command line: --max-age must be a duration with its unit, such as 500ms, 15s, 24h or 7d, not `24`.
            command line: --name must have 1 to 200 characters, none of them a control character.

            """.ReplaceLineEndings("\n"));
        service.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Submit_OfStandardInput_SendsWhatStandsThere()
    {
        await using var service = await StartAsync();
        using var run = ServiceRun.WithInput(Seeds, service.Address);

        var exitCode = await run.RunAsync("submit", "-i", "-");

        exitCode.ShouldBe(0);
        service.Requests.Single().Body.ShouldBe(Seeds);
        service.Lines.ShouldBe(["POST hunts"]);
    }

    [Fact]
    public async Task Submit_OfTooMuch_SaysWhatToDo()
    {
        await using var service = await StartAsync();
        service.On("POST hunts", Answers.Problem(413, "Content Too Large", "The body has more than 16 MiB."));
        using var run = CreateRun(service);

        var exitCode = await run.RunAsync("submit", "-i", "seeds.csv");

        exitCode.ShouldBe(2);
        run.Error.ShouldBe("The hunt was not submitted (HTTP 413 Content Too Large). The body has more than 16 MiB.\n");
    }

    [Fact]
    public async Task Submit_WithAFolder_StaysAndLeavesWhatExploreWouldLeave()
    {
        await using var service = await StartAsync();
        using var run = CreateRun(service);

        var exitCode = await run.RunAsync("submit", "-i", "seeds.csv", "-o", "results");

        exitCode.ShouldBe(0);
        run.Console.Results.ShouldBe(Hunts.Files.Select(f => f.Name).Order(StringComparer.Ordinal));
        run.Output.Replace(service.Address, "SERVICE", StringComparison.Ordinal).ShouldBeTheScreen("Verbs/submit-results.txt");
    }

    [Fact]
    public async Task Submit_ThatIsLeftWhileItWatches_SaysThatTheHuntGoesOn()
    {
        await using var service = await StartAsync();
        using var run = CreateRun(service);
        service.On("GET hunts/7/progress", async context =>
        {
            run.Console.Interrupts.Signal();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);
        });

        var exitCode = await run.RunAsync("submit", "-i", "seeds.csv", "--watch");

        exitCode.ShouldBe(130);
        run.Error.ShouldBe("The hunt goes on; `ioc-explorer watch 7` takes it up again.\n");
    }

    private static Func<Microsoft.AspNetCore.Http.HttpContext, Task> Taken { get; } = Answers.Json(Hunts.Running, j => j.HuntView, 202);

    private static async Task<FakeService> StartAsync() => (await FakeService.StartAsync()).HasEnded().On("POST hunts", Taken);

    private static ServiceRun CreateRun(FakeService service)
    {
        var run = new ServiceRun(service.Address);
        run.Console.Write("seeds.csv", Seeds);
        return run;
    }
}
