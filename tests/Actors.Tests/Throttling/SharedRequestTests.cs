using Akka.Configuration;
using IocExplorer.Actors.Tests.Supervising;
using IocExplorer.Messages;
using static IocExplorer.Messages.Protocols.SourceThrottleProtocol;
using static IocExplorer.Messages.Protocols.SourceWorkerProtocol;

namespace IocExplorer.Actors.Tests.Throttling;

/// <summary>Operations 1 and 2 send the same request: the cluster sends it once.</summary>
public sealed class SharedRequestTests : ThrottleTestKit
{
    public SharedRequestTests()
        : base(ConfigurationFactory.ParseString(TestPersistence.Config))
    {
    }

    [Fact]
    public void QueriesOfOneRequest_GoToOneWorker_AndTheOthersToTheOther()
    {
        var (throttle, first, second) = (Create(), Worker(), Worker());
        throttle.Tell(Alike(Pull(first, 1)), first);
        throttle.Tell(Alike(Pull(second, 1)), second);
        throttle.Tell(AskBoth("a.com", "b.com"), Broker);

        Queries(first.ExpectMsg<Grant>(Patience)).ShouldBe([Query("a.com"), Query("a.com", 2)]);
        Queries(second.ExpectMsg<Grant>(Patience)).ShouldBe([Query("b.com"), Query("b.com", 2)]);
    }

    [Fact]
    public void QueriesOfOneRequest_TakeOnePermit_AlsoTheLastOfTheDay()
    {
        var (throttle, worker) = (Create(), Worker());
        throttle.Tell(AskBoth("a.com", "b.com"), Broker);
        throttle.Tell(Alike(Pull(worker, 1, keys: [Demand(quota: new(0, 1, 0))])), worker);

        var grant = worker.ExpectMsg<Grant>(Patience);

        Queries(grant).ShouldBe([Query("a.com"), Query("a.com", 2)]);
        grant.Permits.Single().Count.ShouldBe(1);
    }

    [Fact]
    public void QuotaThatIsUsedUp_IsSoAlsoWhileAQueryWaitsForAnothersReply()
    {
        var (throttle, worker) = (Create(), CreateTestProbe("worker"));
        throttle.Tell(AskBoth("a.com"), Broker);
        throttle.Tell(Alike(Pull(worker, 1, keys: [Demand(quota: new(0, 1, 0))])), worker);
        worker.FishForMessage<Grant>(grant => grant.Work.Count == 2, Patience);

        // The first has a further page, for which there is no permit.
        throttle.Tell(Alike(Pull(worker, 2, seen: 1, keys: [Demand(quota: new(0, 1, 0), free: 2, wanted: 1)])), worker);

        News(worker, key => key.Out is not null).Out!.Reason.ShouldBe(NotAnsweredReason.Throttled);
    }

    [Fact]
    public void QueryThatComesLater_JoinsTheWorkerThatAsksTheSame_ThoughItHasNoSlot()
    {
        var (throttle, first, second) = (Create(), Worker(), Worker());
        throttle.Tell(Alike(Pull(first, 1, keys: [Demand(free: 1)])), first);
        throttle.Tell(Ask("a.com"), Broker);
        first.ExpectMsg<Grant>(Patience);
        throttle.Tell(Alike(Pull(second, 1)), second);

        throttle.Tell(AskBoth("a.com"), Broker);

        Queries(first.ExpectMsg<Grant>(Patience)).ShouldBe([Query("a.com", 2)]);
        ExpectNoGrant(throttle, second);
    }

    [Fact]
    public void QueryThatComesAfterTheReply_GoesWhereItIs_ButNotTheSameOneAgain()
    {
        var (throttle, first, second) = (Create(), Worker(), Worker());
        throttle.Tell(Alike(Pull(first, 1)), first);
        throttle.Tell(Ask("a.com", "b.com"), Broker);
        first.ExpectMsg<Grant>(Patience);
        throttle.Tell(Alike(Pull(first, 2, seen: 1, done: ["a.com", "b.com"], keys: [Demand(free: 0)])), first);
        throttle.Tell(Alike(Pull(second, 1)), second);

        throttle.Tell(new Ask(Source, Broker, new(2), default, [Query("a.com", 2), Query("b.com")]), Broker);

        Queries(first.ExpectMsg<Grant>(Patience)).ShouldBe([Query("a.com", 2)]);
        Queries(second.ExpectMsg<Grant>(Patience)).ShouldBe([Query("b.com")]);
    }

    [Fact]
    public void QueryThatComesLongAfterTheReply_GoesWhereThereIsASlot()
    {
        var (throttle, first, second) = (Create(), Worker(), Worker());
        throttle.Tell(Alike(Pull(first, 1)), first);
        throttle.Tell(Ask("a.com"), Broker);
        first.ExpectMsg<Grant>(Patience);
        throttle.Tell(Alike(Pull(first, 2, seen: 1, done: ["a.com"], keys: [Demand(free: 0)])), first);
        Pass(throttle, TimeSpan.FromMinutes(6));
        throttle.Tell(Alike(Pull(second, 1)), second);

        throttle.Tell(new Ask(Source, Broker, new(2), default, [Query("a.com", 2)]), Broker);

        Queries(second.ExpectMsg<Grant>(Patience)).ShouldBe([Query("a.com", 2)]);
        ExpectNoGrant(throttle, first);
    }

    [Fact]
    public void WorkerThatIsGone_GivesBackBoth_AndBothGoToOneAgain()
    {
        var (throttle, first, second, third) = (Create(), Worker(), Worker(), Worker());
        throttle.Tell(Alike(Pull(first, 1)), first);
        throttle.Tell(AskBoth("a.com"), Broker);
        first.ExpectMsg<Grant>(Patience);
        throttle.Tell(Alike(Pull(second, 1, keys: [Demand(free: 1)])), second);
        throttle.Tell(Alike(Pull(third, 1, keys: [Demand(free: 1)])), third);
        ExpectNoGrant(throttle, second, third);

        Sys.Stop(first);

        Queries(second.ExpectMsg<Grant>(Patience)).ShouldBe([Query("a.com"), Query("a.com", 2)]);
        ExpectNoGrant(throttle, third);
    }

    [Fact]
    public void NewThrottle_JoinsWhatAWorkerHasFromBefore()
    {
        var (first, second) = (Worker(), Worker());
        Nodes.Add(first);
        var throttle = Create();
        throttle.Tell(AskBoth("a.com"), Broker);
        throttle.Tell(Alike(Pull(second, 1)), second);
        throttle.Tell(Alike(Pull(first, 7, seen: 5, inFlight: ["a.com"], keys: [Demand(free: 0)])), first);

        Queries(first.FishForMessage<Grant>(_ => true, Patience)).ShouldBe([Query("a.com", 2)]);
        ExpectNoGrant(throttle, second);
    }

    [Fact]
    public void OneThatIsHandedBack_IsAskedByAnother()
    {
        var (throttle, first, second) = (Create(), Worker(), Worker());
        throttle.Tell(Alike(Pull(first, 1)), first);
        throttle.Tell(AskBoth("a.com"), Broker);
        first.ExpectMsg<Grant>(Patience);
        throttle.Tell(Alike(Pull(second, 1)), second);

        throttle.Tell(Alike(Pull(first, 2, seen: 1, keys: [Demand(free: 0)])) with { HandedBack = [Query("a.com", 2)] }, first);

        Queries(second.ExpectMsg<Grant>(Patience)).ShouldBe([Query("a.com", 2)]);
    }

    private static Pull Alike(Pull pull) => pull with { Alike = [new(1), new(1)] };

    private static IEnumerable<Query> Queries(Grant grant) => grant.Work.Select(item => item.Query);

    private Ask AskBoth(params string[] domains) => Ask() with { Queries = [.. domains.SelectMany(d => new[] { Query(d), Query(d, 2) })] };
}
