using Akka.Actor;
using Akka.Cluster;

namespace IocExplorer.Hosting.Clustering;

/// <summary>Who is in the cluster, as this node sees it now. Sends no message and does not wait; thread-safe.</summary>
public static class ClusterView
{
    /// <summary>All members, by name and address. Empty while the node is in no cluster.</summary>
    public static IReadOnlyList<ClusterMember> Of(ActorSystem system)
    {
        var cluster = Cluster.Get(system);
        return Of(cluster.State, cluster.SelfUniqueAddress);
    }

    internal static IReadOnlyList<ClusterMember> Of(ClusterEvent.CurrentClusterState state, UniqueAddress self) =>
    [
        .. state.Members
            .Select(member => new ClusterMember(
                ClusterRoles.NameOf(member), StatusOf(member, state), member.Address.ToString(), member.UniqueAddress.Equals(self)))
            .OrderBy(member => member.Name, StringComparer.Ordinal)
            .ThenBy(member => member.Address, StringComparer.Ordinal),
    ];

    private static ClusterMemberStatus StatusOf(Member member, ClusterEvent.CurrentClusterState state) => member.Status switch
    {
        MemberStatus.Leaving or MemberStatus.Exiting or MemberStatus.Down or MemberStatus.Removed => ClusterMemberStatus.Leaving,
        _ when state.Unreachable.Contains(member) => ClusterMemberStatus.Unreachable,
        MemberStatus.Up => ClusterMemberStatus.Up,
        _ => ClusterMemberStatus.Joining,
    };
}
