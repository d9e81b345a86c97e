using Akka.Actor;

namespace IocExplorer.Coordinator.Brokering;

/// <summary>
/// One walk of one coordinator. Compared by identity: a coordinator that walks again after a crash numbers its queries anew, so it is
/// another asker behind the same reference.
/// </summary>
internal sealed class Asker(IActorRef coordinator)
{
    public IActorRef Coordinator { get; } = coordinator;
}
