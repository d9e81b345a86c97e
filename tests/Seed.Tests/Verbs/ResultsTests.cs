using IocExplorer.Messages;
using IocExplorer.Messages.Service.Hunts;
using IocExplorer.Seed.Tests.Runs;
using IocExplorer.Seed.Tests.Service;

namespace IocExplorer.Seed.Tests.Verbs;

public sealed class ResultsTests
{
    [Fact]
    public async Task Results_OfAHuntThatHasEnded_AreWritten()
    {
        await using var service = (await FakeService.StartAsync()).HasEnded();
        using var run = new ServiceRun(service.Address);

        var exitCode = await run.RunAsync("results", "7", "-o", "results");

        exitCode.ShouldBe(0);
        run.Error.ShouldBeEmpty();
        run.Output.ShouldBeTheScreen("Verbs/results.txt");
        run.Console.Results.ShouldBe(Hunts.Files.Select(f => f.Name).Order(StringComparer.Ordinal));
        run.Console.Read($"results/{Hunts.Files[0].Name}").ShouldBe(Hunts.Files[0].Text);
    }

    [Fact]
    public async Task Results_OfAHuntThatRuns_AreWhatIsThereAndSaySo()
    {
        await using var service = (await FakeService.StartAsync()).HasEnded();
        service
            .On("GET hunts/7/summary", Answers.Json(Hunts.Complete with { Hunt = Hunts.Running }, j => j.SummaryView))
            .On("GET hunts/7/results.zip", Answers.Zip(Hunts.Files[..2]), Answers.Zip(Hunts.Files));
        using var run = new ServiceRun(service.Address);

        var exitCode = await run.RunAsync("results", "7");
        var first = run.Console.Results.ToList();
        await run.RunAsync("results", "7");

        exitCode.ShouldBe(1);
        first.Count.ShouldBe(2);
        run.Console.Results.Count().ShouldBe(9);
        run.Output.ShouldContain("Hunt 7 goes on: `ioc-explorer watch 7` shows how; run the same command later for the other trees.\n");
    }

    [Theory]
    [InlineData(3, "1 tree of these ended meanwhile and is not fetched yet: `ioc-explorer results 7 -o results` brings it.\n")]
    [InlineData(2, "2 trees of these ended meanwhile and are not fetched yet: `ioc-explorer results 7 -o results` brings them.\n")]
    public async Task Results_OfTreesThatEndBehindTheArchive_AreNotAllThereAndSaySo(int trees, string expected)
    {
        await using var service = (await FakeService.StartAsync()).HasEnded();
        service.On("GET hunts/7/results.zip", Answers.Zip([.. Hunts.Files[..(2 * trees)], Hunts.Files[^1]]), Answers.Zip(Hunts.Files));
        using var run = new ServiceRun(service.Address);

        var first = await run.RunAsync("results", "7", "-o", "results");
        var said = run.Output;
        var second = await run.RunAsync("results", "7", "-o", "results");

        (first, second).ShouldBe((1, 0));
        said.ShouldContain(expected);
        run.Output[said.Length..].ShouldNotContain("not fetched");
        run.Console.Results.Count().ShouldBe(9);
    }

    [Fact]
    public async Task Results_WithATreeThatWasGivenUp_AreAllThatIsToBeFetched()
    {
        await using var service = (await FakeService.StartAsync()).HasEnded();
        service
            .On("GET hunts/7/summary", Answers.Json(Hunts.Complete with { Hunt = Hunts.Finished with { Trees = new(0, 0, 2, 1, 1) } }, j => j.SummaryView))
            .On("GET hunts/7/results.zip", Answers.Zip([.. Hunts.Files[2..]]));
        using var run = new ServiceRun(service.Address);

        var exitCode = await run.RunAsync("results", "7");

        exitCode.ShouldBe(1);
        run.Output.ShouldNotContain("not fetched");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    public async Task Results_ThatAreCut_AreFetchedAgain(int bytes)
    {
        await using var service = (await FakeService.StartAsync()).HasEnded();
        service.On("GET hunts/7/results.zip", Answers.CutAfter(Answers.ZipBytes(Hunts.Files)[..bytes], "application/zip"), Answers.Zip(Hunts.Files));
        using var run = new ServiceRun(service.Address);

        var exitCode = await run.RunAsync("results", "7");

        exitCode.ShouldBe(0);
        run.Console.Results.Count().ShouldBe(9);
    }

    [Fact]
    public async Task Results_ThatAreAlwaysCut_LeaveNothingBehind()
    {
        await using var service = (await FakeService.StartAsync()).HasEnded();
        service.On("GET hunts/7/results.zip", Answers.CutAfter(Answers.ZipBytes(Hunts.Files)[..100], "application/zip"));
        using var run = new ServiceRun(service.Address);

        var exitCode = await run.RunAsync("results", "7");

        exitCode.ShouldBe(2);
        run.Console.Results.ShouldBeEmpty();
        run.Error.ShouldContain($"The results of hunt 7 were not fetched: {service.Address} was asked, but the ");
    }

    [Fact]
    public async Task Results_ThatAreNoArchive_AreRefused()
    {
        await using var service = (await FakeService.StartAsync()).HasEnded();
        service.On("GET hunts/7/results.zip", Answers.Text("<html>Please log in</html>", "application/zip"));
        using var run = new ServiceRun(service.Address);

        var exitCode = await run.RunAsync("results", "7");

        exitCode.ShouldBe(2);
        run.Console.Results.ShouldBeEmpty();
        run.Error.ShouldStartWith(
            $"The results of hunt 7 were not fetched: what {service.Address} sent is not the answer of IOC Explorer's service, or of another version (the "
            + "archive is damaged: ");
    }

    [Fact]
    public async Task Results_WithHostileNames_AreWrittenWithoutThemAndSaySo()
    {
        await using var service = (await FakeService.StartAsync()).HasEnded();
        service.On("GET hunts/7/results.zip", Answers.Zip([("../../evil.txt", "x"), ("\u001b[2J.txt", "x"), .. Hunts.Files]));
        using var run = new ServiceRun(service.Address);

        var exitCode = await run.RunAsync("results", "7");

        exitCode.ShouldBe(1);
        run.Console.Results.Count().ShouldBe(9);
        run.Error.ShouldBe($$"""
            The archive holds a file named ../../evil.txt, which is no name of a result: it was not written. Is {{service.Address}} a service you trust?
            The archive holds a file named \u{1b}[2J.txt, which is no name of a result: it was not written. Is {{service.Address}} a service you trust?

            """.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task Results_ThatAreStopped_SayHowToGoOn()
    {
        await using var service = (await FakeService.StartAsync()).HasEnded();
        using var run = new ServiceRun(service.Address);
        service.On("GET hunts/7/results.zip", async context =>
        {
            context.Response.ContentType = "application/zip";
            await context.Response.Body.WriteAsync(Answers.ZipBytes(Hunts.Files).AsMemory(0, 100));
            await context.Response.Body.FlushAsync();
            run.Console.Interrupts.Signal();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);
        });

        var exitCode = await run.RunAsync("results", "7");

        exitCode.ShouldBe(130, run.Error);
        run.Console.Results.ShouldBeEmpty();
        run.Error.ShouldBe("Stopped. Files that are there are whole; `ioc-explorer results 7` fetches them all.\n");
    }

    [Fact]
    public async Task Results_IntoAFolderThatCannotBe_SayWhatToDo()
    {
        await using var service = (await FakeService.StartAsync()).HasEnded();
        using var run = new ServiceRun(service.Address);
        run.Console.Write("taken", "");

        var exitCode = await run.RunAsync("results", "7", "-o", "taken");

        exitCode.ShouldBe(2);
        run.Error.ShouldStartWith($"Results cannot be written to {run.Console.At("taken")}: ");
        service.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Results_OfNoTree_SaySo()
    {
        await using var service = (await FakeService.StartAsync()).HasEnded();
        service
            .On("GET hunts/7/summary", Answers.Json(Hunts.Complete with
            {
                Hunt = Hunts.Running with { State = HuntState.Paused, Trees = new(4, 0, 0, 0, 0), Nodes = 0 },
                Queries = QueryTotals.None,
            }, j => j.SummaryView))
            .On("GET hunts/7/results.zip", Answers.Zip(("summary.json", "{}")));
        using var run = new ServiceRun(service.Address);

        var exitCode = await run.RunAsync("results", "7");

        exitCode.ShouldBe(1);
        run.Output.ShouldStartWith("No tree was written.\n");
        run.Output.ShouldEndWith("Hunt 7 is paused: `ioc-explorer resume 7` takes it up again.\n");
    }
}
