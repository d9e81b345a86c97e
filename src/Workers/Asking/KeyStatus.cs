using System.Globalization;
using IocExplorer.Messages;
using IocExplorer.Messages.Protocols;

namespace IocExplorer.Workers.Asking;

/// <summary>How a key stands, for displays.</summary>
/// <param name="Left">Permits left; null where a window has no limit.</param>
/// <param name="Waiting">Why nothing can be sent with it; null while something can.</param>
/// <param name="Until">Until when, where that is known.</param>
/// <param name="IsOut">It is switched off.</param>
internal readonly record struct KeyStatus(SourceWorkerProtocol.PermitsLeft Left, string? Waiting, DateTimeOffset? Until, bool IsOut)
{
    /// <param name="quota">As configured.</param>
    /// <param name="told">What the throttle said last; null: nothing yet, then nothing is spent.</param>
    /// <param name="why">Why the key is out; null: it is not.</param>
    /// <param name="block">What the source said, and until when; null: it is not blocked.</param>
    public static KeyStatus Of(
        QuotaLimits quota, SourceWorkerProtocol.PermitsLeft? told, Answer.NotAnswered? why, (string? Said, DateTimeOffset Until)? block)
    {
        var left = told ?? new(Limit(quota.PerMinute), Limit(quota.PerDay), Limit(quota.PerMonth));
        return why is not null ? new(left, "switched off", why.RetryAt, IsOut: true)
            : block is { } blocked ? new(left, blocked.Said ?? "the source said: later", blocked.Until, IsOut: false)
            : new(left, UsedUp(quota, left), null, IsOut: false);
    }

    private static int? Limit(int limit) => limit == 0 ? null : limit;

    private static string? UsedUp(QuotaLimits quota, SourceWorkerProtocol.PermitsLeft left) =>
        left.ThisMonth == 0 ? string.Create(CultureInfo.InvariantCulture, $"quota of {quota.PerMonth} requests a month is used up")
        : left.Today == 0 ? string.Create(CultureInfo.InvariantCulture, $"quota of {quota.PerDay} requests a day is used up")
        : left.ThisMinute == 0 ? string.Create(CultureInfo.InvariantCulture, $"quota of {quota.PerMinute} requests a minute")
        : null;
}
