namespace IocExplorer.Benchmarks;

/// <summary>How many of the allowed queries are really under way while every answer takes 50 ms.</summary>
internal static class Latency
{
    private const int Seeds = 200;
    private const int Concurrency = 64;

    public static async Task RunAsync(TimeProvider time)
    {
        Report.Title($"Latency of 50 ms, {Seeds} overlapping seeds, {Concurrency} at once for a source");
        await using (var simulator = await SimulatorProcess.StartAsync(time, "--delay", "50"))
        {
            var run = await Exploration.RunAsync(
                simulator.Address, await simulator.SeedsAsync(Seeds), Concurrency, time, ("sources__QiAnXin__enabled", "false"));
            var stats = await simulator.StatsAsync();
            Report.Line(
                $"one source: {run.Requests} queries in {run.Seconds:0.0} s; in flight on average {stats.GetProperty("averageInFlight").GetDouble():0.0}, at "
                + $"most {stats.GetProperty("mostInFlight").GetInt32()} (wanted: at least 59 of {Concurrency} while work waits)");
        }

        await using (var simulator = await SimulatorProcess.StartAsync(time, "--delay", "50"))
        {
            var run = await Exploration.RunAsync(simulator.Address, await simulator.SeedsAsync(Seeds), Concurrency, time);
            var stats = await simulator.StatsAsync();
            Report.Line(
                $"both sources: {run.Requests} queries in {run.Seconds:0.0} s; in flight on average {stats.GetProperty("averageInFlight").GetDouble():0.0}, at "
                + $"most {stats.GetProperty("mostInFlight").GetInt32()}; one at a time they take {run.Requests * 0.05 / 60:0} minutes");
        }
    }
}
