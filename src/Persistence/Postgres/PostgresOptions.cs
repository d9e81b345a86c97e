using IocExplorer.Messages.Service;

namespace IocExplorer.Persistence.Postgres;

/// <summary>Which database the cluster shares, and who this node is in it.</summary>
public sealed record PostgresOptions
{
    /// <summary>Npgsql's form: <c>Host=...;Username=...;Password=...;Database=...</c>; <c>Search Path</c> names the schema. Never written to a log or an error.</summary>
    public required string ConnectionString { get; init; }

    public required NodeKind Kind { get; init; }

    /// <summary>For people; need not be unique.</summary>
    public required string Name { get; init; }

    /// <summary>Of the program, for people.</summary>
    public string Version { get; init; } = "";

    /// <summary>
    /// Between two heartbeats; default 3 s. At most a third of <see cref="Lease"/>, so that one that is lost or late does no harm. Shorter costs a write
    /// to one row each time.
    /// </summary>
    public TimeSpan Heartbeat { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>
    /// How long after its last heartbeat the others take a node for dead and take over what it had; default 15 s. Shorter brings the work of a killed node
    /// back earlier; too short takes a node for dead that only had to wait.
    /// </summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Whether hints of other nodes are listened to; default true. False where a transaction pooler stands in between: then everything is polled.</summary>
    public bool Listen { get; init; } = true;

    /// <summary>At most one notification to the other nodes in this time; default 20 ms. Longer gathers more, shorter wakes them earlier.</summary>
    public TimeSpan HintInterval { get; init; } = TimeSpan.FromMilliseconds(20);

    /// <summary>
    /// Connections of the ledger, and as many for all else, opened as needed; default 20. Two more beat, one listens. All nodes together must stay below the server's
    /// max_connections.
    /// </summary>
    public int MostConnections { get; init; } = 20;

    /// <summary>Times the heartbeat and how far this node trusts itself. Never compared with the database's clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Jitter.</summary>
    public Random Random { get; init; } = new();

    /// <summary>For tests: takes the place of the database's clock. Null is the database's clock.</summary>
    public TimeProvider? Clock { get; init; }

    /// <summary>For tests: without, heartbeats come only when they are called for.</summary>
    internal bool BeatsByItself { get; init; } = true;

    internal void Validate()
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(ConnectionString);
        ArgumentException.ThrowIfNullOrWhiteSpace(Name);
        ArgumentOutOfRangeException.ThrowIfLessThan(MostConnections, 2);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(Heartbeat, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(HintInterval, TimeSpan.Zero);
        if (Heartbeat * 3 > Lease)
        {
            throw new ArgumentOutOfRangeException(nameof(Heartbeat), Heartbeat, $"The heartbeat ({Heartbeat}) must be at most a third of the lease ({Lease}).");
        }
    }
}
