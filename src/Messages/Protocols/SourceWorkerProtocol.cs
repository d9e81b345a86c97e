using Akka.Actor;

namespace IocExplorer.Messages.Protocols;

/// <summary>Messages to a <c>SourceWorker</c> from the throttle of its source.</summary>
public static class SourceWorkerProtocol
{
    /// <summary>Told to a worker.</summary>
    public interface IMessage : IWithSource, IRemoteMessage;

    /// <summary>There is work, or there are permits: pull, so that what is granted is as young as can be.</summary>
    /// <param name="Source">The source.</param>
    /// <param name="WithInFlight">The throttle is new and needs a list of all work in progress. A node without such a worker says
    /// <see cref="SourceThrottleProtocol.NothingInFlight"/>.</param>
    public sealed record PullNow(string Source, bool WithInFlight) : IMessage;

    /// <summary>The answer to a pull.</summary>
    /// <param name="Source">The source.</param>
    /// <param name="Throttle">Who grants: a new incarnation begins its numbers anew.</param>
    /// <param name="Pull">The number of the pull that it answers: permits live from the moment at which that was sent.</param>
    /// <param name="Number">Grows by one with every grant of this throttle to this worker. Begins above all that the worker had seen at
    /// its first message to the throttle.</param>
    /// <param name="Work">What to ask.</param>
    /// <param name="Permits">Reserved, and durable, before this was sent: one for each query of <paramref name="Work"/> whose key has a quota,
    /// and those that were wanted besides.</param>
    /// <param name="PermitLife">How long they may be used.</param>
    public sealed record Grant(
        string Source,
        IActorRef Throttle,
        long Pull,
        long Number,
        IReadOnlyList<WorkItem> Work,
        IReadOnlyList<PermitGrant> Permits,
        TimeSpan PermitLife) : IMessage;

    /// <summary>
    /// What all workers of the source go by at once: blocks after a 429, refused keys and operations. Told to each worker
    /// when it changes, and to one that is new.
    /// </summary>
    public sealed record SourceNews(string Source, IReadOnlyList<KeyNews> Keys) : IMessage;

    /// <summary>A query to ask.</summary>
    /// <param name="Query">Which; unique among all that is under way.</param>
    /// <param name="Hunt">In whose line it stood. For logs.</param>
    /// <param name="Freshness">The strictest of those who wait: an answer in the ledger that satisfies it is delivered in place of asking.</param>
    /// <param name="Brokers">Whom to tell, when the answer is recorded.</param>
    /// <param name="Key">With which key it is asked first.</param>
    /// <param name="Refusal">Not null: it is not asked at all, because no key may; this is recorded and delivered.</param>
    public sealed record WorkItem(
        Query Query, HuntId Hunt, Freshness Freshness, IReadOnlyList<IActorRef> Brokers, string Key, Answer.NotAnswered? Refusal);

    /// <summary>Permits of one key that were reserved together.</summary>
    /// <param name="Key">The key's fingerprint.</param>
    /// <param name="Reservation">Names the reservation, for giving unused ones back.</param>
    /// <param name="Count">How many; 1 or more.</param>
    public readonly record struct PermitGrant(string Key, long Reservation, int Count);

    /// <summary>How a key stands.</summary>
    /// <param name="Key">The key's fingerprint.</param>
    /// <param name="BlockedFor">How long it must not be used; null: not blocked.</param>
    /// <param name="Out">The key is out; null: it is in use.</param>
    /// <param name="Detail">The source's error text; null without one.</param>
    /// <param name="RefusedOperations">What it may not ask.</param>
    /// <param name="Left">Permits left.</param>
    public sealed record KeyNews(
        string Key, TimeSpan? BlockedFor, Answer.NotAnswered? Out, string? Detail, IReadOnlyList<OperationId> RefusedOperations, QuotaLimits Left);
}
