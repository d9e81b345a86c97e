using IocExplorer.Messages;

namespace IocExplorer.Persistence.Tests.Conformance;

public abstract partial class LedgerStoreConformance
{
    [Fact]
    public async Task LookUp_AFactOfExactlyThatAge_IsYoungEnoughAndOneMillisecondOlderIsNot()
    {
        var at = await RecordOneAsync(Found("a"));
        Pass(TimeSpan.FromHours(2));

        ValueOf(await LookUpOneAsync(new(at, Time.GetUtcNow()))).ShouldBe("a");
        (await LookUpOneAsync(new(at.AddMilliseconds(1), DateTimeOffset.UnixEpoch))).ShouldBeNull();
    }

    [Fact]
    public async Task LookUp_AFailureOfExactlyThatAge_IsYoungEnoughAndOneMillisecondOlderIsNot()
    {
        var at = await RecordOneAsync(Failure());
        Pass(TimeSpan.FromHours(2));

        (await LookUpOneAsync(new(Time.GetUtcNow(), at))).ShouldBe(new RecordedAnswer(Failure(), at));
        (await LookUpOneAsync(new(DateTimeOffset.UnixEpoch, at.AddMilliseconds(1)))).ShouldBeNull();
    }

    [Fact]
    public async Task Facts_WhenAskingAnewFails_StandForThoseWhoAcceptTheirAge()
    {
        var at = await RecordOneAsync(Found("old"));
        Pass(TimeSpan.FromHours(2));
        var failedAt = await RecordOneAsync(Failure());

        await ShouldStandAsync(Query(1), Found("old"), at);
        (await LookUpOneAsync(new(failedAt, failedAt))).ShouldBe(new RecordedAnswer(Failure(), failedAt));
        (await LookUpOneAsync(new(failedAt, failedAt.AddMilliseconds(1)))).ShouldBeNull();
        await ReopenAsync();
        await ShouldStandAsync(Query(1), Found("old"), at);
        (await LookUpOneAsync(new(failedAt, failedAt))).ShouldBe(new RecordedAnswer(Failure(), failedAt));
    }

    [Fact]
    public async Task Facts_OfLater_ReplaceFactsAndEndFailures()
    {
        await RecordOneAsync(Found("old"));
        Pass(TimeSpan.FromHours(1));
        await RecordOneAsync(Failure());
        Pass(TimeSpan.FromHours(1));
        var at = await RecordOneAsync(Answer.Empty.Instance);

        await ShouldStandAsync(Query(1), Answer.Empty.Instance, at);

        // The failure before the fact is over: it is no answer to those who want something newer than the fact.
        (await LookUpOneAsync(new(at.AddMilliseconds(1), DateTimeOffset.UnixEpoch))).ShouldBeNull();
    }

    [Fact]
    public async Task AFact_AfterAFailureAlone_EndsIt()
    {
        await RecordOneAsync(new Answer.NotAnswered(NotAnsweredReason.Throttled, "later", Time.GetUtcNow().AddDays(1)));
        var at = await RecordOneAsync(Found("a"));

        await ShouldStandAsync(Query(1), Found("a"), at);
        (await LookUpOneAsync(new(at.AddMilliseconds(1), DateTimeOffset.UnixEpoch))).ShouldBeNull();
    }

    [Fact]
    public async Task Failures_AfterFailures_AreTheNewestOnly()
    {
        await RecordOneAsync(new Answer.NotAnswered(NotAnsweredReason.Throttled, "later", Time.GetUtcNow().AddDays(1)));
        Pass(TimeSpan.FromHours(1));

        var at = await RecordOneAsync(Failure("HTTP 502"));

        (await LookUpOneAsync(AnyAge)).ShouldBe(new RecordedAnswer(Failure("HTTP 502"), at));
    }

    [Fact]
    public async Task Record_AfterTheClockWasSetBack_IsNotStampedBeforeWhatWasRecordedBefore()
    {
        Pass(TimeSpan.FromHours(5));
        var at = await RecordOneAsync(Found("a"));
        Time.Jump(TimeSpan.FromHours(-3));

        (await RecordAsync(new AnswerToRecord(Query(2), Found("b")))).ShouldBe([at]);
        (await RecordAsync(new AnswerToRecord(Query(2), Failure()))).ShouldBe([at]);
    }

    [Fact]
    public async Task Record_AfterTheClockWasSetBack_IsNotStampedBeforeALookUpThatFoundNothing()
    {
        Pass(TimeSpan.FromHours(5));
        var run = OnlyFromNowOn;
        (await LookUpOneAsync(run)).ShouldBeNull();
        Time.Jump(TimeSpan.FromHours(-3));

        await RecordOneAsync(Found("a"));

        ValueOf(await LookUpOneAsync(run)).ShouldBe("a");
    }

    [Fact]
    public async Task Record_ByALaterProcessWhoseClockIsBehind_IsNotStampedBeforeWhatItLookedUp()
    {
        Pass(TimeSpan.FromHours(5));
        var at = await RecordOneAsync(Found("a"));
        Time.Jump(TimeSpan.FromHours(-3));
        await ReopenAsync();

        await LookUpOneAsync(AnyAge);

        (await RecordAsync(new AnswerToRecord(Query(2), Found("b")))).ShouldBe([at]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Record_ByALaterProcessWhoseClockIsBehind_IsNotStampedBeforeWhatItReplaces(bool isFact)
    {
        Pass(TimeSpan.FromHours(5));
        var at = await RecordOneAsync(isFact ? Found("old") : Failure("old"));
        Time.Jump(TimeSpan.FromHours(-3));
        await ReopenAsync();

        var times = await RecordAsync(new(Query(1), isFact ? Found("new") : Failure("new")), new(Query(2), Found("b")),
            new(Query(1), isFact ? Found("newer") : Failure("newer")));

        times.ShouldBe([at, Time.GetUtcNow(), at]);
        (await LookUpOneAsync(new(at, at)))!.Value.Answer.ShouldBeAnswer(isFact ? Found("newer") : Failure("newer"));
    }
}
