using Akka.Hosting;
using IocExplorer.Hosting.Clustering;
using IocExplorer.Hosting.Placement;

namespace IocExplorer.Workers.Throttling;

/// <summary>Places the throttles of sources over the workers of a cluster.</summary>
public static class ThrottlesHosting
{
    /// <summary>Hosts a part of the throttles on this node. They never end while the cluster runs: what they hold is the queue.</summary>
    /// <param name="options">How. Each throttle gets a <see cref="SourceThrottleOptions.Random"/> of its own.</param>
    public static AkkaConfigurationBuilder WithThrottles(this AkkaConfigurationBuilder builder, SourceThrottleOptions options, ThrottleStatistics statistics) =>
        builder.WithEntities<ThrottleRegion>(
            ThrottleRegion.Name,
            ClusterRoles.Worker,
            ThrottleRegion.EntityOf,
            SourceThrottle.Leave.Instance,
            (system, _) =>
            {
                var directory = new ClusterWorkerDirectory(system);
                return source => SourceThrottle.Props(source, options with { Random = Draw(options.Random) }, directory, statistics);
            });

    // Throttles of different shards are made side by side.
    private static Random Draw(Random random)
    {
        lock (random)
        {
            return new(random.Next());
        }
    }
}
