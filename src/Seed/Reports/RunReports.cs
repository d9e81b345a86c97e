using IocExplorer.Coordinator.Hunts;
using IocExplorer.Coordinator.Results;
using IocExplorer.Messages;
using IocExplorer.Messages.Service;
using IocExplorer.Seed.Exploring;
using IocExplorer.Seed.Progress;

namespace IocExplorer.Seed.Reports;

/// <summary>Adds up what the hunt and the workers counted.</summary>
internal static class RunReports
{
    public static RunReport Of(ExploreRequest request, HuntSummary hunt, IReadOnlyList<SourceProgress> workers) => new()
    {
        Seeds = hunt.Seeds,
        BadLines = request.BadLines,
        Trees = hunt.TreesComplete + hunt.TreesWithMissing,
        CompleteTrees = hunt.TreesComplete,
        Nodes = hunt.Nodes,
        Queries = Counts(hunt.Queries),
        UpstreamRequests = workers.Sum(w => w.Requests),
        AnswersFromLedger = hunt.Answers.FromLedger,
        Shared = hunt.Answers.Shared,
        NotAsked = hunt.NotAsked,
        Elapsed = hunt.Elapsed,
        Files = hunt.FirstFiles,
        Sources = [.. workers.Select(w => Source(w, hunt))],
        Missing = [.. hunt.Missing.Select(m => new MissingGroup(m.Source, m.Operation, m.Reason.Name(), m.Detail, m.Queries, m.Trees))],
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
        Queries = new(summary.Queries.Asked, summary.Queries.Found, summary.Queries.Empty, summary.Queries.NotAnswered),
        UpstreamRequests = null,
        AnswersFromLedger = summary.Queries.FromLedger,
        Shared = summary.Queries.Shared,
        NotAsked = summary.NotAsked,
        Elapsed = HuntReader.Span(summary.ElapsedSeconds),
        Files = files,
        Sources = [],
        Missing = [.. summary.Missing.Select(m => new MissingGroup(m.Source, m.Operation, m.Reason, m.Detail, m.Queries, m.Trees))],
        Unwritten = summary.FirstProblems,
        Interrupted = false,
    };

    private static SourceReport Source(SourceProgress worker, HuntSummary hunt)
    {
        var (queries, fromLedger) = hunt.BySource.TryGetValue(worker.Source, out var counts) ? (counts.Queries, counts.Answers.FromLedger) : default;
        return new(worker.Source, Counts(queries), worker.Requests, fromLedger, worker.DroppedValues);
    }

    private static QueryCounts Counts(Coordinator.Hunts.QueryCounts queries) => new(queries.Asked, queries.Found, queries.Empty, queries.NotAnswered);
}
