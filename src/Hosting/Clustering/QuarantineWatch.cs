using Akka.Actor;
using Akka.Cluster;
using Akka.Remote;

namespace IocExplorer.Hosting.Clustering;

/// <summary>
/// Reports that a member takes no messages from this ActorSystem any more: it was removed there, for instance because another process came under its address.
/// Without this it would learn that from nobody, and continue alone beside the cluster, over the same database.
/// </summary>
/// <remarks>Nodes that have left, or were found dead, refuse messages too while they end. They are no members that are up here, and do not count.</remarks>
internal sealed class QuarantineWatch(Action report) : UntypedActor
{
    public const string Name = "quarantine-watch";

    public static Props Props(Action report) => Akka.Actor.Props.Create(() => new QuarantineWatch(report));

    protected override void PreStart() => Context.System.EventStream.Subscribe(Self, typeof(ThisActorSystemQuarantinedEvent));

    protected override void OnReceive(object message)
    {
        if (message is not ThisActorSystemQuarantinedEvent refused)
        {
            Unhandled(message);
        }
        else if (Cluster.Get(Context.System).State.Members.Any(member => member.Status == MemberStatus.Up && member.Address.Equals(refused.RemoteAddress)))
        {
            report();
        }
    }
}
