using System.Globalization;
using IocExplorer.Testing.Clusters;

namespace IocExplorer.Benchmarks.Clusters;

/// <summary>240 a minute and 3,000 a day on one key, five workers, one of them killed every few seconds: never more, and nearly all of it used.</summary>
internal static class ClusterQuota
{
    private const int PerMinute = 240;
    private const int PerDay = 3_000;

    private static readonly TimeSpan BetweenKills = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(15);

    // Work waits and quota is left up to here.
    private const double PartMeasured = 0.95;

    public static async Task RunAsync(TimeProvider time)
    {
        Report.Title($"Quota of {PerMinute} a minute and {PerDay} a day on one key, 5 workers, a kill every {BetweenKills.TotalSeconds:0} s");
        await using var simulator = await SimulatorProcess.StartAsync(time);
        await using var cluster = await Cluster.StartAsync(simulator.Address, new()
        {
            Coordinators = 1,
            Workers = 5,
            Settings = new Dictionary<string, string>
            {
                ["sources__QiAnXin__enabled"] = "false",
                ["sources__VirusTotal__quota__perMinute"] = PerMinute.ToString(CultureInfo.InvariantCulture),
                ["sources__VirusTotal__quota__perDay"] = PerDay.ToString(CultureInfo.InvariantCulture),
            },
        });
        var chance = new Random(20261122);
        await cluster.SubmitAsync(await simulator.SeedsAsync(200));
        var started = time.GetTimestamp();
        var (kills, requests, measured) = (0, 0L, 0.0);
        while (time.GetElapsedTime(started) < Longest)
        {
            await Task.Delay(BetweenKills, time);
            requests = await RequestsAsync(simulator);
            if (measured == 0 && requests >= PartMeasured * PerDay)
            {
                measured = requests / time.GetElapsedTime(started).TotalMinutes / PerMinute;
                Report.Line($"allowance of the minute used, over {time.GetElapsedTime(started).TotalSeconds:0} s and {kills} kills: {measured:0.000} (wanted: at least 0.95)");
            }

            if (measured > 0 && requests == await RequestsAfterAsync(simulator, BetweenKills, time))
            {
                break;
            }

            var victim = cluster.Workers[chance.Next(cluster.Workers.Count)];
            await victim.KillAsync();
            await cluster.StartAsync(victim);
            kills++;
        }

        var key = (await simulator.StatsAsync()).GetProperty("bySource").GetProperty("VirusTotal");
        Report.Line($"{key.GetProperty("requests").GetInt64()} requests of {PerDay} a day; most in any 60 s: {key.GetProperty("mostInAnyMinute").GetInt32()} of {PerMinute}; {kills} kills in {time.GetElapsedTime(started).TotalSeconds:0} s");
    }

    private static async Task<long> RequestsAsync(SimulatorProcess simulator) =>
        (await simulator.StatsAsync()).GetProperty("bySource").TryGetProperty("VirusTotal", out var key) ? key.GetProperty("requests").GetInt64() : 0;

    private static async Task<long> RequestsAfterAsync(SimulatorProcess simulator, TimeSpan pause, TimeProvider time)
    {
        await Task.Delay(pause, time);
        return await RequestsAsync(simulator);
    }
}
