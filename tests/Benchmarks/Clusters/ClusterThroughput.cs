using IocExplorer.Testing.Clusters;

namespace IocExplorer.Benchmarks.Clusters;

/// <summary>
/// Queries a second through PostgreSQL, with one coordinator and one worker, against an embedded run of the same seeds in turns; no latency, no quota.
/// </summary>
internal static class ClusterThroughput
{
    private const int Seeds = 200;
    private const int Concurrency = 32;

    // Nodes live for weeks: they count once their code is compiled for what it does.
    private const int WarmUpRounds = 4;
    private const int Rounds = 3;

    public static async Task RunAsync(TimeProvider time)
    {
        await using var simulator = await SimulatorProcess.StartAsync(time, "--answer-bytes", "6144", "--count", "Totals");
        var seeds = await simulator.SeedsAsync(Seeds);
        await using var cluster = await Cluster.StartAsync(simulator.Address, new() { Coordinators = 1, Workers = 1, Concurrency = Concurrency });
        Report.Title($"Throughput through PostgreSQL: answers of 6144 bytes, {Seeds} seeds, depth 3, {2 * Concurrency} at once, no latency, no quota");
        var ratios = new List<double>();
        for (var round = 1; round <= WarmUpRounds + Rounds; round++)
        {
            var embedded = await Exploration.RunAsync(simulator.Address, seeds, Concurrency, time);
            var started = time.GetTimestamp();
            var hunt = await cluster.SubmitAsync(seeds, refresh: true);
            var end = await cluster.WhenEndedAsync(hunt.Id);
            var seconds = time.GetElapsedTime(started).TotalSeconds;
            var fresh = end.Queries.Asked - end.Queries.FromLedger - end.Queries.Shared;
            Report.Line(
                $"{(round <= WarmUpRounds ? "warming up: " : "")}cluster {fresh / seconds:0} queries a second ({fresh} in {seconds:0.0} s); embedded "
                + $"{embedded.RequestsPerSecond:0}; ratio {fresh / seconds / embedded.RequestsPerSecond:0.000}");
            if (round > WarmUpRounds)
            {
                ratios.Add(fresh / seconds / embedded.RequestsPerSecond);
            }
        }

        ratios.Sort();
        Report.Line($"median ratio {ratios[ratios.Count / 2]:0.000} (wanted: 0.75)");
    }
}
