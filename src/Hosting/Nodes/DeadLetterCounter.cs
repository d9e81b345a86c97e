using Akka.Actor;
using Akka.Cluster.Sharding;
using Akka.Event;

namespace IocExplorer.Hosting.Nodes;

/// <summary>Counts the messages that reached nobody.</summary>
internal sealed class DeadLetterCounter(DeadLetterMetrics metrics) : UntypedActor
{
    protected override void PreStart() => Context.System.EventStream.Subscribe(Self, typeof(AllDeadLetters));

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case SuppressedDeadLetter:
                // Whoever sent it knew that it might be too late.
                break;
            case AllDeadLetters letter:
                metrics.Count(letter.Message is ShardingEnvelope envelope ? envelope.Message : letter.Message);
                break;
            default:
                Unhandled(message);
                break;
        }
    }
}
