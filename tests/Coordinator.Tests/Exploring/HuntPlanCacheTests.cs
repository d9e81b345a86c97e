using IocExplorer.Coordinator.Exploring;
using IocExplorer.Messages;
using static IocExplorer.Coordinator.Tests.World;

namespace IocExplorer.Coordinator.Tests.Exploring;

public sealed class HuntPlanCacheTests
{
    private static readonly DateTimeOffset _now = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);

    private readonly HuntPlanCache _cache = new(null);

    [Fact]
    public void SameHuntAndFreshness_IsPreparedOnce_ThoughThePlanIsAnotherObject() =>
        _cache.For(new(1), Plan(_now)).ShouldBeSameAs(_cache.For(new(1), Plan(_now)));

    [Fact]
    public void OtherHuntOrFreshness_IsPreparedForItself()
    {
        var first = _cache.For(new(1), Plan(_now));

        _cache.For(new(2), Plan(_now)).ShouldNotBeSameAs(first);
        _cache.For(new(1), Plan(_now.AddSeconds(1))).ShouldNotBeSameAs(first);
        _cache.For(new(1), Plan(_now)).ShouldBeSameAs(first);
    }

    [Fact]
    public void HuntsThatWereNotUsedForLong_FallOut_TheOthersStay()
    {
        var used = _cache.For(new(1), Plan(_now));
        var unused = _cache.For(new(2), Plan(_now));
        for (var hunt = 3; hunt < 80; hunt++)
        {
            _cache.For(new(hunt), Plan(_now));
            _cache.For(new(1), Plan(_now)).ShouldBeSameAs(used);
        }

        _cache.For(new(2), Plan(_now)).ShouldNotBeSameAs(unused);
    }

    [Fact]
    public void Tags_AreAskedForByTheRulesOfTheHunt()
    {
        List<HuntRules> asked = [];
        var cache = new HuntPlanCache(rules =>
        {
            asked.Add(rules);
            return null;
        });
        var plan = Plan(_now);

        cache.For(new(1), plan);

        asked.ShouldBe([plan.Rules]);
    }

    private static HuntPlan Plan(DateTimeOffset since) => new(
        2, false, false, new(), new(since, since), [.. OriginalCatalogue.InTreeOrder.Select(o => new NumberedOperation(o.Id, o.Operation))]);
}
