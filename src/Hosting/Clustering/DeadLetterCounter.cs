using Akka.Actor;
using Akka.Event;
using IocExplorer.Messages.Protocols;

namespace IocExplorer.Hosting.Clustering;

/// <summary>Counts messages of this program's own types that ended in the dead letters of this ActorSystem, by the protocol that they belong to.</summary>
internal sealed class DeadLetterCounter(ClusterMetrics metrics) : UntypedActor
{
    /// <summary>Under <c>/user</c>.</summary>
    public const string Name = "dead-letter-counter";

    private const string OwnTypes = "IocExplorer.";
    private const string ProtocolSuffix = "Protocol";

    public static Props Props(ClusterMetrics metrics) => Akka.Actor.Props.Create(() => new DeadLetterCounter(metrics));

    /// <summary>
    /// <c>Hunt</c> for a message of <see cref="HuntProtocol"/>; <c>internal</c> for what an actor tells itself or its children; null: not ours.
    /// </summary>
    internal static string? ProtocolOf(object message)
    {
        var type = message.GetType();
        if (type.Namespace?.StartsWith(OwnTypes, StringComparison.Ordinal) != true)
        {
            return null;
        }

        return type.DeclaringType is { } protocol && protocol.Name.EndsWith(ProtocolSuffix, StringComparison.Ordinal)
            ? protocol.Name[..^ProtocolSuffix.Length]
            : "internal";
    }

    protected override void PreStart() => Context.System.EventStream.Subscribe(Self, typeof(DeadLetter));

    protected override void PostStop() => Context.System.EventStream.Unsubscribe(Self);

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case DeadLetter dead:
                if (ProtocolOf(dead.Message) is { } protocol)
                {
                    metrics.DeadLetter(protocol);
                }

                break;
            default:
                Unhandled(message);
                break;
        }
    }
}
