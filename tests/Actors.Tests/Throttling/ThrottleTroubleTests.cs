using Akka.Configuration;
using IocExplorer.Actors.Tests.Supervising;
using IocExplorer.Messages;
using static IocExplorer.Messages.Protocols.SourceThrottleProtocol;
using static IocExplorer.Messages.Protocols.SourceWorkerProtocol;

namespace IocExplorer.Actors.Tests.Throttling;

/// <summary>What a source refuses, and who hears of it.</summary>
public sealed class ThrottleTroubleTests : ThrottleTestKit
{
    public ThrottleTroubleTests()
        : base(ConfigurationFactory.ParseString(TestPersistence.Config))
    {
    }

    [Fact]
    public void Later_IsToldToAllWorkersAtOnce_AndNothingIsHandedOutUntilItIsOver()
    {
        var (throttle, first, second) = (Create(), CreateTestProbe("first"), CreateTestProbe("second"));
        throttle.Tell(Pull(first, 1), first);
        throttle.Tell(Pull(second, 1), second);
        first.ExpectMsg<SourceNews>(Patience);

        throttle.Tell(new KeyThrottled(Source, Key, TimeSpan.FromSeconds(20), "HTTP 429"), first);

        foreach (var worker in new[] { first, second })
        {
            var news = News(worker, key => key.BlockedFor is not null);
            (news.BlockedFor, news.Detail, news.Out).ShouldBe((TimeSpan.FromSeconds(20), "HTTP 429", null));
            worker.IgnoreMessages(message => message is SourceNews);
        }

        throttle.Tell(Ask("a.com", "b.com"), Broker);
        throttle.Tell(Pull(first, 2), first);
        ExpectNoGrant(throttle, first, second);

        // At first one at a time; each answer lets one more through.
        Pass(throttle, TimeSpan.FromSeconds(20));
        var grant = first.ExpectMsg<Grant>(Patience);
        grant.Work.Single().Query.ShouldBe(Query("a.com"));
        ExpectNoGrant(throttle, first, second);
        throttle.Tell(Pull(first, 3, seen: grant.Number, done: ["a.com"], keys: [Demand() with { Answered = 1 }]), first);
        first.ExpectMsg<Grant>(Patience).Work.Single().Query.ShouldBe(Query("b.com"));
    }

    [Fact]
    public void QueriesUnderWayFromBefore_CountInASlowStart()
    {
        var worker = Worker();
        Nodes.Add(worker);
        var throttle = Create();
        throttle.Tell(Pull(worker, 1, inFlight: ["x.com", "y.com"], keys: [Demand(free: 2)]), worker);
        throttle.Tell(new KeyThrottled(Source, Key, TimeSpan.FromSeconds(5), "HTTP 429"), worker);
        throttle.Tell(Ask("a.com"), Broker);

        Pass(throttle, TimeSpan.FromSeconds(6));
        ExpectNoGrant(throttle, worker);

        throttle.Tell(Pull(worker, 2, done: ["x.com", "y.com"]), worker);
        worker.FishForMessage<Grant>(_ => true, Patience).Work.Single().Query.ShouldBe(Query("a.com"));
    }

    [Fact]
    public void RefusedOperation_IsToldToAllWorkers_AndOnlyItsQueriesAreRefused()
    {
        var (throttle, first, second) = (Create(), CreateTestProbe("first"), CreateTestProbe("second"));
        throttle.Tell(Pull(first, 1, keys: [Demand(free: 0)]), first);
        throttle.Tell(Pull(second, 1, keys: [Demand(free: 0)]), second);

        throttle.Tell(new OperationRefused(Source, Key, new(2), "HTTP 403"), first);

        foreach (var worker in new[] { first, second })
        {
            News(worker, key => key.RefusedOperations.Count > 0).RefusedOperations.ShouldBe([new(2)]);
            worker.IgnoreMessages(message => message is SourceNews);
        }

        throttle.Tell(new Ask(Source, Broker, new(1), default, [Query("a.com", operation: 2), Query("b.com")]), Broker);
        throttle.Tell(Pull(first, 2), first);

        WorkItem[] work = [.. first.ExpectMsg<Grant>(Patience).Work, .. first.ExpectMsg<Grant>(Patience).Work];
        work.Select(item => (item.Query, item.Refusal?.Reason)).ShouldBe(
            [(Query("a.com", operation: 2), NotAnsweredReason.Refused), (Query("b.com"), null)]);
    }

    [Fact]
    public void RefusedKey_LeavesItsWorkToTheOther()
    {
        var (throttle, worker) = (Create(), Worker());
        throttle.Tell(Pull(worker, 1, keys: [Demand(free: 0), Demand(OtherKey, free: 0)]), worker);
        throttle.Tell(new KeyRefused(Source, Key, "HTTP 401"), worker);
        throttle.Tell(Ask("a.com", "b.com"), Broker);

        throttle.Tell(Pull(worker, 2, keys: [Demand(), Demand(OtherKey)]), worker);

        worker.ExpectMsg<Grant>(Patience).Work.Select(item => (item.Key, item.Refusal)).ShouldBe([(OtherKey, null), (OtherKey, null)]);
    }

    [Fact]
    public void LostSource_IsRecordedAsNotAnswered_ByAWorkerThatHasASlot_WithoutPermits()
    {
        var (throttle, full, free) = (Create(), Worker(), Worker());
        throttle.Tell(Pull(full, 1, keys: [Demand(quota: Metered, free: 0)]), full);
        throttle.Tell(Pull(free, 1, keys: [Demand(quota: Metered, free: 0)]), free);
        throttle.Tell(new SourceLost(Source, "connection refused"), full);
        throttle.Tell(Ask("a.com", "b.com", "c.com"), Broker);
        ExpectNoGrant(throttle, full, free);

        throttle.Tell(Pull(free, 2, keys: [Demand(quota: Metered, free: 2)]), free);

        var grant = free.ExpectMsg<Grant>(Patience);
        grant.Permits.ShouldBeEmpty();
        grant.Work.Count.ShouldBe(2);
        grant.Work.ShouldAllBe(
            item => item.Refusal!.Reason == NotAnsweredReason.Failed && item.Refusal.Detail.Contains("connection refused"));
        ExpectNoGrant(throttle, full, free);
    }

    [Fact]
    public void InAService_ARefusedKeyIsTriedAgain_WithOneRequest()
    {
        Options = Options with { RecoverAfter = TimeSpan.FromMinutes(5) };
        var (throttle, worker) = (Create(), Worker());
        throttle.Tell(Pull(worker, 1, keys: [Demand(free: 0)]), worker);
        throttle.Tell(new KeyRefused(Source, Key, "HTTP 401"), worker);
        Pass(throttle, TimeSpan.FromMinutes(5));
        throttle.Tell(Ask("a.com", "b.com"), Broker);

        throttle.Tell(Pull(worker, 2), worker);

        var grant = worker.ExpectMsg<Grant>(Patience);
        (grant.Work.Single().Query, grant.Work.Single().Refusal).ShouldBe((Query("a.com"), null));
    }
}
