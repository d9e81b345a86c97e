namespace IocExplorer.Persistence.Postgres;

/// <summary>Which database the service shares, and how it is used.</summary>
public sealed record PostgresOptions
{
    /// <summary>
    /// Npgsql's form: <c>Host=...;Username=...;Password=...;Database=...</c>; <c>Search Path</c> names the schema. Never written to a log or an error.
    /// </summary>
    public required string ConnectionString { get; init; }

    /// <summary>The node's name, for those who look at the server's connections.</summary>
    public required string Name { get; init; }

    /// <summary>
    /// Connections of the stores, opened as needed; default 20. With those of the journals and of the cluster, all nodes together must stay below the server's
    /// max_connections.
    /// </summary>
    public int MostConnections { get; init; } = 20;

    /// <summary>Jitter.</summary>
    public Random Random { get; init; } = new();

    /// <summary>For tests: takes the place of the database's clock. Null is the database's clock.</summary>
    public TimeProvider? Clock { get; init; }

    internal void Validate()
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(ConnectionString);
        ArgumentException.ThrowIfNullOrWhiteSpace(Name);
        ArgumentOutOfRangeException.ThrowIfLessThan(MostConnections, 2);
    }
}
