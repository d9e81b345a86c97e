using Akka.Actor;
using Akka.Hosting;
using IocExplorer.Messages.Protocols;
using IocExplorer.Messages.Service.Nodes;

namespace IocExplorer.Hosting.Nodes;

/// <summary>Places what nodes tell each other of themselves.</summary>
public static class NodeHosting
{
    /// <summary>Answers requests for the status of this node.</summary>
    /// <param name="detail">JSON of the node's own account; cheap, called for each question.</param>
    public static AkkaConfigurationBuilder WithNodeStatus(
        this AkkaConfigurationBuilder builder, NodeKind kind, string name, TimeProvider time, Func<string> detail) =>
        builder.WithActors((system, _) => system.ActorOf(NodeStatusActor.Props(kind, name, time, detail), NodeStatusActor.Path));

    /// <summary>Publishes to the cluster what this worker can ask.</summary>
    public static AkkaConfigurationBuilder WithOffers(this AkkaConfigurationBuilder builder, IReadOnlyList<NodeProtocol.Offer> offers) =>
        builder.WithActors((system, _) => system.ActorOf(Props.Create(() => new OfferPublisher(offers)), "offer-publisher"));

    /// <summary>Keeps both directories up to date.</summary>
    public static AkkaConfigurationBuilder WithDirectories(
        this AkkaConfigurationBuilder builder, NodeDirectory nodes, OfferDirectory offers, TimeProvider time) =>
        builder.WithActors((system, _) =>
        {
            system.ActorOf(Props.Create(() => new NodeDirectoryActor(nodes, time)), "node-directory");
            system.ActorOf(Props.Create(() => new OfferReader(offers)), "offer-reader");
        });
}
