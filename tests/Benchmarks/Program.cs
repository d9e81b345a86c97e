using System.Globalization;
using IocExplorer.Benchmarks;
using IocExplorer.Benchmarks.Clusters;

var time = TimeProvider.System;
if (args is ["bare-loop", var urls, var loops])
{
    return await BareLoop.RunAsync(urls, int.Parse(loops, CultureInfo.InvariantCulture), time);
}

if (args is ["tag-lists", var lists])
{
    return Tags.Measure(lists, time);
}

if (args is ["report-of", var seeds])
{
    return await HuntReport.MeasureAsync(int.Parse(seeds, CultureInfo.InvariantCulture), time);
}

if (args is ["why-of", var ofSeeds])
{
    return await HuntWhy.MeasureAsync(int.Parse(ofSeeds, CultureInfo.InvariantCulture), time);
}

var scenarios = new (string Name, Func<Task> Run)[]
{
    ("throughput", () => Throughput.RunAsync(time)),
    ("latency", () => Latency.RunAsync(time)),
    ("quota", () => Quota.RunAsync(time)),
    ("start", () => StartAndMemory.RunAsync(time)),
    ("again", () => SecondRun.RunAsync(time)),
    ("tags", () => Tags.RunAsync(time)),
    ("report", () => HuntReport.RunAsync(time)),
    ("cluster", () => ClusterThroughput.RunAsync(time)),
    ("scale-out", () => ScaleOut.RunAsync(time)),
    ("fairness", () => Fairness.RunAsync(time)),
    ("recovery", () => Recovery.RunAsync(time)),
    ("cluster-quota", () => ClusterQuota.RunAsync(time)),
};
var chosen = scenarios.Where(s => args.Length == 0 || args.Contains(s.Name)).ToList();
if (chosen.Count == 0 || args.Except(scenarios.Select(s => s.Name)).Any())
{
    await Console.Error.WriteLineAsync($"bench: choose from {string.Join(", ", scenarios.Select(s => s.Name))}, or name none for all.");
    return 2;
}

foreach (var (_, run) in chosen)
{
    await run();
}

return 0;
