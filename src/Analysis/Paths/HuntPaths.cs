using IocExplorer.Analysis.Keys;
using IocExplorer.Analysis.Records;

namespace IocExplorer.Analysis.Paths;

/// <summary>Says where a hunt has an IOC from, and why a tree does not have it.</summary>
public sealed class HuntPaths(IHuntRecords records, ITreeIndex index)
{
    // Other trees that are asked where an IOC could have come from.
    private const int Witnesses = 20;

    /// <summary>From which seeds, over which ways. Reads as many trees as there are paths to show, however large the hunt is.</summary>
    /// <param name="mostPaths">That are shown; <see cref="WhyAnswer.Trees"/> counts the others.</param>
    public async Task<WhyAnswer> WhyAsync(long hunt, Ioc ioc, int mostPaths, CancellationToken cancellation)
    {
        var places = await index.FindAsync(hunt, ioc, cancellation);
        var paths = new List<IocPath>();
        var trees = places.Count;
        foreach (var place in places)
        {
            if (paths.Count == mostPaths)
            {
                break;
            }

            if (PathIn(await records.FindTreeAsync(hunt, place.Number, cancellation), ioc) is { } path)
            {
                paths.Add(path);
            }
            else
            {
                trees--;
            }
        }

        return new(ioc, trees, paths);
    }

    /// <summary>
    /// Why the tree of a seed lacks an IOC. Where it would stand is known from other trees of the hunt; when none has it, from those of other hunts, the
    /// newest first, for which the keys of all may have to be read. Not where the tree itself tells that an answer named it.
    /// </summary>
    /// <returns>Null when the hunt has no tree of that seed, or none that is written.</returns>
    public async Task<Explanation?> ExplainAsync(long hunt, Ioc seed, Ioc ioc, CancellationToken cancellation)
    {
        if (await TreeOfAsync(hunt, seed, cancellation) is not { } tree)
        {
            return null;
        }

        if (FirstPlace(tree, ioc) is >= 0 and var found)
        {
            return new(seed, ioc, IocPath.To(tree, found), []);
        }

        var search = new AbsenceSearch(tree, ioc, (await records.FindAsync(hunt, cancellation))?.Rules.SeenSince);
        var known = await PathsAsync(hunt, await index.FindAsync(hunt, ioc, cancellation), ioc, cancellation);
        if (known.Count == 0 && !search.IsNamed)
        {
            known = await PathsOfOtherHuntsAsync(hunt, ioc, cancellation);
        }

        return new(seed, ioc, null, search.Find(known));
    }

    internal static int FirstPlace(TreeRecord tree, Ioc ioc)
    {
        for (var at = 0; at < tree.Nodes.Count; at++)
        {
            if (tree.Nodes[at].Ioc == ioc)
            {
                return at;
            }
        }

        return -1;
    }

    private async Task<List<KnownPath>> PathsAsync(long hunt, IEnumerable<TreePlace> places, Ioc ioc, CancellationToken cancellation)
    {
        var known = new List<KnownPath>();
        foreach (var place in places.Take(Witnesses))
        {
            if (PathIn(await records.FindTreeAsync(hunt, place.Number, cancellation), ioc) is { } path)
            {
                known.Add(new(null, path));
            }
        }

        return known;
    }

    private async Task<List<KnownPath>> PathsOfOtherHuntsAsync(long hunt, Ioc ioc, CancellationToken cancellation)
    {
        var known = new List<KnownPath>();
        var fingerprint = TreeKeys.FingerprintOf(ioc);
        await foreach (var tree in index.ReadAllAsync(cancellation))
        {
            if (tree.Hunt != hunt && TreeKeys.PlaceIn(tree.Number, tree.Keys.Span, fingerprint) is not null
                && await ReadablePathAsync(tree.Hunt, tree.Number, ioc, cancellation) is { } path)
            {
                known.Add(new(tree.Hunt, path));
                if (known.Count == Witnesses)
                {
                    break;
                }
            }
        }

        return known;
    }

    // A damaged record of another hunt is no reason to say nothing of this one.
    private async Task<IocPath?> ReadablePathAsync(long hunt, int number, Ioc ioc, CancellationToken cancellation)
    {
        try
        {
            return PathIn(await records.FindTreeAsync(hunt, number, cancellation), ioc);
        }
        catch (Exception error) when (error is DamagedTreeRecordException or NewerTreeRecordException)
        {
            return null;
        }
    }

    private static IocPath? PathIn(TreeRecord? tree, Ioc ioc) => tree is not null && FirstPlace(tree, ioc) is >= 0 and var at ? IocPath.To(tree, at) : null;

    private async Task<TreeRecord?> TreeOfAsync(long hunt, Ioc seed, CancellationToken cancellation)
    {
        foreach (var place in (await index.FindAsync(hunt, seed, cancellation)).TakeWhile(place => place.Distance == 0))
        {
            if (await records.FindTreeAsync(hunt, place.Number, cancellation) is { } tree && tree.Seed == seed)
            {
                return tree;
            }
        }

        return null;
    }
}
