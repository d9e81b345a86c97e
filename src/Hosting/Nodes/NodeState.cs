using IocExplorer.Messages.Service.Nodes;

namespace IocExplorer.Hosting.Nodes;

/// <summary>A member of the cluster, as the cluster sees it and as it describes itself.</summary>
public sealed record NodeState
{
    /// <summary>The number of this start of its ActorSystem.</summary>
    public required long Id { get; init; }

    /// <summary>Where its remoting listens.</summary>
    public required string Address { get; init; }

    public required NodeKind Kind { get; init; }

    /// <summary><c>joining</c>, <c>up</c>, <c>unreachable</c>, <c>leaving</c> or <c>down</c>.</summary>
    public required string Member { get; init; }

    /// <summary>As it is configured: travels with the membership.</summary>
    public required string Name { get; init; }

    /// <summary>Null until it has answered for the first time, as all that follows.</summary>
    public string? Version { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>Since its last account of itself.</summary>
    public TimeSpan? Age { get; init; }

    /// <summary>JSON of a <see cref="CoordinatorStatus"/> or a <see cref="WorkerStatus"/>; empty until it has answered.</summary>
    public string Detail { get; init; } = "";

    /// <summary>It takes part in the service.</summary>
    public bool IsUp => Member == "up";
}
