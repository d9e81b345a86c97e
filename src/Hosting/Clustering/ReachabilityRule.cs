namespace IocExplorer.Hosting.Clustering;

/// <summary>When a node that the database does not answer leaves the cluster, so that others work on what it has.</summary>
internal static class ReachabilityRule
{
    /// <summary>More than one probe has failed, and not only the first after a pause of the whole process.</summary>
    public static readonly TimeSpan Failing = TimeSpan.FromSeconds(5);

    /// <summary>Another member's word, and the answer it had, are taken as of now for so long.</summary>
    public static readonly TimeSpan News = TimeSpan.FromSeconds(6);

    /// <param name="sinceAnswer">Since the database last answered this node.</param>
    /// <param name="failingFor">Since its first failure after that.</param>
    /// <param name="limit">How long a node goes on without the database.</param>
    /// <param name="others">The last reports of other members: their age, and for how long the database had not answered them then.</param>
    /// <returns>Never when no other node is known to reach it: then the database is down for all, and all nodes wait.</returns>
    public static bool Leaves(TimeSpan sinceAnswer, TimeSpan failingFor, TimeSpan limit, IEnumerable<(TimeSpan Ago, TimeSpan SinceAnswer)> others) =>
        sinceAnswer >= limit && failingFor >= Failing && others.Any(other => other.Ago < News && other.SinceAnswer < News);
}
