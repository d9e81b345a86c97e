using System.Threading.Channels;
using Akka.Actor;

namespace IocExplorer.Hosting.Tests.Placement;

/// <summary>Answers any text with the node that it lives on and a number of its own; tells when it was stopped, and by its stop message or not.</summary>
internal sealed class MovingEntity(string node, string id, ChannelWriter<string> ends) : UntypedActor
{
    public const string StopMessage = "stop-message";

    private readonly Guid _incarnation = Guid.NewGuid();
    private bool _wasTold;

    public static Props Props(string node, string id, ChannelWriter<string> ends) => Akka.Actor.Props.Create(() => new MovingEntity(node, id, ends));

    protected override void OnReceive(object message)
    {
        if (message is StopMessage)
        {
            _wasTold = true;
            Context.Stop(Self);
            return;
        }

        Sender.Tell($"{node} {_incarnation}");
    }

    protected override void PostStop() => ends.TryWrite($"{id} on {node} {(_wasTold ? "was told" : "was ended")}");
}
