using Akka.Actor;
using IocExplorer.Messages.Protocols;
using IocExplorer.Messages.Service.Nodes;

namespace IocExplorer.Hosting.Nodes;

/// <summary>Answers requests for the status of its node. One on each node, at <see cref="Path"/>.</summary>
public sealed class NodeStatusActor : UntypedActor
{
    /// <summary>The actor's name below <c>/user</c>.</summary>
    public const string Path = "node-status";

    private readonly Func<NodeProtocol.Status> _status;

    private NodeStatusActor(Func<NodeProtocol.Status> status) => _status = status;

    /// <param name="kind">What the node does.</param>
    /// <param name="name">As it is configured.</param>
    /// <param name="time">The node's clock.</param>
    /// <param name="detail">JSON of the node's own account; cheap, called for each question.</param>
    public static Props Props(NodeKind kind, string name, TimeProvider time, Func<string> detail)
    {
        var startedAt = time.GetUtcNow();
        Func<NodeProtocol.Status> status = () => new(kind, name, ProgramVersion.Text, startedAt, detail());
        return Akka.Actor.Props.CreateBy(new Producer(status));
    }

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case NodeProtocol.GetStatus:
                Sender.Tell(_status());
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    private sealed class Producer(Func<NodeProtocol.Status> status) : IIndirectActorProducer
    {
        public Type ActorType => typeof(NodeStatusActor);

        public ActorBase Produce() => new NodeStatusActor(status);

        public void Release(ActorBase actor)
        {
            // It holds nothing.
        }
    }
}
