using IocExplorer.Actors;
using IocExplorer.Messages;
using IocExplorer.Persistence;

namespace IocExplorer.Workers.Lanes;

/// <summary>What a <see cref="SourceWorker"/> works with.</summary>
internal sealed record LaneContext(
    string Source,
    ILane Lane,
    LaneDesk Desk,
    IClaimLedger Ledger,
    OperationCatalogue Catalogue,
    Mailbox<WriterMessage> Writer,
    LedgerWatch Watch,
    WorkerNodeOptions Options,
    CancellationToken StopClaiming,
    CancellationToken GiveUp)
{
    /// <summary>The ledger's numbers of what the lane leaves to others.</summary>
    public IReadOnlyList<OperationId> Except()
    {
        var left = Lane.LeftToOthers;
        return left.Count == 0 ? [] : [.. Catalogue.InTreeOrder.Where(o => left.Any(l => l.Key == o.Operation.Key)).Select(o => o.Id)];
    }
}
