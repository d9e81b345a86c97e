using Akka.Actor;
using IocExplorer.Messages;
using IocExplorer.Persistence;

namespace IocExplorer.Workers.Asking;

/// <summary>What all workers of a node work with.</summary>
/// <param name="Ledger">Looked into once more before anything is asked.</param>
/// <param name="Catalogue">The operations that were registered.</param>
/// <param name="Throttles">The shard region of the throttles, or what stands in its place: finds a throttle by the source that a message
/// names.</param>
/// <param name="Writer">The node's answer writer.</param>
/// <param name="Watch">One for the node.</param>
/// <param name="Options">How.</param>
/// <param name="GiveUp">Cancelled when what is under way has had its time.</param>
internal sealed record WorkerContext(
    ILedger Ledger,
    OperationCatalogue Catalogue,
    IActorRef Throttles,
    IActorRef Writer,
    LedgerMonitor Watch,
    SourceWorkersOptions Options,
    CancellationToken GiveUp);
