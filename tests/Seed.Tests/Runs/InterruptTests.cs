using System.Net;
using IocExplorer.Testing;

namespace IocExplorer.Seed.Tests.Runs;

public sealed class InterruptTests
{
    [Fact]
    public async Task Signal_DuringARun_StopsInOrderAndSaysHowToGoOn()
    {
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var upstream = new FakeUpstream(async (_, cancellation) =>
        {
            asked.TrySetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellation);
            return new HttpResponseMessage(HttpStatusCode.OK);
        });
        using var run = CreateRun(upstream);
        var running = run.RunAsync("explore", "-i", "seeds.csv", "--quiet", "--summary", "summary.json");
        await asked.Task;

        run.Interrupts.Signal();
        var exitCode = await running;

        exitCode.ShouldBe(ExitCodes.Interrupted);
        run.Exits.ShouldBeEmpty();
        run.Error.ShouldBe(
            "Stopping: what is under way may end. Ctrl-C again stops at once; nothing is lost either way.\n"
            + $"Stopped. What was answered is kept in {run.At("ioc-explorer.db")}: run the same command to go on.\n");
        run.Results.ShouldBeEmpty();
        run.Read("summary.json").ShouldContain("\"state\": \"interrupted\"");
    }

    [Fact]
    public async Task Signal_WhileASourceIsTried_StopsAtOnce()
    {
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var upstream = new FakeUpstream(async (_, cancellation) =>
        {
            asked.TrySetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellation);
            return new HttpResponseMessage(HttpStatusCode.OK);
        });
        using var run = CreateRun(upstream);
        var running = run.RunAsync("sources", "try", "VirusTotal", "ip_address", "1.1.1.1", "--operation", "ip_downloaded_files");
        await asked.Task;

        run.Interrupts.Signal();
        var exitCode = await running;

        (exitCode, run.Error).ShouldBe((ExitCodes.Interrupted, "Stopped.\n"));
    }

    [Fact]
    public async Task Signal_BeforeListsAreRead_StopsAtOnce()
    {
        using var run = new ConsoleRun();
        run.Write("own.txt", "192.0.2.1\n");
        run.Environment["IOCEXPLORER_tags__lists__0"] = "own.txt";
        run.Interrupts.Signal();

        var exitCode = await run.RunAsync("lists");

        (exitCode, run.Output, run.Error).ShouldBe((ExitCodes.Interrupted, "", "Stopped.\n"));
    }

    [Theory]
    [InlineData("report")]
    [InlineData("report", "--format", "json")]
    [InlineData("why", "192.0.2.1")]
    [InlineData("diff", "1", "1")]
    [InlineData("export", "--format", "csv-nodes", "-o", "-")]
    public async Task Finding_OfAHuntThatWasStopped_SaysHowManySeedsHaveATree(params string[] arguments)
    {
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var upstream = new FakeUpstream(async (_, cancellation) =>
        {
            asked.TrySetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellation);
            return new HttpResponseMessage(HttpStatusCode.OK);
        });
        using var run = CreateRun(upstream);
        var running = run.RunAsync("explore", "-i", "seeds.csv", "--quiet");
        await asked.Task;
        run.Interrupts.Signal();
        await running;
        using var next = CreateRun(upstream);
        File.Copy(run.At("ioc-explorer.db"), next.At("ioc-explorer.db"));

        var exitCode = await next.RunAsync(arguments);

        exitCode.ShouldBe(0);
        next.Error.ShouldBe("Hunt 1 is not whole: 0 of 1 seeds have a tree. The same command again, without --refresh, makes a hunt with the others.\n");
    }

    [Fact]
    public async Task Signal_DuringARun_LeavesWhatWasAnsweredForTheNext()
    {
        var second = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var isStuck = true;
        using var upstream = new FakeUpstream(async (request, cancellation) =>
        {
            if (isStuck && request.RequestUri!.AbsolutePath.EndsWith("resolutions", StringComparison.Ordinal))
            {
                second.TrySetResult();
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellation);
            }

            return FakeUpstream.Json((HttpStatusCode.OK, """{ "data": [] }"""));
        });
        using var run = CreateRun(upstream);
        run.Environment["IOCEXPLORER_sources__VirusTotal__maxConcurrency"] = "1";
        var running = run.RunAsync("explore", "-i", "seeds.csv", "--quiet");
        await second.Task;
        run.Interrupts.Signal();
        await running;
        isStuck = false;
        using var next = CreateRun(upstream);
        File.Copy(run.At("ioc-explorer.db"), next.At("ioc-explorer.db"));

        var exitCode = await next.RunAsync("explore", "-i", "seeds.csv", "--quiet");

        exitCode.ShouldBe(ExitCodes.Complete);
        upstream.Paths.ShouldBe(
        [
            "/api/v3/domains/example.com/downloaded_files?limit=10",
            "/api/v3/domains/example.com/resolutions?limit=10",
            "/api/v3/domains/example.com/resolutions?limit=10",
        ]);
    }

    [Fact]
    public void Signal_Twice_EndsTheProcessAtOnce()
    {
        var exits = new List<int>();
        using var interrupts = new Interrupts(new FakeTime(), exits.Add);

        interrupts.Signal();
        exits.ShouldBeEmpty();
        interrupts.Signal();

        exits.ShouldBe([130]);
    }

    [Fact]
    public void Signal_WhenTheOrderlyStopTakesTooLong_EndsTheProcessWithinFiveSeconds()
    {
        var time = new FakeTime();
        var exits = new List<int>();
        using var interrupts = new Interrupts(time, exits.Add);

        interrupts.Signal();
        time.Advance(TimeSpan.FromSeconds(5));

        interrupts.Stop.IsCancellationRequested.ShouldBeTrue();
        exits.ShouldBe([130]);
    }

    private static ConsoleRun CreateRun(FakeUpstream upstream)
    {
        var run = new ConsoleRun { Http = () => upstream };
        run.Environment["IOCEXPLORER_sources__VirusTotal__apiKeys__0"] = "a-key";
        run.Environment["IOCEXPLORER_sources__VirusTotal__quota__perMinute"] = "0";
        run.Write("seeds.csv", "domain,example.com\n");
        return run;
    }
}
