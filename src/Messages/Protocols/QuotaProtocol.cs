namespace IocExplorer.Messages.Protocols;

/// <summary>
/// The events of a <c>QuotaJournal</c>: what is spent of the keys of a source, and which are out. An event holds all that stands of its key after it, so that
/// the newest one counts and order between keys means nothing.
/// </summary>
public static class QuotaProtocol
{
    /// <summary>
    /// What has happened to the keys of a source, as it stands in the journal. A change of form is a new manifest, and the old one is still read.
    /// </summary>
    public interface IEvent : IRemoteMessage
    {
        /// <summary>The key's fingerprint, never the key.</summary>
        string Key { get; }
    }

    /// <summary>Permits were reserved, or given back: written before they are handed out.</summary>
    /// <param name="Key">The key's fingerprint.</param>
    /// <param name="Count">How many were reserved by this; for people who read the journal.</param>
    /// <param name="Quota">All that is spent of the key, as <c>QuotaText</c> writes it; it may include how long the source must not be asked.</param>
    public sealed record PermitsReserved(string Key, int Count, string Quota) : IEvent;

    /// <summary>The key is out: refused, or used up for longer than anybody waits.</summary>
    public sealed record KeyOut(string Key, NotAnsweredReason Reason, string Detail, DateTimeOffset At, DateTimeOffset? RetryAt) : IEvent;

    /// <summary>The key is tried again.</summary>
    public sealed record KeyBack(string Key) : IEvent;

    /// <summary>The key may not ask this operation.</summary>
    public sealed record OperationOut(string Key, OperationId Operation, string Detail, DateTimeOffset At) : IEvent;

    /// <summary>The key may ask the operation again.</summary>
    public sealed record OperationBack(string Key, OperationId Operation) : IEvent;

    /// <summary>A snapshot: the newest event of each kind of each key.</summary>
    public sealed record Snapshot(IReadOnlyList<IEvent> Events) : IRemoteMessage;
}
