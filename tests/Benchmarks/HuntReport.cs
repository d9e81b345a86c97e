using IocExplorer.Analysis.Keys;
using IocExplorer.Analysis.Reports;
using IocExplorer.Analysis.Tests.Hunts;

namespace IocExplorer.Benchmarks;

/// <summary>
/// The report of a made-up hunt with 1 million IOCs and 3 million relations, and of one twice as large; each in a process of its own (<c>report-of
/// SEEDS</c>), for what is measured is memory too.
/// </summary>
internal static class HuntReport
{
    private const int Seeds = 10_000;

    public static async Task RunAsync(TimeProvider time)
    {
        Report.Title("Report of a hunt");
        var elapsed = new List<double>();
        foreach (var seeds in (int[])[Seeds, 2 * Seeds])
        {
            var figures = await InAProcessAsync("report-of", seeds, time);
            Report.Line($"{seeds} seeds: {figures.Elapsed.TotalSeconds:0.0} s with the making of the trees, peak memory {figures.PeakMegabytes:0} MB");
            elapsed.Add(figures.Elapsed.TotalSeconds);
        }

        Report.Line($"twice the hunt takes {elapsed[1] / elapsed[0]:0.00} times as long");
        var asked = await InAProcessAsync("why-of", Seeds, time);
        Report.Line($"peak memory {asked.PeakMegabytes:0} MB");
    }

    private static async Task<ProcessFigures> InAProcessAsync(string command, int seeds, TimeProvider time)
    {
        await using var process = MeasuredProcess.Start(Outputs.Benchmarks, [command, $"{seeds}"], Path.GetTempPath(), new Dictionary<string, string>(), time);
        var figures = await process.ExitAsync(TimeSpan.FromMinutes(10));
        Console.Write(figures.Output);
        Console.Write(figures.Errors);
        return figures;
    }

    /// <summary>What the process of its own does.</summary>
    public static async Task<int> MeasureAsync(int seeds, TimeProvider time)
    {
        var hunt = new SyntheticHunt(new() { Seeds = seeds, OwnIocs = 105 });
        var started = time.GetTimestamp();
        await foreach (var _ in hunt.ReadAsync())
        {
        }

        var making = time.GetElapsedTime(started).TotalSeconds;
        started = time.GetTimestamp();
        var report = await HuntReports.BuildAsync(hunt.ReadAsync(), AsyncEnumerable.Empty<KeptKeys>(), new(), CancellationToken.None);
        var seconds = time.GetElapsedTime(started).TotalSeconds;
        Report.Line($"{report.Seeds} seeds, {report.Iocs} IOCs, {report.Relations} relations");
        Report.Line($"report in {seconds:0.0} s, of which making the trees three times takes {3 * making:0.0} s");
        var hubs = hunt.Hubs.ToHashSet();
        var firstHub = report.Pivots.TakeWhile(pivot => !hubs.Contains(pivot.Ioc)).Count();
        var above = report.Pivots.Take(firstHub).Count(pivot => hunt.Pieces.Any(piece => piece.Ioc == pivot.Ioc));
        Report.Line($"{report.Groups.Count} groups of {hunt.Pieces.Count}; {above} pieces above the first hub");
        return 0;
    }
}
