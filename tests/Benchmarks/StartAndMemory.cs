namespace IocExplorer.Benchmarks;

/// <summary>Time from the start of the process to the first query at the source, and peak memory for small and large hunts.</summary>
internal static class StartAndMemory
{
    public static async Task RunAsync(TimeProvider time)
    {
        await using var simulator = await SimulatorProcess.StartAsync(time, "--log-requests");
        Report.Title("Start and memory");
        for (var round = 0; round < 3; round++)
        {
            await simulator.ResetAsync();
            var before = (await simulator.StatsAsync()).GetProperty("elapsedSeconds").GetDouble();
            await Exploration.RunAsync(simulator.Address, await simulator.SeedsAsync(1), 32, time);
            Report.Line($"first query after {await simulator.FirstRequestSecondsAsync() - before:0.000} s from process start");
        }

        foreach (var seeds in (int[])[200, 2000])
        {
            await using var quiet = await SimulatorProcess.StartAsync(time, "--answer-bytes", "6144", "--count", "Totals");
            var run = await Exploration.RunAsync(quiet.Address, await quiet.SeedsAsync(seeds), 32, time);
            Report.Line($"{seeds} seeds: {run.Requests} queries, {run.Nodes} nodes, {run.Seconds:0.0} s, peak memory {run.Process.PeakMegabytes:0} MB");
        }
    }
}
