using IocExplorer.Messages.Protocols;

namespace IocExplorer.Hosting.Nodes;

/// <summary>What live workers offer, by the last update that reached this node. Written by its <see cref="OfferReader"/>; thread-safe to read.</summary>
public sealed class OfferDirectory
{
    private volatile IReadOnlyList<NodeProtocol.Offer> _offers = [];

    /// <summary>
    /// Each operation once, by its place in a tree. It is cleared for what all workers that offer it are cleared for: where they differ, the lowest counts.
    /// </summary>
    public IReadOnlyList<NodeProtocol.Offer> Offers => _offers;

    /// <summary>The level that the operation is cleared for; the lowest level for an operation that no worker offers.</summary>
    public SharingLevel ClearedFor(OperationId operation) => _offers.FirstOrDefault(o => o.Operation == operation)?.ClearedFor ?? SharingLevel.Clear;

    internal void Replace(IEnumerable<NodeProtocol.Offer> offers) => _offers =
    [
        .. offers.GroupBy(o => o.Operation)
            .Select(same => new NodeProtocol.Offer(same.Key, same.Min(o => o.Position), same.Min(o => o.ClearedFor)))
            .OrderBy(o => o.Position)
            .ThenBy(o => o.Operation.Value),
    ];
}
