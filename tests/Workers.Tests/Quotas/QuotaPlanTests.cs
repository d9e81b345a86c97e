using IocExplorer.Messages;
using IocExplorer.Testing;
using IocExplorer.Workers.Quotas;

namespace IocExplorer.Workers.Tests.Quotas;

public sealed class QuotaPlanTests
{
    private static readonly TimeSpan Life = TimeSpan.FromMilliseconds(300);
    private static readonly DateTimeOffset Noon = new(2026, 3, 5, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(4)]
    [InlineData(60)]
    [InlineData(240)]
    [InlineData(3000)]
    public void Reserve_WhileWorkWaitsForAnHour_UsesNearlyAllAndNeverTooMuch(int perMinute)
    {
        var key = new SpentKey(new(perMinute, 0, 0), seed: perMinute);
        var late = new Random(1);

        while (key.Now < TimeSpan.FromHours(1))
        {
            var decision = key.Spend(64);
            key.Pass(decision.Wait + TimeSpan.FromMilliseconds(15 * late.NextDouble()));
        }

        key.MostInAMinute().ShouldBeLessThanOrEqualTo(perMinute);
        key.Seen.Count.ShouldBeGreaterThanOrEqualTo((int)(perMinute * 60 * 0.98));
    }

    [Fact]
    public void Reserve_OfASmallQuota_GrantsItsWholeMinuteAtOnce()
    {
        var decision = Reserve(new(4, 500, 15_500), QuotaState.New(Noon), 10);

        decision.Grant!.Count.ShouldBe(4);
        new QuotaPlan(new(4, 500, 15_500)).Left(decision.State, Noon, TimeSpan.Zero).ShouldBe(QuotaLimits.Left(0, 496, 15_496));
    }

    [Fact]
    public void Reserve_OfALargeQuota_GoesOnAtAnEvenPace_AfterHalfOfTheMinuteAtOnce()
    {
        var key = new SpentKey(new(240, 0, 0), seed: 1);
        while (key.Now < TimeSpan.FromSeconds(10))
        {
            key.Pass(key.Spend(240).Wait);
        }

        var inTenSeconds = key.Granted.Count;

        inTenSeconds.ShouldBeInRange(120 + 36, 120 + 40);
    }

    [Fact]
    public void Reserve_OfAHighQuota_WaitsForAPortionThatIsWorthAWrite()
    {
        var key = new SpentKey(new(3000, 0, 0), seed: 1);
        var grants = 0;
        while (key.Now < TimeSpan.FromMinutes(2))
        {
            var decision = key.Spend(1000);
            grants += decision.Grant is null ? 0 : 1;
            key.Pass(decision.Wait);
        }

        grants.ShouldBeLessThan(2 * 130);
    }

    [Fact]
    public void Reserve_WhenTheMinuteIsUsedUp_SaysWhenTheFirstPermitIsFree()
    {
        var spent = Reserve(new(4, 0, 0), QuotaState.New(Noon), 4).State;

        var decision = new QuotaPlan(new(4, 0, 0)).Reserve(spent, 1, Noon.AddSeconds(10), TimeSpan.FromSeconds(10), Life);

        decision.Grant.ShouldBeNull();
        decision.Window.ShouldBe(QuotaWindow.Minute);
        decision.Wait.ShouldBe(Life + QuotaPlan.Minute + QuotaPlan.Margin - TimeSpan.FromSeconds(10));
    }

    [Fact]
    public void Reserve_WhenTheDayIsUsedUp_WaitsUntilMidnightUtcIsSurelyOver()
    {
        var limits = new QuotaLimits(0, 5, 0);
        var spent = Reserve(limits, QuotaState.New(Noon), 9);
        spent.Grant!.Count.ShouldBe(5);

        var decision = Reserve(limits, spent.State, 1);
        var next = new QuotaPlan(limits).Reserve(decision.State, 9, Noon + decision.Wait, decision.Wait, Life);

        decision.Window.ShouldBe(QuotaWindow.Day);
        decision.Wait.ShouldBe(TimeSpan.FromHours(12) + TimeSpan.FromSeconds(1));
        next.Grant!.Count.ShouldBe(5);
    }

    [Fact]
    public void Reserve_WhenTheMonthIsUsedUp_WaitsUntilTheFirstOfTheNext()
    {
        var limits = new QuotaLimits(0, 5, 7);
        var day1 = Reserve(limits, QuotaState.New(Noon), 9).State;
        var day2 = new QuotaPlan(limits).Reserve(day1, 9, Noon.AddDays(1), TimeSpan.FromDays(1), Life);
        day2.Grant!.Count.ShouldBe(2);

        var decision = new QuotaPlan(limits).Reserve(day2.State, 9, Noon.AddDays(2), TimeSpan.FromDays(1), Life);

        decision.Window.ShouldBe(QuotaWindow.Month);
        (Noon.AddDays(2) + decision.Wait).ShouldBe(new(2026, 4, 1, 0, 0, 1, TimeSpan.Zero));
    }

    [Fact]
    public void Reserve_JustBeforeMidnight_IsChargedToBothDays()
    {
        var limits = new QuotaLimits(0, 5, 0);
        var eve = new DateTimeOffset(2026, 3, 5, 23, 59, 59, 500, TimeSpan.Zero);
        var spent = new QuotaPlan(limits).Reserve(QuotaState.New(eve), 3, eve, TimeSpan.Zero, Life).State;

        var decision = new QuotaPlan(limits).Reserve(spent, 9, eve.AddSeconds(5), TimeSpan.FromSeconds(5), Life);

        decision.Grant!.Count.ShouldBe(2);
    }

    [Fact]
    public void Reserve_AfterTheClockWasSetForwardByHours_StillCountsTheMinute()
    {
        var limits = new QuotaLimits(4, 0, 0);
        var spent = Reserve(limits, QuotaState.New(Noon), 4).State;

        var decision = new QuotaPlan(limits).Reserve(spent, 4, Noon.AddHours(3), TimeSpan.FromSeconds(1), Life);

        decision.Grant.ShouldBeNull();
        decision.Wait.ShouldBeLessThan(TimeSpan.FromSeconds(61));
    }

    [Fact]
    public void Reserve_AfterARestartWithAClockHoursBehind_WaitsAMinuteAtMost()
    {
        var limits = new QuotaLimits(4, 0, 0);
        var spent = Reserve(limits, QuotaState.New(Noon), 4).State;

        var decision = new QuotaPlan(limits).Reserve(spent, 4, Noon.AddHours(-3), null, Life);

        decision.Grant.ShouldBeNull();
        decision.Wait.ShouldBe(Life + QuotaPlan.Minute + QuotaPlan.Margin);
    }

    [Fact]
    public void Reserve_AfterTheClockWentBackToTheDayBefore_ChargesItWithWhatIsSpent()
    {
        var limits = new QuotaLimits(0, 5, 0);
        var spent = Reserve(limits, QuotaState.New(Noon), 5).State;

        var decision = new QuotaPlan(limits).Reserve(spent, 5, Noon.AddDays(-1), TimeSpan.Zero, Life);

        decision.Grant.ShouldBeNull();
        decision.Wait.ShouldBe(TimeSpan.FromHours(12) + TimeSpan.FromSeconds(1));
    }

    [Fact]
    public void Reserve_AfterTheLimitWasLowered_WaitsUntilTheNewOneIsKept()
    {
        var spent = Reserve(new(60, 0, 0), QuotaState.New(Noon), 4).State;

        var decision = Reserve(new(2, 0, 0), spent, 1);

        decision.Grant.ShouldBeNull();
        decision.Wait.ShouldBe(Life + QuotaPlan.Minute + QuotaPlan.Margin);
    }

    [Fact]
    public void GiveBack_OfUnusedPermits_CountsThemAsNeverSpent()
    {
        var plan = new QuotaPlan(new(4, 5, 6));
        var granted = plan.Reserve(QuotaState.New(Noon), 4, Noon, TimeSpan.Zero, Life);

        var state = plan.GiveBack(granted.State, granted.Grant!, 3);

        plan.Left(state, Noon, TimeSpan.Zero).ShouldBe(QuotaLimits.Left(3, 4, 5));
        plan.Reserve(state, 9, Noon, TimeSpan.Zero, Life).Grant!.Count.ShouldBe(3);
    }

    [Fact]
    public void Reserve_WithoutLimits_GrantsEverything()
    {
        var decision = Reserve(QuotaLimits.Unlimited, QuotaState.New(Noon), 5000);

        decision.Grant!.Count.ShouldBe(5000);
        new QuotaPlan(QuotaLimits.Unlimited).Left(decision.State, Noon, TimeSpan.Zero).ShouldBe(QuotaLimits.Left(null, null, null));
    }

    private static QuotaDecision Reserve(QuotaLimits limits, QuotaState state, int wanted) =>
        new QuotaPlan(limits).Reserve(state, wanted, Noon, TimeSpan.Zero, Life);
}
