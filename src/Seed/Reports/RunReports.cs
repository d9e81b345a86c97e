using IocExplorer.Coordinator.Hunts;
using IocExplorer.Coordinator.Results;
using IocExplorer.Messages;
using IocExplorer.Seed.Exploring;

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
        NotSent = hunt.NotSent,
        Elapsed = hunt.Elapsed,
        Files = hunt.FirstFiles,
        Sources = [.. workers.Select(w => Source(w, hunt))],
        Missing = [.. hunt.Missing.Select(m => new MissingGroup(m.Source, m.Operation, m.Reason.Name(), m.Detail, m.Queries, m.Trees))],
        Unwritten = hunt.FirstProblems,
        Interrupted = hunt.WasStopped,
    };

    private static SourceReport Source(SourceProgress worker, HuntSummary hunt)
    {
        var (queries, fromLedger) = hunt.BySource.TryGetValue(worker.Source, out var counts) ? (counts.Queries, counts.Answers.FromLedger) : default;
        return new(worker.Source, Counts(queries), worker.Requests, fromLedger, worker.DroppedValues);
    }

    private static QueryCounts Counts(Coordinator.Hunts.QueryCounts queries) => new(queries.Asked, queries.Found, queries.Empty, queries.NotAnswered);
}
