using Akka.Actor;
using Akka.Persistence;
using IocExplorer.Hosting.Engine;

namespace IocExplorer.Hosting.Tests.Engine;

/// <summary>
/// Persists each list of texts that it is told in one write, and says <c>ready</c> when it is recovered, <c>kept</c> or why not to the one that watches it.
/// </summary>
internal sealed class KeepingActor : UntypedPersistentActor
{
    private readonly IActorRef _watcher;

    public KeepingActor(string id, IActorRef watcher)
    {
        (PersistenceId, _watcher) = (id, watcher);
        (JournalPluginId, SnapshotPluginId) = (JournalConfig.Quotas, JournalConfig.QuotaSnapshots);
    }

    public override string PersistenceId { get; }

    public static Props Props(string id, IActorRef watcher) => Akka.Actor.Props.Create(() => new KeepingActor(id, watcher));

    protected override void OnRecover(object message)
    {
        if (message is RecoveryCompleted)
        {
            _watcher.Tell("ready");
        }
    }

    protected override void OnCommand(object message)
    {
        if (message is string[] events)
        {
            PersistAll(events, _ => _watcher.Tell("kept"));
        }
    }

    protected override void OnPersistFailure(Exception cause, object @event, long sequenceNr) => _watcher.Tell("not kept");
}
