using IocExplorer.Messages;
using IocExplorer.Persistence;
using IocExplorer.Testing;
using IocExplorer.Workers.Lanes;
using IocExplorer.Workers.Quotas;
using IocExplorer.Workers.Tests.Doubles;

namespace IocExplorer.Workers.Tests.Quotas;

public sealed class PermitGateTests
{
    private static readonly CancellationToken None = TestContext.Current.CancellationToken;
    private readonly FakeTime _time = new();
    private readonly FakeLedger _ledger = new();
    private readonly NoticeList _notices = new();

    [Fact]
    public async Task Take_WithoutQuota_IsImmediateAndWritesNothing()
    {
        var gate = Create(QuotaLimits.Unlimited);

        var take = gate.TakeAsync(64, None).AsTask();

        take.IsCompletedSuccessfully.ShouldBeTrue();
        (await take).Count.ShouldBe(64);
        _ledger.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task Take_WithQuota_IsWrittenDownBeforeItIsGiven()
    {
        var gate = Create(new(4, 500, 0));

        var permits = await gate.TakeAsync(3, None);

        permits.Count.ShouldBe(3);
        _ledger.Calls.ShouldBe(["take key", "spend"]);
        _ledger.Spent["key"].ShouldContain("[60900,3]");
        gate.Status.Left.ShouldBe(new(1, 497, null));
    }

    [Fact]
    public async Task Take_WhenTheMinuteIsUsedUp_WaitsUntilItIsNot()
    {
        var gate = Create(new(4, 0, 0));
        (await gate.TakeAsync(9, None)).Count.ShouldBe(4);

        var take = gate.TakeAsync(1, None).AsTask();
        await _time.WaitForTimersAsync(1);
        gate.Status.Waiting.ShouldBe("quota of 4 requests a minute");
        gate.Status.Until.ShouldBe(_time.GetUtcNow() + TimeSpan.FromMilliseconds(60_900));
        _time.Advance(TimeSpan.FromSeconds(60));
        take.IsCompleted.ShouldBeFalse();
        await _time.WaitForTimersAsync(1);
        _time.Advance(TimeSpan.FromSeconds(1));

        (await take).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Take_ByMany_IsFirstComeFirstServed()
    {
        var gate = Create(new(1, 0, 0));
        await gate.TakeAsync(1, None);
        var first = gate.TakeAsync(1, None).AsTask();
        var second = gate.TakeAsync(1, None).AsTask();

        await PassAsync(TimeSpan.FromSeconds(61));

        (await first).Count.ShouldBe(1);
        second.IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task Take_ByOneWhoGaveUp_LeavesThePermitToTheNext()
    {
        var gate = Create(new(1, 0, 0));
        await gate.TakeAsync(1, None);
        using var impatient = new CancellationTokenSource();
        var first = gate.TakeAsync(1, impatient.Token).AsTask();
        var second = gate.TakeAsync(1, None).AsTask();

        await impatient.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(first);
        await PassAsync(TimeSpan.FromSeconds(61));

        (await second).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Take_AfterARestart_GoesOnFromWhatWasSpent()
    {
        await Create(new(4, 0, 0)).TakeAsync(3, None);

        var permits = await Create(new(4, 0, 0)).TakeAsync(3, None);

        permits.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Take_WhenTheLeaseIsLost_TakesTheKeyAnewAndReadsWhatOthersSpent()
    {
        var gate = Create(new(4, 0, 0));
        await gate.TakeAsync(1, None);
        _ledger.LeaseIsLost = true;
        _ledger.Before = call =>
        {
            if (call == "take key")
            {
                _ledger.Spent["key"] = QuotaText.Write(QuotaState.Unknown(new(4, 0, 0), _time.GetUtcNow()));
            }

            return Task.CompletedTask;
        };

        var take = gate.TakeAsync(1, None).AsTask();
        await PassAsync(TimeSpan.FromSeconds(2));
        await _time.WaitForTimersAsync(1);

        take.IsCompleted.ShouldBeFalse();
        _ledger.Calls.ShouldBe(["take key", "spend", "spend", "take key"]);
        gate.Status.Left.ThisMinute.ShouldBe(0);
    }

    [Fact]
    public async Task Take_WhileAnotherProcessHoldsTheKey_WaitsForIt()
    {
        _ledger.HeldElsewhere["key"] = true;
        var gate = Create(new(4, 0, 0));
        var take = gate.TakeAsync(1, None).AsTask();
        await _time.WaitForTimersAsync(1);
        gate.Status.Waiting.ShouldBe("another process uses this key");

        _ledger.HeldElsewhere.Clear();
        await PassAsync(TimeSpan.FromSeconds(2));

        (await take).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Take_WhileTheLedgerIsAway_WaitsForItAndSaysSoOnce()
    {
        var gate = Create(new(4, 0, 0));
        _ledger.Before = _ => throw new LedgerException("The disk is full.", LedgerTrouble.Unavailable);
        var take = gate.TakeAsync(1, None).AsTask();
        await PassAsync(TimeSpan.FromSeconds(1));
        await _time.WaitForTimersAsync(1);

        _ledger.Before = null;
        _time.Advance(TimeSpan.FromSeconds(1));

        (await take).Count.ShouldBe(1);
        _notices.Texts.ShouldBe(["The disk is full. Trying again until it works; nothing is lost.", "The ledger works again."]);
    }

    [Fact]
    public async Task Take_WhenTheLedgerIsDamaged_PassesTheCrashOn()
    {
        var gate = Create(new(4, 0, 0));
        _ledger.Before = _ => throw new LedgerException("No ledger.", LedgerTrouble.Unusable);

        await Should.ThrowAsync<LedgerException>(gate.TakeAsync(1, None).AsTask());
    }

    [Fact]
    public async Task Take_WhenWritingOutlastsTheLifeOfTheBlock_GivesItBackAndAsksForALongerLife()
    {
        var gate = Create(new(4, 0, 0));
        var spends = 0;
        _ledger.Before = call =>
        {
            if (call == "spend" && ++spends == 1)
            {
                _time.Advance(TimeSpan.FromMilliseconds(400));
            }

            return Task.CompletedTask;
        };

        var permits = await gate.TakeAsync(4, None);

        permits.Count.ShouldBe(4);
        gate.IsGood(permits).ShouldBeTrue();
        spends.ShouldBe(2);
        _ledger.Spent["key"].ShouldContain("[61200,4]");
    }

    [Fact]
    public async Task IsGood_AfterTheLifeOfTheBlock_IsFalse()
    {
        var gate = Create(new(4, 0, 0));
        var permits = await gate.TakeAsync(1, None);

        gate.IsGood(permits).ShouldBeTrue();
        _time.Advance(TimeSpan.FromMilliseconds(300));

        gate.IsGood(permits).ShouldBeFalse();
    }

    [Fact]
    public async Task Done_WithoutSending_GivesThePermitBack()
    {
        var gate = Create(new(4, 500, 0));
        var permits = await gate.TakeAsync(4, None);

        gate.Done(permits with { Count = 3 }, PermitUse.NotSent);
        gate.Done(permits.One, PermitUse.Sent);

        gate.Status.Left.ShouldBe(new(3, 499, null));
        await gate.CloseAsync(None);
        _ledger.Spent["key"].ShouldContain("[60900,1]");
    }

    [Fact]
    public async Task BlockFor_ATime_LetsNobodyThroughUntilThen()
    {
        var gate = Create(QuotaLimits.Unlimited);
        gate.BlockFor(TimeSpan.FromSeconds(7), "HTTP 429");
        gate.BlockFor(TimeSpan.FromSeconds(3), "HTTP 429 again");
        var take = gate.TakeAsync(1, None).AsTask();
        gate.Status.Waiting.ShouldBe("HTTP 429");
        gate.OpensAt.ShouldBe(_time.GetUtcNow().AddSeconds(7));

        await PassAsync(TimeSpan.FromSeconds(6.9));
        take.IsCompleted.ShouldBeFalse();
        await PassAsync(TimeSpan.FromSeconds(0.1));

        (await take).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Take_AfterABlock_StartsSlowlyAndWidensWithEachAnswer()
    {
        var gate = Create(QuotaLimits.Unlimited, width: 8);
        var first = await gate.TakeAsync(8, None);
        gate.BlockFor(TimeSpan.FromSeconds(1), "HTTP 429");
        gate.Done(first, PermitUse.Sent);
        await PassAsync(TimeSpan.FromSeconds(1), armed: 0);

        var slow = await gate.TakeAsync(8, None);
        gate.Done(slow.One, PermitUse.Answered);
        var wider = await gate.TakeAsync(8, None);

        slow.Count.ShouldBe(2);
        wider.Count.ShouldBe(2);
        gate.Done(wider with { Count = 3 }, PermitUse.Answered);
        for (var i = 0; i < 8; i++)
        {
            gate.Done(await gate.TakeAsync(1, None), PermitUse.Answered);
        }

        (await gate.TakeAsync(100, None)).Count.ShouldBe(100);
    }

    [Fact]
    public async Task BlockFor_WithNoAnswerInBetween_CountsTheBlocksInARow()
    {
        var gate = Create(QuotaLimits.Unlimited);
        gate.BlockFor(TimeSpan.FromSeconds(1), "HTTP 429").InARow.ShouldBe(1);
        gate.BlockFor(TimeSpan.FromSeconds(1), "HTTP 429").InARow.ShouldBe(1);
        _time.Advance(TimeSpan.FromSeconds(5));
        gate.BlockFor(TimeSpan.FromSeconds(1), "HTTP 429").ShouldBe((2, TimeSpan.FromSeconds(5)));
        _time.Advance(TimeSpan.FromSeconds(5));

        gate.Done(await gate.TakeAsync(1, None), PermitUse.Answered);

        gate.BlockFor(TimeSpan.FromSeconds(1), "HTTP 429").InARow.ShouldBe(1);
    }

    [Fact]
    public async Task Take_WhenTheDayIsUsedUpForLongerThanAnybodyWaits_GivesNone()
    {
        var gate = Create(new(0, 2, 0));
        await gate.TakeAsync(2, None);

        var permits = await gate.TakeAsync(1, None);

        permits.Count.ShouldBe(0);
        gate.UsedUp.ShouldBe((QuotaWindow.Day, new(2026, 1, 6, 0, 0, 1, TimeSpan.Zero)));
    }

    [Fact]
    public async Task Take_WhenTheClockJumpsOverMidnight_NoticesWithinAMinute()
    {
        var gate = Create(new(0, 2, 0), longestWait: TimeSpan.FromDays(2));
        await gate.TakeAsync(2, None);
        var take = gate.TakeAsync(1, None).AsTask();
        await _time.WaitForTimersAsync(1);

        _time.Jump(TimeSpan.FromHours(13));
        await PassAsync(TimeSpan.FromMinutes(1));

        (await take).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Close_SendsThoseAwayWhoWait()
    {
        var gate = Create(new(1, 0, 0));
        await gate.TakeAsync(1, None);
        var take = gate.TakeAsync(1, None).AsTask();

        gate.Close();

        (await take).Count.ShouldBe(0);
        (await gate.TakeAsync(1, None)).Count.ShouldBe(0);
    }

    [Fact]
    public async Task Lose_TheKey_MakesPermitsVoidAtOnceAndTakesItAnew()
    {
        var gate = Create(new(4, 500, 0));
        var permits = await gate.TakeAsync(3, None);

        gate.Lose();

        gate.IsGood(permits).ShouldBeFalse();
        gate.Done(permits, PermitUse.NotSent);
        (await gate.TakeAsync(3, None)).Count.ShouldBe(1);
        _ledger.Calls.ShouldBe(["take key", "spend", "take key", "spend"]);
        gate.Status.Left.ShouldBe(new(0, 496, null));
    }

    [Fact]
    public async Task Lose_WhileAReservationIsWrittenDown_GivesNothingOfIt()
    {
        var gate = Create(new(4, 500, 0));
        var spends = 0;
        _ledger.Before = call =>
        {
            if (call == "spend" && ++spends == 1)
            {
                gate.Lose();
            }

            return Task.CompletedTask;
        };

        var permits = await gate.TakeAsync(3, None);

        permits.Count.ShouldBe(1);
        gate.IsGood(permits).ShouldBeTrue();
        spends.ShouldBe(2);
    }

    [Fact]
    public async Task Take_WhenSpendingIsRefused_MakesEarlierPermitsVoid()
    {
        var gate = Create(new(40, 0, 0));
        var early = await gate.TakeAsync(1, None);
        _ledger.LeaseIsLost = true;

        var take = gate.TakeAsync(1, None).AsTask();
        await _time.WaitForTimersAsync(1);

        gate.IsGood(early).ShouldBeFalse();
        take.IsCompleted.ShouldBeFalse();
        await PassAsync(TimeSpan.FromSeconds(2));
        (await take).Count.ShouldBe(1);
    }

    [Fact]
    public async Task BlockFor_AKeyWithQuota_IsWrittenDownAndHonouredByWhoTakesItOver()
    {
        var first = Create(new(4, 500, 0));
        var permits = await first.TakeAsync(1, None);
        first.BlockFor(TimeSpan.FromSeconds(30), "HTTP 429");
        first.Done(permits, PermitUse.Sent);
        _ = first.TakeAsync(1, None).AsTask();
        await _time.WaitForTimersAsync(1);
        _ledger.Spent["key"].ShouldContain("\"blocked\":30000");

        var second = Create(new(4, 500, 0), isShared: true);
        var take = second.TakeAsync(1, None).AsTask();
        await _time.WaitForTimersAsync(2);

        second.Status.Waiting.ShouldBe("the source said: later");
        second.OpensAt.ShouldBe(_time.GetUtcNow().AddSeconds(30));
        take.IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task Take_OfASharedKey_DoesNotBelieveTheClockOfWhoHadItBefore()
    {
        await Create(new(4, 0, 0)).TakeAsync(4, None);

        // This machine's clock is fast: to it, the minute of the other one is over.
        _time.Jump(TimeSpan.FromSeconds(70));
        var gate = Create(new(4, 0, 0), isShared: true);
        var take = gate.TakeAsync(4, None).AsTask();
        await _time.WaitForTimersAsync(1);

        gate.Status.Left.ThisMinute.ShouldBe(0);
        take.IsCompleted.ShouldBeFalse();
        await PassAsync(TimeSpan.FromSeconds(60));
        take.IsCompleted.ShouldBeFalse();
        await PassAsync(TimeSpan.FromSeconds(1));
        (await take).Count.ShouldBe(4);
    }

    [Fact]
    public async Task Take_OfASharedKeyThatAnotherNodeHolds_WaitsQuietlyWithNothingLeft()
    {
        _ledger.HeldElsewhere["key"] = true;
        var gate = Create(new(4, 500, 0), isShared: true);

        _ = gate.TakeAsync(1, None).AsTask();
        await _time.WaitForTimersAsync(1);

        gate.Status.ShouldBe(new(new(0, 0, null), "another node uses this key", null));
        _notices.Texts.ShouldBeEmpty();
    }

    [Fact]
    public async Task SendAway_ThoseWhoWait_LeavesTheGateOpenForOthers()
    {
        var gate = Create(new(1, 0, 0));
        await gate.TakeAsync(1, None);
        var take = gate.TakeAsync(1, None).AsTask();

        gate.SendAway();

        (await take).Count.ShouldBe(0);
        var later = gate.TakeAsync(1, None).AsTask();
        await PassAsync(TimeSpan.FromSeconds(61));
        (await later).Count.ShouldBe(1);
    }

    [Fact]
    public async Task TryAgain_AfterTheDayWasUsedUp_LetsOneThroughAtFirst()
    {
        var gate = Create(new(0, 2, 0));
        gate.Done(await gate.TakeAsync(2, None), PermitUse.Sent);
        (await gate.TakeAsync(1, None)).Count.ShouldBe(0);
        _time.Jump(TimeSpan.FromHours(13));

        gate.TryAgain();

        var probe = await gate.TakeAsync(2, None);
        probe.Count.ShouldBe(1);
        gate.UsedUp.ShouldBeNull();
    }

    private async Task PassAsync(TimeSpan time, int armed = 1)
    {
        await _time.WaitForTimersAsync(armed);
        _time.Advance(time);
    }

    private PermitGate Create(QuotaLimits limits, int width = 64, TimeSpan? longestWait = null, bool isShared = false) =>
        new(
            new(limits),
            _ledger,
            "key",
            new LedgerWatch(_notices.Add),
            new() { FullWidth = width, LongestWait = longestWait ?? TimeSpan.FromHours(1), IsShared = isShared },
            _time);
}
