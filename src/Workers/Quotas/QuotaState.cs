using IocExplorer.Messages;
using System.Collections.Immutable;

namespace IocExplorer.Workers.Quotas;

/// <summary>What is spent of a key. All lengths of time count from <paramref name="At"/>, so that the value survives a clock that is set.</summary>
/// <param name="At">When this was true, by the wall clock.</param>
/// <param name="PacedIn">Ticks until the requests granted so far would have been sent at an even pace.</param>
/// <param name="NextNumber">For the next block.</param>
/// <param name="Blocks">Requests that the sliding minute still holds.</param>
/// <param name="Days">By day number.</param>
/// <param name="Months">By month number.</param>
internal sealed record QuotaState(
    DateTimeOffset At, long PacedIn, int NextNumber, ImmutableArray<QuotaBlock> Blocks, CalendarCount Days, CalendarCount Months)
{
    /// <summary>Ticks for which the source has blocked the key; 0 when it has not.</summary>
    public long BlockedIn { get; init; }

    /// <summary>A key that was never used.</summary>
    public static QuotaState New(DateTimeOffset now) => new(now, 0, 1, [], CalendarCount.NoDays, CalendarCount.NoMonths);

    /// <summary>
    /// A key whose use so far is unknown. The minute counts as used up: that costs a minute at most. Day and month count as new: a
    /// damaged note must not switch a key off for a month, and the source itself will say (429) when its count is higher.
    /// </summary>
    public static QuotaState Unknown(QuotaLimits limits, DateTimeOffset now) => limits.PerMinute == 0
        ? New(now)
        : New(now) with { NextNumber = 2, Blocks = [new(1, (QuotaPlan.Minute + QuotaPlan.Margin).Ticks, limits.PerMinute)] };
}
