using System.Globalization;
using System.Text;

namespace IocExplorer.Messages;

/// <summary>
/// Text from outside (seeds, answers, file names, messages of others) made safe to print, log and keep: one line, in which nothing moves a cursor,
/// turns the reading direction or stays invisible.
/// </summary>
public static class DisplayText
{
    private const char Cut = '…';

    /// <summary>The text in one line.</summary>
    /// <param name="text">Anything. Half of a surrogate pair becomes U+FFFD.</param>
    /// <param name="maxLength">UTF-16 units of the result; where there is more, "…" follows.</param>
    /// <param name="unprintable">How characters are shown that are not fit to be printed.</param>
    public static string Sanitize(string text, int maxLength, Unprintable unprintable)
    {
        if (text.Length <= maxLength && IsClean(text, unprintable))
        {
            return text;
        }

        var line = new StringBuilder(Math.Min(text.Length, maxLength) + 1);
        foreach (var rune in text.EnumerateRunes())
        {
            if (line.Length >= maxLength)
            {
                return line.Append(Cut).ToString();
            }

            _ = IsPrintable(rune, unprintable) ? line.Append(rune.ToString()) : unprintable switch
            {
                Unprintable.Blank => line.Append(' '),
                Unprintable.QuestionMark => line.Append('?'),
                Unprintable.Escape => line.Append(CultureInfo.InvariantCulture, $"\\u{{{rune.Value:x}}}"),
                _ => line,
            };
        }

        return line.ToString();
    }

    /// <summary>At most so many UTF-16 units, "…" included; no blank stands before it, and no character is cut in two.</summary>
    public static string Shorten(string text, int length)
    {
        if (text.Length <= length)
        {
            return text;
        }

        var end = char.IsHighSurrogate(text[length - 2]) ? length - 2 : length - 1;
        return text[..end].TrimEnd() + Cut;
    }

    private static bool IsClean(string text, Unprintable unprintable)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune == Rune.ReplacementChar || !IsPrintable(rune, unprintable))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsPrintable(Rune rune, Unprintable unprintable) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
            or UnicodeCategory.PrivateUse or UnicodeCategory.Surrogate or UnicodeCategory.OtherNotAssigned => false,

        // Blanks of other widths do no harm; only where every character has to be distinguishable they are escaped.
        UnicodeCategory.SpaceSeparator => rune.Value == ' ' || unprintable != Unprintable.Escape,

        // The mark for bytes that were no text.
        _ => rune != Rune.ReplacementChar || unprintable != Unprintable.QuestionMark,
    };
}
