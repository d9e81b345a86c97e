using Akka.Cluster.Sharding;
using IocExplorer.Coordinator.Supervising;
using static IocExplorer.Messages.Protocols.HuntProtocol;

namespace IocExplorer.Actors.Tests.Supervising;

/// <summary>What pausing, resuming, cancelling and deleting lead to.</summary>
public sealed class HuntChangeTests : SupervisorTestKit
{
    [Fact]
    public void HuntThatNobodyKnows_RefusesAndPassivates()
    {
        var supervisor = Wake(new(0, Plan) { IsUnknown = true });

        Tell(supervisor, new Pause(Hunt));
        User.ExpectMsg<Refused>(Patience);
        Region.ExpectMsg<Passivate>(Patience);
    }

    [Fact]
    public void Pause_StopsTheTrees_AndResumeExploresThemAgain()
    {
        var store = new RecordingHuntStore(3, Plan);
        var supervisor = Wake(store, active: 2);
        _ = (Explored(), Explored());

        Tell(supervisor, new Pause(Hunt));
        new[] { Stopped(), Stopped() }.Order().ShouldBe([1, 2]);
        User.ExpectMsg<Done>(Patience).Hunt.ShouldBe(Hunt);
        store.Standings[^1].Phase.ShouldBe(HuntPhase.Paused);
        Tell(supervisor, new Pause(Hunt));
        User.ExpectMsg<Refused>(Patience);
        Trees.HasMessages.ShouldBeFalse();

        Tell(supervisor, new Resume(Hunt));
        User.ExpectMsg<Done>(Patience);
        new[] { Explored(), Explored() }.Select(e => e.Tree.Number).ShouldBe([1, 2]);
    }

    [Fact]
    public void Cancel_IsForGood_UntilARetry_WhichExploresWhatIsOpenAndWhatLacksSomething()
    {
        var store = new RecordingHuntStore(3, Plan);
        var supervisor = Wake(store);
        _ = (Explored(), Explored(), Explored());
        End(supervisor, 1);
        End(supervisor, 2, TreeEndKind.WithMissing);
        _ = (Stopped(), Stopped());

        Tell(supervisor, new Cancel(Hunt));
        Stopped().ShouldBe(3);
        User.ExpectMsg<Done>(Patience);
        Tell(supervisor, new Resume(Hunt));
        User.ExpectMsg<Refused>(Patience);

        Tell(supervisor, new Retry(Hunt));
        User.ExpectMsg<Done>(Patience);
        store.Retries.ShouldHaveSingleItem().ShouldBe([2, 3]);
        new[] { Explored(), Explored() }.Select(e => e.Tree.Number).ShouldBe([2, 3]);
        (store.Standings[^1].Complete, store.Standings[^1].WithMissing, store.Standings[^1].Nodes).ShouldBe((1, 0, 10));
    }

    [Fact]
    public void Delete_StopsTheTrees_RemovesTheHunt_AndMayBeToldAgain()
    {
        var store = new RecordingHuntStore(1, Plan);
        var supervisor = Wake(store);
        Explored();

        Tell(supervisor, new Delete(Hunt));
        Stopped().ShouldBe(1);
        User.ExpectMsg<Done>(Patience);
        store.IsDeleted.ShouldBeTrue();
        Kill(supervisor);
        store.IsUnknown = true;
        Tell(Wake(store), new Delete(Hunt));

        User.ExpectMsg<Done>(Patience);
    }

    [Fact]
    public void CommandBetweenPassivateAndItsStopMessage_IsObeyedAndAnswered()
    {
        var store = new RecordingHuntStore(1, Plan);
        var supervisor = Wake(store);
        Explored();
        Tell(supervisor, new Cancel(Hunt));
        User.ExpectMsg<Done>(Patience);
        var passivate = Region.ExpectMsg<Passivate>(Patience);
        Watch(supervisor);

        Tell(supervisor, new Retry(Hunt));
        supervisor.Tell(passivate.StopMessage, Region);

        User.ExpectMsg<Done>(Patience);
        ExpectTerminated(supervisor, Patience);
        Region.ExpectMsg<Wake>(Patience);
        store.Standings[^1].Phase.ShouldBe(HuntPhase.Running);
        store.Retries.ShouldHaveSingleItem().ShouldBe([1]);
    }

    [Fact]
    public void HandOver_OfAHuntThatRuns_StopsAtOnce_AndItsTreesGoOn()
    {
        var supervisor = Wake(new(1, Plan));
        Explored();
        Watch(supervisor);

        supervisor.Tell(HuntSupervisor.Leave.Instance, Region);

        ExpectTerminated(supervisor, Patience);
        Trees.HasMessages.ShouldBeFalse();
    }

    [Fact]
    public async Task JournalThatRejectsAnEvent_StopsTheSupervisor_AndTheNextOneIsToldAgain()
    {
        var store = new RecordingHuntStore(1, Plan);
        var supervisor = Wake(store);
        Explored();
        await WatchAsync(supervisor);
        var journal = TestPersistence.Journal(Sys);
        await journal.OnWrite.Reject();

        Tell(supervisor, new Pause(Hunt));
        await ExpectTerminatedAsync(supervisor, Patience);
        await journal.OnWrite.Pass();

        supervisor = Wake(store);
        Explored().Tree.Number.ShouldBe(1);
        Tell(supervisor, new Pause(Hunt));
        await User.ExpectMsgAsync<Done>(Patience);
    }
}
