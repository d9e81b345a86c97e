using Akka.Actor;

namespace IocExplorer.Messages.Protocols;

/// <summary>
/// Messages to a <c>SourceThrottle</c>. There is one in the whole cluster for each source: it holds the queue of the source's queries, knows which of them is
/// under way and where (single flight), and reserves permits of the source's keys before it hands them out.
/// </summary>
/// <remarks>
/// <para>Who says what:</para>
/// <code>
///   QueryBroker ──Ask, Withdraw──► SourceThrottle ◄──Pull, KeyThrottled, KeyRefused, OperationRefused, SourceLost── SourceWorker
///        ▲                              │ Grant, PullNow, SourceNews (SourceWorkerProtocol)                              │
///        │                              └───────────────────────────────────────────────────────────────────────────────►│
///        └──────────────────────────── Answered (QueryBrokerProtocol) ── AnswerWriter ◄── answer ────────────────────────┘
/// </code>
/// <para>Every message may be lost or arrive twice: an <see cref="Ask"/> is sent again until its queries are answered, a
/// <see cref="Pull"/> is sent again every second.</para>
/// </remarks>
public static class SourceThrottleProtocol
{
    /// <summary>Told to a throttle.</summary>
    public interface ICommand : IWithSource, IRemoteMessage;

    /// <summary>A broker needs these answered. What is queued or under way already is joined, not asked again.</summary>
    /// <param name="Source">Which throttle.</param>
    /// <param name="Broker">Whom the worker is to tell.</param>
    /// <param name="Hunt">For whom: hunts take turns.</param>
    /// <param name="Freshness">An answer that stands in the ledger by now and is young enough for this is not asked anew.</param>
    /// <param name="Queries">All of this source.</param>
    public sealed record Ask(string Source, IActorRef Broker, HuntId Hunt, Freshness Freshness, IReadOnlyList<Query> Queries) : ICommand;

    /// <summary>This broker does not need these for this hunt any more. Queries without another waiter leave the queue; queries in progress continue.</summary>
    public sealed record Withdraw(string Source, IActorRef Broker, HuntId Hunt, IReadOnlyList<Query> Queries) : ICommand;

    /// <summary>
    /// A worker reports its work in progress and its free capacity. Sent whenever a slot has become free or permits are wanted, when the throttle asks for it,
    /// and every second in any case. The permits that answer it live from the moment at which it was sent, by the worker's own monotonic clock.
    /// </summary>
    /// <param name="Source">Which throttle.</param>
    /// <param name="Worker">Who pulls.</param>
    /// <param name="Number">Grows with every pull of this worker.</param>
    /// <param name="GrantSeen">The newest <see cref="SourceWorkerProtocol.Grant"/> that this worker has taken in; 0 for none of this throttle's.</param>
    /// <param name="Operations">What this worker can ask.</param>
    /// <param name="Keys">What each of its keys could take on.</param>
    /// <param name="Done">Queries that are through and recorded since the last pull.</param>
    /// <param name="HandedBack">Queries that this worker could not ask after all: they go back to the front of the queue.</param>
    /// <param name="InFlight">All its work in progress; null in a pull that leaves it out. What the throttle granted up to <paramref name="GrantSeen"/>
    /// and does not find here was lost on the way, and goes back to the queue.</param>
    public sealed record Pull(
        string Source,
        IActorRef Worker,
        long Number,
        long GrantSeen,
        IReadOnlyList<OperationId> Operations,
        IReadOnlyList<KeyDemand> Keys,
        IReadOnlyList<Query> Done,
        IReadOnlyList<Query> HandedBack,
        IReadOnlyList<Query>? InFlight) : ICommand
    {
        /// <summary>
        /// For each of <see cref="Operations"/>, in the same order, the first that sends the same request for the same
        /// IOC: mostly itself. Empty where no two do.
        /// </summary>
        public IReadOnlyList<OperationId> Alike { get; init; } = [];
    }

    /// <summary>The source throttled this key (429, or an error of its own): it must not be used for so long.</summary>
    /// <param name="Source">Which throttle.</param>
    /// <param name="Key">By fingerprint, as in <see cref="KeyDemand"/>.</param>
    /// <param name="RetryAfter">The pause that the source asked for; null: none, and the throttle doubles its own.</param>
    /// <param name="Detail">One line for a person.</param>
    public sealed record KeyThrottled(string Source, string Key, TimeSpan? RetryAfter, string Detail) : ICommand;

    /// <summary>401: the key is out.</summary>
    public sealed record KeyRefused(string Source, string Key, string Detail) : ICommand;

    /// <summary>403: the key may not ask this operation.</summary>
    public sealed record OperationRefused(string Source, string Key, OperationId Operation, string Detail) : ICommand;

    /// <summary>
    /// A run that ends cannot reach the source: everything that is open is recorded as not answered. Never sent in a service, where other nodes may reach it.
    /// </summary>
    public sealed record SourceLost(string Source, string Detail) : ICommand;

    /// <summary>A node has no work of this source, because it does not offer it.</summary>
    /// <param name="Source">Which throttle.</param>
    /// <param name="Workers">The node's parent of all source workers.</param>
    public sealed record NothingInFlight(string Source, IActorRef Workers) : ICommand;

    /// <summary>What one key of a worker could take on.</summary>
    /// <param name="Key">The key's fingerprint (<c>VirusTotal 0123456789abcdef</c>), never the key; the source's name with "without
    /// key" for a source that needs none.</param>
    /// <param name="Quota">As this worker is configured. Where workers differ, the lowest counts.</param>
    /// <param name="Slots">Queries with this key that may be under way on this node at once.</param>
    /// <param name="FreeSlots">Of these, how many are free.</param>
    /// <param name="PermitsWanted">Permits that queries under way wait for: further pages and tries. They come before new work.</param>
    /// <param name="Unused">Permits that were granted and will certainly not be used.</param>
    public sealed record KeyDemand(
        string Key, QuotaLimits Quota, int Slots, int FreeSlots, int PermitsWanted, IReadOnlyList<UnusedPermits> Unused)
    {
        /// <summary>
        /// Requests that brought an answer since the last pull: the source accepts requests. A query that ends without one does not show that.
        /// </summary>
        public int Answered { get; init; }
    }

    /// <summary>Permits to be given back.</summary>
    /// <param name="Reservation">As in <see cref="SourceWorkerProtocol.PermitGrant"/>.</param>
    /// <param name="Count">How many.</param>
    public readonly record struct UnusedPermits(long Reservation, int Count);
}
