using IocExplorer.Messages;
using IocExplorer.Workers.Settings;
using IocExplorer.Workers.Tests.Doubles;

namespace IocExplorer.Workers.Tests.Asking;

public sealed class HttpSourceRetryTests
{
    private static readonly ResilienceSettings Settings = new();

    [Fact]
    public async Task Ask_WhenAnswered_IsFoundWithOneRequest()
    {
        await using var asked = Create(_ => "ok a.example b.example");

        var answer = await asked.AskAsync();

        Found(answer).ShouldBe(["a.example", "b.example"]);
        asked.Source.Status.Requests.ShouldBe(1);
        asked.Hasty.Waits.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("ok")]
    [InlineData("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")]
    public async Task Ask_WhenNothingIsKnown_IsEmpty(string reply)
    {
        await using var asked = Create(_ => reply);

        (await asked.AskAsync()).ShouldBe(Answer.Empty.Instance);
    }

    [Fact]
    public async Task Ask_WhenTheNodeMayNotSend_HandsTheQueryBackUnsent()
    {
        await using var asked = Create(_ => "ok a.example");
        asked.Throttle.MaySend = false;

        (await asked.AskAsync()).ShouldBeNull();

        asked.Source.Status.Requests.ShouldBe(0);
    }

    [Fact]
    public async Task Ask_WhenTheNodeMayNotSendAnyMore_MakesNoFurtherTry()
    {
        SourceUnderTest? asked = null;
        await using var created = asked = Create(_ =>
        {
            asked!.Throttle.MaySend = false;
            return ScriptedExchange.Status(503);
        });

        (await asked.AskAsync()).ShouldBeNull();

        asked.Source.Status.Requests.ShouldBe(1);
    }

    [Fact]
    public async Task Ask_InAService_LooksAtTheFirstByteWhetherTheNodeMayStillSend()
    {
        await using var asked = new SourceUnderTest(ScriptedServer.Start(_ => "ok a.example"), recoverAfter: TimeSpan.FromMinutes(15));
        var looks = 0;
        asked.Throttle.MayBeSent = () => ++looks < 2;

        (await asked.AskAsync()).ShouldBeNull();

        looks.ShouldBeGreaterThan(1);
        asked.Source.Status.Requests.ShouldBe(0);
    }

    [Fact]
    public async Task Ask_WhenTheSourceFailsForAWhile_TriesAgainWithGrowingPauses()
    {
        await using var asked = Create(r => r.Number < 4 ? ScriptedExchange.Status(503) : "ok a.example");

        var answer = await asked.AskAsync();

        Found(answer).ShouldBe(["a.example"]);
        asked.Hasty.Waits.Count.ShouldBe(3);
        asked.Hasty.Waits.ShouldAllBe(w => w > TimeSpan.Zero && w <= Settings.LongestPause);
        asked.Source.Status.Requests.ShouldBe(4);
    }

    [Fact]
    public async Task Ask_WhenTheSourceGoesOnFailing_IsNotAnsweredAfterAllAttempts()
    {
        await using var asked = Create(_ => ScriptedExchange.Status(500));

        var answer = await asked.AskAsync();

        answer.ShouldBe(new Answer.NotAnswered(NotAnsweredReason.Failed, "HTTP 500"));
        asked.Source.Status.Requests.ShouldBe(4);
    }

    [Fact]
    public async Task Ask_WhenTheRequestIsWrong_IsRefusedWithoutAnotherTry()
    {
        await using var asked = Create(_ => ScriptedExchange.Status(400));

        var answer = await asked.AskAsync();

        answer.ShouldBe(new Answer.NotAnswered(NotAnsweredReason.Refused, "HTTP 400"));
        asked.Source.Status.Requests.ShouldBe(1);
    }

    [Fact]
    public async Task Ask_WhenRedirected_IsNotFollowed()
    {
        await using var asked = Create(_ => ScriptedExchange.Status(302, "", "Location: http://elsewhere.example/\r\n"));

        var answer = await asked.AskAsync();

        answer.ShouldBe(new Answer.NotAnswered(NotAnsweredReason.Failed, "HTTP 302"));
        asked.Source.Status.Requests.ShouldBe(1);
    }

    [Fact]
    public async Task Ask_WhenTheAnswerIsMalformed_IsTriedOnceMore()
    {
        await using var asked = Create(r => r.Number == 1 ? "<html>" : "ok a.example");

        Found(await asked.AskAsync()).ShouldBe(["a.example"]);
    }

    [Fact]
    public async Task Ask_WhenTheAnswerStaysMalformed_IsNotAnswered()
    {
        await using var asked = Create(_ => "<html>");

        var answer = await asked.AskAsync();

        answer.ShouldBe(new Answer.NotAnswered(NotAnsweredReason.Malformed, "HTTP 200, but not ok"));
        asked.Source.Status.Requests.ShouldBe(2);
    }

    [Theory]
    [InlineData("7", 7)]
    [InlineData("0", 1)]
    [InlineData("36000", 300)]
    [InlineData("Mon, 05 Jan 2026 12:00:09 GMT", 9)]
    [InlineData("Mon, 05 Jan 2026 11:00:00 GMT", 1)]
    public async Task Ask_WhenThrottledWithRetryAfter_ComesBackThenButNotSoonerOrLaterThanWeBear(string retryAfter, double seconds)
    {
        await using var asked = Create(r => r.Number == 1 ? ScriptedExchange.Status(429, "", $"Retry-After: {retryAfter}\r\n") : "ok a.example");

        Found(await asked.AskAsync()).ShouldBe(["a.example"]);

        asked.Hasty.Waits.Sum(w => w.TotalSeconds).ShouldBe(seconds, 0.1);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Retry-After: soon\r\n")]
    [InlineData("Retry-After: -5\r\n")]
    public async Task Ask_WhenThrottledWithoutAUsableRetryAfter_WaitsAPauseOfOurOwn(string header)
    {
        await using var asked = Create(r => r.Number < 4 ? ScriptedExchange.Status(429, "", header) : "ok a.example");

        Found(await asked.AskAsync()).ShouldBe(["a.example"]);

        asked.Hasty.Passed.TotalSeconds.ShouldBeInRange(4, 7);
    }

    [Fact]
    public async Task Ask_WhenThrottledEveryTime_IsNotAnsweredAndSaysWhenItMayBeAskedAgain()
    {
        await using var asked = Create(_ => ScriptedExchange.Status(429, "", "Retry-After: 10\r\n"));

        var answer = await asked.AskAsync();

        var throttled = answer.ShouldBeOfType<Answer.NotAnswered>();
        throttled.Reason.ShouldBe(NotAnsweredReason.Throttled);
        throttled.RetryAt.ShouldBe(asked.Hasty.GetUtcNow().AddSeconds(10));
        asked.Source.Status.Requests.ShouldBe(4);
    }

    [Fact]
    public async Task Ask_WhenUnavailableWithRetryAfter_HonoursIt()
    {
        await using var asked = Create(r => r.Number == 1 ? ScriptedExchange.Status(503, "", "Retry-After: 11\r\n") : "ok a.example");

        Found(await asked.AskAsync()).ShouldBe(["a.example"]);

        asked.Hasty.Waits.ShouldBe([TimeSpan.FromSeconds(11)]);
    }

    [Fact]
    public async Task Ask_WhenTriesTakeTooLongInAll_EndsBeforeAllAttempts()
    {
        await using var asked = Create(_ => ScriptedExchange.Status(503, "", "Retry-After: 100\r\n"));

        var answer = await asked.AskAsync();

        answer.ShouldBe(new Answer.NotAnswered(NotAnsweredReason.Failed, "no answer within 2 min in all"));
        asked.Source.Status.Requests.ShouldBe(2);
    }

    [Fact]
    public async Task Ask_WhileTheWholeKeyWaitsForLong_StillHasAllItsTime()
    {
        await using var asked = Create(r => r.Number < 4 ? ScriptedExchange.Status(429, "", "Retry-After: 200\r\n") : "ok a.example");

        Found(await asked.AskAsync()).ShouldBe(["a.example"]);

        asked.Hasty.Passed.ShouldBeGreaterThan(TimeSpan.FromMinutes(9));
    }

    [Fact]
    public async Task Ask_WithASingleAttemptAllowed_DoesNotTryAgain()
    {
        await using var asked = new SourceUnderTest(ScriptedServer.Start(_ => ScriptedExchange.Status(503)), Settings with { Attempts = 1 });

        (await asked.AskAsync()).ShouldBe(new Answer.NotAnswered(NotAnsweredReason.Failed, "HTTP 503"));
        asked.Source.Status.Requests.ShouldBe(1);
    }

    [Fact]
    public async Task Ask_WhenTheReaderHasAFault_ThrowsToTheSupervisor()
    {
        await using var asked = Create(_ => "bug");

        await Should.ThrowAsync<InvalidOperationException>(asked.AskAsync());
    }

    private static SourceUnderTest Create(Func<ScriptedRequest, string> answer) => new(ScriptedServer.Start(answer), Settings);

    private static IEnumerable<string> Found(Answer? answer) => answer.ShouldBeOfType<Answer.Found>().Relations.Select(r => r.Target.Value);
}
