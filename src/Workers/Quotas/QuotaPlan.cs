namespace IocExplorer.Workers.Quotas;

/// <summary>
/// Decides how many requests a key may send now. Pure arithmetic: the time comes in, the state goes in and out. Our own because the framework's rate
/// limiters keep their state in one process: here it is journaled, shared by a cluster, and counts minutes, days and months together.
/// </summary>
/// <remarks>
/// <para>
/// The minute slides; the other windows begin by the calendar. Permits are reserved in blocks. A permit is used within its block's life or not at all, so a
/// block is out of everybody's window when life, 60 seconds and a margin have passed since it was reserved. The margin (1 %) is for the way to the source: a
/// request that was held up on its way comes closer to those that follow it.
/// </para>
/// <para>
/// Requests are spread: after a pause at most half of the minute (or 4 requests, so that a free key spends its whole minute at once) goes out together, the
/// rest at an even pace. Half, so that what was not spent in the 20 s in which a dead node's throttle moves is caught up with. High rates are granted in
/// portions of half a second, which bounds both the log and the number of writes.
/// </para>
/// <para>
/// Where a calendar period ends (a second to either side) it is unknown which one the source counts: such permits are charged to both and must fit in both.
/// </para>
/// </remarks>
internal sealed class QuotaPlan(QuotaLimits limits)
{
    public static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    /// <summary>Kept free between the end of a window and the next use of its permits.</summary>
    public static readonly TimeSpan Margin = TimeSpan.FromMilliseconds(600);

    /// <summary>The longest life of a block; what claims more is no state of ours.</summary>
    public static readonly TimeSpan LongestLife = TimeSpan.FromSeconds(30);

    private const int SmallestBurst = 4;

    /// <summary>How far the end of a period, by our clock, may lie from the source's.</summary>
    private static readonly TimeSpan Unsure = TimeSpan.FromSeconds(1);

    private readonly long _interval = limits[QuotaWindow.Minute] is { } limit ? Math.Max(1, Minute.Ticks / limit) : 0;
    private readonly long _burst = Math.Max(SmallestBurst, (limits[QuotaWindow.Minute] ?? 0) / 2);
    private readonly int _portion = Math.Max(1, (limits[QuotaWindow.Minute] ?? 0) / 120);

    public QuotaLimits Limits => limits;

    /// <param name="wanted">Permits that would be used at once; 1 or more.</param>
    /// <param name="now">The wall clock, UTC: it decides the calendar periods.</param>
    /// <param name="passed">
    /// Time since <paramref name="state"/> by a clock that nobody sets; null when that is not known, after a restart: then the wall clock
    /// is believed, except that time never runs backwards.
    /// </param>
    /// <param name="life">How long the permits may lie before they are used. Short: the minute is longer by so much.</param>
    public QuotaDecision Reserve(QuotaState state, int wanted, DateTimeOffset now, TimeSpan? passed, TimeSpan life)
    {
        now = now.ToUniversalTime();
        state = Age(state, now, passed);
        var (calendar, window, calendarWait) = CalendarLeft(state, now);
        if (calendar <= 0)
        {
            return new(state, null, calendarWait, window);
        }

        wanted = Math.Min(wanted, calendar);
        if (limits[QuotaWindow.Minute] is not { } perMinute)
        {
            return Grant(state, wanted, now, blocked: 0);
        }

        var need = Math.Min(wanted, _portion);
        var wait = Math.Max(PaceWait(state, need), WindowWait(state, perMinute, need));
        if (wait > 0)
        {
            return new(state, null, TimeSpan.FromTicks(wait), QuotaWindow.Minute);
        }

        var paced = ((_burst * _interval) - state.PacedIn) / _interval;
        var granted = (int)Math.Min(Math.Min(wanted, paced), perMinute - InWindow(state));
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

    public QuotaLimits Left(QuotaState state, DateTimeOffset now, TimeSpan? passed) => Left(Age(state, now.ToUniversalTime(), passed));

    /// <summary>How long the block that was written down still stands by the wall clock; null when it does not.</summary>
    public static TimeSpan? BlockedFor(QuotaState state, DateTimeOffset now)
    {
        var rest = state.BlockedIn - Math.Max(0, (now - state.At).Ticks);
        return rest > 0 ? TimeSpan.FromTicks(rest) : null;
    }

    private static QuotaState Age(QuotaState state, DateTimeOffset now, TimeSpan? passed) =>
        state.After(Math.Max(0, (passed ?? (now - state.At)).Ticks)) with
        {
            At = now,
            Counts = [.. state.Counts.Select(count => count.MoveTo(count.Window.PeriodOf(now)))],
        };

    private static long InWindow(QuotaState state) => state.Blocks.Sum(b => (long)b.Count);

    private static QuotaState Charge(QuotaState state, DateTimeOffset at, int spent)
    {
        return state with { Counts = [.. state.Counts.Select(AddToBoth)] };

        CalendarCount AddToBoth(CalendarCount count)
        {
            var (first, second) = (count.Window.PeriodOf(at - Unsure), count.Window.PeriodOf(at + Unsure));
            return first == second ? count.Add(first, spent) : count.Add(first, spent).Add(second, spent);
        }
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
        return new(charged, grant, TimeSpan.Zero, null);
    }

    private long PaceWait(QuotaState state, int need) => state.PacedIn + (need * _interval) - (_burst * _interval);

    /// <summary>Ticks until the window has room for so many; a limit that was lowered may take several blocks.</summary>
    private static long WindowWait(QuotaState state, int perMinute, int need)
    {
        var room = perMinute - InWindow(state);
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

    /// <summary>The calendar window that leaves the least, and how long it does. Of those that are used up it is the longest.</summary>
    private (int Left, QuotaWindow? Window, TimeSpan Wait) CalendarLeft(QuotaState state, DateTimeOffset now)
    {
        (int Left, QuotaWindow? Window, TimeSpan Wait) least = (int.MaxValue, null, TimeSpan.Zero);
        foreach (var count in state.Counts.Where(count => limits[count.Window] is not null))
        {
            var (window, limit) = (count.Window, limits[count.Window]!.Value);
            var current = window.PeriodOf(now);
            var here = limit - Math.Max(count.Spent(current), count.Spent(window.PeriodOf(now + Unsure)));
            var there = limit - count.Spent(window.PeriodOf(now - Unsure));
            var left = Math.Min(here, there);
            if (left <= 0 || left < least.Left)
            {
                least = (left, window, window.StartOf(here <= there ? current + 1 : current) + Unsure - now);
            }
        }

        return least;
    }

    private QuotaLimits Left(QuotaState state) => state.Counts.Aggregate(
        limits.Less(QuotaWindow.Minute, InWindow(state)), (left, count) => left.Less(count.Window, count.Spent(count.Current)));
}
