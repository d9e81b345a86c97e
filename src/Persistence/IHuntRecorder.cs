namespace IocExplorer.Persistence;

/// <summary>Keeps the hunts of a run, to be read by <see cref="Analysis.Records.IHuntRecords"/>.</summary>
/// <remarks>
/// A hunt stands from its beginning on; one that has no end was interrupted, or goes on. What a call did survives the death of the process when it has
/// returned. Calls throw <see cref="LedgerException"/> when the store cannot serve; nothing was changed then.
/// </remarks>
public interface IHuntRecorder
{
    /// <summary>A hunt begins.</summary>
    /// <returns>Its number; no other hunt has it, nor will have.</returns>
    ValueTask<HuntId> BeginAsync(HuntToRecord hunt, CancellationToken cancellation);

    /// <summary>Trees of a hunt have ended. Of a tree that is given twice the first one counts.</summary>
    ValueTask RecordAsync(HuntId hunt, IReadOnlyList<TreeToRecord> trees, CancellationToken cancellation);

    /// <summary>All trees of a hunt have ended.</summary>
    ValueTask EndAsync(HuntId hunt, CancellationToken cancellation);
}
