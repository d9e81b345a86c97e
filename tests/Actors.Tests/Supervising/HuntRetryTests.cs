using IocExplorer.Coordinator.Supervising;
using static IocExplorer.Messages.Protocols.HuntProtocol;

namespace IocExplorer.Actors.Tests.Supervising;

/// <summary>A retry begins a round: what belongs to the one before does not count.</summary>
public sealed class HuntRetryTests : SupervisorTestKit
{
    [Fact]
    public void Retry_OfAHuntThatRunsOrLacksNothing_IsRefused()
    {
        var supervisor = Wake(new(1, Plan));
        Explored();
        Tell(supervisor, new Retry(Hunt));
        User.ExpectMsg<Refused>(Patience);

        End(supervisor, 1);
        Stopped();
        Tell(supervisor, new Retry(Hunt));

        User.ExpectMsg<Refused>(Patience);
    }

    [Fact]
    public void EndThatComesBeforeTheStoreHasHeardOfARetry_IsOfTheRoundBefore_AndDoesNotCount()
    {
        var store = new RecordingHuntStore(1, Plan);
        var supervisor = Wake(store);
        Explored();
        Tell(supervisor, new Cancel(Hunt));
        User.ExpectMsg<Done>(Patience);
        Stopped();
        store.Outages = int.MaxValue;
        Tell(supervisor, new Retry(Hunt));
        Tell(supervisor, new Retry(Hunt));
        User.ExpectMsg<Refused>(Patience);

        End(supervisor, 1);
        Stopped().ShouldBe(1);
        store.Outages = 0;

        User.ExpectMsg<Done>(Patience);
        Explored().Tree.Number.ShouldBe(1);

        // Told to its coordinator first, and then listed.
        Until(() => store.Standings[^1].Active is [1]);
        (store.Standings[^1] with { Active = [] }).ShouldBe(new(Hunt, HuntPhase.Running, 0, 1, 0, 0, 0, 0), "the tree is open");
    }

    [Fact]
    public void EndOfTheRoundBefore_DoesNotCount_AndItsCoordinatorIsToldOfTheNewRound()
    {
        var store = new RecordingHuntStore(2, Plan);
        var supervisor = Wake(store, active: 1);
        Explored();
        Tell(supervisor, new Cancel(Hunt));
        User.ExpectMsg<Done>(Patience);
        Stopped();
        store.Plan = Plan with { Freshness = new(Noon.AddHours(-24), Noon.AddMinutes(1)) };
        Tell(supervisor, new Retry(Hunt));
        User.ExpectMsg<Done>(Patience);
        Explored().Plan.ShouldBe(store.Plan);

        supervisor.Tell(new TreeEnded(Hunt, new(1, TreeEndKind.Complete, 10), Noon), Trees);
        Explored().Tree.Number.ShouldBe(1);
        supervisor.Tell(new TreeEnded(Hunt, new(2, TreeEndKind.Complete, 10), Noon), Trees);
        Stopped().ShouldBe(2);
        supervisor.Tell(new TreeEnded(Hunt, new(1, TreeEndKind.Complete, 10), Noon.AddMinutes(1)), Trees);

        Stopped().ShouldBe(1);
        Explored().Tree.Number.ShouldBe(2);
    }

    [Fact]
    public void RetryOfAHuntThatIsListedAsOver_IsOneRound()
    {
        var store = new RecordingHuntStore(1, Plan) { Before = [new(1, TreeEndKind.WithMissing, 10)] };
        var supervisor = Wake(store, leaveAfter: TimeSpan.FromHours(1));

        Tell(supervisor, new Retry(Hunt));
        User.ExpectMsg<Done>(Patience);
        Explored().Tree.Number.ShouldBe(1);
        End(supervisor, 1);
        Stopped().ShouldBe(1);

        store.Retries.ShouldHaveSingleItem().ShouldBe([1]);
        Region.HasMessages.ShouldBeFalse();
    }

    [Fact]
    public void RetriedTrees_AreExploredOnlyWhenTheStoreHasHeardOfIt_AndByTheNewPlan()
    {
        var store = new RecordingHuntStore(1, Plan);
        var supervisor = Wake(store);
        Explored();
        Tell(supervisor, new Cancel(Hunt));
        User.ExpectMsg<Done>(Patience);
        Stopped();
        store.Plan = Plan with { Freshness = new(Noon, Noon.AddHours(1)) };
        store.Outages = 3;

        Tell(supervisor, new Retry(Hunt));
        User.ExpectMsg<Done>(Patience);

        store.Retries.ShouldHaveSingleItem().ShouldBe([1]);
        Explored().Plan.ShouldBe(store.Plan);
    }

    [Fact]
    public void PlanThatWasReadBeforeARetryWasRecorded_IsReadAgain()
    {
        var store = new RecordingHuntStore(1, null);
        var (isHeld, held) = (false, new TaskCompletionSource());
        store.OnLoaded = hunt => hunt?.Plan is null || isHeld ? Task.CompletedTask : Hold();
        var supervisor = Wake(store);
        Tell(supervisor, new Resume(Hunt));
        User.ExpectMsg<Refused>(Patience);
        store.Plan = Plan;
        Until(() => isHeld);
        Tell(supervisor, new Cancel(Hunt));
        User.ExpectMsg<Done>(Patience);
        store.Plan = Plan with { Freshness = new(Noon, Noon.AddHours(1)) };
        Tell(supervisor, new Retry(Hunt));
        User.ExpectMsg<Done>(Patience);

        held.SetResult();

        Explored().Plan.ShouldBe(store.Plan);

        Task Hold()
        {
            isHeld = true;
            return held.Task;
        }
    }

    [Fact]
    public void TreeThatIsGivenUpWhileARetrySendsItBack_IsExploredAnew()
    {
        var held = new TaskCompletionSource();
        var store = new RecordingHuntStore(1, Plan) { OnGivenUp = () => held.Task };
        var supervisor = Wake(store, leaveAfter: TimeSpan.FromHours(1));
        Explored();
        for (var crash = 1; crash < 5; crash++)
        {
            Crash(supervisor, 1);
            Explored();
        }

        Crash(supervisor, 1);
        Tell(supervisor, new Cancel(Hunt));
        User.ExpectMsg<Done>(Patience);
        Stopped();
        store.Plan = Plan with { Freshness = new(Noon, Noon.AddHours(1)) };
        Tell(supervisor, new Retry(Hunt));
        User.ExpectMsg<Done>(Patience);
        Explored().Plan.ShouldBe(store.Plan);

        held.SetResult();
        Settle(supervisor);
        supervisor.Tell(new TreeEnded(Hunt, new(1, TreeEndKind.Complete, 10), Noon.AddHours(1)), Trees);

        Until(() => store.Standings[^1].Phase == HuntPhase.Finished);
        (store.Standings[^1].Complete, store.Standings[^1].GivenUp).ShouldBe((1, 0));
    }
}
