using System.Collections.Immutable;

namespace IocExplorer.Workers.Quotas;

/// <summary>What is spent of a key. All lengths of time count from <paramref name="At"/>, so that the value survives a clock that is set.</summary>
/// <param name="At">When this was true, by the wall clock.</param>
/// <param name="PacedIn">Ticks until the requests granted so far would have been sent at an even pace.</param>
/// <param name="Blocks">Requests that the sliding minute still holds.</param>
/// <param name="Counts">One for each calendar window, in their order.</param>
internal sealed record QuotaState(
    DateTimeOffset At, long PacedIn, int NextNumber, ImmutableArray<QuotaBlock> Blocks, ImmutableArray<CalendarCount> Counts)
{
    /// <summary>Ticks for which the source has blocked the key; 0 when it has not.</summary>
    public long BlockedIn { get; init; }

    /// <summary>When so many ticks have passed, whatever the clock says.</summary>
    public QuotaState After(long passed) => this with
    {
        PacedIn = Math.Max(0, PacedIn - passed),
        Blocks = [.. Blocks.Select(block => block with { FreeIn = block.FreeIn - passed }).Where(block => block.FreeIn > 0)],
        BlockedIn = Math.Max(0, BlockedIn - passed),
    };

    /// <summary>A key that was never used.</summary>
    public static QuotaState New(DateTimeOffset now) => new(now, 0, 1, [], CalendarCount.None);

    /// <summary>
    /// A key of which nobody knows what was spent. The minute counts as used up: that costs a minute at most. The calendar windows count as new: a
    /// damaged note must not switch a key off for a month, and the source itself will say (429) when its count is higher.
    /// </summary>
    public static QuotaState Unknown(QuotaLimits limits, DateTimeOffset now) => limits[QuotaWindow.Minute] is { } perMinute
        ? New(now) with { NextNumber = 2, Blocks = [new(1, (QuotaPlan.Minute + QuotaPlan.Margin).Ticks, perMinute)] }
        : New(now);
}
