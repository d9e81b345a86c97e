namespace IocExplorer.Seed.Progress;

/// <summary>What the keys of a source may send together.</summary>
/// <param name="PerKey">The same for each of its keys.</param>
/// <param name="Keys">How many; 1 for a source that needs none.</param>
public sealed record SourceQuota(QuotaLimits PerKey, int Keys)
{
    public static SourceQuota Unlimited { get; } = new(QuotaLimits.Unlimited, 1);

    /// <summary>Null where there is no limit.</summary>
    public long? this[QuotaWindow window] => (long?)PerKey[window] * Keys;
}
