namespace IocExplorer.Persistence;

/// <summary>
/// The store of answers: one row a query, unique by (operation with all that shapes its answer, IOC). It is the cache and the durable fact; it is no queue.
/// Who may ask a query, and when, is the throttle's to say.
/// </summary>
/// <remarks>
/// <para>What is promised, by every implementation (the conformance suite tests each of these):</para>
/// <list type="number">
/// <item>Unique: one row per (operation, IOC), however many record it, from however many threads or nodes.</item>
/// <item>Durable: when a call has returned, what it did survives the death of the process.</item>
/// <item>Atomic: a call is done as a whole or not at all, also when it is cancelled. Calls that overlap in time take effect in any order.</item>
/// <item>Facts stay: a fact (found, empty) is replaced only by a newer fact. A failure (not answered) is kept beside an older fact, so that a reader that
/// accepts the fact's age still gets the fact; it is over when a fact is recorded.</item>
/// <item>Batches may come in any order and may hold the same query twice (the last one counts); the implementation sorts by key before it locks.</item>
/// <item>Texts come back as they were given, control characters included; only half of a surrogate pair becomes U+FFFD.</item>
/// <item>The clock of one process never goes back: no answer is stamped earlier than one that it recorded or looked up before.</item>
/// </list>
/// <para>Calls throw <see cref="LedgerException"/> when the store cannot serve (disk full, database away); nothing was changed then, as far
/// as can be known, and the same call may be made again.</para>
/// </remarks>
public interface ILedger : IAsyncDisposable
{
    /// <summary>Gives each operation its number, the same one for the same <see cref="Operation.Key"/> for ever. In the order given.</summary>
    ValueTask<IReadOnlyList<OperationId>> RegisterAsync(IReadOnlyList<Operation> operations, CancellationToken cancellation);

    /// <summary>
    /// What stands of each query and is young enough, in the order asked; null where nothing does. A fact that is young enough goes before a failure.
    /// </summary>
    ValueTask<IReadOnlyList<RecordedAnswer?>> LookUpAsync(IReadOnlyList<Query> queries, Freshness freshness, CancellationToken cancellation);

    /// <summary>Records answers.</summary>
    /// <returns>When each was recorded, in the order given.</returns>
    /// <exception cref="ArgumentException">An answer is found, but has neither relations nor tags; or there is no such operation.</exception>
    ValueTask<IReadOnlyList<DateTimeOffset>> RecordAsync(IReadOnlyList<AnswerToRecord> answers, CancellationToken cancellation);
}
