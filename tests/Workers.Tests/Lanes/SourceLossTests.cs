using System.Net;
using System.Net.Sockets;
using IocExplorer.Messages;
using IocExplorer.Workers.Settings;
using IocExplorer.Workers.Tests.Doubles;

namespace IocExplorer.Workers.Tests.Lanes;

/// <summary>A source that cannot be reached, or lets nothing through: it is probed, and in the end given up so that the run ends.</summary>
public sealed class SourceLossTests
{
    private static readonly string[] Values = [.. Enumerable.Range(1, 200).Select(i => $"n{i}.example")];

    [Fact]
    public async Task NoNetwork_EndsWithEverythingNotAnsweredAndOneClearLine()
    {
        await using var node = new NodeUnderTest(ClosedPort(), concurrency: 64);
        node.Open(NodeUnderTest.Relatives, Values);
        node.Start();

        await node.AnsweredAsync(200);

        node.Ledger.Answers.Values.ShouldAllBe(a => ((Answer.NotAnswered)a.Answer).Reason == NotAnsweredReason.Failed);
        node.Ledger.AnswerOf("n200.example").ShouldBe(
            new Answer.NotAnswered(NotAnsweredReason.Failed, "TestSource could not be reached: connection refused"));
        node.Notices.Texts.ShouldBe([
            "TestSource does not answer (connection refused): it is tried again every 5 s, 6 times.",
            "TestSource could not be reached: connection refused. It is given up for this run; what is open is recorded as not answered. Run the same command again to ask it.",
        ]);
        node.Notices.All.Select(n => n.IsError).ShouldBe([false, true]);
    }

    [Fact]
    public async Task NoNetworkAndASmallQuota_EndsWithoutSpendingIt()
    {
        await using var node = new NodeUnderTest(ClosedPort(), quota: new(4, 500, 0));
        node.Open(NodeUnderTest.Relatives, Values);
        node.Start();

        await node.AnsweredAsync(200);

        node.Progress.Requests.ShouldBe(0);
        node.Progress.LeftToday.ShouldBe(500);
    }

    [Fact]
    public async Task ASourceThatRecovers_IsProbedByOneRequestAndThenAskedAgain()
    {
        var isDown = true;
        var probes = 0;
        await using var server = ScriptedServer.Start(_ =>
        {
            if (!Volatile.Read(ref isDown))
            {
                return "ok a.example";
            }

            return Interlocked.Increment(ref probes) < 40 ? ScriptedExchange.Status(503) : Recover();
        });
        string Recover()
        {
            Volatile.Write(ref isDown, false);
            return "ok a.example";
        }

        await using var node = new NodeUnderTest(server.BaseUrl, new() { BreakerProbes = 1000 }, concurrency: 16);
        node.Open(NodeUnderTest.Relatives, Values);
        node.Start();

        await node.AnsweredAsync(200);

        node.Ledger.Answers.Values.Count(a => a.Answer is Answer.Found).ShouldBeGreaterThanOrEqualTo(190);
        node.Notices.Texts.ShouldBe([
            "TestSource does not answer (HTTP 503): it is tried again every 5 s, 1000 times.",
            "TestSource answers again.",
        ]);
    }

    [Fact]
    public async Task ASourceThatSwallowsRequestsOneByOne_IsGivenUpToo()
    {
        // Each request times out; at this pace the breaker never sees ten within its window.
        var settings = new ResilienceSettings
        {
            Attempts = 1,
            AttemptTimeout = TimeSpan.FromMilliseconds(30),
            BreakerPause = TimeSpan.FromMilliseconds(20),
            BreakerWindow = TimeSpan.FromMilliseconds(500),
            BreakerMinimum = 40,
        };
        await using var server = ScriptedServer.Start((_, exchange) => exchange.WaitForGoneAsync());
        await using var node = new NodeUnderTest(server.BaseUrl, settings, concurrency: 1, time: TimeProvider.System);
        node.Open(NodeUnderTest.Relatives, Values);
        node.Start();

        await node.AnsweredAsync(200);

        node.Ledger.AnswerOf("n200.example").ShouldBe(
            new Answer.NotAnswered(NotAnsweredReason.Failed, "TestSource could not be reached: no answer within 0.03 s"));
        server.Requests.Count.ShouldBeLessThan(60);
    }

    [Fact]
    public async Task ASourceThatThrottlesForEver_IsGivenUpWhenThatHasLasted()
    {
        await using var server = ScriptedServer.Start(_ => ScriptedExchange.Status(429, "", "Retry-After: 60\r\n"));
        await using var node = new NodeUnderTest(server.BaseUrl, concurrency: 8);
        node.Open(NodeUnderTest.Relatives, Values);
        node.Start();

        await node.AnsweredAsync(200);

        node.Ledger.Answers.Values.ShouldAllBe(a => ((Answer.NotAnswered)a.Answer).Reason == NotAnsweredReason.Throttled);
        node.Ledger.Answers.Values.ShouldAllBe(a => ((Answer.NotAnswered)a.Answer).RetryAt != null);
        node.Notices.Texts.ShouldHaveSingleItem().ShouldContain("it has let nothing through for");
    }

    [Fact]
    public async Task AQuotaOfTheDayThatIsUsedUp_EndsWithTheRestThrottled()
    {
        await using var server = ScriptedServer.Start(_ => "ok a.example");
        await using var node = new NodeUnderTest(server.BaseUrl, quota: new(0, 50, 0));
        node.Open(NodeUnderTest.Relatives, Values);
        node.Start();

        await node.AnsweredAsync(200);

        node.Ledger.Answers.Values.Count(a => a.Answer is Answer.Found).ShouldBe(50);
        server.Requests.Count.ShouldBe(50);
        node.Notices.Texts.ShouldBe([
            "TestSource: the quota of 50 requests of the day is used up until 2026-01-06 00:00 UTC. What is open is recorded as not answered; the next run asks it again.",
        ]);
    }

    [Fact]
    public async Task TwoKeysWithAQuotaOfTheDay_AreBothUsedUpBeforeAnythingIsGivenUp()
    {
        await using var server = ScriptedServer.Start(_ => "ok a.example");
        await using var node = new NodeUnderTest(server.BaseUrl, keys: 2, quota: new(0, 50, 0));
        node.Open(NodeUnderTest.Relatives, Values);
        node.Start();

        await node.AnsweredAsync(200);

        node.Ledger.Answers.Values.Count(a => a.Answer is Answer.Found).ShouldBe(100);
    }

    [Fact]
    public async Task ASmallQuota_IsWaitedForAndEverythingIsAnswered()
    {
        await using var server = ScriptedServer.Start(_ => "ok a.example");

        // One at a time: on this clock the minutes that one query waits for pass at once for the others as well.
        await using var node = new NodeUnderTest(server.BaseUrl, quota: new(4, 500, 0), concurrency: 1);
        node.Open(NodeUnderTest.Relatives, [.. Values.Take(40)]);
        node.Start();

        await node.AnsweredAsync(40);

        node.Ledger.Answers.Values.ShouldAllBe(a => a.Answer is Answer.Found);
        ((HastyTime)node.Time).Passed.ShouldBeGreaterThan(TimeSpan.FromMinutes(9));
    }

    private static Uri ClosedPort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return new($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/");
    }
}
