namespace IocExplorer.Hosting.Configuration;

/// <summary>What coordinators serve to whom.</summary>
public sealed record ServiceSettings
{
    /// <summary>Of <c>service.adminTokenFile</c>: requests with it may do everything. Null when none is set, and in programs that do not need it.</summary>
    public string? AdminToken { get; init; }

    /// <summary>Seeds of one hunt. 1 to 10 million, default 100,000.</summary>
    public int MaxSeeds { get; init; } = 100_000;

    /// <summary>Bytes of one request. 1 KiB to 1 GiB, default 16 MiB.</summary>
    public int MaxBodyBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>For each token. 1 to 1 million, default 600.</summary>
    public int RequestsPerMinute { get; init; } = 600;

    /// <summary>Trees of one hunt explored at once on one node. 1 to 10,000, default 64.</summary>
    public int ActiveTrees { get; init; } = 64;

    // A record prints all it has, and this has a token.
    public override string ToString() => nameof(ServiceSettings);
}
