using System.Collections.Frozen;
using IocExplorer.Messages;

namespace IocExplorer.Coordinator.Trees;

/// <summary>The rules by which IOCs are expanded; one for all trees of a hunt.</summary>
internal sealed class ExpansionPolicy
{
    private static readonly ExpansionDecision _sent = new(true, "not reserved");

    private readonly FrozenDictionary<IocType, IReadOnlyList<OperationId>> _inTheHouse;
    private readonly ExpansionDecision _aboveTheLimit;
    private readonly ExpansionDecision _atTheLimit;
    private readonly ReservedRule? _reserved;

    /// <param name="catalogue">All operations of the run.</param>
    /// <param name="depth">IOCs on levels 0 (the seed) to depth - 1 are expanded. 0 leaves the seed alone.</param>
    /// <param name="reserved">Which IOCs are asked only of operations that do not leave the house; null sends everything.</param>
    public ExpansionPolicy(OperationCatalogue catalogue, int depth, ReservedRule? reserved)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(depth);
        Catalogue = catalogue;
        Depth = depth;
        _reserved = reserved;
        _aboveTheLimit = new(true, $"above the depth limit of {depth}");
        _atTheLimit = new(false, $"at the depth limit of {depth}");
        _inTheHouse = Enum.GetValues<IocType>().ToFrozenDictionary(
            type => type,
            type => (IReadOnlyList<OperationId>)[.. catalogue.Accepting(type).Where(id => !catalogue[id].LeavesTheHouse)]);
    }

    /// <summary>The decision for every place in a tree but the first where an IOC appears.</summary>
    public static ExpansionDecision Repeated { get; } = new(false, "stands in the tree already; expanded only where it first appears");

    public OperationCatalogue Catalogue { get; }

    public int Depth { get; }

    /// <summary>Whether an IOC that first appears on this level is expanded.</summary>
    public ExpansionDecision Expand(int level) => level < Depth ? _aboveTheLimit : _atTheLimit;

    /// <summary>Whether sources outside the house may hear of the IOC.</summary>
    public ExpansionDecision Send(Ioc ioc) =>
        _reserved is not null && _reserved(ioc, out var why) ? new(false, $"{why}: asked only of sources in the house") : _sent;

    /// <summary>What an IOC that is expanded is asked of, in tree order.</summary>
    public IReadOnlyList<OperationId> Operations(IocType type, bool leavingTheHouse) =>
        leavingTheHouse ? Catalogue.Accepting(type) : _inTheHouse[type];
}
