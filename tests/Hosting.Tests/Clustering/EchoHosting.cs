using Akka.Actor;
using Akka.Cluster.Hosting;
using Akka.Cluster.Sharding;
using Akka.Configuration;
using Akka.Hosting;
using IocExplorer.Hosting.Clustering;
using IocExplorer.Persistence.Postgres.Cluster;
using Microsoft.Extensions.Logging;

namespace IocExplorer.Hosting.Tests.Clustering;

/// <summary>The node of these tests: one region of <see cref="EchoActor"/> on all nodes.</summary>
internal static class EchoHosting
{
    public static EngineOptions Options(ClusterDatabase database, string name, string role, ILoggerFactory logs) => new()
    {
        Name = name,
        Roles = [role],
        Database = database,
        Logs = logs,

        // As the programs have it: a message without a serializer of its own is refused.
        Parts = ConfigurationFactory.ParseString("akka.actor.serialization-settings.allow-unregistered-types = off"),
        Place = (akka, _) => akka.WithShardRegion<EchoActor>(
            "echo",
            _ => Props.Create(() => new EchoActor(name)),
            new EchoExtractor(),
            new ShardOptions { StateStoreMode = StateStoreMode.DData, RememberEntities = false }),
    };

    /// <summary>The name of the node that the entity lives on, asked again until it answers.</summary>
    public static async Task<string> AskAsync(ActorSystem system, string entity, CancellationToken cancellation)
    {
        var region = await ActorRegistry.For(system).GetAsync<EchoActor>(cancellation);
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                return await region.Ask<string>(entity, TimeSpan.FromSeconds(1), cancellation);
            }
            catch (AskTimeoutException)
            {
                // A message to an entity that moves may be lost.
            }
        }
    }
}
