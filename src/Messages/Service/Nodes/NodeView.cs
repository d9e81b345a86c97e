namespace IocExplorer.Messages.Service.Nodes;

/// <summary>A member of the cluster as the API shows it. What a node reports itself is absent until its first report.</summary>
public sealed record NodeView
{
    /// <summary>The number of this start of the node.</summary>
    public required long Id { get; init; }

    public required NodeKind Kind { get; init; }

    public required string Name { get; init; }

    /// <summary>Where its remoting listens.</summary>
    public required string Address { get; init; }

    public required string Version { get; init; }

    /// <summary><c>joining</c>, <c>up</c>, <c>unreachable</c>, <c>leaving</c> or <c>down</c>.</summary>
    public required string State { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>Seconds since its last account of itself.</summary>
    public double? BeatAgeSeconds { get; init; }

    /// <summary>Of a coordinator: hunts that it supervises now.</summary>
    public int? Hunts { get; init; }

    /// <summary>Of a coordinator: trees that it explores now.</summary>
    public int? Trees { get; init; }

    /// <summary>Of a worker: how its sources are doing.</summary>
    public IReadOnlyList<SourceProgress>? Sources { get; init; }

    /// <summary>Of a worker: the throttles that it hosts now.</summary>
    public IReadOnlyList<ThrottleView>? Throttles { get; init; }
}
