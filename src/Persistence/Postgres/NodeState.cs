using IocExplorer.Messages;
using IocExplorer.Messages.Service;

namespace IocExplorer.Persistence.Postgres;

/// <summary>A node as its last heartbeat left it.</summary>
/// <param name="BeatAge">Since its last heartbeat, on the database's clock, when this was read.</param>
/// <param name="Sources">What it offers to ask, by name.</param>
/// <param name="Status">Its own text, see <see cref="ClusterNode.Status"/>.</param>
public sealed record NodeState(
    NodeId Id,
    NodeKind Kind,
    string Name,
    string Version,
    DateTimeOffset StartedAt,
    TimeSpan BeatAge,
    TimeSpan Lease,
    NodePhase Phase,
    IReadOnlyList<string> Sources,
    string Status);
