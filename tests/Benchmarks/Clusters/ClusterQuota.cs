using System.Globalization;
using IocExplorer.Testing.Clusters;

namespace IocExplorer.Benchmarks.Clusters;

/// <summary>
/// 240 a minute and 3,000 a day on one key, five workers. Every few seconds one is killed, or frozen until the others have removed it, or the one that hosts
/// the throttle stops in order and starts again: never more, and nearly all of it used.
/// </summary>
internal static class ClusterQuota
{
    private const int PerMinute = 240;
    private const int PerDay = 3_000;

    private static readonly TimeSpan BetweenTroubles = TimeSpan.FromSeconds(12);
    private static readonly TimeSpan Freeze = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(15);

    // Work waits and quota is left up to here.
    private const double PartMeasured = 0.95;

    public static async Task RunAsync(TimeProvider time)
    {
        Report.Title(
            $"Quota of {PerMinute} a minute and {PerDay} a day on one key, 5 workers, a kill, a freeze or a move every {BetweenTroubles.TotalSeconds:0} s");
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
        var troubles = new Troubles(cluster, new(20261122), time);
        await cluster.SubmitAsync(await simulator.SeedsAsync(200));
        var started = time.GetTimestamp();
        var (requests, measured) = (0L, 0.0);
        while (time.GetElapsedTime(started) < Longest)
        {
            await Task.Delay(BetweenTroubles, time);
            requests = await RequestsAsync(simulator);
            if (measured == 0 && requests >= PartMeasured * PerDay)
            {
                measured = requests / time.GetElapsedTime(started).TotalMinutes / PerMinute;
                Report.Line($"allowance of the minute used, over {time.GetElapsedTime(started).TotalSeconds:0} s and {troubles}: {measured:0.000} (wanted: at "
                    + "least 0.95)");
            }

            if (measured > 0 && requests == await RequestsAfterAsync(simulator, BetweenTroubles, time))
            {
                break;
            }

            await troubles.NextAsync();
        }

        await troubles.EndAsync();

        var key = (await simulator.StatsAsync()).GetProperty("bySource").GetProperty("VirusTotal");
        Report.Line(
            $"{key.GetProperty("requests").GetInt64()} requests of {PerDay} a day; most in any 60 s: {key.GetProperty("mostInAnyMinute").GetInt32()} of "
            + $"{PerMinute}; {troubles} in {time.GetElapsedTime(started).TotalSeconds:0} s");
    }

    private static async Task<long> RequestsAsync(SimulatorProcess simulator) =>
        (await simulator.StatsAsync()).GetProperty("bySource").TryGetProperty("VirusTotal", out var key) ? key.GetProperty("requests").GetInt64() : 0;

    private static async Task<long> RequestsAfterAsync(SimulatorProcess simulator, TimeSpan pause, TimeProvider time)
    {
        await Task.Delay(pause, time);
        return await RequestsAsync(simulator);
    }

    /// <summary>What happens to the workers, one thing after the other.</summary>
    private sealed class Troubles(Cluster cluster, Random chance, TimeProvider time)
    {
        private Task _frozen = Task.CompletedTask;
        private int _kills;
        private int _freezes;
        private int _moves;

        public override string ToString() => $"{_kills} kills, {_freezes} freezes and {_moves} moves";

        public async Task NextAsync()
        {
            switch (chance.Next(3))
            {
                case 0 when _frozen.IsCompleted:
                    _freezes++;
                    _frozen = FreezeAsync(Any());
                    break;
                case 1 when await HostAsync() is { } host:
                    _moves++;
                    host.Process.Terminate();
                    await host.Process.ExitAsync();
                    await cluster.StartAsync(host);
                    break;
                default:
                    _kills++;
                    var victim = Any();
                    await victim.KillAsync();
                    await cluster.StartAsync(victim);
                    break;
            }
        }

        public Task EndAsync() => _frozen;

        private NodeProcess Any()
        {
            var awake = cluster.Workers.Where(w => !w.IsPaused).ToList();
            return awake[chance.Next(awake.Count)];
        }

        private async Task<NodeProcess?> HostAsync()
        {
            var nodes = await cluster.NodesAsync(cluster.Coordinators[0]);
            var name = nodes.FirstOrDefault(n => n.Throttles is { Count: > 0 })?.Name;
            return cluster.Workers.FirstOrDefault(w => !w.IsPaused && w.Name == name);
        }

        private async Task FreezeAsync(NodeProcess victim)
        {
            victim.Pause();
            await Task.Delay(Freeze, time);
            victim.Resume();
        }
    }
}
