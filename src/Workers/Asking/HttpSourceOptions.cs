using IocExplorer.Workers.Definitions.Catalogue;
using IocExplorer.Workers.Settings;

namespace IocExplorer.Workers.Asking;

/// <summary>A source that is asked over HTTP, as it is configured.</summary>
public sealed record HttpSourceOptions
{
    public required string Name { get; init; }

    /// <summary>In tree order.</summary>
    public required IReadOnlyList<ISourceOperation> Operations { get; init; }

    /// <summary>They are spent side by side. Empty: the source is asked without a key.</summary>
    public IReadOnlyList<string> ApiKeys { get; init; } = [];

    /// <summary>For each key.</summary>
    public QuotaLimits Quota { get; init; } = QuotaLimits.Unlimited;

    /// <summary>
    /// Requests in a second, over all keys; 0 for no such limit. In a service each node counts for itself: say it by the minute as well.
    /// </summary>
    public int PerSecond { get; init; }

    /// <summary>Queries under way at once on this node, for each key.</summary>
    public int MaxConcurrency { get; init; } = 8;

    public ResilienceSettings Resilience { get; init; } = new();

    /// <summary>
    /// Null in a run that ends: a source that cannot be reached is lost for the run, and what is open is recorded as not answered. Set in a
    /// service, which goes on for months and is not alone: then it is tried again after so long, with one request, and is left to other
    /// nodes meanwhile.
    /// </summary>
    public TimeSpan? RecoverAfter { get; init; }

    /// <summary>Shared by all sources of a run that ends, so that one without a network ends soon; null in a service.</summary>
    public NameResolution? Names { get; init; }

    public static HttpSourceOptions Of(ConfiguredSource source, ResilienceSettings forAll) => new()
    {
        Name = source.Name,
        Operations = source.Operations,
        ApiKeys = source.ApiKeys,
        Quota = source.Quota,
        MaxConcurrency = source.MaxConcurrency,
        PerSecond = source.PerSecond,
        Resilience = source.With(forAll),
    };
}
