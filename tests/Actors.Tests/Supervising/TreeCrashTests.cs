using Akka.Cluster.Sharding;
using static IocExplorer.Messages.Protocols.HuntProtocol;

namespace IocExplorer.Actors.Tests.Supervising;

/// <summary>Trees that crash start again, a bounded number of times.</summary>
public sealed class TreeCrashTests : SupervisorTestKit
{
    [Fact]
    public void TreeThatCrashedFiveTimes_IsGivenUp_AndTheHuntGoesOn()
    {
        var store = new RecordingHuntStore(2, Plan);
        var supervisor = Wake(store, active: 1);
        Explored();

        for (var crash = 1; crash < 5; crash++)
        {
            supervisor.Tell(new TreeCrashed(Hunt, 1, "InvalidOperationException: a bug"), Trees);
            Explored().Tree.Number.ShouldBe(1);
        }

        supervisor.Tell(new TreeCrashed(Hunt, 1, "InvalidOperationException: a bug"), Trees);

        Stopped().ShouldBe(1);
        Explored().Tree.Number.ShouldBe(2);
        store.GivenUp.ShouldHaveSingleItem().Tree.ShouldBe(1);
        Notices.Count(n => !n.IsError).ShouldBe(4);
        Notices.Single(n => n.IsError).Text.ShouldEndWith(
            "given up after 5 crashes, the last: InvalidOperationException: a bug Retry the hunt; what was answered is kept.");
    }

    [Fact]
    public void CrashWhoseGivingUpFails_IsGivenUpWithTheNext()
    {
        var store = new RecordingHuntStore(1, Plan);
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
            Tell(supervisor, new Resume(Hunt));
            User.FishForMessage<Refused>(_ => true, Patience);
        }

        Stopped().ShouldBe(1);
        store.GivenUp.ShouldHaveSingleItem().Tree.ShouldBe(1);
    }

    [Fact]
    public void CrashOfATreeThatIsOver_IsPassedOver()
    {
        var store = new RecordingHuntStore(2, Plan);
        var supervisor = Wake(store);
        _ = (Explored(), Explored());
        End(supervisor, 1);
        Stopped();

        for (var crash = 0; crash < 6; crash++)
        {
            Crash(supervisor, 1);
        }

        Tell(supervisor, new Retry(Hunt));
        User.ExpectMsg<Refused>(Patience);
        store.GivenUp.ShouldBeEmpty();
        Trees.HasMessages.ShouldBeFalse();
        Notices.ShouldBeEmpty();
    }

    [Fact]
    public void EndThatIsToldAfterTheTreeIsGivenUp_ChangesNothing()
    {
        var store = new RecordingHuntStore(2, Plan);
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

        Region.ExpectMsg<Passivate>(Patience);
        (store.Standings[^1].Complete, store.Standings[^1].GivenUp).ShouldBe((1, 1));
    }
}
