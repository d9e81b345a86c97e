namespace IocExplorer.Seed.Progress;

/// <summary>
/// How long the queries known so far will take at the very least: deeper levels are not known yet, so a run may take longer, and it cannot take less.
/// While trees wait of which no query is known, that may be next to nothing; where the pace of the trees says longer, that is told, as an estimate.
/// </summary>
/// <param name="AtLeast">From now on.</param>
/// <param name="Why">What bounds it: <c>4 requests a minute</c>.</param>
public sealed record TimeLeft(TimeSpan AtLeast, string Why)
{
    /// <summary>Whether it may take less as well.</summary>
    public bool IsEstimate { get; init; }

    /// <summary>The bound that the quotas of one source set, or null when they set none worth telling.</summary>
    /// <param name="open">Queries of the source that wait; each is one request or more.</param>
    /// <param name="left">Permits left in each window.</param>
    public static TimeLeft? ByQuota(long open, QuotaLimits left, SourceQuota quota, DateTimeOffset now)
    {
        TimeLeft? longest = null;
        foreach (var window in QuotaWindow.All.Reverse())
        {
            if (quota[window] is { } limit && left[window] < open
                && Span(window, open - left[window]!.Value - 1, limit, quota[QuotaWindow.Minute], now) is var span
                && span >= TimeSpan.FromSeconds(1) && span > (longest?.AtLeast ?? TimeSpan.Zero))
            {
                longest = new(span, $"{limit:N0} requests {window.Each}");
            }
        }

        return longest;
    }

    private static TimeSpan Span(QuotaWindow window, long later, long limit, long? perMinute, DateTimeOffset now)
    {
        if (window is not CalendarWindow calendar)
        {
            return TimeSpan.FromMinutes(Math.Min(later / limit, 100 * 366 * 24 * 60));
        }

        var current = calendar.PeriodOf(now);
        var last = current + 1 + (int)Math.Min(later / limit, calendar.PeriodOf(now.AddYears(100)) - current);
        var start = calendar.StartOf(last);

        // The minutes in the last period. In one longer than a day they are not worth telling.
        var isLong = calendar.StartOf(last + 1) - start > TimeSpan.FromDays(1);
        return start - now + (isLong ? TimeSpan.Zero : TimeSpan.FromMinutes(later % limit / perMinute ?? 0));
    }
}
