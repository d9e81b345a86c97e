using System.Diagnostics.Metrics;

namespace IocExplorer.Hosting.Clustering;

/// <summary>Metrics of the cluster as seen from this node: members, and messages without a receiver.</summary>
internal sealed class ClusterMetrics : IDisposable
{
    private static readonly ClusterMemberStatus[] _statuses = Enum.GetValues<ClusterMemberStatus>();

    private readonly Meter _meter = new("IocExplorer.Cluster");
    private readonly Counter<long> _deadLetters;

    /// <param name="members">As this node sees them now. Called for each reading.</param>
    public ClusterMetrics(Func<IReadOnlyList<ClusterMember>> members)
    {
        _meter.CreateObservableGauge(
            "cluster.members",
            () => Count(members()),
            "{node}",
            "Members of the cluster as this node sees them, by status: joining, up, unreachable, leaving.");
        _deadLetters = _meter.CreateCounter<long>(
            "cluster.dead_letters",
            "{message}",
            "Messages of this program without a receiver here, by protocol. They are sent again: some are normal while nodes join and leave.");
    }

    /// <summary>A message had no receiver.</summary>
    public void DeadLetter(string protocol) => _deadLetters.Add(1, new KeyValuePair<string, object?>("protocol", protocol));

    public void Dispose() => _meter.Dispose();

    private static IEnumerable<Measurement<int>> Count(IReadOnlyList<ClusterMember> members) => _statuses.Select(status => new Measurement<int>(
        members.Count(member => member.Status == status), new KeyValuePair<string, object?>("status", status.ToString().ToLowerInvariant())));
}
