using IocExplorer.Messages;
using IocExplorer.Messages.Protocols;

namespace IocExplorer.Workers.Asking;

/// <summary>How a key stands, for displays.</summary>
/// <param name="Left">Permits left; null where a window has no limit.</param>
/// <param name="Availability">Whether something can be sent with it.</param>
internal readonly record struct KeyStatus(SourceWorkerProtocol.PermitsLeft Left, SourceAvailability Availability)
{
    /// <param name="quota">As configured.</param>
    /// <param name="told">What the throttle said last; null: nothing yet, then nothing is spent.</param>
    /// <param name="why">Why the key is out; null: it is not.</param>
    /// <param name="block">The block after a 429; null: there is none.</param>
    public static KeyStatus Of(
        QuotaLimits quota, SourceWorkerProtocol.PermitsLeft? told, Answer.NotAnswered? why, SourceAvailability.Blocked? block)
    {
        var left = told ?? new(Limit(quota.PerMinute), Limit(quota.PerDay), Limit(quota.PerMonth));
        return new(left, why is not null ? new SourceAvailability.SwitchedOff(why.RetryAt) : block ?? Spent(quota, left));
    }

    private static int? Limit(int limit) => limit == 0 ? null : limit;

    private static SourceAvailability Spent(QuotaLimits quota, SourceWorkerProtocol.PermitsLeft left) =>
        left.ThisMonth == 0 ? new SourceAvailability.QuotaSpent(quota.PerMonth, "a month", IsLong: true)
        : left.Today == 0 ? new SourceAvailability.QuotaSpent(quota.PerDay, "a day", IsLong: true)
        : left.ThisMinute == 0 ? new SourceAvailability.QuotaSpent(quota.PerMinute, "a minute", IsLong: false)
        : SourceAvailability.Ready.Instance;
}
