using System.Globalization;
using IocExplorer.Testing.Clusters;

namespace IocExplorer.Benchmarks.Clusters;

/// <summary>How long a large hunt takes to come back after its coordinator was killed: its snapshot and events, read from PostgreSQL.</summary>
internal static class Recovery
{
    private const int Seeds = 100_000;

    // The rest is under way when the coordinator is killed.
    private const int Ended = 95_000;

    private const string Metric = "iocexplorer_coordinator_hunt_recovery_duration_seconds_sum";

    public static async Task RunAsync(TimeProvider time)
    {
        Report.Title($"Recovery of a hunt of {Seeds} seeds after a kill of its coordinator");
        await using var simulator = await SimulatorProcess.StartAsync(time);
        await using var cluster = await Cluster.StartAsync(simulator.Address, new() { Coordinators = 1, Workers = 1, Concurrency = 32 });
        var coordinator = cluster.Coordinators[0];

        // E-mail addresses, because one operation asks about them.
        var hunt = await cluster.SubmitAsync(
            Enumerable.Range(0, Seeds).Select(i => $"email,user{i:000000}@example.org"), depth: 1);
        var before = await cluster.WhenAsync(hunt.Id, progress => progress.Hunt.Trees.Complete >= Ended);
        await coordinator.KillAsync();
        var started = time.GetTimestamp();
        await cluster.StartAsync(coordinator);
        var after = await cluster.WhenAsync(hunt.Id, progress => progress.Hunt.Trees.Complete > before.Hunt.Trees.Complete);
        var total = time.GetElapsedTime(started);
        var metrics = await cluster.GetAsync(coordinator, "/metrics");
        var recovery = metrics.Split('\n').Where(line => line.StartsWith(Metric, StringComparison.Ordinal))
            .Sum(line => double.Parse(line.Split(' ')[1], CultureInfo.InvariantCulture));
        Report.Line(
            $"killed after {before.Hunt.Trees.Complete} trees; snapshot and events read in {recovery:0.00} s (wanted: under 5); "
            + $"{total.TotalSeconds:0.0} s from the start of the process until {after.Hunt.Trees.Complete} trees were told");
    }
}
