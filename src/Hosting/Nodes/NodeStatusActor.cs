using Akka.Actor;
using IocExplorer.Messages.Protocols;
using IocExplorer.Messages.Service.Nodes;

namespace IocExplorer.Hosting.Nodes;

/// <summary>Answers requests for the status of its node. One on each node, at <see cref="Path"/>.</summary>
public sealed class NodeStatusActor(Func<NodeProtocol.Status> status) : UntypedActor
{
    /// <summary>The actor's name below <c>/user</c>.</summary>
    public const string Path = "node-status";

    /// <param name="detail">JSON of the node's own account; cheap, called for each question.</param>
    public static Props Props(NodeKind kind, string name, TimeProvider time, Func<string> detail)
    {
        var startedAt = time.GetUtcNow();
        Func<NodeProtocol.Status> status = () => new(kind, name, ProgramVersion.Text, startedAt, detail());
        return Akka.Actor.Props.Create(() => new NodeStatusActor(status));
    }

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case NodeProtocol.GetStatus:
                Sender.Tell(status());
                break;
            default:
                Unhandled(message);
                break;
        }
    }
}
