namespace IocExplorer.Hosting.Clustering;

/// <summary>A member of the cluster, for operators.</summary>
/// <param name="Name">As its settings call it; need not be unique.</param>
/// <param name="IsSelf">Whether it is the node that was asked.</param>
public sealed record ClusterMember(string Name, ClusterMemberStatus Status, string Address, bool IsSelf);
