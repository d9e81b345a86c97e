namespace IocExplorer.Benchmarks;

/// <summary>How many of the allowed queries are really under way while every answer takes 50 ms.</summary>
internal static class Latency
{
    private const int Seeds = 200;
    private const int Concurrency = 64;

    // The last trees wait for their own last answers: there is no more work for all slots.
    private const double WorkWaits = 0.95;

    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(250);

    public static async Task RunAsync(TimeProvider time)
    {
        Report.Title($"Latency of 50 ms, {Seeds} overlapping seeds, {Concurrency} at once for a source");
        await RunAsync("one source", time, ("sources__QiAnXin__enabled", "false"));
        await RunAsync("both sources", time);
    }

    private static async Task RunAsync(string sources, TimeProvider time, params (string Setting, string Value)[] settings)
    {
        await using var simulator = await SimulatorProcess.StartAsync(time, "--delay", "50", "--count", "Totals");
        var exploration = Exploration.RunAsync(simulator.Address, await simulator.SeedsAsync(Seeds), Concurrency, time, settings);
        var looks = new List<(long Requests, double InFlight)>();
        while (!exploration.IsCompleted)
        {
            await Task.WhenAny(exploration, Task.Delay(LookEvery, time));
            var stats = await simulator.StatsAsync();
            looks.Add((stats.GetProperty("requests").GetInt64(), stats.GetProperty("averageInFlight").GetDouble()));
        }

        var run = await exploration;
        var whileWorkWaits = looks.Last(look => look.Requests <= WorkWaits * run.Requests).InFlight;
        var most = (await simulator.StatsAsync()).GetProperty("mostInFlight").GetInt32();
        Report.Line($"{sources}: {run.Requests} queries in {run.Seconds:0.0} s; one at a time they take {run.Requests * 0.05 / 60:0} minutes");
        Report.Line(
            $"in flight on average {whileWorkWaits:0.0} until {WorkWaits:0%} were sent (wanted for one source: 59 of {Concurrency}), "
            + $"{looks[^1].InFlight:0.0} with the tail, at most {most}");
    }
}
