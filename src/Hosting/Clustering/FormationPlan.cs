using IocExplorer.Persistence.Postgres.Cluster;

namespace IocExplorer.Hosting.Clustering;

/// <summary>Reads off the table of addresses whether there is a cluster to join, or one to found.</summary>
internal static class FormationPlan
{
    /// <summary>A node without a heartbeat for so long is not waited for.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromSeconds(10);

    /// <summary>
    /// After an outage of the database all rows look old although their nodes live: such are asked all the same, for so long, and they have time to beat again.
    /// Who was silent for longer than <see cref="Forgotten"/> is not.
    /// </summary>
    public static readonly TimeSpan Doubt = TimeSpan.FromSeconds(5);

    /// <inheritdoc cref="Doubt"/>
    public static readonly TimeSpan Forgotten = TimeSpan.FromMinutes(10);

    /// <param name="others">What the table shows, without the node itself.</param>
    /// <param name="watched">Since the node first read it.</param>
    public static FormationStep Decide(IReadOnlyList<ObservedNode> others, TimeSpan watched)
    {
        var beating = others.Where(other => other.Age < Fresh).ToList();
        if (AddressesOfUp(beating) is { Count: > 0 } cluster)
        {
            return new FormationStep.Join(cluster);
        }

        if (beating.Exists(other => other.Presence == NodePresence.Founding))
        {
            return new FormationStep.Wait();
        }

        return watched < Doubt && AddressesOfUp(others.Where(other => other.Age < Forgotten)) is { Count: > 0 } silent
            ? new FormationStep.Join(silent)
            : new FormationStep.Found();
    }

    private static List<string> AddressesOfUp(IEnumerable<ObservedNode> nodes) =>
        [.. nodes.Where(node => node.Presence == NodePresence.Up).Select(node => node.Node.Address).Order(StringComparer.Ordinal)];
}
