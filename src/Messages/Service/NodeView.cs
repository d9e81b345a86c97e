namespace IocExplorer.Messages.Service;

/// <summary>A live node as the API shows it.</summary>
public sealed record NodeView
{
    public required long Id { get; init; }

    public required NodeKind Kind { get; init; }

    public required string Name { get; init; }

    public required string Version { get; init; }

    /// <summary><c>alive</c>, or <c>draining</c> while it stops.</summary>
    public required string State { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Seconds since its last heartbeat.</summary>
    public required double BeatAgeSeconds { get; init; }

    /// <summary>Of a coordinator: trees that it explores now.</summary>
    public int? Trees { get; init; }

    /// <summary>Of a worker: how its sources are doing.</summary>
    public IReadOnlyList<SourceProgress>? Sources { get; init; }
}
