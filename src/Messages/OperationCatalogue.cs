using System.Collections.Frozen;

namespace IocExplorer.Messages;

/// <summary>
/// The operations of a run with their ledger numbers, in the order in which their relations stand in a tree: the eleven of the original
/// tool first, sources added later behind them, in file order.
/// </summary>
public sealed class OperationCatalogue
{
    private readonly Dictionary<IocType, IReadOnlyList<OperationId>> _accepting;
    private readonly FrozenDictionary<OperationId, Operation> _byId;

    public OperationCatalogue(IReadOnlyList<(OperationId Id, Operation Operation)> inTreeOrder)
    {
        InTreeOrder = inTreeOrder;
        _byId = inTreeOrder.ToFrozenDictionary(o => o.Id, o => o.Operation);
        _accepting = Enum.GetValues<IocType>().ToDictionary(
            type => type,
            type => (IReadOnlyList<OperationId>)[.. inTreeOrder.Where(o => o.Operation.Accepts.Contains(type)).Select(o => o.Id)]);
    }

    public IReadOnlyList<(OperationId Id, Operation Operation)> InTreeOrder { get; }

    public Operation this[OperationId id] => _byId[id];

    /// <summary>The operations that accept the type, in tree order.</summary>
    public IReadOnlyList<OperationId> Accepting(IocType type) => _accepting[type];
}
