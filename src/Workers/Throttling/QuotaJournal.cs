using Akka.Actor;
using Akka.Persistence;
using IocExplorer.Messages.Protocols;

namespace IocExplorer.Workers.Throttling;

/// <summary>
/// The durable memory of a throttle: what is spent of the keys of a source, and which are out. A child of its throttle, made at the first pull that names a key
/// with a quota, so that a source without quotas never waits for a journal.
/// </summary>
/// <remarks>
/// <para>Invariant: permits are handed out only after the event that reserves them is durable.</para>
/// <list type="number">
/// <item>A write was requested. A crash: nothing was handed out, nothing is lost.</item>
/// <item>Durable. A crash: the permits count as spent and are wasted.</item>
/// <item>The throttle is notified and hands out.</item>
/// </list>
/// <para>Two throttles of one source may believe that they are the one, while the cluster is divided. The journal's unique (persistence id, sequence number)
/// decides: the next write of the stale one fails, Akka stops this actor, and the throttle, which watches it, stops. One write is outstanding at a time, so
/// nothing slips in behind a write that failed.</para>
/// </remarks>
internal sealed class QuotaJournal : UntypedPersistentActor
{
    /// <summary>Events younger than this are never deleted: many times longer than a throttle that was asleep still writes.</summary>
    private static readonly TimeSpan EventsKept = TimeSpan.FromHours(1);

    private readonly Dictionary<(string Key, string Kind), QuotaProtocol.IEvent> _newest = [];
    private readonly Queue<(long Number, long At)> _saved = [];
    private readonly SourceThrottleOptions _options;
    private readonly string _source;

    public QuotaJournal(string source, SourceThrottleOptions options)
    {
        (_source, _options) = (source, options);
        PersistenceId = $"quotas-{source}";
        JournalPluginId = options.Journal;
        SnapshotPluginId = options.Snapshots;
    }

    public override string PersistenceId { get; }

    public static Props Props(string source, SourceThrottleOptions options) => Akka.Actor.Props.Create(() => new QuotaJournal(source, options));

    protected override void OnRecover(object message)
    {
        switch (message)
        {
            case QuotaProtocol.IEvent happened:
                Follow(happened);
                break;
            case SnapshotOffer { Snapshot: QuotaProtocol.Snapshot snapshot }:
                foreach (var happened in snapshot.Events)
                {
                    Follow(happened);
                }

                break;
            case RecoveryCompleted:
                Context.Parent.Tell(new Recovered([.. _newest.Values]), Self);
                break;
            default:
                break;
        }
    }

    protected override void OnCommand(object message)
    {
        switch (message)
        {
            case Write write:
                var left = write.Events.Count;
                PersistAll(write.Events, happened =>
                {
                    Follow(happened);
                    SaveNowAndThen();
                    if (--left == 0)
                    {
                        _options.Outages?.Works(_source);
                        Context.Parent.Tell(new Written(write.Number), Self);
                    }
                });
                break;
            case SaveSnapshotSuccess saved:
                DeleteSnapshots(new SnapshotSelectionCriteria(saved.Metadata.SequenceNr - 1));
                DeleteOldEvents(saved.Metadata.SequenceNr);
                break;
            case SaveSnapshotFailure or DeleteSnapshotsSuccess or DeleteSnapshotsFailure or DeleteMessagesSuccess or DeleteMessagesFailure:
                // The events are there until a snapshot is; the next one will do.
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    protected override void OnPersistFailure(Exception cause, object @event, long sequenceNr)
    {
        _options.Outages?.Fails(_source, cause);
        base.OnPersistFailure(cause, @event, sequenceNr);
    }

    protected override void OnRecoveryFailure(Exception reason, object? message = null)
    {
        _options.Outages?.Fails(_source, reason);
        base.OnRecoveryFailure(reason, message);
    }

    protected override void OnPersistRejected(Exception cause, object @event, long sequenceNr)
    {
        // Not written, so nothing may be handed out for it: end as after a failure.
        _options.Outages?.Fails(_source, cause);
        base.OnPersistRejected(cause, @event, sequenceNr);
        Context.Stop(Self);
    }

    /// <summary>The newest event of each kind of each key is all that counts; one that takes another back removes it.</summary>
    private void Follow(QuotaProtocol.IEvent happened)
    {
        switch (happened)
        {
            case QuotaProtocol.PermitsReserved:
                _newest[(happened.Key, "permits")] = happened;
                break;
            case QuotaProtocol.KeyOut:
                _newest[(happened.Key, "key")] = happened;
                break;
            case QuotaProtocol.KeyBack:
                _newest.Remove((happened.Key, "key"));
                break;
            case QuotaProtocol.OperationOut refused:
                _newest[(happened.Key, KindOf(refused.Operation))] = happened;
                break;
            case QuotaProtocol.OperationBack back:
                _newest.Remove((happened.Key, KindOf(back.Operation)));
                break;
            default:
                throw new InvalidOperationException($"No such event of a quota: {happened.GetType().Name}.");
        }
    }

    private static string KindOf(Messages.OperationId operation) => $"operation {operation.Value}";

    /// <summary>
    /// The events that lie far back. The newer ones are the fence: as long as they stand, one who slept and believes to be at an earlier number collides with
    /// them. A throttle that has slept for longer than its own patience does not write any more.
    /// </summary>
    private void DeleteOldEvents(long saved)
    {
        _saved.Enqueue((saved, _options.Time.GetTimestamp()));
        var old = 0L;
        while (_saved.TryPeek(out var first) && _options.Time.GetElapsedTime(first.At) > EventsKept)
        {
            old = _saved.Dequeue().Number;
        }

        if (old > 0)
        {
            DeleteMessages(old);
        }
    }

    private void SaveNowAndThen()
    {
        if (LastSequenceNr % _options.SnapshotEvery == 0)
        {
            SaveSnapshot(new QuotaProtocol.Snapshot([.. _newest.Values]));
        }
    }

    /// <summary>From the throttle: make these durable, together. One at a time.</summary>
    internal sealed record Write(long Number, IReadOnlyList<QuotaProtocol.IEvent> Events) : INoSerializationVerificationNeeded;

    /// <summary>To the throttle: they are durable.</summary>
    internal sealed record Written(long Number) : INoSerializationVerificationNeeded;

    /// <summary>To the throttle, once: the recovered state.</summary>
    internal sealed record Recovered(IReadOnlyList<QuotaProtocol.IEvent> Events) : INoSerializationVerificationNeeded;
}
