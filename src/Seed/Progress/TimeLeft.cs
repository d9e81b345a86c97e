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
    /// <param name="left">Permits left in the minute, day and month; null where there is no limit.</param>
    public static TimeLeft? ByQuota(long open, (long? Minute, long? Day, long? Month) left, SourceQuota quota, DateTimeOffset now)
    {
        TimeLeft? longest = null;
        if (quota.PerMonth > 0 && open > left.Month)
        {
            var months = (open - left.Month.Value - 1) / quota.PerMonth;
            var next = new DateTimeOffset(now.Year, now.Month, 1, 0, 0, 0, TimeSpan.Zero).AddMonths(1);
            Consider(next.AddMonths(Clamp(months, 1200)) - now, $"{quota.PerMonth:N0} requests a month");
        }

        if (quota.PerDay > 0 && open > left.Day)
        {
            var later = open - left.Day.Value - 1;
            var tail = quota.PerMinute > 0 ? TimeSpan.FromMinutes(later % quota.PerDay / quota.PerMinute) : TimeSpan.Zero;
            Consider(now.UtcDateTime.Date.AddDays(1 + Clamp(later / quota.PerDay, 36_500)) - now.UtcDateTime + tail, $"{quota.PerDay:N0} requests a day");
        }

        if (quota.PerMinute > 0 && open > left.Minute)
        {
            Consider(TimeSpan.FromMinutes(Clamp((open - left.Minute.Value - 1) / quota.PerMinute, 100 * 366 * 24 * 60)), $"{quota.PerMinute:N0} requests a minute");
        }

        return longest;

        void Consider(TimeSpan span, FormattableString why)
        {
            if (span >= TimeSpan.FromSeconds(1) && span > (longest?.AtLeast ?? TimeSpan.Zero))
            {
                longest = new(span, FormattableString.Invariant(why));
            }
        }
    }

    private static int Clamp(long value, int most) => (int)Math.Min(value, most);
}
