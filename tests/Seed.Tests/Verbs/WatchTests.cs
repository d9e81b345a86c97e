using IocExplorer.Messages;
using IocExplorer.Messages.Service.Hunts;
using IocExplorer.Messages.Service.Trees;
using IocExplorer.Seed.Screens;
using IocExplorer.Seed.Service;
using IocExplorer.Seed.Tests.Runs;
using IocExplorer.Seed.Tests.Service;

namespace IocExplorer.Seed.Tests.Verbs;

public sealed class WatchTests
{
    [Fact]
    public async Task Watch_OfAHuntThatHasEnded_ShowsTheEndScreen()
    {
        await using var service = (await FakeService.StartAsync()).HasEnded();
        using var run = new ServiceRun(service.Address);

        var exitCode = await run.RunAsync("watch", "7");

        exitCode.ShouldBe(0);
        run.Error.ShouldBeEmpty();
        run.Output.ShouldBeTheScreen("Verbs/watch.txt");
        service.Lines.ShouldBe(["GET hunts/7/progress", "GET hunts/7/summary", "GET hunts/7/trees?limit=100"]);
    }

    [Fact]
    public async Task Watch_WhileTheHuntRuns_ShowsTheSameLinesAsARun()
    {
        var end = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var service = (await FakeService.StartAsync()).HasEnded();
        service.On("GET hunts/7/progress", Answers.EventAndSilence(service, Hunts.HalfWay, end.Task), Answers.Events(("end", Hunts.AtTheEnd)));
        using var run = new ServiceRun(service.Address);

        var running = run.RunAsync("watch", "7");
        await ShownAsync(run);
        end.SetResult();
        var exitCode = await running;

        exitCode.ShouldBe(0);
        run.Output.ShouldContain("00:01:05  1 of 4 trees; 20 queries, 12 answered, 1 without an answer; VirusTotal 0/min, 3 this minute left\n");
    }

    [Fact]
    public async Task Watch_WhenSomethingIsMissing_NamesItAndSaysHowToAskAgain()
    {
        await using var service = (await FakeService.StartAsync()).HasEnded();
        service.On("GET hunts/7/summary", Answers.Json(
            Hunts.Complete with
            {
                Hunt = Hunts.Finished with { Trees = new(0, 0, 2, 1, 1), BadLines = 3 },
                Queries = new(27, 20, 4, 3, 1, 0),
                NotAsked = new(2, 3),
                Missing = [new("VirusTotal", "ip_downloaded_files", "refused", "HTTP 403 ForbiddenError", 3, 1)],
                FirstProblems = ["4.example.com was given up after 5 crashes. Report it, please."],
            },
            j => j.SummaryView));
        service.On("GET hunts/7/trees", Answers.Json(
            new TreePage([.. Hunts.Trees.Trees.Select(t => t.Number < 4 ? t : t with { State = TreeState.GivenUp, FileName = null })], null), j => j.TreePage));
        using var run = new ServiceRun(service.Address);

        var exitCode = await run.RunAsync("watch", "7");

        exitCode.ShouldBe(1);
        run.Output.ShouldBeTheScreen("Verbs/watch-missing.txt");
    }

    [Fact]
    public async Task Watch_OfACancelledHunt_SaysHowToTakeItUpAgain()
    {
        var cancelled = Hunts.Finished with { State = HuntState.Cancelled, Trees = new(3, 0, 1, 0, 0) };
        await using var service = (await FakeService.StartAsync()).HasEnded();
        service
            .On("GET hunts/7/progress", Answers.Events(("end", Hunts.AtTheEnd with { Hunt = cancelled })))
            .On("GET hunts/7/summary", Answers.Json(Hunts.Complete with { Hunt = cancelled }, j => j.SummaryView));
        using var run = new ServiceRun(service.Address);

        var exitCode = await run.RunAsync("watch", "7");

        exitCode.ShouldBe(1);
        run.Output.ShouldContain("3 seeds have no tree yet.");
        run.Output.ShouldEndWith("Hunt 7 is cancelled: `ioc-explorer retry 7` takes it up again; what was answered is not asked twice.\n");
    }

    [Fact]
    public async Task Watch_ThatIsLeft_SaysThatTheHuntGoesOn()
    {
        await using var service = (await FakeService.StartAsync()).HasEnded();
        service.On("GET hunts/7/progress", Answers.EventAndSilence(service, Hunts.HalfWay, new TaskCompletionSource().Task));
        using var run = new ServiceRun(service.Address);

        var running = run.RunAsync("watch", "7");
        await ShownAsync(run);
        run.Console.Interrupts.Signal();
        var exitCode = await running;
        await service.Left.Task;

        exitCode.ShouldBe(130);
        run.Error.ShouldBe("The hunt goes on; `ioc-explorer watch 7` takes it up again.\n");
        service.Lines.ShouldBe(["GET hunts/7/progress"]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Watch_WhenTheCoordinatorGoesAway_GoesOnWithTheOther(bool hard)
    {
        var away = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var first = (await FakeService.StartAsync()).HasEnded();
        first.On("GET hunts/7/progress", Answers.EventAndSilence(first, Hunts.HalfWay, away.Task, hard));
        await using var second = (await FakeService.StartAsync()).HasEnded();
        using var run = new ServiceRun(first.Address, second.Address);

        var running = run.RunAsync("watch", "7");
        await ShownAsync(run);
        away.SetResult();
        var exitCode = await running;

        exitCode.ShouldBe(0);
        run.Error.ShouldBe($"""
            The connection is lost (the stream ended). The hunt goes on meanwhile; connecting again to {first.Address}, {second.Address}.
            Connected again, to {second.Address}.

            """.ReplaceLineEndings("\n"));
        second.Lines.ShouldBe(["GET hunts/7/progress", "GET hunts/7/summary", "GET hunts/7/trees?limit=100"]);
    }

    [Fact]
    public async Task Watch_WhenTheServiceIsAwayForLong_SaysSoOnceAndGoesOnTrying()
    {
        await using var service = (await FakeService.StartAsync()).HasEnded();
        service.On(
            "GET hunts/7/progress",
            [
                Answers.Events(("progress", Hunts.HalfWay)),
                .. Enumerable.Repeat(Answers.CutOff, 2 * ServiceRetryPolicy.Rounds),
                .. Enumerable.Repeat(Answers.Problem(503, "Service Unavailable", "The database is away."), 2 * ServiceRetryPolicy.Rounds),
                .. Enumerable.Repeat(Answers.Events(), 2 * ServiceRetryPolicy.Rounds),
                Answers.Events(("progress", Hunts.HalfWay), ("end", Hunts.AtTheEnd)),
            ]);
        using var run = new ServiceRun(service.Address);

        var exitCode = await run.RunAsync("watch", "7");

        exitCode.ShouldBe(0);
        run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(2);
        service.Lines.Count(l => l == "GET hunts/7/progress").ShouldBe(2 + (6 * ServiceRetryPolicy.Rounds));
        run.Time.Pauses.ShouldAllBe(p => p <= TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task Watch_WhenTheStreamFallsSilent_ConnectsAgain()
    {
        await using var service = (await FakeService.StartAsync()).HasEnded();
        service.On("GET hunts/7/progress", Answers.EventAndSilence(service, Hunts.HalfWay, new TaskCompletionSource().Task),
            Answers.Events(("end", Hunts.AtTheEnd)));
        using var run = new ServiceRun(service.Address);

        var running = run.RunAsync("watch", "7");

        // The display and the patience.
        await run.Time.WaitForTimersAsync(2);
        run.Time.Advance(ServiceClient.Patience);
        var exitCode = await running;
        await service.Left.Task;

        exitCode.ShouldBe(0);
        run.Error.ShouldContain("The connection is lost");
        run.Error.ShouldContain("Connected again");
    }

    [Fact]
    public async Task Watch_WhenNobodyIsThereFromTheStart_Fails()
    {
        var nobody = FakeService.NobodyThere();
        using var run = new ServiceRun(nobody);

        var exitCode = await run.RunAsync("watch", "7");

        exitCode.ShouldBe(2);
        run.Error.ShouldBe($"""
            {nobody} does not answer (connection refused): trying again.
            Hunt 7 cannot be watched: {nobody} cannot be reached (connection refused). Start the service, or give its address with --server.

            """.ReplaceLineEndings("\n"));
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(404)]
    public async Task Watch_ThatIsRefused_FailsAtOnceAlsoInTheMiddle(int status)
    {
        await using var service = (await FakeService.StartAsync()).HasEnded();
        service.On("GET hunts/7/progress", Answers.Events(("progress", Hunts.HalfWay)), Answers.Problem(status, "No", "Not for you."));
        using var run = new ServiceRun(service.Address);

        var exitCode = await run.RunAsync("watch", "7");

        exitCode.ShouldBe(2);
        run.Error.ShouldContain($"Hunt 7 cannot be watched (HTTP {status} No). Not for you.");
        service.Requests.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("<html></html>", "text/html")]
    [InlineData("event: progress\ndata: { \"hunt\": 7 }\n\n", "text/event-stream")]
    [InlineData("event: progress\ndata: \n\n", "text/event-stream")]
    public async Task Watch_OfWhatIsNoStreamOfProgress_Fails(string text, string contentType)
    {
        await using var service = (await FakeService.StartAsync()).HasEnded();
        service.On("GET hunts/7/progress", Answers.Text(text, contentType));
        using var run = new ServiceRun(service.Address);

        var exitCode = await run.RunAsync("watch", "7");

        exitCode.ShouldBe(2);
        run.Error.ShouldContain("Hunt 7 cannot be watched: what");
    }

    [Fact]
    public async Task Watch_OfAnEventWithoutEnd_StopsReading()
    {
        await using var service = (await FakeService.StartAsync()).HasEnded();
        var piece = new byte[1024 * 1024];
        piece.AsSpan().Fill((byte)'x');
        service.On("GET hunts/7/progress", async context =>
        {
            context.Response.ContentType = "text/event-stream";
            await context.Response.Body.WriteAsync("data: "u8.ToArray());
            while (!context.RequestAborted.IsCancellationRequested)
            {
                await context.Response.Body.WriteAsync(piece);
            }
        });
        using var run = new ServiceRun(service.Address);

        var exitCode = await run.RunAsync("watch", "7");

        exitCode.ShouldBe(2);
        run.Error.ShouldContain("(more than 4 MB)");
    }

    [Fact]
    public async Task Watch_OfPausesAndProblems_SaysEachOnce()
    {
        var paused = Hunts.HalfWay with { Hunt = Hunts.Running with { State = HuntState.Paused }, Problem = "The hunt is paused." };
        var stuck = Hunts.HalfWay with { Problem = "No worker is alive: start one." };
        await using var service = (await FakeService.StartAsync()).HasEnded();
        service.On(
            "GET hunts/7/progress",
            Answers.Events(("progress", paused), ("progress", paused), ("progress", stuck), ("unheardOf", stuck), ("progress", stuck),
                ("end", Hunts.AtTheEnd)));
        using var run = new ServiceRun(service.Address);

        var exitCode = await run.RunAsync("watch", "7");

        exitCode.ShouldBe(0);
        run.Output.Split('\n')[..3].ShouldBe(
        [
            "Hunt 7 (ioc), paused: 4 seeds (1 repeat left out), depth 3; submitted 2026-01-05 11:00 UTC by ana.",
            "Hunt 7 (ioc) is paused: `ioc-explorer resume 7` takes it up again.",
            "Hunt 7 (ioc) goes on.",
        ]);
        run.Error.ShouldBe("No worker is alive: start one.\n");
    }

    [Fact]
    public async Task Watch_OfHostileTextsAndNumbers_ShowsThemHarmless()
    {
        const string evil = "\u001b[2J\u202eevil\r\n[red]";
        var hunt = Hunts.Finished with
        {
            Name = evil,
            SubmittedBy = evil,
            SubmittedAt = DateTimeOffset.MaxValue,
            Seeds = -1,
            Trees = new(0, 0, int.MaxValue, int.MaxValue, -5),
            Nodes = long.MinValue,
        };
        var view = Hunts.AtTheEnd with
        {
            Hunt = hunt,
            ElapsedSeconds = 1e300,
            Problem = evil,
            Queries = new(long.MaxValue, -1, -1, -1, 0, 0),
            BySource = new Dictionary<string, QueryTotals> { [evil] = new(long.MaxValue, 0, 0, 0, 0, 0) },
            Sources =
                [new() { Source = evil, Requests = long.MaxValue, Waiting = evil, WaitingUntil = DateTimeOffset.MaxValue, LeftThisMinute = int.MinValue }],
        };
        var end = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var service = (await FakeService.StartAsync()).HasEnded();
        service
            .On("GET hunts/7/progress", Answers.EventAndSilence(service, view, end.Task), Answers.Events(("end", view)))
            .On("GET hunts/7/summary", Answers.Json(Hunts.Complete with
            {
                Hunt = hunt,
                ElapsedSeconds = -1e300,
                FirstProblems = [evil],
                Missing = [new(evil, evil, evil, evil, long.MaxValue, -1)],
            }, j => j.SummaryView))
            .On("GET hunts/7/trees", Answers.Json(new TreePage([Hunts.Trees.Trees[0] with { FileName = evil }], null), j => j.TreePage));
        using var run = new ServiceRun(service.Address);

        var running = run.RunAsync("watch", "7");
        await ShownAsync(run);
        end.SetResult();
        var exitCode = await running;

        exitCode.ShouldBe(1);
        (run.Output + run.Error).ShouldNotContain('\u001b');
        (run.Output + run.Error).ShouldNotContain('\u202e');
        run.Output.ShouldContain(@"Hunt 7 (\u{1b}[2J\u{202e}evil\u{d}\u{a}[red]), finished");
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-7")]
    [InlineData("seven")]
    [InlineData("7/../8")]
    [InlineData("99999999999999999999")]
    public async Task Watch_OfWhatIsNoNumber_AsksNobody(string hunt)
    {
        await using var service = (await FakeService.StartAsync()).HasEnded();
        using var run = new ServiceRun(service.Address);

        var exitCode = await run.RunAsync("watch", hunt.StartsWith('-') ? "--" : "--quiet", hunt);

        exitCode.ShouldBe(2);
        run.Error.ShouldBe($"`{hunt}` is no hunt: give its number. `ioc-explorer hunts` lists them.\n");
        service.Requests.ShouldBeEmpty();
    }

    /// <summary>Lets the display have a turn: it is armed when the first event has come, beside the patience of the stream.</summary>
    private static async Task ShownAsync(ServiceRun run)
    {
        await run.Time.WaitForTimersAsync(2);
        run.Time.Advance(ProgressDisplay.LineEvery);

        // Armed again: the line is written.
        await run.Time.WaitForTimersAsync(2);
    }
}
