using Akka.Actor;

namespace IocExplorer.Messages.Protocols;

/// <summary>Messages to an <c>ExplorationCoordinator</c>, which owns one tree while it is explored.</summary>
public static class ExplorationProtocol
{
    /// <summary>Told to the coordinator of a tree.</summary>
    public interface ICommand : IWithTree, IRemoteMessage;

    /// <summary>Explore this seed. Sent again at intervals until the tree is finished; a coordinator that explores it already ignores it.</summary>
    /// <param name="Tree">Which tree.</param>
    /// <param name="Seed">Its root.</param>
    /// <param name="Sharing">How far the seed, and what is found below it, may travel.</param>
    /// <param name="NameIsTaken">Another seed of the hunt has the same value under another type: the file's name says the type.</param>
    /// <param name="Plan">What all trees of the hunt go by.</param>
    /// <param name="Supervisor">Receives the end.</param>
    public sealed record Explore(TreeId Tree, Ioc Seed, SharingLevel Sharing, bool NameIsTaken, HuntPlan Plan, IActorRef Supervisor) : ICommand;

    /// <summary>Ends the tree: its end is durable in the hunt, or the hunt is paused, cancelled or deleted.</summary>
    public sealed record Stop(TreeId Tree) : ICommand;
}
