using IocExplorer.Coordinator.Results;
using IocExplorer.Hosting.Configuration;
using IocExplorer.Messages.Service.Hunts;
using IocExplorer.Seed.Reports;
using static IocExplorer.Seed.Screens.NumberText;

namespace IocExplorer.Seed.Screens;

/// <summary>The last lines of a run: what was written, what is missing and why, how to go on.</summary>
internal static class EndScreen
{
    private const int MostTrees = 8;
    private const int MostGroups = 12;

    /// <param name="output">Where the trees are, as the user calls it; null when they are still with the service.</param>
    public static IEnumerable<string> Lines(RunReport run, string? output, string everything = "--summary")
    {
        yield return Trees(run, output);
        if (run.Files.Count > 0 && run.Files.Count <= TreeFormats.Endings.Count * MostTrees)
        {
            var texts = run.Files.Select(f => Path.GetFileName(f)!).Where(f => f.EndsWith(TreeFormats.Endings[0], StringComparison.Ordinal));
            foreach (var file in texts.Order(StringComparer.Ordinal))
            {
                yield return $"  {file} and {string.Join(" and ", TreeFormats.Endings.Skip(1))}";
            }
        }

        yield return Queries(run);
        if (run.NotAsked.Inside > 0)
        {
            yield return $"{Count(run.NotAsked.Inside, "query", "queries")} about private or reserved addresses, internal names and domains of your own"
                + " not sent outside (general.sendReserved, general.ownDomains).";
        }

        if (run.NotAsked.NotCleared > 0)
        {
            yield return $"{Count(run.NotAsked.NotCleared, "query", "queries")} not sent to sources that are not cleared for the seed's sharing level"
                + " (general.clearedFor, sources.NAME.clearedFor).";
        }

        foreach (var line in Missing(run, everything))
        {
            yield return line;
        }
    }

    public static IEnumerable<string> HowToGoOn(RunReport run, string database, bool refresh)
    {
        if (run.Interrupted)
        {
            yield return $"Stopped. What was answered is kept in {database}: run the same command {(refresh ? "without --refresh " : "")}to go on.";
        }
        else if (run.Missing.Count > 0)
        {
            yield return $"Run the same command {(refresh ? "without --refresh " : "")}to ask again for what is missing; nothing else is asked twice.";
        }
    }

    /// <summary>The same for a hunt of the service.</summary>
    /// <param name="isFetched">Whether the trees were brought here.</param>
    public static IEnumerable<string> HowToGoOn(RunReport run, HuntView hunt, bool isFetched)
    {
        var isOver = hunt.State.IsOver();
        if (!isFetched && run.Trees > 0)
        {
            yield return $"`ioc-explorer results {hunt.Id} -o FOLDER` fetches the trees.";
        }

        if (hunt.State == HuntState.Cancelled)
        {
            yield return $"Hunt {hunt.Id} is cancelled: `ioc-explorer retry {hunt.Id}` takes it up again; what was answered is not asked twice.";
        }
        else if (hunt.State == HuntState.Paused)
        {
            yield return $"Hunt {hunt.Id} is paused: `ioc-explorer resume {hunt.Id}` takes it up again.";
        }
        else if (!isOver)
        {
            yield return $"Hunt {hunt.Id} goes on: `ioc-explorer watch {hunt.Id}` shows how; run the same command later for the other trees.";
        }
        else if (run.Missing.Count > 0 || run.Trees < run.Seeds)
        {
            yield return $"`ioc-explorer retry {hunt.Id}` asks again for what is missing; nothing else is asked twice.";
        }
    }

    private static string Trees(RunReport run, string? output)
    {
        if (run.Trees == 0)
        {
            return "No tree was written.";
        }

        var incomplete = run.Trees - run.CompleteTrees;
        var state = (incomplete, run.Trees) switch
        {
            (0, 1) => "complete",
            (0, _) => "all complete",
            (_, 1) => "not complete",
            var (some, all) when some == all => "none complete",
            var (some, _) => $"{Number(some)} not complete",
        };
        var unwritten = run.Seeds - run.Trees;
        return $"{Count(run.Trees, "tree", "trees")} with {Count(run.Nodes, "node", "nodes")} written{(output is null ? "" : $" to {output}")}, {state}."
            + (unwritten > 0 ? $" {Count(unwritten, "seed has", "seeds have")} no tree yet." : "");
    }

    private static string Queries(RunReport run)
    {
        var queries = run.Queries;
        var open = queries.Waiting > 0 ? $", {Number(queries.Waiting)} are open" : "";
        return $"{Count(queries.Asked, "query", "queries")}: {Number(queries.Found)} found something, {Number(queries.Empty)} found nothing,"
            + $" {Number(queries.NotAnswered)} got no answer{open}. {Ledger(run)}{Requests(run)}, in {Duration.Text(run.Elapsed)}.";
    }

    private static string Ledger(RunReport run)
    {
        var shared = run.Queries.Shared > 0 ? $", {Number(run.Queries.Shared)} from another tree of this run" : "";
        return $"{Count(run.Queries.FromLedger, "answer", "answers")} came from the ledger{shared}";
    }

    private static string Requests(RunReport run) => run.UpstreamRequests is { } sent ? $", {Count(sent, "request was", "requests were")} sent" : "";

    private static IEnumerable<string> Missing(RunReport run, string everything)
    {
        if (run.Missing.Count > 0)
        {
            yield return "Missing, and why (the nodes concerned are marked `missing`):";
        }

        foreach (var group in run.Missing.Take(MostGroups))
        {
            var (queries, trees) = (Count(group.Queries, "query", "queries"), Count(group.Trees, "tree", "trees"));
            yield return $"  {group.Source} {group.Operation}: {queries} in {trees} {group.Reason} ({group.Detail})";
        }

        if (run.Missing.Count > MostGroups)
        {
            var more = run.Missing.Skip(MostGroups).Sum(m => m.Queries);
            yield return $"  and {Number(more)} more for other reasons; {everything} lists them all.";
        }

        foreach (var unwritten in run.Unwritten.Take(MostGroups))
        {
            yield return unwritten;
        }
    }
}
