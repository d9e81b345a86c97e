using IocExplorer.Messages;

namespace IocExplorer.Workers.Quotas;

/// <summary>
/// Decides how many requests a key may send now. Pure arithmetic: the time comes in, the state goes in and out. Our own because the framework's rate
/// limiters keep their state in one process: here it is journaled, shared by a cluster, and counts minutes, days and months together.
/// </summary>
/// <remarks>
/// <para>
/// The minute is a sliding one. Permits are reserved in blocks. A permit is used within its block's life or not at all, so a block is
/// out of everybody's window when life, 60 seconds and a margin have passed since it was reserved. The margin (1 %) is for the way to the source:
/// a request that was held up on its way comes closer to those that follow it.
/// </para>
/// <para>
/// Requests are spread: after a pause at most half of the minute (or 4 requests, so that a free key spends its whole minute at once) goes out together, the rest at an even pace. Half, so
/// that what was not spent in the 20 s in which a dead node's throttle moves is caught up with. High rates are granted in portions of half a second, which bounds both the log and the number
/// of writes.
/// </para>
/// <para>
/// Near midnight UTC (a second to either side) it is unknown which day the source counts: such permits are charged to both days and must fit in both.
/// </para>
/// </remarks>
internal sealed class QuotaPlan(QuotaLimits limits)
{
    /// <summary>The length of the sliding window.</summary>
    public static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    /// <summary>Kept free between the end of a window and the next use of its permits.</summary>
    public static readonly TimeSpan Margin = TimeSpan.FromMilliseconds(600);

    /// <summary>The longest life of a block; what claims more is no state of ours.</summary>
    public static readonly TimeSpan LongestLife = TimeSpan.FromSeconds(30);

    private const int SmallestBurst = 4;

    /// <summary>How far our midnight may lie from the source's.</summary>
    private static readonly TimeSpan Unsure = TimeSpan.FromSeconds(1);

    private readonly long _interval = limits.PerMinute == 0 ? 0 : Math.Max(1, Minute.Ticks / limits.PerMinute);
    private readonly long _burst = Math.Max(SmallestBurst, limits.PerMinute / 2);
    private readonly int _portion = Math.Max(1, limits.PerMinute / 120);

    public QuotaLimits Limits => limits;

    /// <param name="state">What is spent so far.</param>
    /// <param name="wanted">Permits that would be used at once; 1 or more.</param>
    /// <param name="now">The wall clock, UTC: it decides the day and the month.</param>
    /// <param name="passed">
    /// Time since <paramref name="state"/> by a clock that nobody sets; null when that is not known, after a restart: then the wall clock
    /// is believed, except that time never runs backwards.
    /// </param>
    /// <param name="life">How long the permits may lie before they are used. Short: the minute is longer by so much.</param>
    public QuotaDecision Reserve(QuotaState state, int wanted, DateTimeOffset now, TimeSpan? passed, TimeSpan life)
    {
        now = now.ToUniversalTime();
        state = Age(state, now, passed);
        var left = Left(state);
        var (calendar, window, calendarWait) = CalendarLeft(state, now);
        if (calendar <= 0)
        {
            return new(state, null, calendarWait, window, left);
        }

        wanted = Math.Min(wanted, calendar);
        if (limits.PerMinute == 0)
        {
            return Grant(state, wanted, now, blocked: 0);
        }

        var need = Math.Min(wanted, _portion);
        var wait = Math.Max(PaceWait(state, need), WindowWait(state, need));
        if (wait > 0)
        {
            return new(state, null, TimeSpan.FromTicks(wait), QuotaWindow.Minute, left);
        }

        var paced = ((_burst * _interval) - state.PacedIn) / _interval;
        var granted = (int)Math.Min(Math.Min(wanted, paced), limits.PerMinute - InWindow(state));
        return Grant(state, granted, now, (life + Minute + Margin).Ticks);
    }

    /// <summary>Permits that were reserved and will certainly not be used.</summary>
    public QuotaState GiveBack(QuotaState state, QuotaGrant grant, int count)
    {
        var blocks = state.Blocks
            .Select(b => b.Number == grant.Number ? b with { Count = b.Count - count } : b)
            .Where(b => b.Count > 0);
        return Charge(state, grant.At, -count) with
        {
            Blocks = [.. blocks],
            PacedIn = Math.Max(0, state.PacedIn - (count * _interval)),
        };
    }

    public QuotaLeft Left(QuotaState state, DateTimeOffset now, TimeSpan? passed) => Left(Age(state, now.ToUniversalTime(), passed));

    /// <summary>For a key of which nothing may be spent now.</summary>
    public QuotaLeft NothingLeft { get; } =
        new(limits.PerMinute == 0 ? null : 0, limits.PerDay == 0 ? null : 0, limits.PerMonth == 0 ? null : 0);

    /// <summary>How long the block that was written down still stands by the wall clock; null when it does not.</summary>
    public static TimeSpan? BlockedFor(QuotaState state, DateTimeOffset now)
    {
        var rest = state.BlockedIn - Math.Max(0, (now - state.At).Ticks);
        return rest > 0 ? TimeSpan.FromTicks(rest) : null;
    }

    private static QuotaState Age(QuotaState state, DateTimeOffset now, TimeSpan? passed)
    {
        var elapsed = Math.Max(0, (passed ?? (now - state.At)).Ticks);
        return state with
        {
            At = now,
            PacedIn = Math.Max(0, state.PacedIn - elapsed),
            Blocks = [.. state.Blocks.Select(b => b with { FreeIn = b.FreeIn - elapsed }).Where(b => b.FreeIn > 0)],
            Days = state.Days.MoveTo(Day(now)),
            Months = state.Months.MoveTo(Month(now)),
        };
    }

    private static long InWindow(QuotaState state) => state.Blocks.Sum(b => (long)b.Count);

    private static int Day(DateTimeOffset utc) => DateOnly.FromDateTime(utc.UtcDateTime).DayNumber;

    private static int Month(DateTimeOffset utc) => (utc.Year * 12) + utc.Month - 1;

    private static QuotaState Charge(QuotaState state, DateTimeOffset at, int count)
    {
        var (early, late) = (at - Unsure, at + Unsure);
        return state with
        {
            Days = AddToBoth(state.Days, Day(early), Day(late)),
            Months = AddToBoth(state.Months, Month(early), Month(late)),
        };

        CalendarCount AddToBoth(CalendarCount counts, int first, int second) =>
            first == second ? counts.Add(first, count) : counts.Add(first, count).Add(second, count);
    }

    private QuotaDecision Grant(QuotaState state, int granted, DateTimeOffset now, long blocked)
    {
        var grant = new QuotaGrant(state.NextNumber, granted, now);
        var charged = Charge(state, now, granted) with
        {
            NextNumber = state.NextNumber + 1,
            PacedIn = state.PacedIn + (granted * _interval),
            Blocks = blocked == 0 ? state.Blocks : state.Blocks.Add(new(grant.Number, blocked, granted)),
        };
        return new(charged, grant, TimeSpan.Zero, null, Left(charged));
    }

    private long PaceWait(QuotaState state, int need) => state.PacedIn + (need * _interval) - (_burst * _interval);

    /// <summary>Ticks until the window has room for so many; a limit that was lowered may take several blocks.</summary>
    private long WindowWait(QuotaState state, int need)
    {
        var room = limits.PerMinute - InWindow(state);
        var wait = 0L;
        foreach (var block in state.Blocks.OrderBy(b => b.FreeIn))
        {
            if (room >= need)
            {
                break;
            }

            room += block.Count;
            wait = block.FreeIn;
        }

        return wait;
    }

    private (int Left, QuotaWindow? Window, TimeSpan Wait) CalendarLeft(QuotaState state, DateTimeOffset now)
    {
        var (early, late) = (now - Unsure, now + Unsure);
        var midnight = new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero);
        var first = new DateTimeOffset(now.Year, now.Month, 1, 0, 0, 0, TimeSpan.Zero);
        var day = Check(limits.PerDay, state.Days, Day(early), Day(now), Day(late), midnight, midnight.AddDays(1));
        var month = Check(limits.PerMonth, state.Months, Month(early), Month(now), Month(late), first, first.AddMonths(1));
        return month.Left <= 0 || month.Left < day.Left
            ? (month.Left, QuotaWindow.Month, month.Wait)
            : (day.Left, QuotaWindow.Day, day.Wait);

        (int Left, TimeSpan Wait) Check(
            int limit, CalendarCount counts, int before, int current, int after, DateTimeOffset start, DateTimeOffset end)
        {
            if (limit == 0)
            {
                return (int.MaxValue, TimeSpan.Zero);
            }

            var here = limit - Math.Max(counts.Spent(current), counts.Spent(after));
            var there = limit - counts.Spent(before);
            return here <= there ? (here, end + Unsure - now) : (there, start + Unsure - now);
        }
    }

    private QuotaLeft Left(QuotaState state) => new(
        limits.PerMinute == 0 ? null : (int)Math.Max(0, limits.PerMinute - InWindow(state)),
        limits.PerDay == 0 ? null : Math.Max(0, limits.PerDay - state.Days.Spent(state.Days.Current)),
        limits.PerMonth == 0 ? null : Math.Max(0, limits.PerMonth - state.Months.Spent(state.Months.Current)));
}
