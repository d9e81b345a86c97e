namespace IocExplorer.Benchmarks;

/// <summary>The same run a second time, over the ledger of the first: what it sends, and how long both take from their start to their end.</summary>
internal static class SecondRun
{
    private const int Seeds = 200;

    public static async Task RunAsync(TimeProvider time)
    {
        Report.Title($"A second run over the ledger of the first, {Seeds} overlapping seeds, 32 at once for each of two sources");
        foreach (var delay in (string[])["0", "200"])
        {
            await using var simulator = await SimulatorProcess.StartAsync(time, "--delay", delay);
            var runs = await Exploration.RunAsync(2, simulator.Address, await simulator.SeedsAsync(Seeds), 32, time);
            var (first, second) = (runs[0], runs[1]);
            Report.Line(
                $"answers of {delay} ms: {first.Requests} queries, then {second.Requests}; {first.Process.Elapsed.TotalSeconds:0.0} s, then "
                + $"{second.Process.Elapsed.TotalSeconds:0.0} s: {first.Process.Elapsed / second.Process.Elapsed:0.0} times as fast (wanted: 20); "
                + $"{first.Process.Processor.TotalSeconds:0.0} s of CPU, then {second.Process.Processor.TotalSeconds:0.0} s");
        }
    }
}
