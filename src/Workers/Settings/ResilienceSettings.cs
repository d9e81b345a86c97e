namespace IocExplorer.Workers.Settings;

/// <summary>Time-outs and retries of requests. One set for all sources.</summary>
public sealed record ResilienceSettings
{
    /// <summary>
    /// Times that a request is tried in all, the first included, when it fails in a way that may pass (5xx, time-out, reset, 429). Default 4.
    /// </summary>
    public int Attempts { get; init; } = 4;

    /// <summary>Times that a request is tried in all when what comes back is malformed. Each try may cost a paid call. Default 2.</summary>
    public int AttemptsWhenMalformed { get; init; } = 2;

    /// <summary>Pause before the second try; doubles from there, with jitter. Default 500 ms.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>The longest pause between tries that the source did not ask for. Default 30 s.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The shortest pause after a 429, whatever Retry-After says. Default 1 s.</summary>
    public TimeSpan RetryAfterFloor { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest pause after a 429, whatever Retry-After says. Default 5 min.</summary>
    public TimeSpan RetryAfterCeiling { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>For one request, from connecting to the last byte of the body. Default 15 s.</summary>
    public TimeSpan AttemptTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>For a query with all its tries and pages, waiting for permits not counted. Default 2 min.</summary>
    public TimeSpan QueryTimeout { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>
    /// Share of requests that must fail within <see cref="BreakerWindow"/> (at least <see cref="BreakerMinimum"/> of them) for a source
    /// to be left alone for a while. Default 0.9.
    /// </summary>
    public double BreakerFailureShare { get; init; } = 0.9;

    /// <summary>Default 10 s.</summary>
    public TimeSpan BreakerWindow { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Default 10 requests.</summary>
    public int BreakerMinimum { get; init; } = 10;

    /// <summary>How long a source that fails is left alone before one request probes it. Default 5 s.</summary>
    public TimeSpan BreakerPause { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Probes in a row that may fail before a source is given up for the run and its open queries are recorded as not answered. Default 6.</summary>
    public int BreakerProbes { get; init; } = 6;

    /// <summary>Bytes of an answer after decompression. Default 8 MiB.</summary>
    public int AnswerBytes { get; init; } = 8 * 1024 * 1024;

    /// <summary>Levels of nesting in an answer. Default 64.</summary>
    public int AnswerDepth { get; init; } = 64;
}
