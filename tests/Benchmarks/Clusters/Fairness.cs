using IocExplorer.Testing.Clusters;

namespace IocExplorer.Benchmarks.Clusters;

/// <summary>How long a hunt of 5 seeds takes alone, and how long while a hunt of 5,000 that came first is under way.</summary>
internal static class Fairness
{
    private const int Large = 5_000;
    private const int Small = 5;

    private static readonly TimeSpan HeadStart = TimeSpan.FromSeconds(15);

    public static async Task RunAsync(TimeProvider time)
    {
        Report.Title(
            $"Two hunts: {Large} seeds, and {Small} that come {HeadStart.TotalSeconds:0} s later; answers of 20 ms, 2 coordinators, 3 workers with 16 at once "
            + "for a source");
        await using var simulator = await SimulatorProcess.StartAsync(time, "--delay", "20", "--count", "Totals");
        var seeds = await simulator.SeedsAsync(Large + Small);
        var alone = await SmallAsync([], seeds[Large..], simulator.Address, time);
        var beside = await SmallAsync(seeds[..Large], seeds[Large..], simulator.Address, time);
        Report.Line($"{Small} seeds alone: {alone:0.0} s; beside {Large}: {beside:0.0} s (wanted: at most {(2 * alone) + 5:0.0} s, that is twice the time "
            + "alone and 5 s)");
    }

    private static async Task<double> SmallAsync(string[] large, string[] small, Uri simulator, TimeProvider time)
    {
        await using var cluster = await Cluster.StartAsync(simulator);
        if (large.Length > 0)
        {
            await cluster.SubmitAsync(large, "large");
            await Task.Delay(HeadStart, time);
        }

        var started = time.GetTimestamp();
        var hunt = await cluster.SubmitAsync(small, "small");
        await cluster.WhenEndedAsync(hunt.Id);
        return time.GetElapsedTime(started).TotalSeconds;
    }
}
