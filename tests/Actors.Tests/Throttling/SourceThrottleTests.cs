using System.Collections.Concurrent;
using Akka.Configuration;
using IocExplorer.Actors.Tests.Supervising;
using IocExplorer.Messages;
using IocExplorer.Messages.Protocols;
using IocExplorer.Workers.Throttling;
using static IocExplorer.Messages.Protocols.SourceThrottleProtocol;
using static IocExplorer.Messages.Protocols.SourceWorkerProtocol;

namespace IocExplorer.Actors.Tests.Throttling;

/// <summary>What a throttle hands out, and to whom.</summary>
public sealed class SourceThrottleTests : ThrottleTestKit
{
    public SourceThrottleTests()
        : base(ConfigurationFactory.ParseString(TestPersistence.Config))
    {
    }

    [Fact]
    public void Work_GoesToTheWorkerThatPulls_AndOnlyOnce_HoweverOftenItIsTold()
    {
        var throttle = Create();
        var worker = Worker();
        throttle.Tell(Ask("a.com", "b.com"), Broker);
        throttle.Tell(Pull(worker, 1), worker);

        worker.ExpectMsg<Grant>(Patience).Work.Select(item => item.Query).ShouldBe([Query("a.com"), Query("b.com")]);
        throttle.Tell(Ask("a.com", "b.com", "c.com"), Broker);

        worker.ExpectMsg<Grant>(Patience).Work.Select(item => item.Query).ShouldBe([Query("c.com")]);
    }

    [Fact]
    public void QueryWithoutQuota_IsHandedOut_WhereThereIsNoJournal()
    {
        var throttle = Sys.ActorOf(SourceThrottle.Props(Source, new() { Time = Time, Journal = "no.such.journal" }, Nodes, new()));
        var worker = Worker();
        throttle.Tell(Ask("a.com"), Broker);

        throttle.Tell(Pull(worker, 1, keys: [Demand(free: 1)]), worker);

        worker.ExpectMsg<Grant>(Patience).Permits.ShouldBeEmpty();
    }

    [Fact]
    public void PermitsOfAKeyWithAQuota_AreGrantedWithTheWork()
    {
        var throttle = Create();
        var worker = Worker();
        throttle.Tell(Ask("a.com", "b.com"), Broker);

        throttle.Tell(Pull(worker, 1, keys: [Demand(quota: Metered)]), worker);

        var grant = worker.ExpectMsg<Grant>(Patience);
        grant.Work.Count.ShouldBe(2);
        grant.Permits.Single().Count.ShouldBe(2);
        grant.Permits.Single().Key.ShouldBe(Key);
    }

    [Fact]
    public async Task JournalThatRefuses_NothingIsHandedOut_AndTheThrottleEnds()
    {
        var notices = new ConcurrentQueue<Notice>();
        Options = Options with { Outages = new(notices.Enqueue) };
        var throttle = Create();
        var worker = Worker();
        await WatchAsync(throttle);
        await TestPersistence.Journal(Sys).OnWrite.Fail();
        throttle.Tell(Ask("a.com"), Broker);

        throttle.Tell(Pull(worker, 1, keys: [Demand(quota: Metered)]), worker);

        await ExpectTerminatedAsync(throttle, Patience);
        ToldTo(worker).ShouldBeEmpty();
        notices.ShouldHaveSingleItem().Text.ShouldStartWith("What is spent of the keys of VirusTotal cannot be read or written down (");
    }

    [Fact]
    public void LateJoiner_IsToldToLookUp_WhenTheQueryIsDone()
    {
        var throttle = Create();
        var (worker, late) = (Worker(), CreateTestProbe("late"));
        throttle.Tell(Ask("a.com"), Broker);
        throttle.Tell(Pull(worker, 1, keys: [Demand(free: 1)]), worker);
        worker.ExpectMsg<Grant>(Patience).Work.Single().Brokers.ShouldBe([Broker.Ref]);
        throttle.Tell(AskFor(2, "a.com") with { Broker = late }, late);

        throttle.Tell(Pull(worker, 2, seen: 1, done: ["a.com"], keys: [Demand(free: 1)]), worker);

        late.ExpectMsg<QueryBrokerProtocol.Answered>(Patience).Queries.ShouldBe([new(Query("a.com"), null)]);
        Settle(throttle);
        ToldTo(Broker).ShouldBeEmpty();
    }

    [Fact]
    public void WorkOfAWorkerThatDies_GoesToAnother()
    {
        var throttle = Create();
        var (first, second) = (Worker(), Worker());
        throttle.Tell(Ask("a.com"), Broker);
        throttle.Tell(Pull(first, 1, keys: [Demand(free: 1)]), first);
        first.ExpectMsg<Grant>(Patience);
        throttle.Tell(Pull(second, 1, keys: [Demand(free: 1)]), second);

        Sys.Stop(first);

        second.ExpectMsg<Grant>(Patience).Work.Single().Query.ShouldBe(Query("a.com"));
    }

    [Fact]
    public void NewThrottle_HandsNothingOut_UntilEveryWorkerNodeHasSaidWhatItHas()
    {
        var silent = CreateTestProbe("silent");
        Nodes.Add(silent);
        var throttle = Create();
        var worker = Worker();
        silent.ExpectMsg<PullNow>(Patience).WithInFlight.ShouldBeTrue();
        throttle.Tell(Ask("a.com", "b.com"), Broker);
        throttle.Tell(Pull(worker, 1), worker);
        ExpectNoGrant(throttle, worker);

        throttle.Tell(Pull(worker, 2, inFlight: ["a.com"]), worker);

        worker.ExpectMsg<Grant>(Patience).Work.Select(item => item.Query).ShouldBe([Query("b.com")]);
    }

    [Fact]
    public void GrantThatWasLost_GoesBackToTheQueue_OrIsSentAgain()
    {
        var throttle = Create();
        var worker = Worker();
        throttle.Tell(Ask("a.com"), Broker);
        throttle.Tell(Pull(worker, 1, keys: [Demand(free: 1)]), worker);
        var lost = worker.ExpectMsg<Grant>(Patience);

        for (var number = 2; number <= 4; number++)
        {
            throttle.Tell(Pull(worker, number, inFlight: [], keys: [Demand(free: 1)]), worker);
        }

        worker.ExpectMsg<Grant>(Patience).Number.ShouldBe(lost.Number);
        throttle.Tell(Pull(worker, 5, seen: lost.Number, inFlight: [], keys: [Demand(free: 1)]), worker);
        worker.ExpectMsg<Grant>(Patience).Work.Single().Query.ShouldBe(Query("a.com"));
    }

    [Fact]
    public void RefusedKey_IsToldToAllWorkers_AndWhatWaitsIsRefusedWithoutPermits()
    {
        var throttle = Create();
        var (first, second) = (CreateTestProbe("first"), CreateTestProbe("second"));
        throttle.Tell(Pull(first, 1, keys: [Demand(free: 1)]), first);
        throttle.Tell(Pull(second, 1, keys: [Demand(free: 0)]), second);
        throttle.Tell(new KeyRefused(Source, Key, "HTTP 401"), first);

        News(first, key => key.Out is not null).Out!.Detail.ShouldBe("the key: HTTP 401");
        News(second, key => key.Out is not null).Out!.Reason.ShouldBe(NotAnsweredReason.Refused);
        throttle.Tell(Ask("a.com"), Broker);
        throttle.Tell(Pull(first, 2, keys: [Demand(free: 1)]), first);
        var grant = first.FishForMessage<Grant>(_ => true, Patience);
        grant.Work.Single().Refusal!.Reason.ShouldBe(NotAnsweredReason.Refused);
        grant.Permits.ShouldBeEmpty();
    }

    [Fact]
    public void OlderPull_IsPassedOver()
    {
        var throttle = Create();
        var worker = Worker();
        throttle.Tell(Pull(worker, 2, keys: [Demand(free: 1)]), worker);
        throttle.Tell(Ask("a.com", "b.com"), Broker);
        worker.ExpectMsg<Grant>(Patience).Work.Count.ShouldBe(1);

        throttle.Tell(Pull(worker, 1, keys: [Demand(free: 9)]), worker);
        throttle.Tell(Pull(worker, 3, seen: 1, keys: [Demand(free: 1)]), worker);

        worker.ExpectMsg<Grant>(Patience).Work.Count.ShouldBe(1);
    }
}
