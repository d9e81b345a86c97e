using Akka.Actor;
using Akka.Configuration;
using IocExplorer.Actors.Tests.Supervising;
using IocExplorer.Messages;
using IocExplorer.Persistence;
using IocExplorer.Testing;
using IocExplorer.Workers.Throttling;
using static IocExplorer.Messages.Protocols.SourceThrottleProtocol;
using static IocExplorer.Messages.Protocols.SourceWorkerProtocol;

namespace IocExplorer.Actors.Tests.Throttling;

/// <summary>What a throttle does with permits before, while and after they are written down.</summary>
public sealed class ThrottleQuotaTests : ThrottleTestKit
{
    public ThrottleQuotaTests()
        : base(ConfigurationFactory.ParseString(TestPersistence.Config))
    {
    }

    [Fact]
    public async Task Permits_AreHandedOut_OnlyWhenTheirReservationIsDurable()
    {
        var journal = await GateAsync();
        var (throttle, worker) = (Create(), Worker());
        throttle.Tell(Ask("a.com", "b.com"), Broker);
        throttle.Tell(Pull(worker, 1, keys: [Demand(quota: Metered)]), worker);

        await journal.Reached;
        ExpectNoGrant(throttle, worker);
        journal.Open();

        var grant = await worker.ExpectMsgAsync<Grant>(Patience);
        grant.Work.Count.ShouldBe(2);
        grant.Permits.Single().Count.ShouldBe(2);
        grant.Pull.ShouldBe(1);
    }

    [Fact]
    public async Task PermitsThatAreDurableTooLate_AreGivenBack_AndTheNextLiveLonger()
    {
        var journal = await GateAsync();
        var (throttle, worker) = (Create(), Worker());
        throttle.Tell(Ask("a.com"), Broker);
        throttle.Tell(Pull(worker, 1, keys: [Demand(quota: new(1, 0, 0))]), worker);
        await journal.Reached;
        Time.Advance(Options.PermitLife);
        journal.Open();

        // It asks for a younger pull, and the one permit of the minute is there once more.
        (await worker.ExpectMsgAsync<PullNow>(Patience)).WithInFlight.ShouldBeFalse();
        throttle.Tell(Pull(worker, 2, keys: [Demand(quota: new(1, 0, 0))]), worker);

        var grant = await worker.ExpectMsgAsync<Grant>(Patience);
        grant.Pull.ShouldBe(2);
        grant.PermitLife.ShouldBe(Options.PermitLife * 2);
    }

    [Fact]
    public async Task PermitsForAWorkerThatIsGone_AreGivenBack()
    {
        var journal = await GateAsync();
        var (throttle, first, second) = (Create(), Worker(), Worker());
        throttle.Tell(Ask("a.com"), Broker);
        throttle.Tell(Pull(first, 1, keys: [Demand(quota: new(1, 0, 0))]), first);
        await journal.Reached;
        throttle.Tell(Pull(second, 1, keys: [Demand(quota: new(1, 0, 0))]), second);
        await WatchAsync(first);
        Sys.Stop(first);
        await ExpectTerminatedAsync(first, Patience);
        Settle(throttle);
        journal.Open();

        (await second.ExpectMsgAsync<Grant>(Patience)).Work.Single().Query.ShouldBe(Query("a.com"));
    }

    [Fact]
    public void WantedPermits_ComeBeforeNewWork()
    {
        var (throttle, worker) = (Create(), Worker());
        throttle.Tell(Ask("a.com", "b.com"), Broker);

        throttle.Tell(Pull(worker, 1, keys: [Demand(quota: new(4, 0, 0), wanted: 3)]), worker);

        var grant = worker.ExpectMsg<Grant>(Patience);
        grant.Permits.Single().Count.ShouldBe(4);
        grant.Work.Single().Query.ShouldBe(Query("a.com"));
    }

    [Fact]
    public void MinuteThatIsUsedUp_IsWaitedFor_AndUnusedPermitsAreHandedOutAgain()
    {
        var (throttle, worker) = (Create(), Worker());
        throttle.Tell(Ask("a.com", "b.com", "c.com", "d.com", "e.com"), Broker);
        throttle.Tell(Pull(worker, 1, keys: [Demand(quota: new(4, 0, 0), free: 5, slots: 5)]), worker);
        var first = worker.ExpectMsg<Grant>(Patience);
        first.Work.Count.ShouldBe(4);
        throttle.Tell(Pull(worker, 2, seen: first.Number, keys: [Demand(quota: new(4, 0, 0), free: 1, slots: 5)]), worker);
        ExpectNoGrant(throttle, worker);

        var unused = new UnusedPermits(first.Permits.Single().Reservation, 1);
        var demand = Demand(quota: new(4, 0, 0), free: 1, slots: 5) with { Unused = [unused] };
        throttle.Tell(Pull(worker, 3, seen: first.Number, keys: [demand]), worker);

        worker.ExpectMsg<Grant>(Patience).Work.Single().Query.ShouldBe(Query("e.com"));
    }

    [Fact]
    public async Task NextIncarnation_KnowsWhatIsSpent()
    {
        var (throttle, worker) = (Create(), Worker());
        throttle.Tell(Ask("z.com"), Broker);
        throttle.Tell(Pull(worker, 1, keys: [Demand(quota: new(4, 0, 0))]), worker);
        await worker.ExpectMsgAsync<Grant>(Patience);

        // When the first has left the minute, the next reservation has the number that the next incarnation gives its own.
        Pass(throttle, TimeSpan.FromSeconds(62));
        throttle.Tell(Pull(worker, 2, seen: 1, done: ["z.com"], keys: [Demand(quota: new(4, 0, 0))]), worker);
        throttle.Tell(Ask("a.com", "b.com", "c.com", "d.com"), Broker);
        var spent = (await worker.ExpectMsgAsync<Grant>(Patience)).Permits.Single();
        spent.Count.ShouldBe(4);
        await StopAsync(throttle);
        Time.Advance(TimeSpan.FromSeconds(1));

        var next = Create();
        var newcomer = CreateTestProbe("newcomer");
        next.Tell(Ask("e.com", "f.com", "g.com", "h.com"), Broker);
        next.Tell(Pull(newcomer, 1, keys: [Demand(quota: new(4, 0, 0))]), newcomer);

        // News come a few times a second at most.
        AwaitRecovery(next);
        Pass(next, TimeSpan.FromMilliseconds(250));
        News(newcomer, key => key.Left.ThisMinute < 4).Left.ThisMinute.ShouldBe(0);
        newcomer.IgnoreMessages(message => message is SourceNews);
        ExpectNoGrant(next, newcomer);

        Pass(next, TimeSpan.FromSeconds(62));
        next.Tell(Pull(newcomer, 2, keys: [Demand(quota: new(4, 0, 0))]), newcomer);
        var grant = newcomer.FishForMessage<Grant>(_ => true, Patience);
        grant.Work.Select(item => item.Query).ShouldBe([Query("e.com"), Query("f.com"), Query("g.com"), Query("h.com")]);

        // What a worker gives back of the permits of an earlier incarnation is none of this one's, though the reservations are counted alike.
        var unused = new UnusedPermits(spent.Reservation, spent.Count);
        next.Tell(Pull(newcomer, 3, seen: grant.Number, keys: [Demand(quota: new(4, 0, 0), free: 0) with { Unused = [unused] }]), newcomer);
        var witness = CreateTestProbe("witness");
        next.Tell(Pull(witness, 1, keys: [Demand(quota: new(4, 0, 0), free: 0)]), witness);
        Pass(next, TimeSpan.FromMilliseconds(250));
        News(witness, _ => true).Left.ThisMinute.ShouldBe(0);
    }

    [Fact]
    public async Task ThrottleThatSlept_StopsBeforeItReserves()
    {
        var (throttle, worker) = (Create(), Worker());
        throttle.Tell(Ask("a.com"), Broker);
        throttle.Tell(Pull(worker, 1, keys: [Demand(quota: Metered)]), worker);
        await worker.ExpectMsgAsync<Grant>(Patience);
        await WatchAsync(throttle);

        // It falls asleep when it has done what the grant led to.
        Settle(throttle);
        Time.Advance(TimeSpan.FromSeconds(31));
        throttle.Tell(Ask("b.com"), Broker);
        throttle.Tell(Pull(worker, 2, keys: [Demand(quota: Metered)]), worker);

        await ExpectTerminatedAsync(throttle, Patience);
        ToldTo(worker).ShouldBeEmpty();
    }

    [Fact]
    public async Task CarriedOverQuota_IsReadFirst_AndAStoreThatIsAwayIsAskedAgain()
    {
        var store = new OldStore { IsAway = true };
        Options = Options with { CarriedOver = store };
        var (throttle, worker) = (Create(), Worker());
        throttle.Tell(Ask("a.com", "b.com"), Broker);
        throttle.Tell(Pull(worker, 1, keys: [Demand(quota: new(0, 5, 0))]), worker);
        await store.WasAsked.InTimeAsync("recovering", "the throttle", "a look into the old store");

        // The day has 5, of which the version before spent 4.
        store.IsAway = false;
        Grant? grant = null;
        for (var number = 2; grant is null; number++)
        {
            throttle.Tell(Pull(worker, number, keys: [Demand(quota: new(0, 5, 0))]), worker);
            Settle(throttle);
            grant = worker.HasMessages ? await worker.ExpectMsgAsync<Grant>(Patience) : null;
            number.ShouldBeLessThan(100_000);
        }

        grant.Work.Single().Query.ShouldBe(Query("a.com"));
        grant.Permits.Single().Count.ShouldBe(1);
    }

    [Fact]
    public void DayThatIsUsedUp_IsNotWaitedFor_AndWhatWaitsIsRefused()
    {
        var (throttle, worker) = (Create(), Worker());
        throttle.Tell(Ask("a.com", "b.com"), Broker);
        throttle.Tell(Pull(worker, 1, keys: [Demand(quota: new(0, 1, 0))]), worker);
        worker.ExpectMsg<Grant>(Patience).Work.Single().Refusal.ShouldBeNull();

        throttle.Tell(Pull(worker, 2, seen: 1, done: ["a.com"], keys: [Demand(quota: new(0, 1, 0), free: 3)]), worker);

        var grant = worker.ExpectMsg<Grant>(Patience);
        grant.Permits.ShouldBeEmpty();
        var refusal = grant.Work.Single().Refusal!;
        refusal.Reason.ShouldBe(NotAnsweredReason.Throttled);
        refusal.Detail.ShouldContain("1 requests of the day");
        refusal.RetryAt.ShouldNotBeNull();
    }

    [Fact]
    public void DayThatIsUsedUp_WhileItsLastPermitMayComeBack_IsNotGivenUpYet()
    {
        var (throttle, worker) = (Create(), Worker());
        throttle.Tell(Ask("a.com", "b.com"), Broker);
        throttle.Tell(Pull(worker, 1, keys: [Demand(quota: new(0, 1, 0))]), worker);
        var reservation = worker.ExpectMsg<Grant>(Patience).Permits.Single().Reservation;
        throttle.Tell(Pull(worker, 2, seen: 1, keys: [Demand(quota: new(0, 1, 0), free: 3)]), worker);
        ExpectNoGrant(throttle, worker);

        throttle.Tell(Pull(worker, 3, seen: 1, done: ["a.com"], keys: [Demand(quota: new(0, 1, 0)) with { Unused = [new(reservation, 1)] }]), worker);

        worker.ExpectMsg<Grant>(Patience).Work.Select(item => (item.Query, item.Refusal)).ShouldBe([(Query("b.com"), null)]);
    }

    [Fact]
    public void DayThatIsUsedUp_WhileAQueryWaitsForItsNextPage_IsGivenUp()
    {
        var (throttle, worker) = (Create(), Worker());
        throttle.Tell(Ask("a.com", "b.com"), Broker);
        throttle.Tell(Pull(worker, 1, keys: [Demand(quota: new(0, 1, 0))]), worker);
        worker.ExpectMsg<Grant>(Patience);

        throttle.Tell(Pull(worker, 2, seen: 1, keys: [Demand(quota: new(0, 1, 0), free: 3, wanted: 1)]), worker);

        worker.ExpectMsg<Grant>(Patience).Work.Single().Refusal!.Reason.ShouldBe(NotAnsweredReason.Throttled);
    }

    [Fact]
    public void DayThatIsUsedUp_WhenTheClockJumpsOverMidnight_IsAskedOn()
    {
        Options = Options with { LongestQuotaWait = TimeSpan.FromDays(2) };
        var (throttle, worker) = (Create(), Worker());
        throttle.Tell(Ask("a.com", "b.com"), Broker);
        throttle.Tell(Pull(worker, 1, keys: [Demand(quota: new(0, 1, 0))]), worker);
        worker.ExpectMsg<Grant>(Patience);
        throttle.Tell(Pull(worker, 2, seen: 1, done: ["a.com"], keys: [Demand(quota: new(0, 1, 0))]), worker);
        ExpectNoGrant(throttle, worker);

        Time.Jump(TimeSpan.FromHours(13));
        throttle.Tell(Pull(worker, 3, seen: 1, keys: [Demand(quota: new(0, 1, 0))]), worker);

        worker.ExpectMsg<Grant>(Patience).Work.Single().Refusal.ShouldBeNull();
    }

    [Fact]
    public void WorkerThatDoesNotPullWhenAsked_HoldsNobodyUp()
    {
        var (throttle, frozen, lively) = (Create(), Worker(), Worker());
        throttle.Tell(Pull(frozen, 1, keys: [Demand(quota: Metered)]), frozen);
        throttle.Tell(Pull(lively, 1, keys: [Demand(quota: Metered, free: 0)]), lively);
        Pass(throttle, TimeSpan.FromSeconds(1));
        throttle.Tell(Ask("a.com"), Broker);
        frozen.ExpectMsg<PullNow>(Patience);

        throttle.Tell(Pull(lively, 2, keys: [Demand(quota: Metered)]), lively);
        Pass(throttle, TimeSpan.FromSeconds(1));
        throttle.Tell(Pull(lively, 3, keys: [Demand(quota: Metered)]), lively);

        lively.FishForMessage<Grant>(_ => true, Patience).Work.Single().Query.ShouldBe(Query("a.com"));
    }

    [Fact]
    public async Task Keys_TakeTurns_HoweverMuchOneWants()
    {
        var (throttle, worker) = (Create(), Worker());
        var keys = new[] { Demand(quota: Metered, free: 1), Demand(OtherKey, quota: Metered, free: 1) };
        throttle.Tell(Pull(worker, 1, keys: [keys[0] with { FreeSlots = 0 }, keys[1] with { FreeSlots = 0 }]), worker);
        var journal = await GateAsync();
        throttle.Tell(Ask("a.com", "b.com", "c.com"), Broker);
        throttle.Tell(Pull(worker, 2, keys: keys), worker);
        await journal.Reached;

        // By the time the first is durable, that key has a free slot again.
        throttle.Tell(Pull(worker, 3, keys: [keys[0] with { FreeSlots = 2 }, keys[1]]), worker);
        Settle(throttle);
        journal.Open();

        (await worker.ExpectMsgAsync<Grant>(Patience)).Permits.Single().Key.ShouldBe(Key);
        (await worker.ExpectMsgAsync<Grant>(Patience)).Permits.Single().Key.ShouldBe(OtherKey);
    }

    private async Task<GatedJournal> GateAsync()
    {
        var gate = new GatedJournal();
        await TestPersistence.Journal(Sys).OnWrite.SetInterceptorAsync(gate);
        return gate;
    }

    private async Task StopAsync(IActorRef throttle)
    {
        await WatchAsync(throttle);
        throttle.Tell(SourceThrottle.Leave.Instance, Broker);
        await ExpectTerminatedAsync(throttle, Patience);
    }

    private sealed class OldStore : ICarriedOverQuotas
    {
        private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public bool IsAway { get; set; }

        public Task WasAsked => _asked.Task;

        public ValueTask<IReadOnlyList<string>> ReadAsync(string key, CancellationToken cancellation)
        {
            key.ShouldBe(Key);
            var isAway = IsAway;
            _asked.TrySetResult();
            return isAway
                ? ValueTask.FromException<IReadOnlyList<string>>(new LedgerException("away", LedgerErrorKind.Unavailable))
                : ValueTask.FromResult<IReadOnlyList<string>>([Spent(3), Spent(1)]);
        }

        // 5 January 2026 is the day 739620 of the calendar.
        private static string Spent(int count) =>
            $$"""{"v":1,"at":1767614400000,"pace":0,"blocks":[],"days":[[739620,{{count}}]],"months":[[24312,{{count}}]]}""";
    }
}
