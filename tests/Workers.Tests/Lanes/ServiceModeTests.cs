using IocExplorer.Messages;
using IocExplorer.Testing;
using IocExplorer.Workers.Quotas;
using IocExplorer.Workers.Settings;
using IocExplorer.Workers.Tests.Doubles;

namespace IocExplorer.Workers.Tests.Lanes;

/// <summary>What is different in a service, which goes on for months and is not alone: what is out comes back, and is left to other nodes meanwhile.</summary>
public sealed class ServiceModeTests
{
    private static readonly TimeSpan RecoverAfter = TimeSpan.FromMinutes(10);

    // One failure opens nothing yet, two do; one failed probe loses the source.
    private static readonly ResilienceSettings Touchy = new()
    {
        Attempts = 1,
        BreakerMinimum = 2,
        BreakerProbes = 1,
        BreakerPause = TimeSpan.FromSeconds(5),
    };

    private readonly FakeTime _time = new();
    private string _says = "ok a.example";

    [Fact]
    public async Task ALostSource_IsNotAnsweredForButProbedLaterWithOneQuery()
    {
        await using var server = ScriptedServer.Start(_ => Volatile.Read(ref _says));
        await using var node = Create(server);
        await LoseAsync(node);
        var requests = server.Requests.Count;

        node.Open(NodeUnderTest.Relatives, [.. Enumerable.Range(1, 50).Select(i => $"later{i}.example")]);
        node.Progress.Waiting.ShouldBe("it could not be reached: HTTP 503");
        node.Progress.WaitingUntil.ShouldBe(_time.GetUtcNow() + RecoverAfter);
        _time.Advance(RecoverAfter - TimeSpan.FromTicks(1));
        server.Requests.Count.ShouldBe(requests);
        node.Ledger.Answers.Count.ShouldBe(3);
        Volatile.Write(ref _says, "ok a.example");
        _time.Advance(TimeSpan.FromTicks(1));
        await node.AnsweredAsync(53);

        node.Ledger.Answers.Values.Count(a => a.Answer is Answer.Found).ShouldBe(50);
        node.Notices.Texts.ShouldBe(
        [
            "TestSource does not answer (HTTP 503): it is tried again every 5 s, 1 times.",
            "TestSource could not be reached: HTTP 503. This node asks nothing of it and tries again in 10 min.",
            "TestSource answers again.",
        ]);
    }

    [Fact]
    public async Task ALostSourceThatIsStillAway_CostsOneQueryEachTime()
    {
        await using var server = ScriptedServer.Start(_ => Volatile.Read(ref _says));
        await using var node = Create(server);
        await LoseAsync(node);
        var requests = server.Requests.Count;
        node.Open(NodeUnderTest.Relatives, [.. Enumerable.Range(1, 50).Select(i => $"later{i}.example")]);

        _time.Advance(RecoverAfter);
        await node.AnsweredAsync(4);
        _time.Advance(RecoverAfter);
        await node.AnsweredAsync(5);

        server.Requests.Count.ShouldBe(requests + 2);
        node.Ledger.OpenCount.ShouldBe(48);
    }

    [Fact]
    public async Task TheOnlyKeyIsRefused_QueriesAreAnsweredAsRefusedUntilItIsTriedAgain()
    {
        _says = ScriptedExchange.Status(401);
        await using var server = ScriptedServer.Start(_ => Volatile.Read(ref _says));
        await using var node = Create(server, quota: new(100, 0, 0));
        node.Start();
        node.Open(NodeUnderTest.Relatives, "first.example");
        await node.AnsweredAsync(1);
        node.Open(NodeUnderTest.Relatives, "second.example");
        await node.AnsweredAsync(2);
        server.Requests.Count.ShouldBe(1);

        Volatile.Write(ref _says, "ok a.example");
        _time.Advance(RecoverAfter);
        node.Open(NodeUnderTest.Relatives, "third.example");
        await node.AnsweredAsync(3);

        node.Ledger.AnswerOf("second.example").ShouldBe(new Answer.NotAnswered(NotAnsweredReason.Refused, "the key: HTTP 401 WrongCredentialsError", null));
        node.Ledger.AnswerOf("third.example").ShouldBeOfType<Answer.Found>();
        node.Notices.Texts.ShouldBe(
        [
            "TestSource refused the key (HTTP 401 WrongCredentialsError): it is switched off and TestSource is asked no more; it is tried again in 10 min. Check sources.TestSource.apiKeys.",
        ]);
    }

    [Fact]
    public async Task ARefusedOperation_IsAskedAgainLater()
    {
        _says = ScriptedExchange.Status(403);
        await using var server = ScriptedServer.Start(_ => Volatile.Read(ref _says));
        await using var node = Create(server);
        node.Start();
        node.Open(NodeUnderTest.Cousins, "first.example");
        await node.AnsweredAsync(1);

        Volatile.Write(ref _says, "ok a.example");
        _time.Advance(RecoverAfter);
        node.Open(NodeUnderTest.Cousins, "second.example");
        await node.AnsweredAsync(2);

        node.Ledger.AnswerOf("second.example").ShouldBeOfType<Answer.Found>();
    }

    [Fact]
    public async Task AKeyInLanes_SpendsUnderALeaseForEachAndNeverMoreThanTheWhole()
    {
        await using var server = ScriptedServer.Start(_ => "ok a.example");
        await using var node = new NodeUnderTest(server.BaseUrl, concurrency: 5, quota: new(0, 30, 0), lanes: 3, recoverAfter: RecoverAfter);
        node.Open(NodeUnderTest.Relatives, [.. Enumerable.Range(1, 100).Select(i => $"n{i}.example")]);
        node.Start();

        await node.AnsweredAsync(100);

        server.Requests.Count.ShouldBe(30);
        node.Ledger.Spent.Keys.Select(k => k.Split('#')[1]).Order().ShouldBe(["1/3", "2/3", "3/3"]);
        node.Ledger.Spent.Values.ShouldAllBe(s => s.Contains(",10]]", StringComparison.Ordinal));
    }

    [Fact]
    public async Task AKeyInLanesThatIsRefused_IsOutWithAllItsLanes()
    {
        await using var server = ScriptedServer.Start(_ => ScriptedExchange.Status(401));
        await using var node = new NodeUnderTest(server.BaseUrl, concurrency: 2, quota: new(0, 100, 0), lanes: 2);
        node.Open(NodeUnderTest.Relatives, [.. Enumerable.Range(1, 20).Select(i => $"n{i}.example")]);
        node.Start();

        await node.AnsweredAsync(20);

        server.Requests.Count.ShouldBeLessThanOrEqualTo(2);
        node.Notices.Texts.ShouldHaveSingleItem().ShouldStartWith("TestSource refused the key (HTTP 401 WrongCredentialsError): it is switched off and TestSource is asked no more.");
    }

    [Fact]
    public async Task ALaneOfAnotherNode_WaitsWhileTheOthersAsk()
    {
        await using var server = ScriptedServer.Start(_ => "ok a.example");
        await using var node = new NodeUnderTest(server.BaseUrl, concurrency: 2, quota: new(0, 100, 0), lanes: 2, recoverAfter: RecoverAfter, time: _time);
        node.Ledger.HeldElsewhere[KeyName.Of("TestSource", "secret1") + "#2/2"] = true;
        node.Open(NodeUnderTest.Relatives, [.. Enumerable.Range(1, 20).Select(i => $"n{i}.example")]);
        node.Start();

        await node.AnsweredAsync(20);

        node.Progress.LeftToday.ShouldBe(30);
        node.Progress.Waiting.ShouldBeNull();
        node.Notices.Texts.ShouldBeEmpty();
    }

    [Fact]
    public async Task ASourceThatThrottlesForLong_RestsAndIsThenAskedOnInsteadOfBeingGivenUp()
    {
        var requests = 0;
        await using var server = ScriptedServer.Start(_ =>
            Interlocked.Increment(ref requests) <= 12 ? ScriptedExchange.Status(429, "", "Retry-After: 60\r\n") : "ok a.example");
        await using var node = new NodeUnderTest(server.BaseUrl, concurrency: 2, recoverAfter: RecoverAfter);
        node.Open(NodeUnderTest.Relatives, [.. Enumerable.Range(1, 40).Select(i => $"n{i}.example")]);
        node.Start();

        await node.AnsweredAsync(40);

        node.Ledger.Answers.Values.Count(a => a.Answer is Answer.Found).ShouldBeGreaterThanOrEqualTo(34);
        ((HastyTime)node.Time).Passed.ShouldBeGreaterThanOrEqualTo(RecoverAfter);
        node.Notices.Texts.ShouldBeEmpty();
    }

    private NodeUnderTest Create(ScriptedServer server, QuotaLimits? quota = null) =>
        new(server.BaseUrl, Touchy, concurrency: 1, quota: quota, time: _time, recoverAfter: RecoverAfter);

    private async Task LoseAsync(NodeUnderTest node)
    {
        _says = ScriptedExchange.Status(503);
        node.Start();
        node.Open(NodeUnderTest.Relatives, "a.example", "b.example");
        await node.AnsweredAsync(2);
        _time.Advance(Touchy.BreakerPause);
        node.Open(NodeUnderTest.Relatives, "c.example");
        await node.AnsweredAsync(3);
    }
}
