using System.Runtime.CompilerServices;
using IocExplorer.Analysis.Keys;
using IocExplorer.Analysis.Paths;
using IocExplorer.Analysis.Records;
using IocExplorer.Analysis.Sorting;

namespace IocExplorer.Analysis.Reports;

/// <summary>Makes <see cref="HuntReport"/>s.</summary>
/// <remarks>
/// The trees are read three times: to count how common each IOC is (in the hunt; and beyond it by the keys of other hunts' trees), to note which seeds
/// reach it without passing what proved to be noise, and for the texts of what is to be shown. In between nothing but keys and numbers is held, sorted
/// on disk beyond a budget; so a hunt may be larger than memory, and takes time in proportion to its relations.
/// </remarks>
public static class HuntReports
{
    /// <summary>Says what joins the seeds.</summary>
    /// <param name="trees">The trees of one hunt, in the same order each time they are enumerated. Trees that a hunt got after the first time are left
    /// out.</param>
    /// <param name="others">The keys of the trees of the ledger's other hunts, those of the newest hunt first; empty where there are none.</param>
    /// <exception cref="IOException">The temporary folder cannot be written to, or is full.</exception>
    public static async Task<HuntReport> BuildAsync(
        IAsyncEnumerable<TreeRecord> trees, IAsyncEnumerable<KeptKeys> others, ReportOptions options, CancellationToken cancellation)
    {
        using var folder = new SortingFolder(options.TemporaryFolder);
        using var several = new SortedRuns<SharedIoc>(options.MemoryBudget / 4, folder.Path);
        using var shared = new SortedRuns<SharedIoc>(options.MemoryBudget / 4, folder.Path);
        using var count = new IocCount(options, folder.Path);
        var scan = new TreeScan();
        await foreach (var tree in trees.WithCancellation(cancellation))
        {
            scan.Load(tree);
            count.Add(scan);
        }

        count.Finish(several);
        count.Dispose();
        var beyond = new OtherSeeds(others, count.Seeds, options);
        await beyond.CountAsync(several, shared, count.Hubs, cancellation);
        several.Dispose();

        var ranking = new PivotRanking(options, count.Seeds.Count, beyond.Seeds);
        using var postings = new Postings(shared, count.Hubs, ranking, options.MemoryBudget * 3 / 4, folder.Path);
        await foreach (var seed in Again(trees, count.Seeds, scan, cancellation))
        {
            postings.Add(scan, seed);
        }

        var best = new BestCandidates(options.Pivots);
        foreach (var (candidate, _) in postings.Read())
        {
            cancellation.ThrowIfCancellationRequested();
            best.Add(candidate);
        }

        var grouping = new SeedGrouping(postings, count.Seeds.Count, options.BindingsOfGroup);
        var groups = grouping.Find();
        var details = new Dictionary<IocKey, PivotDetails>();
        foreach (var candidate in best.Ranked.Concat(groups.SelectMany(group => group.Bindings)))
        {
            details.TryAdd(candidate.Key, new());
        }

        var proofs = new IocPath?[count.Seeds.Count];
        var links = new IReadOnlyList<IocPath>?[count.Seeds.Count];
        await foreach (var seed in Again(trees, count.Seeds, scan, cancellation))
        {
            Describe(scan, count.Seeds[seed], details);
            proofs[seed] = grouping.BestOf(seed) is { } pivot ? PathTo(pivot.Key) : null;
            links[seed] = [.. grouping.LinksOf(seed).Select(PathTo)];
        }

        return new(
            count.Seeds.Count,
            count.IncompleteSeeds,
            count.Iocs,
            count.Relations,
            best.Counts,
            [.. best.Ranked.Select(Shown)],
            [.. groups.Select((group, at) => new SeedGroup(at + 1, Members(group), group.BindingIocs, [.. group.Bindings.Select(Shown)]))])
        {
            OtherSeeds = beyond.Seeds,
        };

        Pivot Shown(Candidate candidate) => details[candidate.Key].Of(candidate, ranking.NoteOf(candidate));
        IocPath PathTo(IocKey pivot) => IocPath.To(scan.Tree, postings.PlaceOf(scan, pivot));
        IReadOnlyList<GroupSeed> Members(FoundGroup group) =>
        [
            .. group.Seeds
                .Select(seed => new GroupSeed(count.Seeds[seed].Number, count.Seeds[seed].Ioc, proofs[seed]!) { Links = links[seed]! })
                .OrderBy(seed => seed.Number),
        ];
    }

    private static void Describe(TreeScan scan, PivotSeed seed, Dictionary<IocKey, PivotDetails> details)
    {
        for (var at = 0; at < scan.Keys.Length; at++)
        {
            if (details.TryGetValue(scan.Keys[at], out var pivot))
            {
                var node = scan.Tree.Nodes[at];
                pivot.Add(node.Ioc, node.Relation, node.Tags, seed);
            }
        }
    }

    /// <summary>Loads the trees that came the first time, one after the other, and gives their places.</summary>
    /// <exception cref="InvalidOperationException">They are others, or in another order.</exception>
    private static async IAsyncEnumerable<int> Again(
        IAsyncEnumerable<TreeRecord> trees, List<PivotSeed> seeds, TreeScan scan, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var at = 0;
        await foreach (var tree in trees.WithCancellation(cancellation))
        {
            if (at < seeds.Count && tree.Number == seeds[at].Number)
            {
                scan.Load(tree);
                yield return at++;
            }
        }

        if (at < seeds.Count)
        {
            throw new InvalidOperationException(
                $"The hunt changed while it was read: tree {seeds[at].Number} did not come again in its place. Make the report again.");
        }
    }
}
