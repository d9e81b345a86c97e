using IocExplorer.Messages;

namespace IocExplorer.Persistence.Tests.Conformance;

public abstract partial class LedgerConformance
{
    [Fact]
    public async Task Ask_AFactOfExactlyThatAge_IsSharedAndOneMillisecondOlderIsAskedAnew()
    {
        var at = Time.GetUtcNow();
        var id = await RecordAsync(Found("a"), AnyAge);
        Pass(TimeSpan.FromHours(2));

        (await AskOneAsync(new(at, Time.GetUtcNow()))).Answer.ShouldBeAnswer(Found("a"));
        (await ClaimAsync()).ShouldBeEmpty();

        (await AskOneAsync(new(at.AddMilliseconds(1), Time.GetUtcNow()))).ShouldBe(new(id, null, null));
        (await ClaimAsync()).Single().Id.ShouldBe(id);
    }

    [Fact]
    public async Task Ask_AFailureOfExactlyThatAge_IsSharedAndOneMillisecondOlderIsAskedAnew()
    {
        var at = Time.GetUtcNow();
        var id = await RecordAsync(Failure(), AnyAge);
        Pass(TimeSpan.FromHours(2));

        (await AskOneAsync(new(Time.GetUtcNow(), at))).Answer.ShouldBe(Failure());
        (await ClaimAsync()).ShouldBeEmpty();

        (await AskOneAsync(new(DateTimeOffset.UnixEpoch, at.AddMilliseconds(1)))).ShouldBe(new(id, null, null));
        (await ClaimAsync()).Single().Id.ShouldBe(id);
    }

    [Fact]
    public async Task Ask_WhatFailsInThisRun_IsNotAskedAgainAndAgain()
    {
        var run = FactsOrNewFailures;
        await RecordAsync(Failure(), run);
        Pass(TimeSpan.FromMinutes(1));

        (await AskOneAsync(run)).Answer.ShouldBe(Failure());
        (await ClaimAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Facts_WhileTheQueryIsAskedAnew_StandForThoseWhoAcceptTheirAge()
    {
        var at = Time.GetUtcNow();
        var id = await RecordAsync(Found("old"), AnyAge);
        Pass(TimeSpan.FromHours(2));
        var fresh = OnlyFromNowOn;
        (await AskOneAsync(fresh)).Answer.ShouldBeNull();

        await ShouldStandAsync(id, Found("old"), at);
        (await ReadOneAsync(id, fresh)).ShouldBe(new(id, null, null));
        var claim = (await ClaimAsync()).Single();
        await ShouldStandAsync(id, Found("old"), at);
        await ReopenAsync();
        await ShouldStandAsync(id, Found("old"), at);
        (await AnswerAsync(claim, Found("late"))).ShouldBeFalse();
        (await ClaimAsync()).Single().Id.ShouldBe(id);
    }

    [Fact]
    public async Task Facts_WhenAskingAnewFails_StandForThoseWhoAcceptTheirAge()
    {
        var at = Time.GetUtcNow();
        var id = await RecordAsync(Found("old"), AnyAge);
        Pass(TimeSpan.FromHours(2));
        var fresh = OnlyFromNowOn;
        await RecordAsync(Failure(), fresh);

        await ShouldStandAsync(id, Found("old"), at);
        (await ReadOneAsync(id, fresh)).Answer.ShouldBe(Failure());
        (await AskOneAsync(fresh)).Answer.ShouldBe(Failure());
        (await ClaimAsync()).ShouldBeEmpty();

        // Neither the fact nor the failure is young enough: once more.
        Pass(TimeSpan.FromMinutes(1));
        (await AskOneAsync(OnlyFromNowOn)).Answer.ShouldBeNull();
        await ShouldStandAsync(id, Found("old"), at);
        (await ClaimAsync()).Single().Id.ShouldBe(id);
    }

    [Fact]
    public async Task Facts_OfLater_ReplaceFactsAndFailures()
    {
        var id = await RecordAsync(Found("old"), AnyAge);
        Pass(TimeSpan.FromHours(1));
        await RecordAsync(Failure(), OnlyFromNowOn);
        Pass(TimeSpan.FromHours(1));
        var at = Time.GetUtcNow();
        await RecordAsync(Answer.Empty.Instance, OnlyFromNowOn);

        await ShouldStandAsync(id, Answer.Empty.Instance, at);
        Pass(TimeSpan.FromHours(1));

        // The failure before the fact is over: it is no answer to those who want something newer than the fact.
        (await ReadOneAsync(id, new(Time.GetUtcNow(), DateTimeOffset.UnixEpoch))).Answer.ShouldBeNull();
    }

    [Fact]
    public async Task Failures_OnceTheQueryIsOpenAgain_AreOver()
    {
        var id = await RecordAsync(Failure(), AnyAge);
        Pass(TimeSpan.FromHours(1));

        await AskOneAsync(FactsOrNewFailures);

        (await ReadOneAsync(id, AnyAge)).Answer.ShouldBeNull();
        (await AskOneAsync(AnyAge)).Answer.ShouldBeNull();
        (await ClaimAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Failures_AfterFailures_AreTheNewestOnly()
    {
        var id = await RecordAsync(new Answer.NotAnswered(NotAnsweredReason.Throttled, "later", Time.GetUtcNow().AddDays(1)), AnyAge);
        Pass(TimeSpan.FromHours(1));

        await RecordAsync(Failure("HTTP 502"), FactsOrNewFailures);

        (await ReadOneAsync(id, AnyAge)).Answer.ShouldBe(Failure("HTTP 502"));
    }

    [Fact]
    public async Task Read_WhatIsTooOld_OpensNothing()
    {
        var id = await RecordAsync(Found("old"), AnyAge);
        Pass(TimeSpan.FromHours(1));

        (await ReadOneAsync(id, OnlyFromNowOn)).ShouldBe(new(id, null, null));

        (await ClaimAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Read_ManyInAnyOrderAndTwice_AnswersInTheOrderGiven()
    {
        var states = await AskAsync([.. Enumerable.Range(0, 50).Select(Domain)]);
        var ids = states.Select(state => state.Id).Concat(states.Select(state => state.Id).Reverse()).ToList();

        (await Ledger.ReadAsync(ids, AnyAge, Cancellation)).Select(state => state.Id).ShouldBe(ids);
    }

    [Fact]
    public async Task Answer_AfterTheClockWasSetBack_IsNotOlderThanItsAsk()
    {
        Pass(TimeSpan.FromHours(5));
        var run = OnlyFromNowOn;
        await AskOneAsync(run);
        Time.Jump(TimeSpan.FromHours(-3));
        var claim = (await ClaimAsync()).Single();

        (await AnswerAsync(claim, Found("a"))).ShouldBeTrue();

        (await AskOneAsync(run)).Answer.ShouldBeAnswer(Found("a"));
        (await ClaimAsync()).ShouldBeEmpty();
    }
}
