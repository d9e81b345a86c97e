using IocExplorer.Messages.Service.Hunts;
using IocExplorer.Seed.Tests.Service;

namespace IocExplorer.Seed.Tests.Verbs;

public sealed class OrderTests
{
    [Theory]
    [InlineData("cancel", HuntState.Cancelled, "Hunt 7 (ioc) is cancelled: 1 of 4 trees written, which stay. `ioc-explorer retry 7` takes it up again.")]
    [InlineData("pause", HuntState.Paused, "Hunt 7 (ioc) is paused: 1 of 4 trees written. `ioc-explorer resume 7` takes it up again.")]
    [InlineData("resume", HuntState.Running, "Hunt 7 (ioc) goes on: 1 of 4 trees written. `ioc-explorer watch 7` shows how.")]
    [InlineData("retry", HuntState.Running,
        "Hunt 7 (ioc) is taken up again: what is missing is asked again, and nothing else. `ioc-explorer watch 7` shows how it goes.")]
    public async Task Order_IsGivenAndSaysWhatItDid(string verb, HuntState state, string line)
    {
        await using var service = await FakeService.StartAsync();
        service.On($"POST hunts/7/{verb}", Answers.Json(Hunts.Running with { State = state }, j => j.HuntView));
        using var run = new ServiceRun(service.Address);

        var exitCode = await run.RunAsync(verb, "7");

        exitCode.ShouldBe(0);
        run.Output.ShouldBe(line + "\n");
        service.Lines.ShouldBe([$"POST hunts/7/{verb}"]);
    }

    [Theory]
    [InlineData("cancel", "cancelled")]
    [InlineData("pause", "paused")]
    [InlineData("resume", "resumed")]
    [InlineData("retry", "taken up again")]
    public async Task Order_ThatTheStateDoesNotAllow_SaysSo(string verb, string done)
    {
        await using var service = await FakeService.StartAsync();
        service.On($"POST hunts/7/{verb}", Answers.Problem(409, "Conflict", "The hunt is finished."));
        using var run = new ServiceRun(service.Address);

        var exitCode = await run.RunAsync(verb, "7");

        exitCode.ShouldBe(2);
        run.Error.ShouldBe($"Hunt 7 was not {done} (HTTP 409 Conflict). The hunt is finished.\n");
    }

    [Theory]
    [InlineData("cancel", HuntState.Cancelled, 0)]
    [InlineData("cancel", HuntState.Finished, 2)]
    [InlineData("retry", HuntState.Running, 0)]
    public async Task Order_WhoseAnswerWasLost_IsJudgedByWhereTheHuntStands(string verb, HuntState state, int code)
    {
        await using var service = await FakeService.StartAsync();
        service
            .On($"POST hunts/7/{verb}", Answers.CutOff, Answers.Problem(409, "Conflict", "It is done already."))
            .On("GET hunts/7", Answers.Json(Hunts.Running with { State = state }, j => j.HuntView));
        using var run = new ServiceRun(service.Address);

        var exitCode = await run.RunAsync(verb, "7");

        exitCode.ShouldBe(code);
        service.Lines.ShouldBe([$"POST hunts/7/{verb}", $"POST hunts/7/{verb}", "GET hunts/7"]);
    }

    [Fact]
    public async Task Order_AfterARefusalThatDidNothing_IsNotInDoubt()
    {
        await using var service = await FakeService.StartAsync();
        service.On("POST hunts/7/pause", Answers.Problem(429, "Too Many Requests", "", "1"), Answers.Problem(409, "Conflict", "It is paused."));
        using var run = new ServiceRun(service.Address);

        var exitCode = await run.RunAsync("pause", "7");

        exitCode.ShouldBe(2);
        service.Requests.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Delete_OfAHunt_SaysSo()
    {
        await using var service = await FakeService.StartAsync();
        service.On("DELETE hunts/7", Answers.Nothing);
        using var run = new ServiceRun(service.Address);

        var exitCode = await run.RunAsync("delete", "7");

        exitCode.ShouldBe(0);
        run.Output.ShouldBe("Hunt 7 and its trees are deleted. What was answered stays in the ledger.\n");
    }

    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 2)]
    public async Task Delete_OfWhatIsNotThere_IsAFailureUnlessItWasUs(bool lostAnswerFirst, int code)
    {
        var unknown = Answers.Problem(404, "Not Found", "There is no hunt 7.");
        await using var service = await FakeService.StartAsync();
        service.On("DELETE hunts/7", lostAnswerFirst ? [Answers.CutOff, unknown] : [unknown]);
        using var run = new ServiceRun(service.Address);

        var exitCode = await run.RunAsync("delete", "7");

        exitCode.ShouldBe(code);
    }

    [Fact]
    public async Task Order_ThatIsStopped_SaysThatNobodyKnows()
    {
        await using var service = await FakeService.StartAsync();
        using var run = new ServiceRun(service.Address);
        service.On("POST hunts/7/pause", async context =>
        {
            run.Console.Interrupts.Signal();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);
        });

        var exitCode = await run.RunAsync("pause", "7");

        exitCode.ShouldBe(130);
        run.Error.ShouldBe("Stopped. Whether the service has done it is not known: `ioc-explorer hunts` shows it.\n");
    }
}
