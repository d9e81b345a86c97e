using Akka.Actor;
using Akka.Cluster;
using IocExplorer.Hosting.Clustering;
using IocExplorer.Workers.Asking;

namespace IocExplorer.Workers.Throttling;

/// <summary>The members of the cluster that are workers and may have something in hand.</summary>
public sealed class ClusterWorkerDirectory(ActorSystem system) : IWorkerDirectory
{
    private readonly Cluster _cluster = Cluster.Get(system);

    public IReadOnlyList<(string Node, string Path)> Nodes =>
    [
        .. _cluster.State.Members
            .Where(member => member.HasRole(ClusterRoles.Worker) && member.Status is MemberStatus.Up or MemberStatus.WeaklyUp or MemberStatus.Leaving)
            .Select(member => member.Address == _cluster.SelfAddress
                ? (IWorkerDirectory.Local, $"/user/{SourceWorkers.ActorName}")
                : (member.Address.ToString(), $"{member.Address}/user/{SourceWorkers.ActorName}")),
    ];
}
