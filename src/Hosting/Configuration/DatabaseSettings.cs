namespace IocExplorer.Hosting.Configuration;

/// <summary>Where the ledger is: at most one of the two is set.</summary>
public sealed record DatabaseSettings
{
    /// <summary>Full path of the ledger's file; null when not set.</summary>
    public string? File { get; init; }

    /// <summary>The PostgreSQL database of a service.</summary>
    public DatabaseAddress? Server { get; init; }
}
