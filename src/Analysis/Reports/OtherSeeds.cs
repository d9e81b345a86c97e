using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using IocExplorer.Analysis.Keys;
using IocExplorer.Analysis.Sorting;

namespace IocExplorer.Analysis.Reports;

/// <summary>
/// How common the IOCs that seeds of a hunt share are beyond it: how many seeds of the ledger's other hunts have them. A seed counts once, by its newest tree,
/// however often it was explored, and seeds of the hunt itself do not count.
/// </summary>
/// <remarks>Trees are told from their keys alone: 1.5 KB for a tree of 300 IOCs. Memory for a portion of the shared IOCs
/// and for the seeds that were met.</remarks>
/// <param name="keys">Of all trees but the hunt's own, those of the newest hunt first.</param>
/// <param name="own">The seeds of the hunt.</param>
internal sealed class OtherSeeds(IAsyncEnumerable<KeptKeys> keys, IReadOnlyList<PivotSeed> own, ReportOptions options)
{
    // Counted in one pass over the keys, in some 30 MB.
    private const int MostAtOnce = 500_000;

    /// <summary>How many there are; known after <see cref="CountAsync"/>.</summary>
    public int Seeds { get; private set; }

    /// <param name="shared">The IOCs that stand in several trees of the hunt.</param>
    /// <param name="counted">Takes the same with their counts.</param>
    /// <param name="hubs">Takes those that so many other seeds have that they join nothing here.</param>
    public async Task CountAsync(SortedRuns<SharedIoc> shared, SortedRuns<SharedIoc> counted, HashSet<IocKey> hubs, CancellationToken cancellation)
    {
        foreach (var portion in shared.Read().Chunk(MostAtOnce))
        {
            var counts = new Dictionary<uint, int>(portion.Length);
            foreach (var ioc in portion)
            {
                counts[TreeKeys.Fingerprint(ioc.Key)] = 0;
            }

            await CountTreesAsync(counts, cancellation);
            var limit = ReportOptions.HubOtherSeedsOf(Seeds);
            foreach (var ioc in portion)
            {
                var seeds = counts[TreeKeys.Fingerprint(ioc.Key)];
                counted.Add(ioc with { OtherSeeds = seeds });
                if (seeds > limit)
                {
                    hubs.Add(ioc.Key);
                }
            }
        }
    }

    private async Task CountTreesAsync(Dictionary<uint, int> counts, CancellationToken cancellation)
    {
        var met = own.Select(seed => TreeKeys.Fingerprint(IocKey.Of(seed.Ioc))).ToHashSet();
        Seeds = 0;
        await foreach (var tree in keys.Take(options.OtherTrees).WithCancellation(cancellation))
        {
            if (TreeKeys.SeedOf(tree.Keys.Span) is { } seed && met.Add(seed))
            {
                Seeds++;
                Count(tree.Keys.Span, counts);
            }
        }
    }

    private static void Count(ReadOnlySpan<byte> tree, Dictionary<uint, int> counts)
    {
        for (var at = 0; at < TreeKeys.Count(tree); at++)
        {
            ref var count = ref CollectionsMarshal.GetValueRefOrNullRef(counts, TreeKeys.EntryAt(tree, at));
            if (!Unsafe.IsNullRef(ref count))
            {
                count++;
            }
        }
    }
}
