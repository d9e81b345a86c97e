using IocExplorer.Analysis.Keys;

namespace IocExplorer.Analysis.Reports;

/// <summary>That an IOC stands in the tree of a seed, and how. To be sorted by IOC.</summary>
/// <param name="Seed">The place of the tree among those that came, from 0.</param>
/// <param name="Distance">Levels below the seed, at its nearest place that counts.</param>
/// <param name="IsBound">Whether the seed reaches it without passing noise.</param>
internal readonly record struct Posting(IocKey Key, int Seed, ushort Distance, bool IsBound) : IComparable<Posting>
{
    public int CompareTo(Posting other) => Key.CompareTo(other.Key) is var order and not 0 ? order : Seed.CompareTo(other.Seed);
}
