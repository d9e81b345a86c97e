using IocExplorer.Messages;
using IocExplorer.Seed.Progress;
using IocExplorer.Testing;

namespace IocExplorer.Seed.Tests.Progress;

public sealed class TimeLeftTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);
    private static readonly SourceQuota Free = new(new(4, 500, 15_500), 1);

    [Fact]
    public void ByQuota_WithPermitsEnough_SaysNothing() => TimeLeft.ByQuota(4, QuotaLimits.Left(4, 500, 15_500), Free, Noon).ShouldBeNull();

    [Fact]
    public void ByQuota_WithoutAnyLimit_SaysNothing() =>
        TimeLeft.ByQuota(1_000_000, QuotaLimits.Left(null, null, null), SourceQuota.Unlimited, Noon).ShouldBeNull();

    [Fact]
    public void ByQuota_BoundByTheMinute_CountsTheFullMinutes() =>
        TimeLeft.ByQuota(404, QuotaLimits.Left(4, 500, 15_500), Free, Noon).ShouldBe(new(TimeSpan.FromMinutes(99), "4 requests a minute"));

    [Fact]
    public void ByQuota_WithTwoKeys_HalvesIt() =>
        TimeLeft.ByQuota(808, QuotaLimits.Left(8, 1000, 31_000), Free with { Keys = 2 }, Noon).ShouldBe(new(TimeSpan.FromMinutes(99), "8 requests a minute"));

    [Fact]
    public void ByQuota_BoundByTheDay_WaitsForMidnightAndThenForMinutes() =>
        TimeLeft.ByQuota(1_101, QuotaLimits.Left(4, 100, 15_000), Free, Noon)
            .ShouldBe(new(TimeSpan.FromHours(12) + TimeSpan.FromDays(2), "500 requests a day"));

    [Fact]
    public void ByQuota_BoundByTheDayWithARest_AddsTheMinutesOfTheLastDay() =>
        TimeLeft.ByQuota(700, QuotaLimits.Left(4, 0, 15_000), Free, Noon)
            .ShouldBe(new(TimeSpan.FromHours(36) + TimeSpan.FromMinutes(49), "500 requests a day"));

    [Fact]
    public void ByQuota_BoundByTheMonth_WaitsForTheFirst() =>
        TimeLeft.ByQuota(20, QuotaLimits.Left(4, 500, 0), Free, Noon)
            .ShouldBe(new(new DateTimeOffset(2026, 2, 1, 0, 0, 0, TimeSpan.Zero) - Noon, "15,500 requests a month"));

    [Fact]
    public void ByQuota_OfAbsurdlyMuch_DoesNotOverflow() =>
        TimeLeft.ByQuota(long.MaxValue, QuotaLimits.Left(0, 0, 0), Free, Noon)!.AtLeast.ShouldBeGreaterThan(TimeSpan.FromDays(365));

    /// <summary>The counters are sums over the workers, and one that starts anew has counted nothing.</summary>
    [Fact]
    public void Read_AfterAWorkerStartedAnew_GoesOnWithRateAndPace()
    {
        var reader = new ProgressReader(new Dictionary<string, SourceQuota>(), trees: 2);
        var open = new Dictionary<string, long> { ["own"] = 60 };
        reader.Read(new(0, 300, 100, 0, [new() { Source = "own", Found = 120, Requests = 120 }], open), TimeSpan.FromSeconds(20), Noon);
        reader.Read(new(0, 300, 100, 0, [new() { Source = "own", Found = 40, Requests = 40 }], open), TimeSpan.FromSeconds(25), Noon);

        var run = reader.Read(new(0, 300, 100, 0, [new() { Source = "own", Found = 100, Requests = 100 }], open), TimeSpan.FromSeconds(30), Noon);

        run.Sources.ShouldHaveSingleItem().PerMinute.ShouldBe(360);
        run.TimeLeft.ShouldBe(new(TimeSpan.FromSeconds(10), "at the pace of own so far"));
    }

    [Fact]
    public void Read_OfARunWithoutQuotas_GoesByThePaceSoFar()
    {
        var reader = new ProgressReader(new Dictionary<string, SourceQuota>(), trees: 2);
        var counters = new RunCounters(0, 300, 100, 0, [new() { Source = "own", Found = 60, Empty = 40, Requests = 100 }], new Dictionary<string, long>
        {
            ["own"] = 200,
        });

        var run = reader.Read(counters, TimeSpan.FromSeconds(20), Noon);

        run.TimeLeft.ShouldBe(new(TimeSpan.FromSeconds(40), "at the pace of own so far"));
        run.Sources.ShouldHaveSingleItem().Open.ShouldBe(200);
    }

    /// <summary>What is known of the few that are explored would be over in a second.</summary>
    [Theory]
    [InlineData(63, null)]
    [InlineData(64, 3105.0)]
    [InlineData(200, 980.0)]
    public void Read_WhileTreesWait_GoesByTheTreesSoFar_OnceAsManyHaveEndedAsAreExploredAtOnce(int done, double? seconds)
    {
        var reader = new ProgressReader(new Dictionary<string, SourceQuota>(), trees: 10_000);
        var counters = new RunCounters(done, 300, 100, 0, [new() { Source = "own", Found = 100 }], new Dictionary<string, long> { ["own"] = 5 })
        {
            TreesWaiting = 10_000 - done - 64,
        };

        var run = reader.Read(counters, TimeSpan.FromSeconds(20), Noon);

        run.TimeLeft.ShouldBe(
            seconds is { } known ? new(TimeSpan.FromSeconds(known), "at the pace of the trees so far") { IsEstimate = true } : null);
    }

    [Fact]
    public void Read_WhileTreesWaitAndAQuotaTakesLonger_TellsTheQuota()
    {
        var reader = new ProgressReader(new Dictionary<string, SourceQuota> { ["own"] = Free }, trees: 200);
        var own = new SourceProgress { Source = "own", Left = QuotaLimits.Left(4, 500, 15_500) };
        var counters = new RunCounters(100, 300, 100, 0, [own], new Dictionary<string, long> { ["own"] = 404 }) { TreesWaiting = 36 };

        var run = reader.Read(counters, TimeSpan.FromSeconds(20), Noon);

        run.TimeLeft.ShouldBe(new(TimeSpan.FromMinutes(99), "4 requests a minute"));
    }

    [Fact]
    public void PerMinute_CountsOnlyTheLastMinute()
    {
        var reader = new ProgressReader(new Dictionary<string, SourceQuota>(), trees: 1);

        var rates = new[] { (0, 0L), (30, 60L), (60, 120L), (90, 120L), (120, 120L), (150, 130L) }
            .Select(look => reader.Read(Counters(look.Item2), TimeSpan.FromSeconds(look.Item1), Noon).Sources[0].PerMinute)
            .ToList();

        rates.ShouldBe([0, 120, 120, 60, 0, 10]);

        static RunCounters Counters(long requests) => new(0, 0, 0, 0, [new() { Source = "own", Requests = requests }], new Dictionary<string, long>());
    }
}
