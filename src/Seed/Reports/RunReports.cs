using IocExplorer.Coordinator.Hunts;
using IocExplorer.Messages.Service.Hunts;
using IocExplorer.Seed.Progress;

namespace IocExplorer.Seed.Reports;

/// <summary>Adds up what the hunt and the workers counted.</summary>
internal static class RunReports
{
    /// <param name="badLines">Lines of the input and of the user's own relations that were left out.</param>
    public static RunReport Of(HuntSummary hunt, int badLines, IReadOnlyList<SourceProgress> workers) => new()
    {
        Seeds = hunt.Seeds,
        BadLines = badLines,
        Trees = hunt.TreesComplete + hunt.TreesWithMissing,
        CompleteTrees = hunt.TreesComplete,
        Nodes = hunt.Nodes,
        Queries = hunt.Queries,
        UpstreamRequests = workers.Sum(w => w.Requests),
        NotAsked = hunt.NotAsked,
        Elapsed = hunt.Elapsed,
        Files = hunt.FirstFiles,
        Sources = [.. workers.Select(w => Source(w, hunt))],
        Missing = hunt.Missing,
        Unwritten = hunt.FirstProblems,
        Interrupted = hunt.WasStopped,
    };

    /// <summary>The same of a hunt of the service, as far as it is.</summary>
    /// <param name="files">Names of files of its first trees.</param>
    public static RunReport Of(SummaryView summary, IReadOnlyList<string> files) => new()
    {
        Seeds = summary.Hunt.Seeds,
        BadLines = summary.Hunt.BadLines,
        Trees = summary.Hunt.Trees.Written,
        CompleteTrees = summary.Hunt.Trees.Complete,
        Nodes = summary.Hunt.Nodes,
        Queries = summary.Queries,
        UpstreamRequests = null,
        NotAsked = summary.NotAsked,
        Elapsed = HuntReader.Span(summary.ElapsedSeconds),
        Files = files,
        Sources = [],
        Missing = summary.Missing,
        Unwritten = summary.FirstProblems,
        Interrupted = false,
    };

    private static SourceReport Source(SourceProgress worker, HuntSummary hunt) =>
        new(worker.Source, hunt.BySource.GetValueOrDefault(worker.Source), worker.Requests, worker.DroppedValues);
}
