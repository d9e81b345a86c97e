using IocExplorer.Messages;
using IocExplorer.Workers.Settings;

namespace IocExplorer.Workers.Lanes;

/// <summary>A source that is asked over HTTP, as it is configured.</summary>
public sealed record HttpSourceOptions
{
    public required string Name { get; init; }

    /// <summary>In tree order.</summary>
    public required IReadOnlyList<ISourceOperation> Operations { get; init; }

    /// <summary>Each is a lane of its own, or several, see <see cref="LanesPerKey"/>. Empty: one lane without a key.</summary>
    public IReadOnlyList<string> ApiKeys { get; init; } = [];

    /// <summary>For each key.</summary>
    public QuotaLimits Quota { get; init; } = QuotaLimits.Unlimited;

    /// <summary>Requests in a second, over all keys; 0 for no such limit. In a service each node counts for itself: say it by the minute as well.</summary>
    public int PerSecond { get; init; }

    /// <summary>Queries under way at once, for each key.</summary>
    public int MaxConcurrency { get; init; } = 8;

    /// <summary>
    /// Into how many lanes each key is split, each with its exact share of <see cref="Quota"/> and <see cref="MaxConcurrency"/> and a lease of its own. Not more than
    /// the smallest of those limits. A key without quota is not split: it needs no lease, and every node asks with it. Default 1.
    /// </summary>
    public int LanesPerKey { get; init; } = 1;

    public ResilienceSettings Resilience { get; init; } = new();

    /// <summary>
    /// A quota of the day or month that is used up for longer than this is not waited for: the key is out for this run, and when it was the last one,
    /// what is open is recorded as not answered. Default 1 hour.
    /// </summary>
    public TimeSpan LongestQuotaWait { get; init; } = TimeSpan.FromHours(1);

    /// <summary>
    /// Null in a run that ends: what is lost, refused or shut out is out for the run, and what is open is recorded as not answered. Set in a service, which goes on
    /// for months and is not alone: then it is tried again after so long, with one request, and a source that this node cannot reach is left to other nodes meanwhile.
    /// </summary>
    public TimeSpan? RecoverAfter { get; init; }
}
