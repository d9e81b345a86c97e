using System.Globalization;

namespace IocExplorer.SourceSimulator;

/// <summary>How long an answer takes: always the same, or anything between two bounds, chosen by hash.</summary>
public readonly record struct DelayRange(TimeSpan From, TimeSpan To)
{
    public bool IsNone => To <= TimeSpan.Zero;

    /// <summary>Reads <c>50</c> or <c>20-80</c>, milliseconds.</summary>
    /// <exception cref="FormatException">The text is neither.</exception>
    public static DelayRange Parse(string text)
    {
        var parts = text.Split('-');
        if (parts.Length <= 2
            && TryRead(parts[0], out var from)
            && TryRead(parts[^1], out var to)
            && from <= to)
        {
            return new DelayRange(from, to);
        }

        throw new FormatException($"The delay '{text}' cannot be read: it is milliseconds, as 50 or as 20-80.");
    }

    /// <param name="share">Where in the range, 0 to 1.</param>
    internal TimeSpan At(double share) => From + ((To - From) * share);

    private static bool TryRead(string text, out TimeSpan span)
    {
        var isNumber = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds);
        span = TimeSpan.FromMilliseconds(milliseconds);
        return isNumber;
    }
}
