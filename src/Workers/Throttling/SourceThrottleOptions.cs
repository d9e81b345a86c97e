using IocExplorer.Persistence;
using IocExplorer.Workers.Settings;

namespace IocExplorer.Workers.Throttling;

/// <summary>How sources are throttled. The quotas themselves come with the pulls of the workers.</summary>
public sealed record SourceThrottleOptions
{
    /// <summary>The clock that tells the day. In a service it is the database's, so that machines agree.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>For jitter.</summary>
    public Random Random { get; init; } = new();

    /// <summary>Pauses after a 429.</summary>
    public ResilienceSettings Resilience { get; init; } = new();

    /// <summary>
    /// A quota of the day or month that is used up for longer than this is not waited for: the key is out for this run, and when it was the last one, what is
    /// open is recorded as not answered. Default 1 hour.
    /// </summary>
    public TimeSpan LongestQuotaWait { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Null in a run that ends: what is out stays out. Set in a service: after so long it is tried again, with one request.</summary>
    public TimeSpan? RecoverAfter { get; init; }

    /// <summary>What the version before has spent of keys that have no events yet; null: nothing.</summary>
    public ICarriedOverQuotas? CarriedOver { get; init; }

    /// <summary>The quotas' journal plugin id; empty for the default one.</summary>
    public string Journal { get; init; } = "";

    /// <summary>The quotas' snapshot plugin id; empty for the default one.</summary>
    public string Snapshots { get; init; } = "";

    /// <summary>Events of a journal between two snapshots. Default 200.</summary>
    public int SnapshotEvery { get; init; } = 200;

    /// <summary>
    /// How long permits may lie before they are used. Default 1 s; longer keeps part of each minute unused, shorter wastes permits on a slow network.
    /// </summary>
    public TimeSpan PermitLife { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>A pull that is older is asked for again before permits are reserved for it. Default 100 ms.</summary>
    public TimeSpan FreshPull { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Tells the user when quotas cannot be kept; null: no notice.</summary>
    public QuotaOutages? Outages { get; init; }

    /// <summary>Called with permits that were reserved: source and count. For metrics.</summary>
    public Action<string, int>? Reserved { get; init; }
}
