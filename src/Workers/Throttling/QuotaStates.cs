using IocExplorer.Workers.Quotas;

namespace IocExplorer.Workers.Throttling;

/// <summary>What is spent of one key, out of several notes: the version before split keys in lanes, each with its part.</summary>
internal static class QuotaStates
{
    /// <summary>All of them together; a new key when there is none.</summary>
    public static QuotaState Together(IReadOnlyList<string> texts, QuotaLimits limits, DateTimeOffset now)
    {
        if (texts.Count == 0)
        {
            return QuotaState.New(now);
        }

        List<QuotaState> noted = [.. texts.Select(text => QuotaText.Read(text, limits, now))];
        var at = noted.Max(state => state.At);

        // Each counts from its own moment; what was over by the newest is over.
        List<QuotaState> states = [.. noted.Select(state => state.After((at - state.At).Ticks))];
        var number = 1;
        return new(
            at,
            states.Max(state => state.PacedIn),
            states.Sum(state => state.Blocks.Length) + 1,
            [.. states.SelectMany(state => state.Blocks).Select(block => block with { Number = number++ })],
            [.. CalendarCount.None.Select((_, window) => Sum([.. states.Select(state => state.Counts[window])]))])
        {
            BlockedIn = states.Max(state => state.BlockedIn),
        };
    }

    private static CalendarCount Sum(List<CalendarCount> counts)
    {
        var newest = counts.MaxBy(count => count.Current)!;
        return newest with
        {
            Periods =
            [
                .. counts.SelectMany(count => count.Periods)
                    .GroupBy(period => period.Period)
                    .Select(same => (same.Key, (int)Math.Min(int.MaxValue, same.Sum(period => (long)period.Spent))))
                    .OrderBy(period => period.Key),
            ],
        };
    }
}
