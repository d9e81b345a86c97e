using IocExplorer.Workers.Settings;

namespace IocExplorer.Workers.Lanes;

/// <summary>A source that is asked over HTTP, as it is configured.</summary>
public sealed record HttpSourceOptions
{
    public required string Name { get; init; }

    /// <summary>In tree order.</summary>
    public required IReadOnlyList<ISourceOperation> Operations { get; init; }

    /// <summary>Each is a lane of its own. Empty: one lane without a key.</summary>
    public IReadOnlyList<string> ApiKeys { get; init; } = [];

    /// <summary>For each key.</summary>
    public QuotaLimits Quota { get; init; } = QuotaLimits.Unlimited;

    /// <summary>Queries under way at once, for each key.</summary>
    public int MaxConcurrency { get; init; } = 8;

    public ResilienceSettings Resilience { get; init; } = new();

    /// <summary>
    /// A quota of the day or month that is used up for longer than this is not waited for: the key is out for this run, and when it was the last one,
    /// what is open is recorded as not answered. Default 1 hour.
    /// </summary>
    public TimeSpan LongestQuotaWait { get; init; } = TimeSpan.FromHours(1);
}
