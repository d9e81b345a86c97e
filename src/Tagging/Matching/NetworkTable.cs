using System.Numerics;

namespace IocExplorer.Tagging.Matching;

/// <summary>
/// Networks, turned into ranges of addresses that have the same tags: one search finds all networks around an address, however many lists
/// contain them and however they are nested. The upper 16 bits say where to search.
/// Our own because the framework's <see cref="System.Net.IPNetwork"/> compares one network at a time.
/// </summary>
/// <typeparam name="T">An address as a number: 32 bits wide, or 128.</typeparam>
internal sealed class NetworkTable<T>
    where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
{
    private static readonly int s_bits = int.CreateChecked(T.PopCount(T.MaxValue));
    private readonly T[] _starts;
    private readonly int[] _sets;
    private readonly int[] _buckets = new int[65_537];
    private readonly Func<T, int> _bucket;

    /// <param name="networks">Address, bits that count, number of the entry tag; in any order. Bits that do not count are zero.</param>
    /// <param name="bucket">The upper 16 bits of an address. Not by generic conversion, which allocates until it is optimised.</param>
    public NetworkTable(List<(T Address, byte Length, ushort Tag)> networks, TagSets sets, Func<T, int> bucket)
    {
        _bucket = bucket;
        networks.Sort();
        var starts = new List<T>(networks.Count * 2);
        var said = new List<int>(networks.Count * 2);
        var around = new Stack<(T Last, int Set)>();
        foreach (var (address, length, tag) in networks)
        {
            while (around.TryPeek(out var inner) && inner.Last < address)
            {
                End(inner.Last);
            }

            var set = sets.With(around.TryPeek(out var outer) ? outer.Set : 0, tag);
            Begin(address, set);
            around.Push((Last(address, length), set));
        }

        while (around.TryPeek(out var inner))
        {
            End(inner.Last);
        }

        _starts = [.. starts];
        _sets = [.. said];
        for (int i = 0, number = 0; number <= 65_536; number++)
        {
            while (i < _starts.Length && bucket(_starts[i]) < number)
            {
                i++;
            }

            _buckets[number] = i;
        }

        void End(T last)
        {
            around.Pop();
            if (last != T.MaxValue)
            {
                Begin(last + T.One, around.TryPeek(out var outer) ? outer.Set : 0);
            }
        }

        void Begin(T start, int set)
        {
            if (starts.Count > 0 && starts[^1] == start)
            {
                said[^1] = set;
            }
            else
            {
                starts.Add(start);
                said.Add(set);
            }
        }
    }

    /// <summary>The address with the bits cleared that do not count.</summary>
    public static T Masked(T address, int length) => length == 0 ? T.Zero : address & (T.MaxValue << (s_bits - length));

    /// <summary>The tags of the address: the number of a set.</summary>
    public int Find(T address)
    {
        var bucket = _bucket(address);
        var low = _buckets[bucket];
        var high = _buckets[bucket + 1];
        while (low < high)
        {
            var middle = (int)((uint)(low + high) >> 1);
            if (_starts[middle] <= address)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low == 0 ? 0 : _sets[low - 1];
    }

    // A shift by all bits would be none, so the network of everything is handled apart.
    private static T Last(T address, int length) => length == 0 ? T.MaxValue : length == s_bits ? address : address | (T.MaxValue >> length);
}
