using IocExplorer.Coordinator.Supervising;
using IocExplorer.Messages;
using static IocExplorer.Messages.Protocols.HuntProtocol;

namespace IocExplorer.Actors.Tests.Supervising;

/// <summary>Which trees a supervisor has explored, and when.</summary>
public sealed class ActiveTreesTests : SupervisorTestKit
{
    [Fact]
    public void Wake_OfANewHunt_ExploresTheFirstTrees_AsManyAsTheWindowHolds()
    {
        var supervisor = Wake(new(5, Plan), active: 2);

        var first = Explored();
        (first.Tree, first.Seed, first.Sharing, first.Plan, first.Supervisor)
            .ShouldBe((new TreeId(Hunt, 1), new Ioc(IocType.Domain, "d1.example"), SharingLevel.Green, Plan, supervisor));
        Explored().Tree.Number.ShouldBe(2);
        supervisor.Tell(new Wake(Hunt), User);
        End(supervisor, 1);
        Stopped().ShouldBe(1);
        Explored().Tree.Number.ShouldBe(3);
    }

    [Fact]
    public void Seeds_AreReadInPages_AndNotBeforeTheyAreNeeded()
    {
        var store = new RecordingHuntStore(1000, Plan);
        var supervisor = Wake(store, active: 2);

        Explored();
        Explored();
        Settle(supervisor);

        store.Pages.ShouldBe([(1, 256)]);
    }

    [Fact]
    public void ActiveTrees_AreToldAgain_UntilTheyAreOver()
    {
        var supervisor = Wake(new(2, Plan), active: 2);
        Explored();
        Explored();

        supervisor.Tell(HuntSupervisor.TellAgain.Instance, User);
        new[] { Explored().Tree.Number, Explored().Tree.Number }.Order().ShouldBe([1, 2]);
        End(supervisor, 1);
        Stopped().ShouldBe(1);
        supervisor.Tell(HuntSupervisor.TellAgain.Instance, User);

        Explored().Tree.Number.ShouldBe(2);
    }

    [Fact]
    public void HuntThatCannotBePrepared_StartsWhenItCan()
    {
        var store = new RecordingHuntStore(1, null);
        var supervisor = Wake(store);
        Tell(supervisor, new Resume(Hunt));
        User.ExpectMsg<Refused>(Patience);
        Trees.HasMessages.ShouldBeFalse();

        store.Plan = Plan;

        Explored().Plan.ShouldBe(Plan);
    }
}
