using IocExplorer.Messages;
using FsCheck;
using FsCheck.Fluent;
using IocExplorer.Workers.Quotas;

namespace IocExplorer.Workers.Tests.Quotas;

public sealed class LaneShareTests
{
    [Fact]
    public void Split_OfAKey_GivesEachLaneItsExactShare() =>
        LaneShare.Split(new(240, 3_001, 0), 10, 4).ShouldBe(
        [
            new(new(60, 751, 0), 3, "#1/4"),
            new(new(60, 750, 0), 3, "#2/4"),
            new(new(60, 750, 0), 2, "#3/4"),
            new(new(60, 750, 0), 2, "#4/4"),
        ]);

    [Fact]
    public void Split_InOneLane_IsTheKeyItself() => LaneShare.Split(new(4, 500, 0), 4, 1).ShouldBe([new(new(4, 500, 0), 4, "")]);

    [Fact]
    public void Split_OfAKeyWithoutQuota_IsNone() => LaneShare.Split(QuotaLimits.Unlimited, 4, 8).ShouldBe([new(QuotaLimits.Unlimited, 4, "")]);

    [Fact]
    public void Split_OfAnything_AddsUpToTheWholeAndLeavesNobodyUnlimited()
    {
        var any = from lanes in Gen.Choose(1, 64)
                  from minute in Gen.Choose(0, 10_000)
                  from day in Gen.Choose(0, 100_000)
                  from month in Gen.Choose(0, 1_000_000)
                  from concurrency in Gen.Choose(1, 1_000)
                  select (Quota: new QuotaLimits(minute, day, month), Concurrency: concurrency, Lanes: lanes);
        Prop.ForAll(any.ToArbitrary(), given =>
        {
            if (LaneShare.TooSmall(given.Quota, given.Concurrency, given.Lanes) is not null)
            {
                return;
            }

            var shares = LaneShare.Split(given.Quota, given.Concurrency, given.Lanes);

            shares.Sum(s => s.Quota.PerMinute).ShouldBe(given.Quota.PerMinute);
            shares.Sum(s => s.Quota.PerDay).ShouldBe(given.Quota.PerDay);
            shares.Sum(s => s.Quota.PerMonth).ShouldBe(given.Quota.PerMonth);
            shares.Sum(s => s.MaxConcurrency).ShouldBe(given.Concurrency);
            shares.ShouldAllBe(s => (s.Quota.PerMinute > 0) == (given.Quota.PerMinute > 0) && (s.Quota.PerDay > 0) == (given.Quota.PerDay > 0)
                && (s.Quota.PerMonth > 0) == (given.Quota.PerMonth > 0) && s.MaxConcurrency > 0);
            shares.Select(s => s.Suffix).Distinct().Count().ShouldBe(shares.Count);
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData(4, 500, 0, 8, 5, "quota.perMinute", 4)]
    [InlineData(0, 3, 0, 8, 4, "quota.perDay", 3)]
    [InlineData(100, 0, 0, 8, 9, "maxConcurrency", 8)]
    public void TooSmall_OfALimitBelowTheLanes_NamesTheSmallest(int minute, int day, int month, int concurrency, int lanes, string name, int value) =>
        LaneShare.TooSmall(new(minute, day, month), concurrency, lanes).ShouldBe((name, value));

    [Fact]
    public void TooSmall_OfAKeyWithoutQuota_IsNothing() => LaneShare.TooSmall(QuotaLimits.Unlimited, 1, 64).ShouldBeNull();
}
