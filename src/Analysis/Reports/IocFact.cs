using IocExplorer.Analysis.Keys;

namespace IocExplorer.Analysis.Reports;

/// <summary>One thing that a tree says of an IOC: that it has it, or a neighbour of it. To be sorted by IOC and counted.</summary>
internal readonly record struct IocFact : IComparable<IocFact>
{
    private const ulong NeighbourBit = 1UL << 63;

    private readonly IocKey _key;
    private readonly ulong _fact;

    private IocFact(IocKey key, ulong fact) => (_key, _fact) = (key, fact);

    public IocKey Key => _key;

    public bool IsNeighbour => (_fact & NeighbourBit) != 0;

    /// <summary>The tree that has it, where this is no neighbour.</summary>
    public int Seed => (int)(_fact >> 8);

    /// <summary>What the tree that has it knows of it.</summary>
    public IocMarks Marks => (IocMarks)(_fact & 0xFF);

    public static IocFact InTree(IocKey key, int seed, IocMarks marks) => new(key, ((ulong)seed << 8) | (ulong)marks);

    public static IocFact Neighbour(IocKey key, IocKey neighbour) => new(key, neighbour.High | NeighbourBit);

    public int CompareTo(IocFact other) => _key.CompareTo(other._key) is var order and not 0 ? order : _fact.CompareTo(other._fact);
}
