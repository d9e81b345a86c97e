using Akka.Actor;
using Akka.Remote;

namespace IocExplorer.Hosting.Clustering;

/// <summary>
/// Reports once that another node takes no messages from this ActorSystem any more: it was removed there, for instance because another process came under its
/// address. Without this it would learn that from nobody, and continue alone beside the cluster, over the same database.
/// </summary>
internal sealed class QuarantineWatch(Action report) : UntypedActor
{
    public const string Name = "quarantine-watch";

    public static Props Props(Action report) => Akka.Actor.Props.Create(() => new QuarantineWatch(report));

    protected override void PreStart() => Context.System.EventStream.Subscribe(Self, typeof(ThisActorSystemQuarantinedEvent));

    protected override void OnReceive(object message)
    {
        if (message is ThisActorSystemQuarantinedEvent)
        {
            report();
        }
        else
        {
            Unhandled(message);
        }
    }
}
