using Akka.Actor;
using Akka.Persistence;

namespace IocExplorer.Hosting.Tests.Engine;

/// <summary>
/// Persists what it is told to, and shows what it was recovered from. Answers every command when it is done, with <see cref="Status.Failure"/> when it
/// could not be.
/// </summary>
internal sealed class JournaledActor : UntypedPersistentActor
{
    private readonly List<object> _recovered = [];
    private IActorRef _asker = ActorRefs.Nobody;

    public JournaledActor(string id, string journal, string snapshots)
    {
        PersistenceId = id;
        JournalPluginId = journal;
        SnapshotPluginId = snapshots;
    }

    public override string PersistenceId { get; }

    public static Props Props(string id, string journal, string snapshots) => Akka.Actor.Props.Create(() => new JournaledActor(id, journal, snapshots));

    protected override void OnRecover(object message)
    {
        if (message is not RecoveryCompleted)
        {
            _recovered.Add(message is SnapshotOffer offer ? offer.Snapshot : message);
        }
    }

    protected override void OnCommand(object message)
    {
        switch (message)
        {
            case Show:
                Sender.Tell(new Shown(_recovered, LastSequenceNr));
                break;
            case Keep(var happened):
                Persist(happened, _ => Sender.Tell(LastSequenceNr));
                break;
            case Save(var state):
                _asker = Sender;
                SaveSnapshot(state);
                break;
            case Trim:
                _asker = Sender;
                DeleteMessages(LastSequenceNr);
                break;
            case DeleteMessagesSuccess:
                DeleteSnapshots(new SnapshotSelectionCriteria(LastSequenceNr));
                break;
            case SaveSnapshotSuccess or DeleteSnapshotsSuccess:
                _asker.Tell(LastSequenceNr);
                break;
            case SaveSnapshotFailure failure:
                _asker.Tell(new Status.Failure(failure.Cause));
                break;
            case DeleteMessagesFailure failure:
                _asker.Tell(new Status.Failure(failure.Cause));
                break;
            case DeleteSnapshotsFailure failure:
                _asker.Tell(new Status.Failure(failure.Cause));
                break;
        }
    }

    protected override void OnPersistFailure(Exception cause, object @event, long sequenceNr) => Sender.Tell(new Status.Failure(cause));

    /// <summary>Answered with <see cref="Shown"/>; all others with the newest sequence number.</summary>
    public sealed record Show;

    public sealed record Keep(object Event);

    public sealed record Save(object State);

    /// <summary>Deletes all events, then all snapshots.</summary>
    public sealed record Trim;

    public sealed record Shown(IReadOnlyList<object> Recovered, long Sequence);
}
