using Akka.Actor;
using IocExplorer.Persistence;

namespace IocExplorer.Workers.Asking;

/// <summary>What all workers of a node work with.</summary>
/// <param name="Throttles">The shard region of the throttles, or what stands in its place: finds a throttle by the source that a message
/// names.</param>
/// <param name="GiveUp">Cancelled when what is under way has had its time.</param>
internal sealed record WorkerContext(
    ILedger Ledger,
    OperationCatalogue Catalogue,
    IActorRef Throttles,
    IActorRef Writer,
    LedgerMonitor Watch,
    SourceWorkersOptions Options,
    CancellationToken GiveUp);
