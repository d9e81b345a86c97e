using IocExplorer.Messages;
using IocExplorer.Messages.Protocols;
using IocExplorer.Testing;
using IocExplorer.Workers.Settings;
using IocExplorer.Workers.Tests.Doubles;

namespace IocExplorer.Workers.Tests.Asking;

/// <summary>Keys that are refused, and a source that cannot be reached.</summary>
public sealed class HttpSourceFailureTests
{
    [Fact]
    public async Task AKeyIsRefused_TheQueryIsHandedBackTheThrottleHearsItAndNothingMoreIsAskedWithThatKey()
    {
        await using var server = ScriptedServer.Start(r => r.Key == "secret1" ? ScriptedExchange.Status(401) : "ok a.example");
        await using var asked = new SourceUnderTest(server, keys: 2);

        (await asked.AskAsync()).ShouldBeNull();
        (await asked.AskAsync("next.example")).ShouldBeNull();
        (await asked.AskAsync(key: 1)).ShouldBeOfType<Answer.Found>();

        server.Requests.Count.ShouldBe(2);
        asked.Throttle.Reports.ShouldBe([new SourceThrottleProtocol.KeyRefused("TestSource", asked.Source.Keys[0].Name, "HTTP 401 WrongCredentialsError")]);
    }

    [Fact]
    public async Task AnOperationIsForbidden_OnlyItIsHandedBack()
    {
        await using var server = ScriptedServer.Start(
            r => r.Path.StartsWith("/cousins", StringComparison.Ordinal) ? ScriptedExchange.Status(403) : "ok a.example");
        await using var asked = new SourceUnderTest(server);

        (await asked.AskAsync(operation: asked.Cousins)).ShouldBeNull();
        (await asked.AskAsync("next.example", operation: asked.Cousins)).ShouldBeNull();
        (await asked.AskAsync()).ShouldBeOfType<Answer.Found>();

        server.Requests.Count.ShouldBe(2);
        asked.Throttle.Reports.ShouldBe(
            [new SourceThrottleProtocol.OperationRefused("TestSource", asked.Source.Keys[0].Name, new(2), "HTTP 403 ForbiddenError")]);
    }

    [Fact]
    public async Task A429_IsToldToTheThrottleAsTheSourceSaidIt()
    {
        await using var server = ScriptedServer.Start(r => r.Number == 1 ? ScriptedExchange.Status(429, "", "Retry-After: 7\r\n") : "ok a.example");
        await using var asked = new SourceUnderTest(server);

        (await asked.AskAsync()).ShouldBeOfType<Answer.Found>();

        asked.Throttle.Reports.ShouldBe(
            [new SourceThrottleProtocol.KeyThrottled("TestSource", asked.Source.Keys[0].Name, TimeSpan.FromSeconds(7), "HTTP 429")]);
    }

    [Fact]
    public async Task APermitThatGrowsTooOldOnTheWay_IsNotUsedAndAnotherOneIsTaken()
    {
        var time = new FakeTime();
        await using var server = ScriptedServer.Start(_ => "ok a.example");
        await using var asked = new SourceUnderTest(server, time: time, quota: new(4, 500, 0));
        asked.Gates[0].Expect(1);
        asked.Gates[0].Add(new(asked.Gates[0].Key.Name, 99, 1), time.GetTimestamp() + 1);
        time.Advance(TimeSpan.FromTicks(1));

        (await asked.AskAsync()).ShouldBeOfType<Answer.Found>();

        asked.Throttle.Pull();
        asked.Throttle.Granted.ShouldBe(1);
        asked.Throttle.GivenBack.ShouldBe(1);
        server.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task NoNetwork_EndsWithEverythingNotAnsweredAndTheThrottleHearsIt()
    {
        await using var asked = new SourceUnderTest(ScriptedServer.Start(_ => ""), quota: new(4, 500, 0), concurrency: 64, baseUrl: FreePort.TakeUrl());

        var answers = await Task.WhenAll(Enumerable.Range(1, 200).Select(i => asked.AskAsync($"n{i}.example")));

        answers.ShouldAllBe(a => ((Answer.NotAnswered)a!).Reason == NotAnsweredReason.Failed);
        (await asked.AskAsync("more.example"))
            .ShouldBe(new Answer.NotAnswered(NotAnsweredReason.Failed, "TestSource could not be reached: connection refused"));
        asked.LostDetail.ShouldBe("connection refused");
        asked.Throttle.Pull();
        asked.Throttle.Used.ShouldBe(0);
        asked.Source.Availability.MayBegin(64).ShouldBe(int.MaxValue);
        asked.Source.Availability.Why.ShouldBe("it could not be reached: connection refused");
        asked.Notices.Texts.ShouldBe([
            "TestSource does not answer (connection refused): it is tried again every 5 s, 6 times.",
            "TestSource could not be reached: connection refused. It is given up for this run; what is open is recorded as not answered. Run the same command "
            + "again to ask it.",
        ]);
    }

    [Fact]
    public async Task InAService_ALostSourceHandsBackAndIsProbedLaterWithOneQuery()
    {
        var recoverAfter = TimeSpan.FromMinutes(10);
        var touchy = new ResilienceSettings { Attempts = 1, BreakerMinimum = 2, BreakerProbes = 1, BreakerPause = TimeSpan.FromSeconds(5) };
        var says = ScriptedExchange.Status(503);
        var time = new FakeTime();
        await using var server = ScriptedServer.Start(_ => Volatile.Read(ref says));
        await using var asked = new SourceUnderTest(server, touchy, time: time, recoverAfter: recoverAfter);
        await asked.AskAsync("one.example");
        await asked.AskAsync("two.example");
        asked.Source.Availability.MayBegin(0).ShouldBe(0);
        time.Advance(TimeSpan.FromSeconds(5));
        asked.Source.Availability.MayBegin(0).ShouldBe(1);
        await asked.AskAsync("three.example");
        asked.Source.Availability.MayBegin(0).ShouldBe(0);

        (await asked.AskAsync("four.example")).ShouldBeNull();
        asked.LostDetail.ShouldBeNull();
        asked.Source.Availability.Why.ShouldBe("it could not be reached: HTTP 503");
        Volatile.Write(ref says, "ok a.example");
        time.Advance(recoverAfter);
        asked.Source.Availability.MayBegin(0).ShouldBe(1);
        (await asked.AskAsync("five.example")).ShouldBeOfType<Answer.Found>();

        asked.Source.Availability.ShouldBe(SourceAvailability.Ready.Instance);
        server.Requests.Count.ShouldBe(4);
    }

    [Fact]
    public async Task NoReportHoldsAKey()
    {
        await using var server = ScriptedServer.Start(_ => ScriptedExchange.Status(401));
        await using var asked = new SourceUnderTest(server, keys: 2);

        await asked.AskAsync();
        await asked.AskAsync(key: 1);

        asked.Throttles.SelectMany(t => t.Reports).Select(r => r.ToString()!).ShouldAllBe(t => !t.Contains("secret", StringComparison.Ordinal));
        asked.Source.Keys.ShouldAllBe(k => !k.Name.Contains("secret", StringComparison.Ordinal));
    }
}
