using System.Buffers.Binary;
using IocExplorer.Analysis.Records;

namespace IocExplorer.Analysis.Keys;

/// <summary>
/// Which IOCs a tree has, and how far from the seed, in five bytes each: what a store keeps beside a record so that the trees that have an IOC are found
/// without reading the records.
/// </summary>
/// <remarks>
/// Sorted entries of four bytes of the IOC's key, big endian, and one of distance (255 stands for more, too). Two of 300 IOCs of a tree and an IOC that it
/// does not have are taken for one another
/// once in ten million; whoever reads the tree sees it.
/// </remarks>
public static class TreeKeys
{
    private const int Entry = 5;

    /// <summary>Trees whose keys are read in one call.</summary>
    private const int TreesOfAPage = 500;

    /// <summary>The keys of a tree, to be kept.</summary>
    public static byte[] Of(TreeRecord tree)
    {
        var scan = new TreeScan();
        scan.Load(tree);
        var entries = new List<ulong>(tree.Nodes.Count);
        for (var at = 0; at < tree.Nodes.Count; at++)
        {
            if (scan.IsFirst[at])
            {
                entries.Add(((ulong)Fingerprint(scan.Keys[at]) << 8) | (byte)Math.Min(scan.Distances[at], byte.MaxValue));
            }
        }

        entries.Sort();
        var keys = new byte[entries.Count * Entry];
        for (var at = 0; at < entries.Count; at++)
        {
            BinaryPrimitives.WriteUInt32BigEndian(keys.AsSpan(at * Entry), (uint)(entries[at] >> 8));
            keys[(at * Entry) + 4] = (byte)entries[at];
        }

        return keys;
    }

    /// <summary>The four bytes by which an IOC stands in keys.</summary>
    public static byte[] FingerprintOf(Ioc ioc)
    {
        var fingerprint = new byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(fingerprint, Fingerprint(IocKey.Of(ioc)));
        return fingerprint;
    }

    /// <summary>The place of an IOC in a tree; null when its keys do not have it.</summary>
    /// <param name="keys">Of the tree; whole, since a fingerprint may stand across two entries, where it means nothing.</param>
    /// <param name="fingerprint">As <see cref="FingerprintOf"/> gave it.</param>
    public static TreePlace? PlaceIn(int number, ReadOnlySpan<byte> keys, ReadOnlySpan<byte> fingerprint) =>
        Find(keys, BinaryPrimitives.ReadUInt32BigEndian(fingerprint)) is { } distance ? new(number, distance) : null;

    /// <summary>Those that are, the nearest to their seed first, then by number.</summary>
    public static IReadOnlyList<TreePlace> NearestFirst(IEnumerable<TreePlace?> places) =>
        [.. places.OfType<TreePlace>().OrderBy(place => place.Distance).ThenBy(place => place.Number)];

    /// <summary>The keys of all trees of a store.</summary>
    /// <param name="read">Reads a page of trees: those before a hunt and a number, backwards; fewer than asked for when there are no more.</param>
    public static IAsyncEnumerable<KeptKeys> ReadAllAsync(Func<long, int, int, ValueTask<IReadOnlyList<KeptKeys>>> read) => Pages.ReadAsync(
        (Hunt: long.MaxValue, Number: int.MaxValue), TreesOfAPage, before => read(before.Hunt, before.Number, TreesOfAPage), tree => (tree.Hunt, tree.Number));

    /// <summary>The tree's seed; null of keys that are damaged.</summary>
    internal static uint? SeedOf(ReadOnlySpan<byte> keys)
    {
        for (var at = 0; at + Entry <= keys.Length; at += Entry)
        {
            if (keys[at + 4] == 0)
            {
                return BinaryPrimitives.ReadUInt32BigEndian(keys[at..]);
            }
        }

        return null;
    }

    /// <summary>The IOC at a place of the keys; <paramref name="at"/> counts from 0.</summary>
    internal static uint EntryAt(ReadOnlySpan<byte> keys, int at) => BinaryPrimitives.ReadUInt32BigEndian(keys[(at * Entry)..]);

    internal static int Count(ReadOnlySpan<byte> keys) => keys.Length / Entry;

    internal static uint Fingerprint(IocKey key) => (uint)(key.High >> 32);

    internal static int? Find(ReadOnlySpan<byte> keys, uint wanted)
    {
        var (from, to) = (0, keys.Length / Entry);
        while (from < to)
        {
            var middle = (from + to) / 2;
            if (BinaryPrimitives.ReadUInt32BigEndian(keys[(middle * Entry)..]) < wanted)
            {
                from = middle + 1;
            }
            else
            {
                to = middle;
            }
        }

        return from * Entry < keys.Length && BinaryPrimitives.ReadUInt32BigEndian(keys[(from * Entry)..]) == wanted ? keys[(from * Entry) + 4] : null;
    }
}
