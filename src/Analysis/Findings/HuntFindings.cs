using IocExplorer.Analysis.Differences;
using IocExplorer.Analysis.Exports;
using IocExplorer.Analysis.Keys;
using IocExplorer.Analysis.Paths;
using IocExplorer.Analysis.Records;
using IocExplorer.Analysis.Reports;
using IocExplorer.Analysis.Views;

namespace IocExplorer.Analysis.Findings;

/// <summary>
/// What the hunts of a ledger file or a service found: the one place of which the console and the API ask. Nothing here sends a request. Calls answer null when
/// there is no hunt of that id, and throw what the records throw when their store cannot serve.
/// </summary>
/// <param name="lists">Adds what lists know of an IOC that is exported, whether or not the hunt had its trees tagged; null: there are no lists.</param>
public sealed class HuntFindings(IHuntRecords records, ITreeIndex index, Action<Ioc, ICollection<Tag>>? lists = null)
{
    // Trees that a graph around an IOC looks into.
    private const int TreesOfGraph = 20;

    private readonly HuntPaths _paths = new(records, index);

    /// <summary>What joins the seeds.</summary>
    public async Task<HuntReport?> ReportAsync(long hunt, ReportOptions options, CancellationToken cancellation) =>
        await records.FindAsync(hunt, cancellation) is null ? null : await HuntReports.BuildAsync(
            records.ReadTreesAsync(hunt, cancellation), index.ReadAllAsync(cancellation).Where(tree => tree.Hunt != hunt), options, cancellation);

    /// <summary>From which seeds the hunt has an IOC.</summary>
    public async Task<WhyAnswer?> WhyAsync(long hunt, Ioc ioc, int mostPaths, CancellationToken cancellation) =>
        await records.FindAsync(hunt, cancellation) is null ? null : await _paths.WhyAsync(hunt, ioc, mostPaths, cancellation);

    /// <summary>Why the tree of a seed does not have an IOC. Null, too, when the hunt has no written tree of the seed.</summary>
    public Task<Explanation?> ExplainAsync(long hunt, Ioc seed, Ioc ioc, CancellationToken cancellation) =>
        _paths.ExplainAsync(hunt, seed, ioc, cancellation);

    /// <summary>What changed from one hunt to a later one.</summary>
    /// <param name="remark">Takes what the user should know, a sentence each, before the first difference is found.</param>
    public async Task<IAsyncEnumerable<HuntDifference>?> CompareAsync(
        long before, long after, DifferenceOptions options, Action<string> remark, CancellationToken cancellation)
    {
        if (await records.FindAsync(before, cancellation) is not { } earlier || await records.FindAsync(after, cancellation) is not { } later)
        {
            return null;
        }

        foreach (var line in DifferenceRemarks.Of(earlier, later))
        {
            remark(line);
        }

        return HuntDifferences.CompareAsync(records, before, after, options, cancellation);
    }

    /// <summary>Writes a hunt in a format for other tools; the stream stays open.</summary>
    /// <param name="remark">Takes what the user should know, a sentence each, before the first byte is written.</param>
    /// <returns>False when there is no such hunt.</returns>
    /// <exception cref="IOException">The output or a temporary file could not be written.</exception>
    public async Task<bool> ExportAsync(long hunt, HuntExport format, Stream output, Action<string> remark, CancellationToken cancellation)
    {
        if (await records.FindAsync(hunt, cancellation) is not { } found)
        {
            return false;
        }

        await format.WriteAsync(ExportedHunt.From(records, found, lists), output, remark, cancellation);
        return true;
    }

    /// <summary>The graph around an IOC: the ways to it from the nearest seeds, and what stands below it.</summary>
    public async Task<GraphView> GraphAsync(long hunt, Ioc ioc, int mostNodes, CancellationToken cancellation)
    {
        var graph = new GraphBuilder(mostNodes);
        foreach (var place in (await index.FindAsync(hunt, ioc, cancellation)).Take(TreesOfGraph))
        {
            if (await records.FindTreeAsync(hunt, place.Number, cancellation) is { } tree)
            {
                graph.AddAround(tree, ioc);
            }
        }

        return graph.ToView();
    }

    /// <summary>The graph of what a report says: the proofs of its groups. Each group hangs together, unless it is larger than the limit.</summary>
    public static GraphView GraphOf(HuntReport report, int mostNodes)
    {
        var graph = new GraphBuilder(mostNodes);
        foreach (var seed in report.Groups.SelectMany(group => group.Seeds.OrderBy(seed => seed.Links.Count == 0)))
        {
            graph.Add(seed.Proof);
            foreach (var link in seed.Links)
            {
                graph.Add(link);
            }
        }

        return graph.ToView();
    }
}
