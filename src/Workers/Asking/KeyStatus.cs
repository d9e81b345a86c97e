namespace IocExplorer.Workers.Asking;

/// <summary>How a key stands, for displays.</summary>
internal readonly record struct KeyStatus(QuotaLimits Left, SourceAvailability Availability)
{
    /// <param name="told">What the throttle said last; null: nothing yet, then nothing is spent.</param>
    /// <param name="why">Why the key is out; null: it is not.</param>
    /// <param name="block">The block after a 429; null: there is none.</param>
    /// <param name="toldAt">When it said so: in the day and the month that are spent.</param>
    public static KeyStatus Of(QuotaLimits quota, QuotaLimits? told, Answer.NotAnswered? why, SourceAvailability.Blocked? block, DateTimeOffset toldAt)
    {
        // Nothing can be sent with a key that the source refuses.
        var left = why is { Reason: NotAnsweredReason.Refused } ? QuotaLimits.Of(window => quota[window] is null ? null : 0) : told ?? quota;

        // Of several it is the longest: it keeps the key waiting until the others are over.
        SourceAvailability spent = QuotaWindow.All.LastOrDefault(window => left[window] == 0) is { } window
            ? new SourceAvailability.QuotaSpent(
                quota[window] ?? 0, window, window is CalendarWindow calendar ? calendar.StartOf(calendar.PeriodOf(toldAt) + 1) : null)
            : SourceAvailability.Ready.Instance;
        return new(left, why is not null ? new SourceAvailability.SwitchedOff(why.RetryAt) : block ?? spent);
    }
}
