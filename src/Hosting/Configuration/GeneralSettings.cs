namespace IocExplorer.Hosting.Configuration;

/// <summary>What holds for every hunt that does not say otherwise.</summary>
public sealed record GeneralSettings
{
    /// <summary>Levels asked about below the seed. 1 to 16, default 3.</summary>
    public int Depth { get; init; } = 3;

    /// <summary>Answers of the ledger older than this are asked anew. Default 24 h.</summary>
    public TimeSpan MaxAge { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Trees that <c>explore</c> grows at the same time. Default 64.</summary>
    public int ActiveTrees { get; init; } = 64;

    /// <summary>
    /// A quota used up for longer than this is not waited for. Null when not set: then <c>explore</c> waits an hour, a node of
    /// the service for as long as it takes.
    /// </summary>
    public TimeSpan? LongestQuotaWait { get; init; }

    /// <summary>Whether private and reserved addresses and internal names go to outside sources.</summary>
    public bool SendReserved { get; init; }

    /// <summary>Whether URLs are asked about and not only shown.</summary>
    public bool ExpandUrls { get; init; }

    /// <summary>Domains of the user, in normal form: never sent to external sources.</summary>
    public IReadOnlyList<string> OwnDomains { get; init; } = [];

    /// <summary>
    /// Whether sources are asked that are not configured. Null when not set: then they are, unless a source's server is on this machine, as in a rehearsal.
    /// A <c>config.ini</c> of the original tool means false.
    /// </summary>
    public bool? DefaultSources { get; init; }

    /// <summary>Whether nothing is asked outside: only relations of the user's own.</summary>
    public bool Offline { get; init; }

    /// <summary>Up to which sharing level an IOC may be for a source that names no level of its own. Default clear.</summary>
    public SharingLevel ClearedFor { get; init; }
}
