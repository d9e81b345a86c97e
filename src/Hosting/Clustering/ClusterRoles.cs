using Akka.Cluster;

namespace IocExplorer.Hosting.Clustering;

/// <summary>What nodes do in the cluster. A node's name travels as one more role, so that every member knows the names of all without asking anybody.</summary>
public static class ClusterRoles
{
    /// <summary>Hunts and trees live here.</summary>
    public const string Coordinator = "coordinator";

    /// <summary>Sources are asked from here.</summary>
    public const string Worker = "worker";

    private const string NamePrefix = "name:";

    /// <summary>The role that carries a node's name.</summary>
    public static string OfName(string name) => NamePrefix + name;

    /// <summary>The name of a member; empty when it has none.</summary>
    public static string NameOf(Member member) =>
        member.Roles.FirstOrDefault(role => role.StartsWith(NamePrefix, StringComparison.Ordinal))?[NamePrefix.Length..] ?? "";
}
