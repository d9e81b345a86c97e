using Akka.Actor;

namespace IocExplorer.Workers.Tests.Throttling;

/// <summary>A reference that is told apart from others and never told anything.</summary>
internal sealed class NamedRef(string name) : MinimalActorRef
{
    public override ActorPath Path { get; } = new RootActorPath(Address.AllSystems) / name;

    public override IActorRefProvider Provider => throw new NotSupportedException();
}
