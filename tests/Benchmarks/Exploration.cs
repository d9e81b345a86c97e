using System.Globalization;
using System.Text.Json;

namespace IocExplorer.Benchmarks;

/// <summary>One run of the seed console in a fresh folder, and what its summary says.</summary>
internal sealed record Exploration(ProcessFigures Process, double Seconds, long Requests, long Nodes)
{
    public double RequestsPerSecond => Requests / Seconds;

    /// <param name="quotas">Settings on top of "no quota", as <c>sources__VirusTotal__quota__perMinute</c>.</param>
    public static async Task<Exploration> RunAsync(
        Uri simulator, IEnumerable<string> seeds, int concurrency, TimeProvider time, params (string Setting, string Value)[] quotas) =>
        (await RunAsync(1, simulator, seeds, concurrency, time, quotas))[0];

    /// <summary>The same so many times in the same folder, with the ledger of the run before.</summary>
    public static async Task<IReadOnlyList<Exploration>> RunAsync(
        int times, Uri simulator, IEnumerable<string> seeds, int concurrency, TimeProvider time, params (string Setting, string Value)[] quotas)
    {
        var folder = Directory.CreateTempSubdirectory("ioc-bench-").FullName;
        try
        {
            await File.WriteAllLinesAsync(Path.Combine(folder, "ioc.csv"), seeds);
            var runs = new List<Exploration>();
            while (runs.Count < times)
            {
                runs.Add(await RunInAsync(folder, Settings(simulator, concurrency, quotas), time));
            }

            return runs;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<Exploration> RunInAsync(string folder, Dictionary<string, string> settings, TimeProvider time)
    {
        await using var process = MeasuredProcess.Start(Outputs.Console, ["explore", "--quiet", "--summary", "summary.json"], folder, settings, time);
        var figures = await process.ExitAsync(TimeSpan.FromMinutes(10));
        if (figures.ExitCode != 0)
        {
            throw new InvalidOperationException($"The console ended with {figures.ExitCode}: {figures.Output}{figures.Errors}");
        }

        using var summary = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "summary.json")));
        var root = summary.RootElement;
        return new(figures, root.GetProperty("elapsedSeconds").GetDouble(), root.GetProperty("upstreamRequests").GetInt64(),
            root.GetProperty("nodes").GetInt64());
    }

    private static Dictionary<string, string> Settings(Uri simulator, int concurrency, (string Setting, string Value)[] quotas)
    {
        var settings = new Dictionary<string, string> { ["IOCEXPLORER_general__defaultSources"] = "false" };
        foreach (var source in (string[])["VirusTotal", "QiAnXin"])
        {
            var prefix = $"IOCEXPLORER_sources__{source}__";
            settings[prefix + "baseUrl"] = simulator.ToString().TrimEnd('/') + (source == "VirusTotal" ? "/api/v3" : "");
            settings[prefix + "apiKeys__0"] = "a-key-of-the-benchmark";
            settings[prefix + "maxConcurrency"] = concurrency.ToString(CultureInfo.InvariantCulture);
            foreach (var window in (string[])["perMinute", "perDay", "perMonth"])
            {
                settings[$"{prefix}quota__{window}"] = "0";
            }
        }

        foreach (var (setting, value) in quotas)
        {
            settings["IOCEXPLORER_" + setting] = value;
        }

        return settings;
    }
}
