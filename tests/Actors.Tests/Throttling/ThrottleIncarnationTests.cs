using Akka.Configuration;
using IocExplorer.Actors.Tests.Supervising;
using IocExplorer.Messages.Protocols;
using IocExplorer.Workers.Throttling;
using static IocExplorer.Messages.Protocols.SourceThrottleProtocol;
using static IocExplorer.Messages.Protocols.SourceWorkerProtocol;

namespace IocExplorer.Actors.Tests.Throttling;

/// <summary>A throttle that follows on another one, and workers and brokers that come, go, and change their mind.</summary>
public sealed class ThrottleIncarnationTests : ThrottleTestKit
{
    public ThrottleIncarnationTests()
        : base(ConfigurationFactory.ParseString(TestPersistence.Config))
    {
    }

    [Fact]
    public void NodeThatHasNothing_IsWaitedForNoMore()
    {
        var (node, worker) = (CreateTestProbe("node"), Worker());
        Nodes.Add(node);
        var throttle = Create();
        node.ExpectMsg<PullNow>(Patience).WithInFlight.ShouldBeTrue();
        throttle.Tell(Ask("a.com"), Broker);
        throttle.Tell(Pull(worker, 1), worker);
        ExpectNoGrant(throttle, worker);

        throttle.Tell(new NothingInFlight(Source, node), node);

        worker.ExpectMsg<Grant>(Patience);
    }

    [Fact]
    public void NodeThatLeavesTheCluster_IsWaitedForNoMore_AndOneThatStaysIsAskedAgain()
    {
        var (node, worker) = (CreateTestProbe("node"), Worker());
        const string Gone = "akka.tcp://ioc-explorer@gone:4053";
        Nodes.Add(Gone, "/user/nobody");
        Nodes.Add(node);
        var throttle = Create();
        node.ExpectMsg<PullNow>(Patience).WithInFlight.ShouldBeTrue();
        throttle.Tell(Ask("a.com"), Broker);
        throttle.Tell(Pull(worker, 1), worker);

        throttle.Tell(SourceThrottle.Tick.Instance, Broker);
        node.ExpectMsg<PullNow>(Patience).WithInFlight.ShouldBeTrue();
        throttle.Tell(new NothingInFlight(Source, node), node);
        ExpectNoGrant(throttle, worker);
        Nodes.Remove(Gone);
        throttle.Tell(SourceThrottle.Tick.Instance, Broker);

        worker.ExpectMsg<Grant>(Patience);
    }

    [Fact]
    public void WhatAWorkerHasFromBefore_IsJoined_AndNotAskedTwice()
    {
        var (worker, other) = (Worker(), Worker());
        Nodes.Add(worker);
        var throttle = Create();
        throttle.Tell(Pull(worker, 7, seen: 5, inFlight: ["a.com"]), worker);
        throttle.Tell(Pull(other, 1), other);
        throttle.Tell(Ask("a.com"), Broker);
        ExpectNoGrant(throttle, worker, other);

        throttle.Tell(Pull(worker, 8, done: ["a.com"], inFlight: []), worker);

        Broker.ExpectMsg<QueryBrokerProtocol.Answered>(Patience).Queries.ShouldBe([new(Query("a.com"), null)]);
        ExpectNoGrant(throttle, worker, other);
    }

    [Fact]
    public void WorkerThatStillTellsOfGrantsOfTheOneBefore_HasNotSeenThoseOfThisOne()
    {
        var (throttle, worker) = (Create(), Worker());
        throttle.Tell(Ask("a.com"), Broker);
        throttle.Tell(Pull(worker, 40, seen: 5, inFlight: []), worker);
        worker.ExpectMsg<Grant>(Patience).Work.Single().Query.ShouldBe(Query("a.com"));

        // Sent before that grant came.
        throttle.Tell(Pull(worker, 41, seen: 5, inFlight: []), worker);

        ExpectNoGrant(throttle, worker);
    }

    [Fact]
    public void WorkOfAWorkerThatIsGone_FromBefore_IsAskedByAnother()
    {
        var (worker, other) = (Worker(), Worker());
        Nodes.Add(worker);
        var throttle = Create();
        throttle.Tell(Ask("a.com"), Broker);
        throttle.Tell(Pull(worker, 7, seen: 5, inFlight: ["a.com"]), worker);
        throttle.Tell(Pull(other, 1), other);
        ExpectNoGrant(throttle, worker, other);

        Sys.Stop(worker);

        other.ExpectMsg<Grant>(Patience).Work.Single().Query.ShouldBe(Query("a.com"));
    }

    [Fact]
    public void Withdrawn_IsNotHandedOut_UnlessItIsUnderWay()
    {
        var (throttle, worker) = (Create(), Worker());
        throttle.Tell(Ask("a.com", "b.com"), Broker);
        throttle.Tell(new Withdraw(Source, Broker, new(1), [Query("a.com")]), Broker);

        throttle.Tell(Pull(worker, 1), worker);

        worker.ExpectMsg<Grant>(Patience).Work.Single().Query.ShouldBe(Query("b.com"));
        throttle.Tell(new Withdraw(Source, Broker, new(1), [Query("b.com")]), Broker);
        throttle.Tell(Ask("b.com"), Broker);
        throttle.Tell(Pull(worker, 2, seen: 1), worker);
        ExpectNoGrant(throttle, worker);
    }

    [Fact]
    public void BrokerThatIsGone_WaitsForNothing()
    {
        var (throttle, worker, gone) = (Create(), Worker(), CreateTestProbe("gone"));
        throttle.Tell(new Ask(Source, gone, new(1), default, [Query("a.com"), Query("b.com")]), gone);
        throttle.Tell(Ask("b.com"), Broker);
        Sys.Stop(gone);

        // Others may hear of the end before the throttle does.
        AwaitCondition(() => Board.All is [{ Queued: 1 }], Patience, TimeSpan.FromMilliseconds(5));

        throttle.Tell(Pull(worker, 1), worker);

        worker.ExpectMsg<Grant>(Patience).Work.Single().Query.ShouldBe(Query("b.com"));
    }

    [Fact]
    public void HandedBack_GoesToSomebodyElse_BeforeWhatWasAskedLater()
    {
        var (throttle, worker, other) = (Create(), Worker(), Worker());
        throttle.Tell(Ask("a.com", "b.com"), Broker);
        throttle.Tell(Pull(worker, 1, keys: [Demand(free: 1)]), worker);
        worker.ExpectMsg<Grant>(Patience).Work.Single().Query.ShouldBe(Query("a.com"));

        throttle.Tell(Pull(worker, 2, seen: 1, keys: [Demand(free: 0)]) with { HandedBack = [Query("a.com")] }, worker);
        throttle.Tell(Pull(other, 1), other);

        other.ExpectMsg<Grant>(Patience).Work.Select(item => item.Query).ShouldBe([Query("a.com"), Query("b.com")]);
    }

    [Fact]
    public void Workers_ShareWhatThereIs()
    {
        var (throttle, first, second) = (Create(), Worker(), Worker());
        throttle.Tell(Pull(first, 1, keys: [Demand(free: 8, slots: 8)]), first);
        throttle.Tell(Pull(second, 1, keys: [Demand(free: 8, slots: 8)]), second);

        throttle.Tell(Ask("a.com", "b.com", "c.com", "d.com"), Broker);

        first.ExpectMsg<Grant>(Patience).Work.Count.ShouldBe(2);
        second.ExpectMsg<Grant>(Patience).Work.Count.ShouldBe(2);
    }
}
