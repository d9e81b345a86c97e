using Akka.Actor;
using Akka.Cluster.Sharding;
using Akka.TestKit;
using Akka.TestKit.Xunit2;
using IocExplorer.Coordinator.Brokering;
using IocExplorer.Coordinator.Exploring;
using IocExplorer.Coordinator.Hunts;
using IocExplorer.Coordinator.Recording;
using IocExplorer.Messages;
using IocExplorer.Messages.Protocols;
using IocExplorer.Testing;
using static IocExplorer.Actors.Tests.Brokering.World;
using ExplorationCoordinator = IocExplorer.Coordinator.Exploring.ExplorationCoordinator;

namespace IocExplorer.Actors.Tests.Exploring;

public sealed class ExplorationCoordinatorTests : TestKit
{
    private static readonly DateTimeOffset _recordedAt = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan _patience = SafetyTimeout.Length;
    private static readonly TreeId _tree = new(new(7), 3);
    private static readonly HuntProtocol.TreeOutcome _outcome = new(3, HuntProtocol.TreeEndKind.Complete, 5);

    /// <summary>Nothing is told again while a test runs, unless it says so.</summary>
    private static readonly ExplorationOptions _seldom = new() { RecordAgainEvery = TimeSpan.FromHours(1), TellEndedAgainEvery = TimeSpan.FromHours(1) };

    private readonly ActiveTrees _activeTrees = new();
    private readonly TestProbe _region;
    private readonly TestProbe _broker;
    private readonly TestProbe _recorder;
    private readonly TestProbe _supervisor;

    public ExplorationCoordinatorTests()
        : base(TestKitConfig.Quiet)
    {
        _region = CreateTestProbe("region");
        _broker = CreateTestProbe("broker");
        _recorder = CreateTestProbe("recorder");
        _supervisor = CreateTestProbe("supervisor");
    }

    [Fact]
    public void Explore_AsksWhatTheSeedNeeds_InOneMessage()
    {
        Create().Tell(Explore(depth: 2), _supervisor);

        var need = NextNeed();
        need.Queries.ShouldBe([new(0, Flint, Domain("a.com")), new(1, Resolutions, Domain("a.com"))]);
        (need.Hunt, need.Freshness).ShouldBe((_tree.Hunt, Fresh));
        need.Sources.Names.ShouldBe(["QiAnXin", "VirusTotal"]);
    }

    [Fact]
    public void AnswersOfAMessage_LeadToOneNeed_AndStandOnTheBoard()
    {
        var coordinator = Create();
        coordinator.Tell(Explore(depth: 2), _supervisor);
        var first = NextNeed();

        coordinator.Tell(
            new QueryBroker.Answers(
                first.Asker,
                [new(0, Found(Ip("8.8.8.1"), Ip("8.8.8.2")), _recordedAt, AnswerOrigin.Fresh), new(1, Found(Ip("8.8.8.3")), _recordedAt, AnswerOrigin.Ledger)]),
            _broker);

        NextNeed().Queries.ShouldBe([new(2, Files, Ip("8.8.8.1")), new(3, Files, Ip("8.8.8.2")), new(4, Files, Ip("8.8.8.3"))]);
        var counts = _activeTrees.All.Single().Counts;
        counts.Queries.ShouldBe(new(Asked: 5, Found: 2, Empty: 0, NotAnswered: 0, FromLedger: 1, Shared: 0));
        counts.BySource.Select(source => source.Asked).ShouldBe([1, 4]);
        _activeTrees.All.Single().Phase.ShouldBe(TreePhase.Exploring);
    }

    [Fact]
    public void WalkThatIsDone_IsHandedToTheRecorder_WithItsCounts()
    {
        var coordinator = Create();
        var explore = Explore(depth: 1);
        coordinator.Tell(explore, _supervisor);

        AnswerAll(coordinator);

        var record = _recorder.ExpectMsg<RecorderProtocol.RecordTree>(_patience);
        _recorder.LastSender.ShouldBe(coordinator);
        (record.Tree, record.Seed, record.NameIsTaken, record.Plan).ShouldBe((_tree, Domain("a.com"), true, explore.Plan));
        (record.Walk.IsDone, record.Walk.Empty, record.Counts.Queries.Empty).ShouldBe((true, 2, 2));
        _activeTrees.All.Single().Phase.ShouldBe(TreePhase.Writing);
    }

    [Fact]
    public void TreeWithoutQueries_IsRecordedAtOnce()
    {
        Create().Tell(Explore(depth: 0), _supervisor);

        _recorder.ExpectMsg<RecorderProtocol.RecordTree>(_patience).Walk.KnownIocs.ShouldBe(1);
        _broker.HasMessages.ShouldBeFalse();
    }

    [Fact]
    public void RecorderThatDoesNotAnswer_IsToldAgain()
    {
        var coordinator = Create(_seldom with { RecordAgainEvery = TimeSpan.FromMilliseconds(20) });
        coordinator.Tell(Explore(depth: 0), _supervisor);

        var first = _recorder.ExpectMsg<RecorderProtocol.RecordTree>(_patience);
        _recorder.ExpectMsg<RecorderProtocol.RecordTree>(_patience).ShouldBeSameAs(first);
        _recorder.ExpectMsg<RecorderProtocol.RecordTree>(_patience).ShouldBeSameAs(first);
    }

    [Fact]
    public void End_IsToldUntilItIsAcknowledged()
    {
        var coordinator = Create(_seldom with { TellEndedAgainEvery = TimeSpan.FromMilliseconds(20) });
        End(coordinator);

        for (var told = 0; told < 3; told++)
        {
            _supervisor.ExpectMsg<HuntProtocol.TreeEnded>(_patience).ShouldBe(new(_tree.Hunt, _outcome, Plan(0, null).Freshness.FailuresSince));
        }

        _activeTrees.All.Single().Phase.ShouldBe(TreePhase.Ended);
        coordinator.Tell(new ExplorationProtocol.Stop(_tree), _supervisor);
        ExpectPassivation(coordinator);
        _activeTrees.Count.ShouldBe(0);
        _broker.HasMessages.ShouldBeFalse();
    }

    [Fact]
    public void RepeatedExplore_IsPassedOver_ButItsSupervisorIsTheOneToTell()
    {
        var moved = CreateTestProbe();
        var coordinator = Create();
        coordinator.Tell(Explore(depth: 1), _supervisor);
        var need = NextNeed();

        coordinator.Tell(Explore(depth: 1, supervisor: moved), moved);
        AnswerAll(coordinator, need);
        var told = _recorder.ExpectMsg<RecorderProtocol.RecordTree>(_patience);
        coordinator.Tell(new RecorderProtocol.Recorded(_tree, told.Plan.Freshness, _outcome), _recorder);

        moved.ExpectMsg<HuntProtocol.TreeEnded>(_patience).Outcome.ShouldBe(_outcome);
        _broker.HasMessages.ShouldBeFalse();
        _supervisor.HasMessages.ShouldBeFalse();
    }

    [Fact]
    public void ExploreOfATreeThatHasEnded_IsAnsweredAtOnce()
    {
        var moved = CreateTestProbe();
        var coordinator = Create();
        End(coordinator);
        _supervisor.ExpectMsg<HuntProtocol.TreeEnded>(_patience);

        coordinator.Tell(Explore(depth: 0, supervisor: moved), moved);

        moved.ExpectMsg<HuntProtocol.TreeEnded>(_patience).ShouldBe(new(_tree.Hunt, _outcome, Plan(0, null).Freshness.FailuresSince));
    }

    [Fact]
    public void RetryThatOvertookTheStop_IsWalkedAnew()
    {
        var coordinator = Create();
        End(coordinator);
        _supervisor.ExpectMsg<HuntProtocol.TreeEnded>(_patience);
        var retry = new Freshness(Noon, Noon.AddSeconds(5));

        coordinator.Tell(Explore(depth: 1, freshness: retry), _supervisor);

        NextNeed().Freshness.ShouldBe(retry);
        _activeTrees.All.Single().Phase.ShouldBe(TreePhase.Exploring);
        _supervisor.HasMessages.ShouldBeFalse();
    }

    [Fact]
    public void RetryThatOvertookTheStopOfATreeUnderWay_ForgetsWhatWasBefore()
    {
        var coordinator = Create();
        coordinator.Tell(Explore(depth: 1), _supervisor);
        var before = NextNeed();

        coordinator.Tell(Explore(depth: 1, freshness: new Freshness(Noon, Noon.AddSeconds(5))), _supervisor);

        _broker.ExpectMsg<QueryBroker.Forget>(_patience).Asker.ShouldBe(before.Asker);
        NextNeed().Asker.ShouldNotBe(before.Asker);
    }

    [Fact]
    public void StopBeforeTheEnd_ForgetsAtTheBroker_AndPassivates()
    {
        var coordinator = Create();
        coordinator.Tell(Explore(depth: 1), _supervisor);
        var need = NextNeed();

        coordinator.Tell(new ExplorationProtocol.Stop(_tree), _supervisor);
        _broker.ExpectMsg<QueryBroker.Forget>(_patience).Asker.ShouldBe(need.Asker);
        AnswerAll(coordinator, need);
        ExpectPassivation(coordinator);

        _activeTrees.Count.ShouldBe(0);
        _recorder.HasMessages.ShouldBeFalse();
        _broker.HasMessages.ShouldBeFalse();
    }

    [Fact]
    public void StopWithoutExplore_Passivates()
    {
        var coordinator = Create();

        coordinator.Tell(new ExplorationProtocol.Stop(_tree), _supervisor);

        ExpectPassivation(coordinator);
    }

    [Fact]
    public void HandOver_ForgetsAtTheBroker()
    {
        var coordinator = Create();
        coordinator.Tell(Explore(depth: 1), _supervisor);
        var need = NextNeed();

        coordinator.Tell(ExplorationCoordinator.Leave.Instance, _region);

        _broker.ExpectMsg<QueryBroker.Forget>(_patience).Asker.ShouldBe(need.Asker);
    }

    [Fact]
    public void BrokerThatHasForgotten_IsAskedAgainWhatIsOpen()
    {
        var coordinator = Create();
        coordinator.Tell(Explore(depth: 1), _supervisor);
        var need = NextNeed();
        coordinator.Tell(new QueryBroker.Answers(need.Asker, [Empty(1)]), _broker);

        coordinator.Tell(new QueryBroker.AskAgain(need.Asker), _broker);

        var again = NextNeed();
        again.Queries.ShouldBe([need.Queries[0]]);
        again.Asker.ShouldBe(need.Asker);
    }

    [Fact]
    public void CrashIsReported_AndTheNextExploreWalksAnew()
    {
        var coordinator = Create();
        coordinator.Tell(Explore(depth: 1), _supervisor);
        var before = NextNeed();

        Crash(coordinator, before);
        var crash = _supervisor.ExpectMsg<HuntProtocol.TreeCrashed>(_patience);
        _broker.ExpectMsg<QueryBroker.Forget>(_patience).Asker.ShouldBe(before.Asker);
        _activeTrees.Count.ShouldBe(0);
        AnswerAll(coordinator, before);
        coordinator.Tell(Explore(depth: 1), _supervisor);
        var after = NextNeed();

        (crash.Hunt, crash.Number).ShouldBe((_tree.Hunt, _tree.Number));
        crash.Problem.ShouldStartWith("IndexOutOfRangeException: ");
        crash.Problem.ShouldNotContain('\n');
        after.Asker.ShouldNotBe(before.Asker);
        after.Queries.ShouldBe(before.Queries);
        AnswerAll(coordinator, after);
        _recorder.ExpectMsg<RecorderProtocol.RecordTree>(_patience).Counts.Queries.ShouldBe(new(2, 0, 2, 0, 0, 0));
    }

    [Fact]
    public void ExploreThatCrashes_IsReportedToo()
    {
        var explore = Explore(depth: 1);

        Create().Tell(explore with { Plan = explore.Plan with { Depth = -1 } }, _supervisor);

        _supervisor.ExpectMsg<HuntProtocol.TreeCrashed>(_patience).Number.ShouldBe(_tree.Number);
    }

    [Fact]
    public void ResultOfTheRoundBefore_IsNotThatOfTheNewWalk()
    {
        var coordinator = Create();
        coordinator.Tell(Explore(depth: 0), _supervisor);
        var before = _recorder.ExpectMsg<RecorderProtocol.RecordTree>(_patience).Plan.Freshness;
        var after = before with { FailuresSince = before.FailuresSince.AddMinutes(1) };
        coordinator.Tell(Explore(depth: 0, after), _supervisor);
        _recorder.ExpectMsg<RecorderProtocol.RecordTree>(_patience).Plan.Freshness.ShouldBe(after);

        coordinator.Tell(new RecorderProtocol.Recorded(_tree, before, _outcome), _recorder);
        coordinator.Tell(new RecorderProtocol.Recorded(_tree, after, _outcome), _recorder);

        _supervisor.ExpectMsg<HuntProtocol.TreeEnded>(_patience).Round.ShouldBe(after.FailuresSince);
    }

    [Fact]
    public void WhatIsMeantForAWalkThatIsGone_IsPassedOver()
    {
        var coordinator = Create();
        coordinator.Tell(Explore(depth: 1), _supervisor);
        var need = NextNeed();

        AnswerAll(coordinator, need with { Asker = new(coordinator) });
        coordinator.Tell(new QueryBroker.AskAgain(new(coordinator)), _broker);
        coordinator.Tell(new RecorderProtocol.Recorded(_tree, Plan(1, null).Freshness, _outcome), _recorder);
        coordinator.Tell(new ExplorationProtocol.Stop(_tree), _supervisor);

        _broker.ExpectMsg<QueryBroker.Forget>(_patience);
        _recorder.HasMessages.ShouldBeFalse();
        _supervisor.HasMessages.ShouldBeFalse();
    }

    private static void AnswerAll(IActorRef coordinator, QueryBroker.Need need) => coordinator.Tell(
        new QueryBroker.Answers(need.Asker, [.. need.Queries.Select(q => Empty(q.Number))]),
        ActorRefs.NoSender);

    private static TreeAnswer Empty(int number) => new(number, Answer.Empty.Instance, _recordedAt, AnswerOrigin.Fresh);

    /// <summary>By an answer to a question that was never asked.</summary>
    private static void Crash(IActorRef coordinator, QueryBroker.Need need) => coordinator.Tell(
        new QueryBroker.Answers(need.Asker, [Empty(99)]), ActorRefs.NoSender);

    private ExplorationProtocol.Explore Explore(int depth, Freshness? freshness = null, IActorRef? supervisor = null) =>
        new(_tree, Domain("a.com"), SharingLevel.Clear, NameIsTaken: true, Plan(depth, freshness), supervisor ?? _supervisor);

    private QueryBroker.Need NextNeed() => _broker.ExpectMsg<QueryBroker.Need>(_patience);

    private void AnswerAll(IActorRef coordinator) => AnswerAll(coordinator, NextNeed());

    private void End(IActorRef coordinator)
    {
        coordinator.Tell(Explore(depth: 0), _supervisor);
        var told = _recorder.ExpectMsg<RecorderProtocol.RecordTree>(_patience);
        coordinator.Tell(new RecorderProtocol.Recorded(_tree, told.Plan.Freshness, _outcome), _recorder);
    }

    /// <summary>As a shard answers it.</summary>
    private void ExpectPassivation(IActorRef coordinator)
    {
        var passivate = _region.ExpectMsg<Passivate>(_patience);
        _region.Watch(coordinator);
        coordinator.Tell(passivate.StopMessage, _region);
        _region.ExpectTerminated(coordinator, _patience);
    }

    private IActorRef Create(ExplorationOptions? options = null) =>
        _region.ChildActorOf(
            ExplorationCoordinator.Props(_broker, _recorder, new(null), _activeTrees, options ?? _seldom), new OneForOneStrategy(_ => Directive.Restart));
}
