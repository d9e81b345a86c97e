using System.Globalization;
using IocExplorer.Messages;

namespace IocExplorer.Seed.Progress;

/// <summary>
/// How long the queries known so far will take at the very least. Deeper levels are not known yet, so this is never "about": a run may take
/// longer, it cannot take less.
/// </summary>
/// <param name="AtLeast">From now on.</param>
/// <param name="Why">What bounds it: <c>4 requests a minute</c>.</param>
public sealed record TimeLeft(TimeSpan AtLeast, string Why)
{
    /// <summary>The bound that the quotas of one source set, or null when they set none worth telling.</summary>
    /// <param name="open">Queries of the source that wait; each is one request or more.</param>
    /// <param name="left">Permits left in each window.</param>
    public static TimeLeft? ByQuota(long open, QuotaLimits left, SourceQuota quota, DateTimeOffset now)
    {
        TimeLeft? longest = null;
        foreach (var window in QuotaWindow.All.Reverse())
        {
            if (quota[window] is not { } limit || left[window] is not { } permits || open <= permits)
            {
                continue;
            }

            var later = open - permits - 1;
            var span = window is CalendarWindow calendar
                ? ByCalendar(calendar, later, limit, quota[QuotaWindow.Minute], now)
                : TimeSpan.FromMinutes(Math.Min(later / limit, 100 * 366 * 24 * 60));
            if (span >= TimeSpan.FromSeconds(1) && span > (longest?.AtLeast ?? TimeSpan.Zero))
            {
                longest = new(span, string.Create(CultureInfo.InvariantCulture, $"{limit:N0} requests {window.Each}"));
            }
        }

        return longest;
    }

    private static TimeSpan ByCalendar(CalendarWindow window, long later, long limit, long? perMinute, DateTimeOffset now)
    {
        var current = window.PeriodOf(now);
        var last = current + 1 + (int)Math.Min(later / limit, window.PeriodOf(now.AddYears(100)) - current);
        var start = window.StartOf(last);

        // The minutes in the last period. In one longer than a day they are not worth telling.
        var tail = perMinute is { } pace && window.StartOf(last + 1) - start <= TimeSpan.FromDays(1) ? TimeSpan.FromMinutes(later % limit / pace) : TimeSpan.Zero;
        return start - now + tail;
    }
}
