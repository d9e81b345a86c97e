using Akka.Cluster.Sharding;
using IocExplorer.Coordinator.Supervising;
using static IocExplorer.Messages.Protocols.HuntProtocol;

namespace IocExplorer.Actors.Tests.Supervising;

/// <summary>How trees that are over are counted, and how the hunt ends with the last one.</summary>
public sealed class TreeEndTests : SupervisorTestKit
{
    [Fact]
    public void LastTreeThatEnds_FinishesTheHunt_WhichPassivatesWhenItIsListed()
    {
        var store = new RecordingHuntStore(3, Plan);
        var supervisor = Wake(store);
        _ = (Explored(), Explored(), Explored());

        End(supervisor, 1);
        End(supervisor, 2, TreeEndKind.WithMissing);
        End(supervisor, 3, TreeEndKind.GivenUp, nodes: 0);

        var passivate = Region.ExpectMsg<Passivate>(Patience);
        store.Standings[^1].ShouldBe(new(Hunt, HuntPhase.Finished, 0, 0, 1, 1, 1, 20));
        Watch(supervisor);
        supervisor.Tell(passivate.StopMessage, Region);
        ExpectTerminated(supervisor, Patience);
    }

    [Fact]
    public void HuntWithoutSeeds_IsFinishedAtOnce()
    {
        var store = new RecordingHuntStore(0, Plan);
        Wake(store);

        Region.ExpectMsg<Passivate>(Patience);
        store.Standings[^1].Phase.ShouldBe(HuntPhase.Finished);
    }

    [Fact]
    public void TreeThatEndsTwice_CountsOnce_AndIsToldToStopAgain()
    {
        var store = new RecordingHuntStore(2, Plan);
        var supervisor = Wake(store);
        _ = (Explored(), Explored());

        End(supervisor, 1);
        Stopped().ShouldBe(1);
        End(supervisor, 1, TreeEndKind.GivenUp, nodes: 99);
        Stopped().ShouldBe(1);
        End(supervisor, 2);

        Region.ExpectMsg<Passivate>(Patience);
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
        var supervisor = Wake(new(200, Plan), active: 200);
        for (var tree = 1; tree <= 200; tree++)
        {
            Explored();
        }

        for (var tree = 1; tree <= 200; tree++)
        {
            End(supervisor, tree);
        }

        await Region.ExpectMsgAsync<Passivate>(Patience);
        writes.ShouldBeLessThan(200);
    }

    [Fact]
    public async Task TreeThatEndsWhileTheHuntIsPaused_Counts()
    {
        var store = new RecordingHuntStore(1, Plan);
        var supervisor = Wake(store);
        Explored();
        Tell(supervisor, new Pause(Hunt));
        Stopped();
        await User.ExpectMsgAsync<Done>(Patience);
        var finished = Listed(store, HuntPhase.Finished);

        End(supervisor, 1);

        Stopped().ShouldBe(1);
        await finished.WaitAsync(Patience);
    }

    [Fact]
    public async Task JournalThatRefusesAnEnd_StopsTheSupervisor_AndTheNextOneIsToldTheEndAgain()
    {
        var store = new RecordingHuntStore(1, Plan);
        var supervisor = Wake(store);
        Explored();
        await WatchAsync(supervisor);

        var journal = TestPersistence.Journal(Sys);
        await journal.OnWrite.Fail();

        End(supervisor, 1);
        await ExpectTerminatedAsync(supervisor, Patience);
        await journal.OnWrite.Pass();

        Trees.HasMessages.ShouldBeFalse();
        supervisor = Wake(store);
        Explored().Tree.Number.ShouldBe(1);
        End(supervisor, 1);
        Stopped().ShouldBe(1);
        await Region.ExpectMsgAsync<Passivate>(Patience);
    }
}
