using System.Collections.Concurrent;
using Akka.Actor;
using Akka.Cluster.Sharding;
using Akka.TestKit;
using Akka.TestKit.Xunit2;
using IocExplorer.Coordinator.Supervising;
using IocExplorer.Messages;
using IocExplorer.Messages.Protocols;
using IocExplorer.Persistence;
using static IocExplorer.Messages.Protocols.HuntProtocol;

namespace IocExplorer.Actors.Tests.Supervising;

public sealed class HuntSupervisorTests : TestKit
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);
    private static readonly HuntId _hunt = new(7);
    private static readonly DateTimeOffset _noon = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);
    private static readonly HuntPlan _plan = new(2, false, false, new(), new(_noon.AddHours(-24), _noon), []);

    private readonly ConcurrentQueue<Notice> _notices = [];
    private readonly TestProbe _trees;
    private readonly TestProbe _user;
    private TestProbe _region;

    public HuntSupervisorTests()
        : base(TestPersistence.Config) =>
        (_region, _trees, _user) = (CreateTestProbe(), CreateTestProbe("trees"), CreateTestProbe("user"));

    [Fact]
    public void Wake_OfANewHunt_ExploresTheFirstTrees_AsManyAsTheWindowHolds()
    {
        var supervisor = Wake(new(5, _plan), active: 2);

        var first = Explored();
        (first.Tree, first.Seed, first.Sharing, first.Plan, first.Supervisor)
            .ShouldBe((new TreeId(_hunt, 1), new Ioc(IocType.Domain, "d1.example"), SharingLevel.Green, _plan, supervisor));
        Explored().Tree.Number.ShouldBe(2);
        supervisor.Tell(new Wake(_hunt), _user);
        End(supervisor, 1);
        Stopped().ShouldBe(1);
        Explored().Tree.Number.ShouldBe(3);
    }

    [Fact]
    public void Seeds_AreReadInPages_AndNotBeforeTheyAreNeeded()
    {
        var store = new RecordingHuntStore(1000, _plan);
        Wake(store, active: 2);

        Explored();
        Explored();

        store.Pages.ShouldBe([(1, 256)]);
    }

    [Fact]
    public void ActiveTrees_AreToldAgain_UntilTheyAreOver()
    {
        var supervisor = Wake(new(2, _plan), active: 2);
        Explored();
        Explored();

        supervisor.Tell(HuntSupervisor.TellAgain.Instance, _user);
        new[] { Explored().Tree.Number, Explored().Tree.Number }.Order().ShouldBe([1, 2]);
        End(supervisor, 1);
        Stopped().ShouldBe(1);
        supervisor.Tell(HuntSupervisor.TellAgain.Instance, _user);

        Explored().Tree.Number.ShouldBe(2);
    }

    [Fact]
    public void LastTreeThatEnds_FinishesTheHunt_WhichPassivatesWhenItIsListed()
    {
        var store = new RecordingHuntStore(3, _plan);
        var supervisor = Wake(store);
        _ = (Explored(), Explored(), Explored());

        End(supervisor, 1);
        End(supervisor, 2, TreeEndKind.WithMissing);
        End(supervisor, 3, TreeEndKind.GivenUp, nodes: 0);

        var passivate = _region.ExpectMsg<Passivate>(_patience);
        store.Standings[^1].ShouldBe(new(_hunt, HuntPhase.Finished, 0, 0, 1, 1, 1, 20));
        Watch(supervisor);
        supervisor.Tell(passivate.StopMessage, _region);
        ExpectTerminated(supervisor, _patience);
    }

    [Fact]
    public void HuntWithoutSeeds_IsFinishedAtOnce()
    {
        var store = new RecordingHuntStore(0, _plan);
        Wake(store);

        _region.ExpectMsg<Passivate>(_patience);
        store.Standings[^1].Phase.ShouldBe(HuntPhase.Finished);
    }

    [Fact]
    public void TreeThatEndsTwice_CountsOnce_AndIsToldToStopAgain()
    {
        var store = new RecordingHuntStore(2, _plan);
        var supervisor = Wake(store);
        _ = (Explored(), Explored());

        End(supervisor, 1);
        Stopped().ShouldBe(1);
        End(supervisor, 1, TreeEndKind.GivenUp, nodes: 99);
        Stopped().ShouldBe(1);
        End(supervisor, 2);

        _region.ExpectMsg<Passivate>(_patience);
        (store.Standings[^1].Complete, store.Standings[^1].GivenUp, store.Standings[^1].Nodes).ShouldBe((2, 0, 20));
    }

    [Fact]
    public async Task TreesThatEndTogether_ArePersistedTogether()
    {
        var writes = 0;
        var journal = TestPersistence.Journal(Sys);
        await journal.OnWrite.FailIf(written =>
        {
            writes += written.Payload is TreesEnded ? 1 : 0;
            return false;
        });
        var supervisor = Wake(new(200, _plan), active: 200);
        for (var tree = 1; tree <= 200; tree++)
        {
            Explored();
        }

        for (var tree = 1; tree <= 200; tree++)
        {
            End(supervisor, tree);
        }

        await _region.ExpectMsgAsync<Passivate>(_patience);
        writes.ShouldBeLessThan(200);
    }

    [Fact]
    public async Task JournalThatRefusesAnEnd_StopsTheSupervisor_AndTheNextOneIsToldTheEndAgain()
    {
        var store = new RecordingHuntStore(1, _plan);
        var supervisor = Wake(store);
        Explored();
        await WatchAsync(supervisor);

        var journal = TestPersistence.Journal(Sys);
        await journal.OnWrite.Fail();

        End(supervisor, 1);
        await ExpectTerminatedAsync(supervisor, _patience);
        await journal.OnWrite.Pass();

        _trees.HasMessages.ShouldBeFalse();
        supervisor = Wake(store);
        Explored().Tree.Number.ShouldBe(1);
        End(supervisor, 1);
        Stopped().ShouldBe(1);
        await _region.ExpectMsgAsync<Passivate>(_patience);
    }

    [Fact]
    public void NewIncarnation_GoesOnWithTheTreesThatAreOpen()
    {
        var store = new RecordingHuntStore(4, _plan);
        var supervisor = Wake(store);
        for (var tree = 1; tree <= 4; tree++)
        {
            Explored();
        }

        End(supervisor, 2);
        Stopped();
        Kill(supervisor);
        Wake(store);

        new[] { Explored(), Explored(), Explored() }.Select(e => e.Tree.Number).ShouldBe([1, 3, 4]);
    }

    [Fact]
    public async Task Recovery_OfAHundredThousandTrees_FromSnapshotAndEvents_LosesNone()
    {
        const int Trees = 100_000;
        const int Group = 1_000;
        var store = new RecordingHuntStore(Trees + 1, _plan);
        var supervisor = Wake(store, snapshotEvery: 30);
        for (var first = 1; first <= Trees; first += Group)
        {
            for (var tree = first; tree < first + Group; tree++)
            {
                End(supervisor, tree);
            }
        }

        _trees.FishForMessage<ExplorationProtocol.Stop>(stop => stop.Tree.Number == Trees, _patience);
        Kill(supervisor);
        var listed = new TaskCompletionSource<HuntStatus>(TaskCreationOptions.RunContinuationsAsynchronously);
        store.Updated = standing => listed.TrySetResult(standing);
        Wake(store);

        var standing = await listed.Task.WaitAsync(_patience);
        (standing.Complete, standing.Nodes, standing.Waiting + standing.Exploring).ShouldBe((Trees, Trees * 10L, 1));
    }

    [Fact]
    public void StoreThatIsAway_IsAskedAgain_AtEveryStep()
    {
        var store = new RecordingHuntStore(1, _plan) { Outages = 2 };
        var supervisor = Wake(store);
        Explored();
        store.Outages = 3;

        End(supervisor, 1);

        _region.ExpectMsg<Passivate>(_patience);
        store.Standings[^1].Phase.ShouldBe(HuntPhase.Finished);
    }

    [Fact]
    public void HuntThatNobodyKnows_RefusesAndPassivates()
    {
        var supervisor = Wake(new(0, _plan) { IsUnknown = true });

        Tell(supervisor, new Pause(_hunt));
        _user.ExpectMsg<Refused>(_patience);
        _region.ExpectMsg<Passivate>(_patience);
    }

    [Fact]
    public void Pause_StopsTheTrees_AndResumeExploresThemAgain()
    {
        var store = new RecordingHuntStore(3, _plan);
        var supervisor = Wake(store, active: 2);
        _ = (Explored(), Explored());

        Tell(supervisor, new Pause(_hunt));
        new[] { Stopped(), Stopped() }.Order().ShouldBe([1, 2]);
        _user.ExpectMsg<Done>(_patience).Hunt.ShouldBe(_hunt);
        store.Standings[^1].Phase.ShouldBe(HuntPhase.Paused);
        Tell(supervisor, new Pause(_hunt));
        _user.ExpectMsg<Refused>(_patience);
        _trees.HasMessages.ShouldBeFalse();

        Tell(supervisor, new Resume(_hunt));
        _user.ExpectMsg<Done>(_patience);
        new[] { Explored(), Explored() }.Select(e => e.Tree.Number).ShouldBe([1, 2]);
    }

    [Fact]
    public async Task TreeThatEndsWhileTheHuntIsPaused_Counts()
    {
        var store = new RecordingHuntStore(1, _plan);
        var supervisor = Wake(store);
        Explored();
        Tell(supervisor, new Pause(_hunt));
        Stopped();
        await _user.ExpectMsgAsync<Done>(_patience);
        var finished = Listed(store, HuntPhase.Finished);

        End(supervisor, 1);

        Stopped().ShouldBe(1);
        await finished.WaitAsync(_patience);
    }

    [Fact]
    public void Cancel_IsForGood_UntilARetry_WhichExploresWhatIsOpenAndWhatLacksSomething()
    {
        var store = new RecordingHuntStore(3, _plan);
        var supervisor = Wake(store);
        _ = (Explored(), Explored(), Explored());
        End(supervisor, 1);
        End(supervisor, 2, TreeEndKind.WithMissing);
        _ = (Stopped(), Stopped());

        Tell(supervisor, new Cancel(_hunt));
        Stopped().ShouldBe(3);
        _user.ExpectMsg<Done>(_patience);
        Tell(supervisor, new Resume(_hunt));
        _user.ExpectMsg<Refused>(_patience);

        Tell(supervisor, new Retry(_hunt));
        _user.ExpectMsg<Done>(_patience);
        store.Retries.ShouldHaveSingleItem().ShouldBe([2, 3]);
        new[] { Explored(), Explored() }.Select(e => e.Tree.Number).ShouldBe([2, 3]);
        (store.Standings[^1].Complete, store.Standings[^1].WithMissing, store.Standings[^1].Nodes).ShouldBe((1, 0, 10));
    }

    [Fact]
    public void Retry_OfAHuntThatRunsOrLacksNothing_IsRefused()
    {
        var supervisor = Wake(new(1, _plan));
        Explored();
        Tell(supervisor, new Retry(_hunt));
        _user.ExpectMsg<Refused>(_patience);

        End(supervisor, 1);
        Stopped();
        Tell(supervisor, new Retry(_hunt));

        _user.ExpectMsg<Refused>(_patience);
    }

    [Fact]
    public void RetryThatTheStoreHasNotHeardOf_IsSaidAfterARecovery()
    {
        var store = new RecordingHuntStore(1, _plan);
        var supervisor = Wake(store);
        Explored();
        Tell(supervisor, new Cancel(_hunt));
        _user.ExpectMsg<Done>(_patience);
        Stopped();
        store.Outages = int.MaxValue;
        Tell(supervisor, new Retry(_hunt));
        Tell(supervisor, new Retry(_hunt));
        _user.ExpectMsg<Refused>(_patience);
        Kill(supervisor);
        store.Outages = 0;

        Wake(store);

        Explored().Tree.Number.ShouldBe(1);
        store.Retries.ShouldHaveSingleItem().ShouldBe([1]);
    }

    [Fact]
    public void EndThatComesBeforeTheStoreHasHeardOfARetry_IsOfTheRoundBefore_AndDoesNotCount()
    {
        var store = new RecordingHuntStore(1, _plan);
        var supervisor = Wake(store);
        Explored();
        Tell(supervisor, new Cancel(_hunt));
        _user.ExpectMsg<Done>(_patience);
        Stopped();
        store.Outages = int.MaxValue;
        Tell(supervisor, new Retry(_hunt));
        Tell(supervisor, new Retry(_hunt));
        _user.ExpectMsg<Refused>(_patience);

        End(supervisor, 1);
        Stopped().ShouldBe(1);
        store.Outages = 0;

        _user.ExpectMsg<Done>(_patience);
        Explored().Tree.Number.ShouldBe(1);
        (store.Standings[^1] with { Active = [] }).ShouldBe(new(_hunt, HuntPhase.Running, 0, 1, 0, 0, 0, 0), "the tree is open");
        store.Standings[^1].Active.ShouldBe([1]);
    }

    [Fact]
    public void EndOfTheRoundBefore_DoesNotCount_AndItsCoordinatorIsToldOfTheNewRound()
    {
        var store = new RecordingHuntStore(2, _plan);
        var supervisor = Wake(store, active: 1);
        Explored();
        Tell(supervisor, new Cancel(_hunt));
        _user.ExpectMsg<Done>(_patience);
        Stopped();
        store.Plan = _plan with { Freshness = new(_noon.AddHours(-24), _noon.AddMinutes(1)) };
        Tell(supervisor, new Retry(_hunt));
        _user.ExpectMsg<Done>(_patience);
        Explored().Plan.ShouldBe(store.Plan);

        supervisor.Tell(new TreeEnded(_hunt, new(1, TreeEndKind.Complete, 10), _noon), _trees);
        Explored().Tree.Number.ShouldBe(1);
        supervisor.Tell(new TreeEnded(_hunt, new(2, TreeEndKind.Complete, 10), _noon), _trees);
        Stopped().ShouldBe(2);
        supervisor.Tell(new TreeEnded(_hunt, new(1, TreeEndKind.Complete, 10), _noon.AddMinutes(1)), _trees);

        Stopped().ShouldBe(1);
        Explored().Tree.Number.ShouldBe(2);
    }

    [Fact]
    public void DeleteThatTheStoreHasNotHeardOf_IsSaidAfterARecovery_AlsoOfAHuntThatIsListedAsOver()
    {
        var store = new RecordingHuntStore(1, _plan);
        var supervisor = Wake(store);
        Explored();
        store.Outages = int.MaxValue;
        Tell(supervisor, new Delete(_hunt));
        Stopped();
        Kill(supervisor);

        var after = new RecordingHuntStore(1, _plan) { Before = new([new(1, TreeEndKind.Complete, 10)]) };
        Wake(after);
        _region.ExpectMsg<Passivate>(_patience);

        after.IsDeleted.ShouldBeTrue();
    }

    [Fact]
    public void Delete_StopsTheTrees_RemovesTheHunt_AndMayBeToldAgain()
    {
        var store = new RecordingHuntStore(1, _plan);
        var supervisor = Wake(store);
        Explored();

        Tell(supervisor, new Delete(_hunt));
        Stopped().ShouldBe(1);
        _user.ExpectMsg<Done>(_patience);
        store.IsDeleted.ShouldBeTrue();
        Kill(supervisor);
        store.IsUnknown = true;
        Tell(Wake(store), new Delete(_hunt));

        _user.ExpectMsg<Done>(_patience);
    }

    [Fact]
    public void TreeThatCrashedFiveTimes_IsGivenUp_AndTheHuntGoesOn()
    {
        var store = new RecordingHuntStore(2, _plan);
        var supervisor = Wake(store, active: 1);
        Explored();

        for (var crash = 1; crash < 5; crash++)
        {
            supervisor.Tell(new TreeCrashed(_hunt, 1, "InvalidOperationException: a bug"), _trees);
            Explored().Tree.Number.ShouldBe(1);
        }

        supervisor.Tell(new TreeCrashed(_hunt, 1, "InvalidOperationException: a bug"), _trees);

        Stopped().ShouldBe(1);
        Explored().Tree.Number.ShouldBe(2);
        store.GivenUp.ShouldHaveSingleItem().Tree.ShouldBe(1);
        _notices.Count(n => !n.IsError).ShouldBe(4);
        _notices.Single(n => n.IsError).Text.ShouldEndWith(
            "given up after 5 crashes, the last: InvalidOperationException: a bug Retry the hunt; what was answered is kept.");
    }

    [Fact]
    public void CrashWhoseGivingUpFails_IsGivenUpWithTheNext()
    {
        var store = new RecordingHuntStore(1, _plan);
        var supervisor = Wake(store);
        Explored();
        for (var crash = 1; crash < 5; crash++)
        {
            Crash(supervisor, 1);
            Explored();
        }

        store.GiveUpOutages = 1;
        Crash(supervisor, 1);

        // Whether the failure has come back is not seen from outside: a crash before it is passed over, the first one after it counts.
        for (var crash = 0; crash < 1000 && store.GivenUp.Count == 0; crash++)
        {
            Crash(supervisor, 1);
            Tell(supervisor, new Resume(_hunt));
            _user.FishForMessage<Refused>(_ => true, _patience);
        }

        Stopped().ShouldBe(1);
        store.GivenUp.ShouldHaveSingleItem().Tree.ShouldBe(1);
    }

    [Fact]
    public void CrashOfATreeThatIsOver_IsPassedOver()
    {
        var store = new RecordingHuntStore(2, _plan);
        var supervisor = Wake(store);
        _ = (Explored(), Explored());
        End(supervisor, 1);
        Stopped();

        for (var crash = 0; crash < 6; crash++)
        {
            Crash(supervisor, 1);
        }

        Tell(supervisor, new Retry(_hunt));
        _user.ExpectMsg<Refused>(_patience);
        store.GivenUp.ShouldBeEmpty();
        _trees.HasMessages.ShouldBeFalse();
        _notices.ShouldBeEmpty();
    }

    [Fact]
    public void EndThatIsToldAfterTheTreeIsGivenUp_ChangesNothing()
    {
        var store = new RecordingHuntStore(2, _plan);
        var supervisor = Wake(store);
        _ = (Explored(), Explored());
        for (var crash = 1; crash <= 5; crash++)
        {
            Crash(supervisor, 1);
        }

        Stopped().ShouldBe(1);
        End(supervisor, 1);
        Stopped().ShouldBe(1);
        End(supervisor, 2);

        _region.ExpectMsg<Passivate>(_patience);
        (store.Standings[^1].Complete, store.Standings[^1].GivenUp).ShouldBe((1, 1));
    }

    [Fact]
    public void CommandBetweenPassivateAndItsStopMessage_IsObeyedAndAnswered()
    {
        var store = new RecordingHuntStore(1, _plan);
        var supervisor = Wake(store);
        Explored();
        Tell(supervisor, new Cancel(_hunt));
        _user.ExpectMsg<Done>(_patience);
        var passivate = _region.ExpectMsg<Passivate>(_patience);
        Watch(supervisor);

        Tell(supervisor, new Retry(_hunt));
        supervisor.Tell(passivate.StopMessage, _region);

        _user.ExpectMsg<Done>(_patience);
        ExpectTerminated(supervisor, _patience);
        _region.ExpectMsg<Wake>(_patience);
        store.Standings[^1].Phase.ShouldBe(HuntPhase.Running);
        store.Retries.ShouldHaveSingleItem().ShouldBe([1]);
    }

    [Fact]
    public void RetryOfAHuntThatIsListedAsOver_IsOneRound()
    {
        var store = new RecordingHuntStore(1, _plan) { Before = new([new(1, TreeEndKind.WithMissing, 10)]) };
        var supervisor = Wake(store, leaveAfter: TimeSpan.FromHours(1));

        Tell(supervisor, new Retry(_hunt));
        _user.ExpectMsg<Done>(_patience);
        Explored().Tree.Number.ShouldBe(1);
        End(supervisor, 1);
        Stopped().ShouldBe(1);

        store.Retries.ShouldHaveSingleItem().ShouldBe([1]);
        _region.HasMessages.ShouldBeFalse();
    }

    [Theory]
    [InlineData(false, 200)]
    [InlineData(true, 200)]

    // Submitted, Cancelled, Retried: the snapshot is taken on the retry's event.
    [InlineData(false, 3)]
    [InlineData(true, 3)]

    // And on the pause that follows it.
    [InlineData(true, 4)]
    public void RetryBeforeACrash_ReachesTheStoreAfterIt_WithAPauseOrASnapshotBetween(bool pauses, int snapshotEvery)
    {
        var store = new RecordingHuntStore(1, _plan);
        var supervisor = Wake(store, snapshotEvery: snapshotEvery);
        Explored();
        Tell(supervisor, new Cancel(_hunt));
        _user.ExpectMsg<Done>(_patience);
        Stopped();
        store.Outages = int.MaxValue;
        Tell(supervisor, new Retry(_hunt));
        if (pauses)
        {
            Tell(supervisor, new Pause(_hunt));
        }

        Tell(supervisor, new Retry(_hunt));
        _user.ExpectMsg<Refused>(_patience);
        Kill(supervisor);
        store.Outages = 0;
        supervisor = Wake(store, snapshotEvery: snapshotEvery);
        if (pauses)
        {
            Tell(supervisor, new Resume(_hunt));
        }

        Explored().Tree.Number.ShouldBe(1);
        store.Retries.ShouldHaveSingleItem().ShouldBe([1]);
    }

    [Fact]
    public void RetriedTrees_AreExploredOnlyWhenTheStoreHasHeardOfIt_AndByTheNewPlan()
    {
        var store = new RecordingHuntStore(1, _plan);
        var supervisor = Wake(store);
        Explored();
        Tell(supervisor, new Cancel(_hunt));
        _user.ExpectMsg<Done>(_patience);
        Stopped();
        store.Plan = _plan with { Freshness = new(_noon, _noon.AddHours(1)) };
        store.Outages = 3;

        Tell(supervisor, new Retry(_hunt));
        _user.ExpectMsg<Done>(_patience);

        store.Retries.ShouldHaveSingleItem().ShouldBe([1]);
        Explored().Plan.ShouldBe(store.Plan);
    }

    [Fact]
    public void ReplyOfAChange_WaitsUntilItIsListed()
    {
        var store = new RecordingHuntStore(1, _plan);
        var supervisor = Wake(store);
        Explored();
        store.Outages = 3;

        Tell(supervisor, new Pause(_hunt));
        _user.ExpectMsg<Done>(_patience);

        store.Outages.ShouldBe(0);
        store.Standings[^1].Phase.ShouldBe(HuntPhase.Paused);
    }

    [Fact]
    public void HandOver_OfAHuntThatRuns_StopsAtOnce_AndItsTreesGoOn()
    {
        var supervisor = Wake(new(1, _plan));
        Explored();
        Watch(supervisor);

        supervisor.Tell(HuntSupervisor.Leave.Instance, _region);

        ExpectTerminated(supervisor, _patience);
        _trees.HasMessages.ShouldBeFalse();
    }

    [Fact]
    public void HuntThatCannotBePrepared_StartsWhenItCan()
    {
        var store = new RecordingHuntStore(1, null);
        var supervisor = Wake(store);
        Tell(supervisor, new Resume(_hunt));
        _user.ExpectMsg<Refused>(_patience);
        _trees.HasMessages.ShouldBeFalse();

        store.Plan = _plan;

        Explored().Plan.ShouldBe(_plan);
    }

    [Fact]
    public void HuntFromBeforeThereWereEvents_IsTakenOverAsItStands_UntilARetry()
    {
        var store = new RecordingHuntStore(3, _plan)
        {
            Before = new([new(1, TreeEndKind.Complete, 4), new(2, TreeEndKind.WithMissing, 2)]),
        };
        var supervisor = Wake(store);
        _region.ExpectMsg<Passivate>(_patience);
        store.Standings.ShouldBeEmpty();

        Tell(supervisor, new Retry(_hunt));
        _user.ExpectMsg<Done>(_patience);

        store.Retries.ShouldHaveSingleItem().ShouldBe([2, 3]);
        new[] { Explored(), Explored() }.Select(e => e.Tree.Number).ShouldBe([2, 3]);
        (store.Standings[^1].Complete, store.Standings[^1].Nodes).ShouldBe((1, 4));
    }

    [Fact]
    public void FinishedHunt_IsListedAgainByItsNextIncarnation()
    {
        var store = new RecordingHuntStore(1, _plan);
        var supervisor = Wake(store);
        Explored();
        End(supervisor, 1);
        _region.ExpectMsg<Passivate>(_patience);
        Kill(supervisor);
        var before = store.Standings.Count;

        Wake(store);
        _region.ExpectMsg<Passivate>(_patience);

        store.Standings.Count.ShouldBe(before + 1);
        store.Standings[^1].ShouldBe(new(_hunt, HuntPhase.Finished, 0, 0, 1, 0, 0, 10));
        _trees.FishForMessage<ExplorationProtocol.Stop>(_ => true, _patience);
        _trees.HasMessages.ShouldBeFalse();
    }

    [Fact]
    public void StoreThatFailsForGood_IsSaid_AndTriedAgainAfterAPause()
    {
        var store = new RecordingHuntStore(1, _plan) { LoadFault = new LedgerException("Its tables are of another version.", LedgerErrorKind.Unusable) };
        var supervisor = Wake(store, storePause: TimeSpan.FromHours(1));
        Until(() => !_notices.IsEmpty || store.Loads > 1);

        Tell(supervisor, new Pause(_hunt));
        supervisor.Tell(new Wake(_hunt), _user);
        Settle(supervisor);

        _notices.ShouldHaveSingleItem().ShouldBe(new(IsError: true, "Hunt 7 cannot be loaded: Its tables are of another version."));
        store.Loads.ShouldBe(1);
    }

    [Fact]
    public void ListingFromBeforeACrash_DoesNotAnswerForAChangeAfterIt()
    {
        var store = new RecordingHuntStore(4, _plan) { GiveUpFault = new InvalidOperationException("a bug of the store") };
        var (before, after, paused) = (new TaskCompletionSource(), new TaskCompletionSource(), new TaskCompletionSource());
        var held = new Queue<Task>([before.Task, after.Task, paused.Task]);
        store.OnUpdated = standing => standing.Complete == 2 && held.TryDequeue(out var wait) ? wait : Task.CompletedTask;
        var supervisor = Wake(store);
        _ = (Explored(), Explored(), Explored(), Explored());
        End(supervisor, 1);
        End(supervisor, 2);
        Until(() => held.Count == 2);
        for (var crash = 1; crash <= 5; crash++)
        {
            Crash(supervisor, 3);
        }

        // The next incarnation says how the hunt stands.
        Until(() =>
        {
            supervisor.Tell(new Wake(_hunt), _user);
            return held.Count == 1;
        });
        Tell(supervisor, new Pause(_hunt));
        Tell(supervisor, new Pause(_hunt));
        _user.ExpectMsg<Refused>(_patience);
        before.SetResult();
        Settle(supervisor);
        Settle(supervisor);
        after.SetResult();
        Until(() => held.Count == 0);
        Settle(supervisor);
        paused.SetResult();

        _user.ExpectMsg<Done>(_patience);
        store.Standings[^1].Phase.ShouldBe(HuntPhase.Paused);
    }

    private static void Crash(IActorRef supervisor, int tree) =>
        supervisor.Tell(new TreeCrashed(_hunt, tree, "InvalidOperationException: a bug"), ActorRefs.NoSender);

    private IActorRef Wake(RecordingHuntStore store, int active = 64, int snapshotEvery = 200, TimeSpan? storePause = null, TimeSpan? leaveAfter = null)
    {
        var options = new HuntSupervisorOptions
        {
            ActiveTrees = active,
            TellAgainEvery = TimeSpan.FromHours(1),
            StorePause = storePause ?? TimeSpan.FromMilliseconds(10),
            LeaveAfter = leaveAfter ?? TimeSpan.Zero,
            SnapshotEvery = snapshotEvery,
            Notify = _notices.Enqueue,
        };

        // A parent for each incarnation: what the one before said to its parent is over.
        _region = CreateTestProbe();
        var supervisor = _region.ChildActorOf(HuntSupervisor.Props(_hunt, store, _trees, options), new OneForOneStrategy(_ => Directive.Restart));
        supervisor.Tell(new Wake(_hunt), _user);
        return supervisor;
    }

    private void Tell(IActorRef supervisor, ICommand command) => supervisor.Tell(command, _user);

    private void End(IActorRef supervisor, int tree, TreeEndKind end = TreeEndKind.Complete, int nodes = 10) =>
        supervisor.Tell(new TreeEnded(_hunt, new(tree, end, nodes)), _trees);

    private void Kill(IActorRef supervisor)
    {
        Watch(supervisor);
        Sys.Stop(supervisor);
        ExpectTerminated(supervisor, _patience);
    }

    /// <summary>Whatever it was told before is taken in when it answers this, and the user got no answer.</summary>
    private void Settle(IActorRef supervisor)
    {
        supervisor.Tell(new Identify(1), _user);
        _user.ExpectMsg<ActorIdentity>(_patience);
    }

    private void Until(Func<bool> condition) => AwaitCondition(condition, _patience, TimeSpan.FromMilliseconds(5));

    private ExplorationProtocol.Explore Explored() => _trees.ExpectMsg<ExplorationProtocol.Explore>(_patience);

    private int Stopped() => _trees.FishForMessage<ExplorationProtocol.Stop>(_ => true, _patience).Tree.Number;

    private void ExpectTerminated(IActorRef supervisor, TimeSpan within) => ExpectMsg<Terminated>(gone => gone.ActorRef.ShouldBe(supervisor), within);

    private static Task Listed(RecordingHuntStore store, HuntPhase phase)
    {
        var listed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        store.Updated = standing =>
        {
            if (standing.Phase == phase)
            {
                listed.TrySetResult();
            }
        };
        return listed.Task;
    }
}
