using IocExplorer.Messages;

namespace IocExplorer.Persistence;

/// <summary>
/// The one table that everything else leans on: each query stands in it once, with its answer. It is the work queue, the cache, the
/// single-flight lock and the durable state at the same time.
/// </summary>
/// <remarks>
/// <para>A query is in one of these states:</para>
/// <code>
///              ask (new, or too old, or failed before)
///   (none) ──────────────► open ◄───────────────┐
///                            │ claim            │ release, or the claimer died
///                            ▼                  │
///                         claimed ──────────────┘
///                            │ answer (found, empty, not answered)
///                            ▼
///                        answered / failed
/// </code>
/// <para>What is promised, by every implementation (the conformance suite tests each of these):</para>
/// <list type="number">
/// <item>Unique: one query per (operation, IOC), however many ask, from however many threads or nodes.</item>
/// <item>Exclusive: an open query is claimed by one claimer. Every claim has a higher epoch than all claims of that query before it, in all
/// processes; by how much is not promised.</item>
/// <item>Fenced: an answer or a release is accepted only under the query's newest epoch while it is claimed; everything else is refused and
/// changes nothing.</item>
/// <item>Durable: when a call has returned, what it did survives the death of the process. (What is claimed does not stay claimed: when the
/// claimer dies, it is open again.)</item>
/// <item>Atomic: a call is done as a whole or not at all, also when it is cancelled. Calls that overlap in time take effect in any order.</item>
/// <item>Facts stay: a fact (found, empty) is replaced only by a newer fact. While a query is asked anew, and when asking anew fails, those who
/// accept its age still get the old fact. A failure does not stay: it is over when the query is opened again or answered by a fact.</item>
/// <item>Fair: claims take turns between the hunts that wait for the source; within a hunt, first asked is first claimed.</item>
/// <item>Batches may come in any order and may hold the same thing twice; the implementation sorts by key before it locks.</item>
/// <item>Texts come back as they were given, control characters included; only half of a surrogate pair becomes U+FFFD.</item>
/// <item>No answer is stamped earlier than the ask that it answers, even if the clock was set back in between.</item>
/// </list>
/// <para>Calls throw <see cref="LedgerException"/> when the store cannot serve (disk full, database away); nothing was changed then, as far
/// as can be known, and the same call may be made again.</para>
/// </remarks>
public interface IClaimLedger : IAsyncDisposable
{
    /// <summary>Told when there is work to claim or an answer to read.</summary>
    ILedgerHints Hints { get; }

    /// <summary>Gives each operation its number, the same one for the same <see cref="Operation.Key"/> for ever. In the order given.</summary>
    /// <remarks>Only queries of operations that this process has registered are claimed and counted here: it could not ask the others.</remarks>
    ValueTask<IReadOnlyList<OperationId>> RegisterAsync(IReadOnlyList<Operation> operations, CancellationToken cancellation);

    /// <summary>
    /// Adds the queries that do not stand yet, opens again those whose answer is too old for <see cref="AskBatch.Freshness"/>, shares the rest.
    /// </summary>
    /// <returns>One state for each query asked, in the order asked: with the answer where an acceptable one stands, else waiting.</returns>
    /// <exception cref="ArgumentException">An operation has no such number.</exception>
    ValueTask<IReadOnlyList<QueryState>> AskAsync(AskBatch batch, CancellationToken cancellation);

    /// <summary>The newest state of each query, in the order given. Opens nothing.</summary>
    /// <param name="freshness">As in the ask: an answer that is too old reads as waiting.</param>
    /// <exception cref="ArgumentException">There is no such query.</exception>
    ValueTask<IReadOnlyList<QueryState>> ReadAsync(IReadOnlyList<QueryId> ids, Freshness freshness, CancellationToken cancellation);

    /// <summary>Takes up to <see cref="ClaimRequest.Most"/> open queries of a source, in fair order.</summary>
    ValueTask<IReadOnlyList<Claim>> ClaimAsync(ClaimRequest request, CancellationToken cancellation);

    /// <summary>Records answers under their claims.</summary>
    /// <returns>For each, in the order given, whether it was accepted; false means the claim is stale and somebody else owns the query.</returns>
    /// <exception cref="ArgumentException">An answer is found, but has neither relations nor tags.</exception>
    ValueTask<IReadOnlyList<bool>> AnswerAsync(IReadOnlyList<AnswerToClaim> answers, CancellationToken cancellation);

    /// <summary>Gives claimed queries back unasked; they are open again at once. Stale claims are passed over.</summary>
    ValueTask ReleaseAsync(IReadOnlyList<Claim> claims, CancellationToken cancellation);

    /// <summary>
    /// Takes an API key for this process: nobody else spends it while the lease is held. The lease carries what is spent already. Taken again by the
    /// same process (a worker that was restarted), it changes hands: the older lease is void.
    /// </summary>
    /// <param name="key">Names the key without telling it: source and a fingerprint.</param>
    /// <returns>Null while another process holds it.</returns>
    ValueTask<KeyLease?> TakeKeyAsync(string key, CancellationToken cancellation);

    /// <summary>
    /// Writes down what is spent of a key, before it is spent: a crash may waste what was reserved, it can never spend it twice.
    /// </summary>
    /// <param name="spent">The worker's own text; the ledger only keeps it.</param>
    /// <returns>False when the lease is no longer held: stop spending.</returns>
    ValueTask<bool> SpendAsync(KeyLease lease, string spent, CancellationToken cancellation);

    /// <summary>How many queries are open and claimed for each source, for progress displays. Cheap; may lag by a moment. A source without any may be left out.</summary>
    ValueTask<IReadOnlyDictionary<string, int>> BacklogAsync(CancellationToken cancellation);
}
