using System.Globalization;

namespace IocExplorer.Benchmarks;

/// <summary>A limit of 240 a minute on one key, for some three minutes of work: never more in any 60 seconds, and nearly all of it used.</summary>
internal static class Quota
{
    private const int PerMinute = 240;

    public static async Task RunAsync(TimeProvider time)
    {
        await using var simulator = await SimulatorProcess.StartAsync(time);
        var run = await Exploration.RunAsync(
            simulator.Address, (await simulator.SeedsAsync(40)).Where(line => line.StartsWith("ip_address", StringComparison.Ordinal)), 64, time,
            ("sources__VirusTotal__quota__perMinute", PerMinute.ToString(CultureInfo.InvariantCulture)),
            ("sources__QiAnXin__enabled", "false"));
        var stats = await simulator.StatsAsync();
        var key = stats.GetProperty("bySource").GetProperty("VirusTotal");
        Report.Title($"Quota of {PerMinute} a minute on one key");
        Report.Line($"{run.Requests} requests in {run.Seconds:0.0} s");
        Report.Line(
            $"most in any 60 s: {key.GetProperty("mostInAnyMinute").GetInt32()} of {PerMinute}; allowance used while work waits: "
            + $"{run.Requests / (PerMinute * run.Seconds / 60):0.000} (wanted: at least 0.98)");
    }
}
