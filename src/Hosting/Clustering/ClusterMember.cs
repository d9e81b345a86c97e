namespace IocExplorer.Hosting.Clustering;

/// <summary>A member of the cluster, for operators.</summary>
/// <param name="Name">As its settings call it; need not be unique.</param>
/// <param name="Roles">What it does, see <see cref="ClusterRoles"/>.</param>
/// <param name="Status">How it stands.</param>
/// <param name="Version">Of its program.</param>
/// <param name="Address">Of its ActorSystem.</param>
/// <param name="Uid">Of its ActorSystem: another one after each start.</param>
/// <param name="IsSelf">Whether it is the node that was asked.</param>
public sealed record ClusterMember(
    string Name, IReadOnlyList<string> Roles, ClusterMemberStatus Status, string Version, string Address, int Uid, bool IsSelf);
