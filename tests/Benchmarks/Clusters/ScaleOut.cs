using IocExplorer.Testing.Clusters;

namespace IocExplorer.Benchmarks.Clusters;

/// <summary>Whether more workers give more: answers take 50 ms, and each worker has 16 requests of one source under way.</summary>
internal static class ScaleOut
{
    private const int Seeds = 5_000;
    private const int Concurrency = 16;

    // Until the trees have fanned out and the nodes, which live for weeks, have compiled their code: six processes share the processors of this machine.
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(12);

    public static async Task RunAsync(TimeProvider time)
    {
        Report.Title($"Scale-out: answers of 50 ms, {Concurrency} at once on each worker, one source, one coordinator");
        var first = 0.0;
        foreach (var workers in (int[])[1, 2, 4])
        {
            var rate = await RateAsync(workers, time);
            first = first == 0 ? rate : first;
            Report.Line(
                $"{workers} workers: {rate:0} queries a second ({rate / (workers * Concurrency / 0.05):0.00} of what the latency allows); {rate / first:0.00} "
                + $"times one worker (wanted: {(workers == 1 ? 1 : workers == 2 ? 1.9 : 3.6):0.0})");
        }
    }

    private static async Task<double> RateAsync(int workers, TimeProvider time)
    {
        await using var simulator = await SimulatorProcess.StartAsync(time, "--delay", "50", "--count", "Totals");
        await using var cluster = await Cluster.StartAsync(simulator.Address, new()
        {
            Coordinators = 1,
            Workers = workers,
            Concurrency = Concurrency,
            Settings = new Dictionary<string, string> { ["sources__QiAnXin__enabled"] = "false" },
        });
        await cluster.SubmitAsync(await simulator.SeedsAsync(Seeds));
        await Task.Delay(WarmUp, time);
        var (from, since) = (await RequestsAsync(simulator), time.GetTimestamp());
        await Task.Delay(Window, time);
        var (to, elapsed) = (await RequestsAsync(simulator), time.GetElapsedTime(since));
        return (to - from) / elapsed.TotalSeconds;
    }

    private static async Task<long> RequestsAsync(SimulatorProcess simulator) => (await simulator.StatsAsync()).GetProperty("requests").GetInt64();
}
