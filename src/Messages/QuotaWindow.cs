using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace IocExplorer.Messages;

/// <summary>
/// A span of time in which the requests of a key are counted. All that the program knows of one stands in this file: arithmetic, stored
/// counts, settings, definitions, messages, displays and metrics follow <see cref="All"/>.
/// </summary>
public class QuotaWindow
{
    private protected QuotaWindow()
    {
    }

    /// <summary>Any 60 seconds, not only calendar minutes. The only window over which requests are spread.</summary>
    public static QuotaWindow Minute { get; } = new() { Name = "minute", Each = "a minute", Current = "this minute", LimitField = 2, LeftField = 6 };

    public static CalendarWindow Day { get; } = new(at => DateOnly.FromDateTime(at).DayNumber, day => DateTime.MinValue.AddDays(day))
    {
        Name = "day",
        Each = "a day",
        Current = "today",
        LimitField = 3,
        LeftField = 7,
        Reach = 7,
    };

    public static CalendarWindow Month { get; } = new(at => (at.Year * 12) + at.Month - 1, month => new DateTime(month / 12, (month % 12) + 1, 1))
    {
        Name = "month",
        Each = "a month",
        Current = "this month",
        LimitField = 4,
        LeftField = 8,
        Reach = 1,
    };

    /// <summary>From the shortest to the longest. Of two that are used up, the longer is named.</summary>
    public static ImmutableArray<QuotaWindow> All { get; } = [Minute, Day, Month];

    /// <summary>Those that begin by the calendar.</summary>
    public static ImmutableArray<CalendarWindow> Calendar { get; } = [.. All.OfType<CalendarWindow>()];

    /// <summary>One word: the label of metrics. The names of settings and of stored counts are made of it.</summary>
    public required string Name { get; init; }

    /// <summary>As in "4 requests a minute".</summary>
    public required string Each { get; init; }

    /// <summary>As in "3 left this minute".</summary>
    public required string Current { get; init; }

    /// <summary>The member of <c>quota</c> in settings and definitions: <c>perMinute</c>.</summary>
    public string Setting => $"per{char.ToUpperInvariant(Name[0])}{Name[1..]}";

    /// <summary>The number of its limit among the fields of <see cref="Protocols.SourceThrottleProtocol.KeyDemand"/>; none is used twice.</summary>
    internal int LimitField { get; init; }

    /// <summary>The number of what is left of it among the fields of <see cref="Protocols.SourceWorkerProtocol.KeyNews"/>; none is used twice.</summary>
    internal int LeftField { get; init; }

    public override string ToString() => Name;
}

/// <content>The members of the API, which are there by name: one for each window.</content>
public sealed partial record SourceProgress
{
    [JsonPropertyOrder(1)]
    public int? LeftThisMinute { get => Left[QuotaWindow.Minute]; init => Left = Left.With(QuotaWindow.Minute, value); }

    [JsonPropertyOrder(1)]
    public int? LeftToday { get => Left[QuotaWindow.Day]; init => Left = Left.With(QuotaWindow.Day, value); }

    [JsonPropertyOrder(1)]
    public int? LeftThisMonth { get => Left[QuotaWindow.Month]; init => Left = Left.With(QuotaWindow.Month, value); }
}
