using System.Globalization;
using System.Text.Json;
using IocExplorer.Workers.Definitions.Paths;

namespace IocExplorer.Workers.Definitions.Answers;

/// <summary>
/// Times as sources write them: epoch seconds down to nanoseconds (a number or its digits), ISO 8601 with or without zone and fraction, the same with
/// " UTC" behind, a date alone, and all digits in a row. Without a zone it is UTC.
/// </summary>
internal static class TimeText
{
    // In seconds this is the year 5138, in milliseconds 1973.
    private const long LeastMilliseconds = 100_000_000_000;

    private static readonly string[] Formats =
    [
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd",
        "yyyyMMddHHmmss", "yyyyMMdd", "yyyy-MM-ddK", "yyyy/MM/dd'T'HH:mm:ss", "yyyy/MM/dd",
    ];

    /// <returns>Unix seconds; 0 when there is no time to be found.</returns>
    public static long Seconds(AnswerValue value) => value.ValueKind switch
    {
        JsonValueKind.Number => value.TryGetInt64(out var whole) ? FromEpoch(whole)
            : double.TryParse(value.Written, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? FromEpoch(Whole(number))
            : 0,
        JsonValueKind.String => Seconds(JsonText.Of(value)),
        _ => 0,
    };

    /// <returns>Unix seconds; 0 when there is no time to be found.</returns>
    public static long Seconds(string? written)
    {
        if (string.IsNullOrWhiteSpace(written) || written.Length > 40)
        {
            return 0;
        }

        const NumberStyles Epoch = NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign;
        var text = written.Trim();
        if (!IsDate(text) && double.TryParse(text, Epoch, CultureInfo.InvariantCulture, out var number))
        {
            return FromEpoch(Whole(number));
        }

        var saysZone = text.EndsWith("UTC", StringComparison.OrdinalIgnoreCase) || text.EndsWith("GMT", StringComparison.OrdinalIgnoreCase);
        text = saysZone ? text[..^3].TrimEnd() : text;
        text = text.Length > 10 && text[10] == ' ' ? $"{text[..10]}T{text[11..].Replace(" ", "", StringComparison.Ordinal)}" : text;
        return DateTimeOffset.TryParseExact(Shortened(text), Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? Math.Max(0, time.ToUnixTimeSeconds())
            : 0;
    }

    /// <summary>Of seconds, milli-, micro- or nanoseconds.</summary>
    public static long FromEpoch(long number)
    {
        while (number >= LeastMilliseconds)
        {
            number /= 1000;
        }

        return Math.Max(0, number);
    }

    /// <param name="seconds">Unix seconds.</param>
    public static string Iso(long seconds) => DateTimeOffset.FromUnixTimeSeconds(seconds).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    // 20190131 and 20190131235959 are dates, not seconds of 1970 or milliseconds of 2609.
    private static bool IsDate(string text) =>
        text.Length is 8 or 14 && text is ['1', '9', ..] or ['2', '0', ..] && text.All(char.IsAsciiDigit);

    // .NET reads seven digits of a fraction, nanoseconds have nine.
    private static string Shortened(string text)
    {
        var point = text.LastIndexOf('.');
        var end = point + 1;
        while (point > 0 && end < text.Length && char.IsAsciiDigit(text[end]))
        {
            end++;
        }

        return end - point - 1 > 7 ? text[..(point + 8)] + text[end..] : text;
    }

    private static long Whole(double number) => number is > 0 and < long.MaxValue ? (long)number : 0;
}
