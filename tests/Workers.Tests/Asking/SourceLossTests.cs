using IocExplorer.Messages;
using IocExplorer.Testing;
using IocExplorer.Workers.Settings;
using IocExplorer.Workers.Tests.Doubles;

namespace IocExplorer.Workers.Tests.Asking;

/// <summary>A source that cannot be reached for a while, or lets nothing through: it is probed, and in the end given up so that the run ends.</summary>
public sealed class SourceLossTests
{
    private static readonly string[] Values = [.. Enumerable.Range(1, 200).Select(i => $"n{i}.example")];

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

        await using var asked = new SourceUnderTest(server, new() { BreakerProbes = 1000 }, concurrency: 16);

        var answers = await AskAllAsync(asked, atOnce: 16);

        answers.Count(a => a is Answer.Found).ShouldBeGreaterThanOrEqualTo(190);
        asked.Notices.Texts.ShouldBe([
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
        await using var asked = new SourceUnderTest(server, settings, concurrency: 1, time: TimeProvider.System);

        var answers = await AskAllAsync(asked, atOnce: 1);

        answers[^1].ShouldBe(new Answer.NotAnswered(NotAnsweredReason.Failed, "TestSource could not be reached: no answer within 0.03 s"));
        asked.LostDetail.ShouldBe("no answer within 0.03 s");
        server.Requests.Count.ShouldBeLessThan(60);
    }

    [Fact]
    public async Task InAService_ALostSourceThatIsStillAway_CostsOneQueryEachTime()
    {
        var recoverAfter = TimeSpan.FromMinutes(10);
        var touchy = new ResilienceSettings { Attempts = 1, BreakerMinimum = 2, BreakerProbes = 1, BreakerPause = TimeSpan.FromSeconds(5) };
        var time = new FakeTime();
        await using var server = ScriptedServer.Start(_ => ScriptedExchange.Status(503));
        await using var asked = new SourceUnderTest(server, touchy, time: time, recoverAfter: recoverAfter);
        await asked.AskAsync("a.example");
        await asked.AskAsync("b.example");
        time.Advance(touchy.BreakerPause);
        await asked.AskAsync("c.example");
        var requests = server.Requests.Count;

        for (var i = 1; i <= 2; i++)
        {
            time.Advance(recoverAfter);
            asked.Source.Availability.MayBegin(0).ShouldBe(1);
            (await asked.AskAsync($"probe{i}.example")).ShouldBe(new Answer.NotAnswered(NotAnsweredReason.Failed, "HTTP 503"));
            asked.Source.Availability.MayBegin(0).ShouldBe(0);
            (await asked.AskAsync($"later{i}.example")).ShouldBeNull();
        }

        server.Requests.Count.ShouldBe(requests + 2);
    }

    private static async Task<Answer?[]> AskAllAsync(SourceUnderTest asked, int atOnce)
    {
        var answers = new Answer?[Values.Length];
        var options = new ParallelOptions { MaxDegreeOfParallelism = atOnce, CancellationToken = TestContext.Current.CancellationToken };
        await Parallel.ForAsync(0, Values.Length, options, async (i, _) => answers[i] = await asked.AskAsync(Values[i]));
        return answers;
    }
}
