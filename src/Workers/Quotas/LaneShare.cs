using IocExplorer.Messages;
using System.Globalization;

namespace IocExplorer.Workers.Quotas;

/// <summary>What one lane of a key may do.</summary>
/// <param name="Quota">Its part of each limit; unlimited stays unlimited.</param>
/// <param name="MaxConcurrency">Its part of the requests under way.</param>
/// <param name="Suffix">Tells its lease from those of the other lanes; empty when the key is not split.</param>
public sealed record LaneShare(QuotaLimits Quota, int MaxConcurrency, string Suffix)
{
    /// <summary>Splits a key so that the shares add up to the whole exactly. A key without quota is never split: it has no lease to share.</summary>
    public static IReadOnlyList<LaneShare> Split(QuotaLimits quota, int maxConcurrency, int lanes) => quota.IsUnlimited || lanes == 1
        ? [new(quota, maxConcurrency, "")]
        :
        [
            .. Enumerable.Range(0, lanes).Select(i => new LaneShare(
                new(Part(quota.PerMinute, i, lanes), Part(quota.PerDay, i, lanes), Part(quota.PerMonth, i, lanes)),
                Part(maxConcurrency, i, lanes),
                string.Create(CultureInfo.InvariantCulture, $"#{i + 1}/{lanes}"))),
        ];

    /// <summary>The limit of which a lane would have nothing, so that a share of it would read as unlimited; null when all is well.</summary>
    public static (string Name, int Value)? TooSmall(QuotaLimits quota, int maxConcurrency, int lanes)
    {
        (string Name, int Value)[] limits =
            [("quota.perMinute", quota.PerMinute), ("quota.perDay", quota.PerDay), ("quota.perMonth", quota.PerMonth), ("maxConcurrency", maxConcurrency)];
        return quota.IsUnlimited
            ? null
            : limits.Where(l => l.Value > 0 && l.Value < lanes).OrderBy(l => l.Value).Select(l => ((string, int)?)l).FirstOrDefault();
    }

    // The first ones get the rest that cannot be divided.
    private static int Part(int limit, int index, int lanes) => (limit / lanes) + (index < limit % lanes ? 1 : 0);
}
