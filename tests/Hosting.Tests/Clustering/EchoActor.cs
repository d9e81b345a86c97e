using Akka.Actor;

namespace IocExplorer.Hosting.Tests.Clustering;

/// <summary>A sharded entity that answers any text with the name of the node that it lives on.</summary>
internal sealed class EchoActor(string node) : UntypedActor
{
    protected override void OnReceive(object message) => Sender.Tell(node, Self);
}
