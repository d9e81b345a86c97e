using Akka.Actor;
using Akka.Cluster.Hosting;
using Akka.Cluster.Sharding;
using Akka.Hosting;

namespace IocExplorer.Hosting.Placement;

/// <summary>Places entities over the cluster. What an entity may rely on is the same as below a <see cref="ChildPerEntity"/>.</summary>
public static class Entities
{
    // Some ten for each node of a large cluster. All nodes must agree, so it is no setting.
    private const int Shards = 100;

    /// <summary>Hosts entities on the nodes of a role.</summary>
    /// <param name="name">Of the kind of entity: the same on all nodes.</param>
    /// <param name="role">See <see cref="Clustering.ClusterRoles"/>.</param>
    /// <param name="idOf">The entity that a message is for; null: none.</param>
    /// <param name="stopMessage">Sent to an entity that moves: it finishes its current message and stops itself.</param>
    /// <param name="props">Makes an entity by its id.</param>
    public static AkkaConfigurationBuilder WithEntities<TRegion>(
        this AkkaConfigurationBuilder builder,
        string name,
        string role,
        Func<object, string?> idOf,
        object stopMessage,
        Func<ActorSystem, IActorRegistry, Func<string, Props>> props) => builder.WithShardRegion<TRegion>(
        name,
        props,
        new Extractor(idOf),
        new ShardOptions
        {
            Role = role,
            StateStoreMode = StateStoreMode.DData,
            RememberEntities = false,

            // Timers and answers keep an entity at work that gets no message through its region: each knows itself when it has nothing left to do.
            ShouldPassivateIdleEntities = false,
            HandOffStopMessage = stopMessage,
        });

    /// <summary>Reaches entities that are hosted on the nodes of another role.</summary>
    /// <inheritdoc cref="WithEntities{TRegion}"/>
    public static AkkaConfigurationBuilder WithEntitiesElsewhere<TRegion>(
        this AkkaConfigurationBuilder builder, string name, string role, Func<object, string?> idOf) =>
        builder.WithShardRegionProxy<TRegion>(name, role, new Extractor(idOf));

    private sealed class Extractor(Func<object, string?> idOf) : HashCodeMessageExtractor(Shards)
    {
        public override string? EntityId(object message) => idOf(message);
    }
}
