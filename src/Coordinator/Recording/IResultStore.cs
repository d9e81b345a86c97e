using IocExplorer.Messages.Protocols;

namespace IocExplorer.Coordinator.Recording;

/// <summary>Where results go.</summary>
internal interface IResultStore
{
    /// <summary>
    /// Builds the tree of a walk that is done, and writes it where results are files. Blocks, and is work for a processor: called away from actors, a few at a
    /// time. A bug that one tree shows is an outcome, not an exception.
    /// </summary>
    PreparedTree Prepare(RecorderProtocol.RecordTree tree);

    /// <summary>Makes durable what was prepared, all or nothing. Again with the same: no harm.</summary>
    /// <returns>For each, in the order given, how it ended; null for one that is no longer needed: its hunt was deleted, or retried meanwhile.</returns>
    /// <exception cref="Persistence.LedgerException">The store cannot serve for now; nothing was changed, as far as can be known.</exception>
    Task<IReadOnlyList<HuntProtocol.TreeOutcome?>> RecordAsync(IReadOnlyList<PreparedTree> trees, CancellationToken cancellation);
}
