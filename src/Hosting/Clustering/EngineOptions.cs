using Akka.Configuration;
using Akka.Hosting;
using IocExplorer.Hosting.Configuration;
using IocExplorer.Persistence.Postgres.Cluster;
using Microsoft.Extensions.DependencyInjection;

namespace IocExplorer.Hosting.Clustering;

/// <summary>What a node runs and how it takes part in the cluster.</summary>
public sealed record EngineOptions
{
    /// <summary>What operators call the node.</summary>
    public required string Name { get; init; }

    /// <summary>See <see cref="ClusterRoles"/>.</summary>
    public required IReadOnlyList<string> Roles { get; init; }

    /// <summary>Where nodes find each other. Not disposed of; its schema must be up to date.</summary>
    public required ClusterDatabase Database { get; init; }

    /// <summary>
    /// Places the actors of one ActorSystem: regions, singletons, actors of this node, as <c>WithShardRegion</c>, <c>WithSingleton</c>, <c>WithActors</c>.
    /// Called again for each ActorSystem that the process starts.
    /// </summary>
    public required Action<AkkaConfigurationBuilder, IServiceProvider> Place { get; init; }

    /// <summary>
    /// What the actors get from the container, beside <see cref="StoreTime"/> and the <see cref="PauseMonitor"/>. Instances that are handed in stay the
    /// caller's; what the container makes ends with the ActorSystem.
    /// </summary>
    public Action<IServiceCollection> Services { get; init; } = static _ => { };

    /// <summary>How other nodes reach this one. Default: loopback, any free port.</summary>
    public RemotingSettings Remoting { get; init; } = new();

    /// <summary>Settings of other parts (serialization, journals), over those of <see cref="ClusterConfig"/>.</summary>
    public Config Parts { get; init; } = ConfigurationFactory.Empty;

    /// <summary>The user's own <c>akka</c> section, over everything.</summary>
    public Config User { get; init; } = ConfigurationFactory.Empty;

    /// <summary>
    /// A node that the database does not answer for so long leaves the cluster, if others reach the database, and joins again when it answers. Default 15 s.
    /// </summary>
    public TimeSpan DatabaseLimit { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>For the orderly end of an ActorSystem; what takes longer is cut off. Default 10 s.</summary>
    public TimeSpan ShutdownLimit { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Takes our lines and Akka's; nothing goes to the console by itself.</summary>
    public required ILoggerFactory Logs { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;
}
