using IocExplorer.Messages;

namespace IocExplorer.Seed.Progress;

/// <summary>What the keys of a source may send together.</summary>
/// <param name="PerKey">The same for each of its keys.</param>
/// <param name="Keys">How many; 1 for a source that needs none.</param>
public sealed record SourceQuota(QuotaLimits PerKey, int Keys)
{
    public static SourceQuota Unlimited { get; } = new(QuotaLimits.Unlimited, 1);

    public long PerMinute => (long)PerKey.PerMinute * Keys;

    public long PerDay => (long)PerKey.PerDay * Keys;

    public long PerMonth => (long)PerKey.PerMonth * Keys;
}
