using System.Buffers;
using System.Globalization;
using System.Xml;

namespace IocExplorer.Hosting.Configuration;

/// <summary>Spans of time as people write them: <c>24h</c>, <c>500ms</c>, <c>1h30m</c>; also .NET's <c>1.00:00:00</c> and ISO's <c>PT24H</c>.</summary>
public static class Duration
{
    private static readonly SearchValues<char> NumberLetters = SearchValues.Create("0123456789.");

    private static readonly (string Unit, TimeSpan Span)[] Units =
    [
        ("ms", TimeSpan.FromMilliseconds(1)),
        ("min", TimeSpan.FromMinutes(1)),
        ("s", TimeSpan.FromSeconds(1)),
        ("m", TimeSpan.FromMinutes(1)),
        ("h", TimeSpan.FromHours(1)),
        ("d", TimeSpan.FromDays(1)),
        ("w", TimeSpan.FromDays(7)),
    ];

    /// <summary>Reads a span. A number without a unit is refused: its meaning is unclear (to .NET it is days).</summary>
    public static bool TryParse(string text, out TimeSpan span)
    {
        var value = text.Trim().ToLowerInvariant();
        return TryParseUnits(value, out span)
            || (value.Contains(':', StringComparison.Ordinal) && TimeSpan.TryParse(value, CultureInfo.InvariantCulture, out span) && span >= TimeSpan.Zero)
            || TryParseIso(value, out span);
    }

    /// <summary>The span in the largest units that fit, at most two of them: <c>1 h 30 min</c>.</summary>
    public static string Text(TimeSpan span)
    {
        if (span < TimeSpan.FromSeconds(1))
        {
            return $"{span.TotalMilliseconds:0} ms";
        }

        (long Count, string Unit)[] parts =
            [((long)span.TotalDays, "d"), (span.Hours, "h"), (span.Minutes, "min"), (span.Seconds, "s")];
        var first = Array.FindIndex(parts, p => p.Count > 0);
        return string.Join(' ', parts.Skip(first).Take(2).Where(p => p.Count > 0).Select(p => $"{p.Count} {p.Unit}"));
    }

    private static bool TryParseUnits(string value, out TimeSpan span)
    {
        span = TimeSpan.Zero;
        var rest = value.AsSpan();
        if (rest.IsEmpty)
        {
            return false;
        }

        while (!rest.IsEmpty)
        {
            var digits = rest.IndexOfAnyExcept(NumberLetters);
            if (digits <= 0 || !decimal.TryParse(rest[..digits], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var count))
            {
                return false;
            }

            rest = rest[digits..].TrimStart();
            var letters = rest.IndexOfAnyExceptInRange('a', 'z') is var end and >= 0 ? end : rest.Length;
            var unit = rest[..letters].ToString();
            if (Array.Find(Units, u => u.Unit == unit) is not { Unit: not null } known
                || count > (decimal)(TimeSpan.MaxValue - span).Ticks / known.Span.Ticks)
            {
                return false;
            }

            span += TimeSpan.FromTicks((long)(count * known.Span.Ticks));
            rest = rest[letters..].TrimStart();
        }

        return true;
    }

    private static bool TryParseIso(string value, out TimeSpan span)
    {
        span = TimeSpan.Zero;
        if (!value.StartsWith('p'))
        {
            return false;
        }

        try
        {
            span = XmlConvert.ToTimeSpan(value.ToUpperInvariant());
            return span >= TimeSpan.Zero;
        }
        catch (Exception e) when (e is FormatException or OverflowException)
        {
            return false;
        }
    }
}
