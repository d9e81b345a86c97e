using System.Collections.Concurrent;
using Akka.Actor;
using Akka.TestKit;
using Akka.TestKit.Xunit2;
using IocExplorer.Actors.Tests.Supervising;
using IocExplorer.Messages;
using IocExplorer.Messages.Protocols;
using IocExplorer.Workers.Throttling;
using static IocExplorer.Messages.Protocols.SourceThrottleProtocol;
using static IocExplorer.Messages.Protocols.SourceWorkerProtocol;

namespace IocExplorer.Actors.Tests.Throttling;

/// <summary>A throttle with workers and brokers that the test plays.</summary>
public sealed class SourceThrottleTests : TestKit
{
    private const string Source = "VirusTotal";
    private const string Key = "VirusTotal 0123456789abcdef";

    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);
    private static readonly Freshness _freshness = new(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch);
    private static readonly QuotaLimits _metered = new(240, 0, 0);

    private readonly TestProbe _broker;
    private readonly Nodes _nodes = new();
    private readonly ConcurrentQueue<Notice> _notices = [];
    private int _worker;

    public SourceThrottleTests()
        : base(TestPersistence.Config) => _broker = CreateTestProbe("broker");

    [Fact]
    public void Work_GoesToTheWorkerThatPulls_AndOnlyOnce_HoweverOftenItIsTold()
    {
        var throttle = Create();
        var worker = Worker();
        throttle.Tell(Ask("a.com", "b.com"), _broker);
        throttle.Tell(Pull(worker, 1, free: 4), worker);

        worker.ExpectMsg<Grant>(_patience).Work.Select(item => item.Query).ShouldBe([Query("a.com"), Query("b.com")]);
        throttle.Tell(Ask("a.com", "b.com", "c.com"), _broker);

        worker.ExpectMsg<Grant>(_patience).Work.Select(item => item.Query).ShouldBe([Query("c.com")]);
    }

    [Fact]
    public void QueryWithoutQuota_IsHandedOut_WhereThereIsNoJournal()
    {
        var throttle = Sys.ActorOf(SourceThrottle.Props(Source, new() { Journal = "no.such.journal" }, _nodes, new()));
        var worker = Worker();
        throttle.Tell(Ask("a.com"), _broker);

        throttle.Tell(Pull(worker, 1, free: 1), worker);

        worker.ExpectMsg<Grant>(_patience).Permits.ShouldBeEmpty();
    }

    [Fact]
    public void PermitsOfAKeyWithAQuota_AreGrantedWithTheWork()
    {
        var throttle = Create();
        var worker = Worker();
        throttle.Tell(Ask("a.com", "b.com"), _broker);

        var grant = PullUntilGranted(throttle, worker, _metered);

        grant.Work.Count.ShouldBe(2);
        grant.Permits.Single().Count.ShouldBe(2);
        grant.Permits.Single().Key.ShouldBe(Key);
    }

    [Fact]
    public async Task JournalThatRefuses_NothingIsHandedOut_AndTheThrottleEnds()
    {
        var throttle = Create();
        var worker = Worker();
        await WatchAsync(throttle);
        await TestPersistence.Journal(Sys).OnWrite.Fail();
        throttle.Tell(Ask("a.com"), _broker);

        for (var number = 1; number < 200 && !HasMessages; number++)
        {
            throttle.Tell(Pull(worker, number, free: 1, quota: _metered), worker);
            (await worker.ReceiveOneAsync(TimeSpan.FromMilliseconds(50))).ShouldNotBeOfType<Grant>();
        }

        await ExpectTerminatedAsync(throttle, _patience);
        worker.HasMessages.ShouldBeFalse();
        _notices.ShouldHaveSingleItem().Text.ShouldStartWith("What is spent of the keys of VirusTotal cannot be read or written down (");
    }

    [Fact]
    public void LateJoiner_IsToldToLookUp_WhenTheQueryIsDone()
    {
        var throttle = Create();
        var (worker, late) = (Worker(), CreateTestProbe("late"));
        throttle.Tell(Ask("a.com"), _broker);
        throttle.Tell(Pull(worker, 1, free: 1), worker);
        worker.ExpectMsg<Grant>(_patience).Work.Single().Brokers.ShouldBe([_broker.Ref]);
        throttle.Tell(new Ask(Source, late, new(2), _freshness, [Query("a.com")]), late);

        throttle.Tell(Pull(worker, 2, free: 1, seen: 1, done: ["a.com"]), worker);

        late.ExpectMsg<QueryBrokerProtocol.Answered>(_patience).Queries.ShouldBe([new(Query("a.com"), null)]);
        _broker.HasMessages.ShouldBeFalse();
    }

    [Fact]
    public void WorkOfAWorkerThatDies_GoesToAnother()
    {
        var throttle = Create();
        var (first, second) = (Worker(), Worker());
        throttle.Tell(Ask("a.com"), _broker);
        throttle.Tell(Pull(first, 1, free: 1), first);
        first.ExpectMsg<Grant>(_patience);
        throttle.Tell(Pull(second, 1, free: 1), second);

        Sys.Stop(first);

        second.ExpectMsg<Grant>(_patience).Work.Single().Query.ShouldBe(Query("a.com"));
    }

    [Fact]
    public void NewThrottle_HandsNothingOut_UntilEveryWorkerNodeHasSaidWhatItHas()
    {
        _nodes.Silent = CreateTestProbe("silent");
        var throttle = Create();
        var worker = Worker();
        _nodes.Silent.ExpectMsg<PullNow>(_patience).WithInFlight.ShouldBeTrue();
        throttle.Tell(Ask("a.com", "b.com"), _broker);
        throttle.Tell(Pull(worker, 1, free: 4), worker);
        worker.HasMessages.ShouldBeFalse();

        throttle.Tell(Pull(worker, 2, free: 4, inFlight: ["a.com"]), worker);

        worker.ExpectMsg<Grant>(_patience).Work.Select(item => item.Query).ShouldBe([Query("b.com")]);
    }

    [Fact]
    public void GrantThatWasLost_GoesBackToTheQueue_OrIsSentAgain()
    {
        var throttle = Create();
        var worker = Worker();
        throttle.Tell(Ask("a.com"), _broker);
        throttle.Tell(Pull(worker, 1, free: 1), worker);
        var lost = worker.ExpectMsg<Grant>(_patience);

        for (var number = 2; number <= 4; number++)
        {
            throttle.Tell(Pull(worker, number, free: 1, inFlight: []), worker);
        }

        worker.ExpectMsg<Grant>(_patience).Number.ShouldBe(lost.Number);
        throttle.Tell(Pull(worker, 5, free: 1, seen: lost.Number, inFlight: []), worker);
        worker.ExpectMsg<Grant>(_patience).Work.Single().Query.ShouldBe(Query("a.com"));
    }

    [Fact]
    public void RefusedKey_IsToldToAllWorkers_AndWhatWaitsIsRefusedWithoutPermits()
    {
        var throttle = Create();
        var (first, second) = (Worker(), Worker());
        throttle.Tell(Pull(first, 1, free: 1), first);
        throttle.Tell(Pull(second, 1, free: 0), second);
        throttle.Tell(new KeyRefused(Source, Key, "HTTP 401"), first);

        News(first).Out!.Detail.ShouldBe("the key: HTTP 401");
        News(second).Out!.Reason.ShouldBe(NotAnsweredReason.Refused);
        throttle.Tell(Ask("a.com"), _broker);
        throttle.Tell(Pull(first, 2, free: 1), first);
        var grant = first.FishForMessage<Grant>(_ => true, _patience);
        grant.Work.Single().Refusal!.Reason.ShouldBe(NotAnsweredReason.Refused);
        grant.Permits.ShouldBeEmpty();

        KeyNews News(TestProbe worker) => worker.FishForMessage<SourceNews>(news => news.Keys.Any(key => key.Out is not null), _patience).Keys.Single();
    }

    [Fact]
    public void OlderPull_IsPassedOver()
    {
        var throttle = Create();
        var worker = Worker();
        throttle.Tell(Pull(worker, 2, free: 1), worker);
        throttle.Tell(Ask("a.com", "b.com"), _broker);
        worker.ExpectMsg<Grant>(_patience).Work.Count.ShouldBe(1);

        throttle.Tell(Pull(worker, 1, free: 9), worker);
        throttle.Tell(Pull(worker, 3, free: 1, seen: 1), worker);

        worker.ExpectMsg<Grant>(_patience).Work.Count.ShouldBe(1);
    }

    private static Query Query(string domain) => new(new(1), new(IocType.Domain, domain));

    private static Pull Pull(
        TestProbe worker, long number, int free, QuotaLimits? quota = null, long seen = 0, string[]? done = null, string[]? inFlight = null) => new(
        Source,
        worker,
        number,
        seen,
        [new(1)],
        [new(Key, quota ?? QuotaLimits.Unlimited, 4, free, 0, [])],
        [.. (done ?? []).Select(Query)],
        [],
        inFlight?.Select(Query).ToList());

    private Ask Ask(params string[] domains) => new(Source, _broker, new(1), _freshness, [.. domains.Select(Query)]);

    private TestProbe Worker()
    {
        var worker = CreateTestProbe($"worker-{++_worker}");
        worker.IgnoreMessages(message => message is SourceNews { Keys: var keys } && keys.All(key => key.Out is null));
        return worker;
    }

    private IActorRef Create() => Sys.ActorOf(SourceThrottle.Props(Source, new() { Outages = new(_notices.Enqueue) }, _nodes, new()));

    /// <summary>Permits live from the pull, so a throttle wants a young one: pulls until it has answered.</summary>
    private static Grant PullUntilGranted(IActorRef throttle, TestProbe worker, QuotaLimits quota)
    {
        for (var number = 1; number < 1000; number++)
        {
            throttle.Tell(Pull(worker, number, free: 4, quota), worker);
            if (worker.ReceiveOne(TimeSpan.FromMilliseconds(50)) is Grant grant)
            {
                return grant;
            }
        }

        throw new TimeoutException("Nothing was granted.");
    }

    private sealed class Nodes : IWorkerDirectory
    {
        public TestProbe? Silent { get; set; }

        IReadOnlyList<(string Node, string Path)> IWorkerDirectory.Nodes =>
            Silent is null ? [] : [(IWorkerDirectory.Local, Silent.Ref.Path.ToStringWithoutAddress())];
    }
}
