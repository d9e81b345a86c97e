using IocExplorer.Messages;
using IocExplorer.Persistence;
using IocExplorer.Testing;
using IocExplorer.Workers;
using static IocExplorer.Messages.Protocols.SourceThrottleProtocol;
using static IocExplorer.Messages.Protocols.SourceWorkerProtocol;

namespace IocExplorer.Actors.Tests.Asking;

public sealed class SourceWorkerTests : WorkersTest
{
    private static readonly QuotaLimits Metered = new(4, 500, 0);
    private static readonly Answer Found = new Answer.Found([new("T: relative", new(IocType.Domain, "a.example"))], Cut: false);

    [Fact]
    public void Start_PullsWithAllSlotsOfEachKeyAndWhatItCanAsk()
    {
        var pull = Start(new(Metered, slots: 3, keys: 2));

        pull.Number.ShouldBe(1);
        pull.GrantSeen.ShouldBe(0);
        pull.Operations.ShouldBe([Relatives]);
        pull.InFlight.ShouldBe([]);
        pull.Keys.Select(k => (k.Key, k.Quota, k.Slots, k.FreeSlots, k.PermitsWanted))
            .ShouldBe([("TestSource 1", Metered, 3, 3, 0), ("TestSource 2", Metered, 3, 3, 0)]);
    }

    [Fact]
    public void AKeyWithoutQuota_TakesAsManyAgainAhead()
    {
        var source = new HeldSource(slots: 64);

        Start(source).Keys[0].FreeSlots.ShouldBe(128);
    }

    [Fact]
    public async Task AGrant_IsLookedUpOnceMoreAskedAndRecordedBeforeAnybodyHears()
    {
        var source = new HeldSource(Metered);
        var written = new TaskCompletionSource();
        Ledger.Before = call => call == "record" ? written.Task : Task.CompletedTask;
        var pull = Start(source);

        Give(GrantOf(pull.Number, [Item(1)], permits: 1));
        (await source.NextAsync()).End.SetResult(Found);
        var during = AskForPull(withInFlight: true);
        written.SetResult();

        during.InFlight.ShouldBe([QueryOf(1)]);
        during.Keys[0].FreeSlots.ShouldBe(3);
        during.Done.ShouldBeEmpty();
        NextAnswers().Queries.ShouldBe([new(QueryOf(1), new(Found, MemoryLedger.Now))]);
        var after = PullThat(p => p.Done.Count > 0);
        after.Done.ShouldBe([QueryOf(1)]);
        after.Keys[0].FreeSlots.ShouldBe(4);
        after.Keys[0].Unused.ShouldBeEmpty();
        after.GrantSeen.ShouldBe(1);
        Ledger.LookUps.ShouldHaveSingleItem();
    }

    [Fact]
    public void WhatStandsInTheLedgerByNow_IsToldWithoutAskingAndItsPermitGoesBack()
    {
        var source = new HeldSource(Metered);
        Ledger.Answers[QueryOf(1)] = new(Found, MemoryLedger.Now);
        var pull = Start(source);

        Give(GrantOf(pull.Number, [Item(1)], permits: 1));

        NextAnswers().Queries.ShouldBe([new(QueryOf(1), new(Found, MemoryLedger.Now))]);
        var after = PullThat(p => p.Done.Count > 0);
        after.Keys[0].Unused.ShouldBe([new(101, 1)]);
        source.Waiting.ShouldBe(0);
        Status.Progress()[0].Found.ShouldBe(0);
    }

    [Fact]
    public async Task WhatStandsButIsTooOld_IsAsked()
    {
        var source = new HeldSource();
        Ledger.Answers[QueryOf(1)] = new(Found, MemoryLedger.Now - TimeSpan.FromHours(1));
        var pull = Start(source);

        Give(GrantOf(pull.Number, [Item(1)]));

        (await source.NextAsync()).Ioc.ShouldBe(Domain(1));
    }

    [Fact]
    public void QueriesOfOneGrantWithDifferentFreshness_AreLookedUpApart()
    {
        var pull = Start(new());
        var lenient = Item(2) with { Freshness = new(MemoryLedger.Now - TimeSpan.FromDays(1), MemoryLedger.Now) };

        Give(GrantOf(pull.Number, [Item(1), lenient, Item(3)]));
        AwaitAssert(() => Ledger.LookUps.Count.ShouldBe(2));

        Ledger.LookUps.Select(l => l.Queries).ShouldBe([[QueryOf(1), QueryOf(3)], [QueryOf(2)]]);
    }

    [Fact]
    public void WhatNoKeyMayAsk_IsRecordedWithoutAsking()
    {
        var source = new HeldSource(Metered);
        var refusal = new Answer.NotAnswered(NotAnsweredReason.Refused, "the key: HTTP 401");
        var pull = Start(source);

        Give(GrantOf(pull.Number, [Item(1, refusal)]));

        NextAnswers().Queries.ShouldBe([new(QueryOf(1), new(refusal, MemoryLedger.Now))]);
        PullThat(p => p.Done.Count > 0).Done.ShouldBe([QueryOf(1)]);
        source.Waiting.ShouldBe(0);
        Status.Progress()[0].NotAnswered.ShouldBe(1);
    }

    [Fact]
    public async Task AQueryHandedBack_IsToldWithTheNextPull()
    {
        var source = new HeldSource(Metered);
        var pull = Start(source);

        Give(GrantOf(pull.Number, [Item(1)], permits: 1));
        (await source.NextAsync()).End.SetResult(null);

        var after = PullThat(p => p.HandedBack.Count > 0);
        after.HandedBack.ShouldBe([QueryOf(1)]);
        after.Done.ShouldBeEmpty();
        after.Keys[0].FreeSlots.ShouldBe(4);
        Ledger.Answers.ShouldBeEmpty();
    }

    [Fact]
    public async Task AnExpiredPermit_IsNotUsedButGivenBackAndAnotherOneWaitedFor()
    {
        var source = new HeldSource(Metered);
        var lookUp = new TaskCompletionSource();
        Ledger.Before = call => call == "look up" ? lookUp.Task : Task.CompletedTask;
        var pull = Start(source);
        Give(GrantOf(pull.Number, [Item(1)], permits: 1));
        await AwaitAssertAsync(() => Ledger.LookUps.Count.ShouldBe(1));

        // By the monotonic clock: that the wall clock is set back makes no permit younger.
        Time.Jump(TimeSpan.FromDays(-1));
        Time.Advance(PermitLife);
        lookUp.SetResult();

        var after = PullThat(p => p.Keys[0].PermitsWanted > 0);
        after.Keys[0].PermitsWanted.ShouldBe(1);
        after.Keys[0].Unused.ShouldBe([new(101, 1)]);
        source.Waiting.ShouldBe(0);
        Give(GrantOf(after.Number, [], permits: 1));
        (await source.NextAsync()).Ioc.ShouldBe(Domain(1));
    }

    [Fact]
    public void PermitsLiveFromThePullAndNotFromTheGrant()
    {
        var pull = Start(new(Metered));
        Time.Advance(PermitLife);

        Give(GrantOf(pull.Number, [], permits: 2));

        AskForPull(withInFlight: false).Keys[0].Unused.ShouldBe([new(101, 2)]);
    }

    [Fact]
    public async Task ARepeatedOrOldGrant_IsIgnored()
    {
        var source = new HeldSource(Metered);
        var pull = Start(source);
        var first = GrantOf(pull.Number, [Item(1)], permits: 1);
        var second = GrantOf(pull.Number, [Item(2)], permits: 1);
        Give(second);
        await source.NextAsync();

        Give(second);
        Give(first);

        var after = AskForPull(withInFlight: true);
        after.GrantSeen.ShouldBe(2);
        after.InFlight.ShouldBe([QueryOf(2)]);
        after.Keys[0].Unused.ShouldBeEmpty();
    }

    [Fact]
    public async Task ANewThrottle_BeginsItsNumbersAnewAndWhatAnOlderOneStillSendsIsIgnored()
    {
        var source = new HeldSource(Metered);
        var pull = Start(source);
        Give(GrantOf(pull.Number, [Item(1)], permits: 2, number: 7));
        await source.NextAsync();
        var successor = CreateTestProbe();

        Workers.Tell(new PullNow("TestSource", WithInFlight: true), successor);
        var heard = PullThat(p => p.InFlight is not null);
        Give(GrantOf(heard.Number, [Item(2)], permits: 1, number: 1, throttle: successor));
        Give(GrantOf(heard.Number, [Item(3)], permits: 1, number: 8));
        await source.NextAsync();

        heard.GrantSeen.ShouldBe(0);
        heard.InFlight.ShouldBe([QueryOf(1)]);
        Workers.Tell(new PullNow("TestSource", WithInFlight: true), successor);
        var after = PullThat(p => p.InFlight is not null);
        after.GrantSeen.ShouldBe(1);
        after.InFlight.ShouldBe([QueryOf(1), QueryOf(2)], ignoreOrder: true);
    }

    [Fact]
    public void UnusedPermitsOfAnOlderThrottle_AreNotGivenBackToTheNewOne()
    {
        var pull = Start(new(Metered));
        Give(GrantOf(pull.Number, [], permits: 2, number: 7));
        var successor = CreateTestProbe();

        Workers.Tell(new PullNow("TestSource", WithInFlight: true), successor);

        PullThat(p => p.InFlight is not null).Keys[0].Unused.ShouldBeEmpty();
    }

    [Fact]
    public void PullNowForASourceThatIsNotOffered_IsAnsweredWithNothingInFlight()
    {
        Start(new());

        Workers.Tell(new PullNow("Elsewhere", WithInFlight: true), Throttle);

        Region.ExpectMsg(new NothingInFlight("Elsewhere", Workers));
    }

    [Fact]
    public async Task ALedgerThatIsAwayAtTheSecondLookUp_IsWaitedForAndToldOnce()
    {
        var source = new HeldSource();
        var tries = 0;
        Ledger.Before = call => ++tries < 4 ? throw new LedgerException("The disk is full.", LedgerErrorKind.Unavailable) : Task.CompletedTask;
        var pull = Start(source);

        Give(GrantOf(pull.Number, [Item(1), Item(2)]));

        await source.NextAsync();
        await source.NextAsync();
        Notices.ShouldBe(["The disk is full. Trying again until it works; nothing is lost.", "The ledger works again."]);
    }

    [Fact]
    public async Task ASourceThatRests_IsOfferedForNothingThenForOneThenForAll()
    {
        var source = new HeldSource(Metered);
        Start(source);
        source.Availability = new SourceAvailability.Resting(IsRested: false, null);
        source.Host!.Changed();
        NextPull().Keys[0].FreeSlots.ShouldBe(0);
        source.Availability = new SourceAvailability.Resting(IsRested: true, null);
        source.Host.Changed();
        var probe = NextPull();
        probe.Keys[0].FreeSlots.ShouldBe(1);
        Give(GrantOf(probe.Number, [Item(1)], permits: 1));
        await source.NextAsync();
        source.Host.Changed();
        NextPull().Keys[0].FreeSlots.ShouldBe(0);

        source.Availability = SourceAvailability.Ready.Instance;
        source.Host.Changed();

        NextPull().Keys[0].FreeSlots.ShouldBe(3);
    }

    [Fact]
    public void ASourceThatIsLost_IsToldToTheThrottle()
    {
        var source = new HeldSource();
        Start(source);

        source.Host!.Lost("no network");

        Region.ExpectMsg(new SourceLost("TestSource", "no network"));
    }

    [Fact]
    public async Task TroubleOfAKey_IsToldToTheThrottleAtOnce()
    {
        var source = new HeldSource(Metered);
        var pull = Start(source);
        Give(GrantOf(pull.Number, [Item(1)], permits: 1));
        var gate = (await source.NextAsync()).Key;

        gate.Throttled(TimeSpan.FromSeconds(9), said: null, "HTTP 429");
        gate.Refused(Relatives, "HTTP 403");
        gate.Refused("HTTP 401");

        await Region.ExpectMsgAsync(new KeyThrottled("TestSource", "TestSource 1", null, "HTTP 429"));
        await Region.ExpectMsgAsync(new OperationRefused("TestSource", "TestSource 1", Relatives, "HTTP 403"));
        await Region.ExpectMsgAsync(new KeyRefused("TestSource", "TestSource 1", "HTTP 401"));
    }

    [Fact]
    public async Task ARefusalOfWhichTheThrottleShowsNothing_IsToldAgainUntilItDoes()
    {
        var source = new HeldSource();
        var pull = Start(source, options => options with { PullInterval = TimeSpan.FromMilliseconds(20) });
        Give(GrantOf(pull.Number, [Item(1)]));
        var call = await source.NextAsync();

        call.Key.Refused("HTTP 401");

        for (var times = 0; times < 3; times++)
        {
            await Region.FishForMessageAsync(message => message is KeyRefused);
        }

        Worker.Tell(new SourceNews("TestSource", [new("TestSource 1", null, new(NotAnsweredReason.Refused, "HTTP 401"), null, [], QuotaLimits.Unlimited)]),
            Throttle);
        await AwaitAssertAsync(() => Notices.ShouldNotBeEmpty());
        Region.Ref.Tell("the news are heard", TestActor);
        await Region.FishForMessageAsync(message => message is string);
        var pulls = 0;
        var later = await Region.FishForMessageAsync(message => message is KeyRefused || (message is Pull && ++pulls == 3));
        later.ShouldBeOfType<Pull>();
    }

    [Fact]
    public void News_ShowInProgressAndAreToldToTheUserOnce()
    {
        Start(new(Metered));
        Worker.Tell(new SourceNews("TestSource", [new("TestSource 1", null, null, null, [], QuotaLimits.Left(3, 497, null))]), Throttle);
        AwaitAssert(() => (Status.Progress()[0].LeftThisMinute, Status.Progress()[0].LeftToday).ShouldBe((3, 497)));
        var news = new SourceNews("TestSource",
            [new("TestSource 1", null, new(NotAnsweredReason.Refused, "the key: HTTP 401"), null, [], QuotaLimits.Left(3, 497, null))]);

        Worker.Tell(news, Throttle);
        Worker.Tell(news, Throttle);
        AwaitAssert(() => Status.Progress()[0].Waiting.ShouldBe("switched off"));
        AskForPull(withInFlight: false);

        // A key that is refused has nothing left, whatever the throttle counts.
        var progress = Status.Progress()[0];
        (progress.LeftThisMinute, progress.LeftToday, progress.LeftThisMonth).ShouldBe((0, 0, null));
        Notices.ShouldBe(["TestSource refused the key (HTTP 401): it is switched off and TestSource is asked no more. Check sources.TestSource.apiKeys."]);
    }

    [Fact]
    public void EverySecond_AllThatIsInHandIsTold()
    {
        Start(new(), options => options with { PullInterval = TimeSpan.FromMilliseconds(5) });

        NextPull().InFlight.ShouldNotBeNull();
        NextPull().InFlight.ShouldNotBeNull();
    }
}
