namespace IocExplorer.Coordinator.Api;

/// <summary>What the API lets through, and what holds for hunts that do not say otherwise.</summary>
public sealed record ApiOptions
{
    /// <summary>Levels below each seed when a hunt does not say. Default 3.</summary>
    public int Depth { get; init; } = 3;

    /// <summary>Age up to which answers of the ledger are used when a hunt does not say. Default 24 h.</summary>
    public TimeSpan MaxAge { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Whether private and reserved IOCs go to outside sources. The service decides that, never a hunt.</summary>
    public bool SendReserved { get; init; }

    /// <summary>Where the rules of each hunt begin; what no <c>RuleFlag</c> writes, the service decides, never a hunt.</summary>
    public HuntRules DefaultRules { get; init; } = new();

    /// <summary>Seeds of one hunt; more are refused. Default 100,000.</summary>
    public int MaxSeeds { get; init; } = 100_000;

    /// <summary>Bytes of a seed file; more are refused unread. Default 16 MiB.</summary>
    public long MaxBodyBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>Requests of each token in a minute. Default 600. Too small: clients that watch several hunts are refused.</summary>
    public int RequestsPerMinute { get; init; } = 600;

    /// <summary>Requests without a valid token from one address in a minute. Default 60: enough for mistakes, too few to guess tokens.</summary>
    public int StrangersPerMinute { get; init; } = 60;

    /// <summary>Event streams of progress at once. Default 500: half the connections of a node, so that its health and other requests find one.</summary>
    public int MaxStreams { get; init; } = 500;

    /// <summary>SHA-256 of the administrator's token of the configuration; null when there is none. The token itself is not kept.</summary>
    public ReadOnlyMemory<byte>? AdminTokenHash { get; init; }

    /// <summary>How long a list of tokens is cached, and with it how long a revoked token may still work. Default 3 s.</summary>
    public TimeSpan TokensGoodFor { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Between two events of a stream of progress while something changes. Default 1 s.</summary>
    public TimeSpan ProgressEvery { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Between two events while nothing changes, so that proxies do not close the stream as idle. Default 10 s.</summary>
    public TimeSpan ProgressAtLeast { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Time-out of every response but streams, archives and submissions. Default 1 min: longer than any statement takes.</summary>
    public TimeSpan LongestRequest { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>A submission, with the upload. Default 5 min.</summary>
    public TimeSpan LongestSubmission { get; init; } = TimeSpan.FromMinutes(5);

    public TimeProvider Time { get; init; } = TimeProvider.System;
}
