using Akka.Cluster.Sharding;
using IocExplorer.Coordinator.Supervising;
using IocExplorer.Persistence;
using static IocExplorer.Messages.Protocols.HuntProtocol;

namespace IocExplorer.Actors.Tests.Supervising;

/// <summary>A store that is slow, away or broken.</summary>
public sealed class HuntStoreTroubleTests : SupervisorTestKit
{
    [Fact]
    public void StoreThatIsAway_IsAskedAgain_AtEveryStep()
    {
        var store = new RecordingHuntStore(1, Plan) { Outages = 2 };
        var supervisor = Wake(store);
        Explored();
        store.Outages = 3;

        End(supervisor, 1);

        Region.ExpectMsg<Passivate>(Patience);
        store.Standings[^1].Phase.ShouldBe(HuntPhase.Finished);
    }

    [Fact]
    public void ReplyOfAChange_WaitsUntilItIsListed()
    {
        var store = new RecordingHuntStore(1, Plan);
        var supervisor = Wake(store);
        Explored();
        store.Outages = 3;

        Tell(supervisor, new Pause(Hunt));
        User.ExpectMsg<Done>(Patience);

        store.Outages.ShouldBe(0);
        store.Standings[^1].Phase.ShouldBe(HuntPhase.Paused);
    }

    [Fact]
    public void StoreThatFailsForGood_IsSaid_AndTriedAgainAfterAPause()
    {
        var store = new RecordingHuntStore(1, Plan) { LoadFault = new LedgerException("Its tables are of another version.", LedgerErrorKind.Unusable) };
        var supervisor = Wake(store, storePause: TimeSpan.FromHours(1));
        Until(() => !Notices.IsEmpty || store.Loads > 1);

        Tell(supervisor, new Pause(Hunt));
        supervisor.Tell(new Wake(Hunt), User);
        Settle(supervisor);

        Notices.ShouldHaveSingleItem().ShouldBe(new(IsError: true, "Hunt 7 cannot be loaded: Its tables are of another version."));
        store.Loads.ShouldBe(1);
    }

    [Fact]
    public void ListingFromBeforeACrash_DoesNotAnswerForAChangeAfterIt()
    {
        var store = new RecordingHuntStore(4, Plan) { GiveUpFault = new InvalidOperationException("a bug of the store") };
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
            supervisor.Tell(new Wake(Hunt), User);
            return held.Count == 1;
        });
        Tell(supervisor, new Pause(Hunt));
        Tell(supervisor, new Pause(Hunt));
        User.ExpectMsg<Refused>(Patience);
        before.SetResult();
        Settle(supervisor);
        Settle(supervisor);
        after.SetResult();
        Until(() => held.Count == 0);
        Settle(supervisor);
        paused.SetResult();

        User.ExpectMsg<Done>(Patience);
        store.Standings[^1].Phase.ShouldBe(HuntPhase.Paused);
    }
}
