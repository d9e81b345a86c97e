using Akka.Cluster.Hosting;
using Akka.Hosting;

namespace IocExplorer.Hosting.Clustering;

/// <summary>Places the <see cref="HuntWaker"/>.</summary>
public static class HuntWakerHosting
{
    /// <summary>One in the cluster, on the oldest coordinator.</summary>
    /// <typeparam name="TRegion">Under which the region of the hunts is registered; it must have been placed before.</typeparam>
    /// <param name="openHunts">Reads which hunts are not over.</param>
    public static AkkaConfigurationBuilder WithHuntWaker<TRegion>(
        this AkkaConfigurationBuilder builder, Func<CancellationToken, Task<IReadOnlyList<HuntId>>> openHunts) =>
        builder.WithSingleton<HuntWaker>(
            "hunt-waker",
            (_, registry, _) => HuntWaker.Props(registry.Get<TRegion>(), openHunts),
            new ClusterSingletonOptions { Role = ClusterRoles.Coordinator },
            createProxyToo: false);
}
