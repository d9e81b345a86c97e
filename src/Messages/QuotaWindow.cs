using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace IocExplorer.Messages;

/// <summary>
/// A span of time in which the requests of a key are counted. All that the program knows of one stands in this file: arithmetic, stored
/// counts, settings, definitions, messages, displays and metrics follow <see cref="All"/>.
/// </summary>
public class QuotaWindow
{
    private protected QuotaWindow(string name, string each, string current, int limitField, int leftField) =>
        (Name, Each, Current, LimitField, LeftField) = (name, each, current, limitField, leftField);

    /// <summary>Any 60 seconds, not only calendar minutes. The only window over which requests are spread.</summary>
    public static QuotaWindow Minute { get; } = new("minute", "a minute", "this minute", limitField: 2, leftField: 6);

    public static CalendarWindow Day { get; } = new(
        "day", "a day", "today", limitField: 3, leftField: 7, reach: 7, at => DateOnly.FromDateTime(at).DayNumber, day => DateTime.MinValue.AddDays(day));

    public static CalendarWindow Month { get; } = new(
        "month", "a month", "this month", limitField: 4, leftField: 8, reach: 1,
        at => (at.Year * 12) + at.Month - 1, month => new(month / 12, (month % 12) + 1, 1));

    /// <summary>From the shortest to the longest. Of two that are used up, the longer is named.</summary>
    public static ImmutableArray<QuotaWindow> All { get; } = [Minute, Day, Month];

    /// <summary>Those that begin by the calendar.</summary>
    public static ImmutableArray<CalendarWindow> Calendar { get; } = [.. All.OfType<CalendarWindow>()];

    /// <summary>One word: the label of metrics. The names of settings and of stored counts are made of it.</summary>
    public string Name { get; }

    /// <summary>As in "4 requests a minute".</summary>
    public string Each { get; }

    /// <summary>As in "3 left this minute".</summary>
    public string Current { get; }

    /// <summary>The member of <c>quota</c> in settings and definitions: <c>perMinute</c>.</summary>
    public string Setting => $"per{char.ToUpperInvariant(Name[0])}{Name[1..]}";

    /// <summary>The number of its limit among the fields of <see cref="Protocols.SourceThrottleProtocol.KeyDemand"/>; none is used twice.</summary>
    internal int LimitField { get; }

    /// <summary>The number of what is left of it among the fields of <see cref="Protocols.SourceWorkerProtocol.KeyNews"/>; none is used twice.</summary>
    internal int LeftField { get; }
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
