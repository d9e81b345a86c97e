using System.Collections.Immutable;

namespace IocExplorer.Workers.Quotas;

/// <summary>What was spent of a key by the periods of a calendar window, as an immutable value.</summary>
/// <remarks>
/// A clock that is set back shows a period again that may have been spent already, or an earlier one although the real day is the later
/// one. Therefore the neighbouring periods are remembered by their own numbers, and on the way back the earlier one is charged with
/// what the later one has spent. The price is permits not used for as many periods as are remembered; it is never a key blocked for ever.
/// </remarks>
/// <param name="Current">The period that the clock showed last.</param>
/// <param name="Periods">What was spent in each, by number.</param>
internal sealed record CalendarCount(CalendarWindow Window, int Current, ImmutableArray<(int Period, int Spent)> Periods)
{
    /// <summary>Nothing spent, in all calendar windows.</summary>
    public static ImmutableArray<CalendarCount> None { get; } = [.. QuotaWindow.Calendar.Select(window => new CalendarCount(window, 0, []))];

    public int Spent(int period) => Periods.FirstOrDefault(known => known.Period == period).Spent;

    public CalendarCount MoveTo(int period)
    {
        if (period == Current)
        {
            return this;
        }

        var spent = period < Current ? Math.Max(Spent(period), Spent(Current)) : Spent(period);
        return (this with { Current = period }).Set(period, spent);
    }

    /// <param name="period">The current one or a neighbour.</param>
    /// <param name="count">Negative when permits are given back.</param>
    public CalendarCount Add(int period, int count) => Set(period, (int)Math.Clamp((long)Spent(period) + count, 0, int.MaxValue));

    private CalendarCount Set(int period, int spent) => this with
    {
        Periods =
        [
            .. Periods.Where(p => p.Period != period && Math.Abs((long)p.Period - Current) <= Window.Reach)
                .Append((Period: period, Spent: spent))
                .OrderBy(p => p.Period),
        ],
    };
}
