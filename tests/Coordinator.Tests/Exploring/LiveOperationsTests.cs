using Akka.Actor;
using IocExplorer.Coordinator.Exploring;
using IocExplorer.Messages;
using static IocExplorer.Coordinator.Tests.World;

namespace IocExplorer.Coordinator.Tests.Exploring;

public sealed class LiveOperationsTests
{
    private static readonly DateTimeOffset s_day = new(2026, 1, 4, 12, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset s_submitted = s_day.AddDays(1);
    private static readonly NumberedOperation s_dns = new(new(1), new("Dns", "names", "v1", [IocType.Domain], IsExternal: true));
    private static readonly NumberedOperation s_files = new(new(2), new("file", "relations", Operation.LiveShape, [IocType.Domain], IsExternal: false));

    [Fact]
    public void Needs_OfWhatIsLive_TakeNoAnswerFromBeforeTheHunt()
    {
        var needs = Exploring(s_dns, s_files)
            .Needs([new(0, new(1), Domain("a.example")), new(1, new(2), Domain("a.example")), new(2, new(1), Domain("b.example"))]).ToList();

        needs.Select(n => (n.Freshness.FactsSince, string.Join(' ', n.Queries.Select(q => q.Number)))).ShouldBe([(s_day, "0 2"), (s_submitted, "1")]);
        needs.ShouldAllBe(n => n.Freshness.FailuresSince == s_submitted);
    }

    [Fact]
    public void Needs_WithoutAnythingLive_AreOne()
    {
        var exploration = Exploring(s_dns);

        exploration.Needs([new(0, new(1), Domain("a.example"))]).ShouldHaveSingleItem().Freshness.FactsSince.ShouldBe(s_day);
        exploration.Needs([]).ShouldBeEmpty();
    }

    private static Exploration Exploring(params NumberedOperation[] operations)
    {
        var plan = new HuntPlan(3, Plain: false, SendReserved: false, new(), new(s_day, s_submitted), operations);
        var hunt = new HuntId(7);
        return new(new(new(hunt, 1), Domain("a.example"), SharingLevel.Clear, false, plan, ActorRefs.Nobody), new PreparedHunt(hunt, plan, null),
            ActorRefs.Nobody);
    }
}
