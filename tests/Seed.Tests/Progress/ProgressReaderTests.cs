using IocExplorer.Seed.Progress;

namespace IocExplorer.Seed.Tests.Progress;

public sealed class ProgressReaderTests
{
    [Theory]
    [InlineData(30, 1, 30)]
    [InlineData(30, 2, 60)]
    [InlineData(0, 1, 180)]
    public void Read_AfterTheFirstSeconds_ShowsNoRateAboveTheQuota(int perMinute, int keys, double shown)
    {
        var quotas = new Dictionary<string, SourceQuota> { ["VirusTotal"] = new(new(perMinute, 0, 0), keys) };
        var counters = new RunCounters(0, 40, 15, 0, [new() { Source = "VirusTotal", Requests = 15 }], new Dictionary<string, long> { ["VirusTotal"] = 25 });

        var run = new ProgressReader(quotas, trees: 1).Read(counters, TimeSpan.FromSeconds(5), DateTimeOffset.UnixEpoch);

        run.Sources[0].PerMinute.ShouldBe(shown);
    }

    /// <summary>A hunt of the service may have been queued or paused for hours before anybody looked.</summary>
    [Theory]
    [InlineData(9, 26, null)]
    [InlineData(20, 8, null)]
    [InlineData(20, 26, 74.0)]
    public void Read_WhereTheDisplayJoinedLater_GoesByTheTreesThatEndedSince(int secondsLater, int done, double? seconds)
    {
        var reader = new ProgressReader(new Dictionary<string, SourceQuota>(), trees: 100, fromTheStart: false);
        var joined = reader.Read(Trees(done: 6), TimeSpan.FromHours(1), DateTimeOffset.UnixEpoch);

        var run = reader.Read(Trees(done), TimeSpan.FromHours(1) + TimeSpan.FromSeconds(secondsLater), DateTimeOffset.UnixEpoch);

        joined.TimeLeft.ShouldBeNull();
        run.TimeLeft.ShouldBe(
            seconds is { } known ? new(TimeSpan.FromSeconds(known), "at the pace of the trees so far") { IsEstimate = true } : null);

        static RunCounters Trees(int done) => new(done, 300, 100, 0, [], new Dictionary<string, long>()) { TreesWaiting = 100 - done - 4 };
    }

    [Fact]
    public void Read_WhereMostTreesCameFromTheLedger_TellsTheSourceThatTakesLonger()
    {
        var reader = new ProgressReader(new Dictionary<string, SourceQuota>(), trees: 10_000);
        var counters = new RunCounters(9000, 90_000, 85_000, 0, [new() { Source = "own", Found = 100 }], new Dictionary<string, long> { ["own"] = 5000 })
        {
            TreesWaiting = 936,
        };

        var run = reader.Read(counters, TimeSpan.FromSeconds(20), DateTimeOffset.UnixEpoch);

        run.TimeLeft.ShouldBe(new(TimeSpan.FromSeconds(1000), "at the pace of own so far"));
    }
}
