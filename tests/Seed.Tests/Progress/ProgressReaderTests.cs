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
}
