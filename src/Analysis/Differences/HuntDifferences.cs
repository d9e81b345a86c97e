using System.Runtime.CompilerServices;
using IocExplorer.Analysis.Keys;
using IocExplorer.Analysis.Records;
using IocExplorer.Analysis.Sorting;

namespace IocExplorer.Analysis.Differences;

/// <summary>Compares two hunts. Seeds are matched by value, wherever they stand; of each hunt one tree is held at a time.</summary>
public static class HuntDifferences
{
    /// <summary>
    /// What changed, as it is found: the trees of the earlier hunt by number, then the seeds that came, then what is newly shared, that of most seeds first.
    /// Nothing when nothing did.
    /// When relations were seen, tags and ages of answers do not count.
    /// </summary>
    /// <param name="before">The earlier hunt.</param>
    /// <param name="after">The later one.</param>
    /// <exception cref="IOException">The temporary folder cannot be written to, or is full.</exception>
    public static async IAsyncEnumerable<HuntDifference> CompareAsync(
        IHuntRecords records, long before, long after, DifferenceOptions options, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var folder = new SortingFolder(options.TemporaryFolder);
        using var count = new SeedCount(options.MemoryBudget, folder.Path);
        await count.AddAsync(records.ReadTreesAsync(before, cancellation), isAfter: false, cancellation);
        await count.AddAsync(records.ReadTreesAsync(after, cancellation), isAfter: true, cancellation);
        var shared = count.NewlyShared();
        count.Dispose();

        var texts = new Dictionary<IocKey, Ioc>();
        await foreach (var old in records.ReadTreesAsync(before, cancellation))
        {
            if (!count.SeedsAfter.Remove(IocKey.Of(old.Seed), out var number) || await FindAsync(number) is not { } tree)
            {
                yield return new HuntDifference.SeedWent(old.Seed, old.Number);
            }
            else if (Compare(old, tree) is { } changed)
            {
                yield return changed;
            }
        }

        foreach (var number in count.SeedsAfter.Values)
        {
            if (await FindAsync(number) is { } tree)
            {
                var content = new TreeContent(tree);
                yield return new HuntDifference.SeedCame(tree.Seed, number, content.Iocs, content.Relations);
            }
        }

        var ranked = shared.Where(ioc => texts.ContainsKey(ioc.Key))
            .OrderByDescending(ioc => ioc.Value.After).ThenBy(ioc => texts[ioc.Key].Value, StringComparer.Ordinal);
        foreach (var (key, (seedsBefore, seedsAfter)) in ranked)
        {
            yield return new HuntDifference.NewlyShared(texts[key], seedsBefore, seedsAfter);
        }

        async Task<TreeRecord?> FindAsync(int number)
        {
            var tree = await records.FindTreeAsync(after, number, cancellation);
            foreach (var ioc in shared.Count > texts.Count ? tree?.Nodes.Select(node => node.Ioc) ?? [] : [])
            {
                var key = IocKey.Of(ioc);
                if (shared.ContainsKey(key))
                {
                    texts[key] = ioc;
                }
            }

            return tree;
        }
    }

    private static HuntDifference.TreeChanged? Compare(TreeRecord before, TreeRecord after)
    {
        var (old, now) = (new TreeContent(before), new TreeContent(after));
        var changed = new HuntDifference.TreeChanged(
            before.Seed, before.IsComplete, after.IsComplete, now.IocsWithout(old), old.IocsWithout(now), now.RelationsWithout(old), old.RelationsWithout(now));
        return changed.IocsCame.Count + changed.IocsWent.Count + changed.RelationsCame.Count + changed.RelationsWent.Count > 0 ? changed : null;
    }
}
