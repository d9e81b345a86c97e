using System.Globalization;
using System.Text;

namespace IocExplorer.Seed.Screens;

/// <summary>
/// Makes text from outside (seeds, answers, file names, messages of others) harmless on a terminal: control characters, terminal escapes, line
/// breaks, marks that turn the reading direction and invisible ones are shown as <c>\u{1b}</c> instead of being sent. Everything printed goes
/// through here.
/// </summary>
public static class Printable
{
    private const int MostCharacters = 2000;

    /// <summary>One line that shows every character it has, cut where it is absurdly long.</summary>
    public static string Line(string text)
    {
        StringBuilder? safe = null;
        var written = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (written >= MostCharacters)
            {
                return Begin(written).Append('…').ToString();
            }

            if (rune == Rune.ReplacementChar && text[written] != (char)Rune.ReplacementChar.Value)
            {
                // Half a character: what stands for it, not itself.
                safe = Begin(written).Append(rune.ToString());
            }
            else if (IsHarmless(rune))
            {
                safe?.Append(rune.ToString());
            }
            else
            {
                safe = Begin(written).Append(CultureInfo.InvariantCulture, $"\\u{{{rune.Value:x}}}");
            }

            written += rune.Utf16SequenceLength;
        }

        return safe?.ToString() ?? text;

        StringBuilder Begin(int upTo) => safe ?? new StringBuilder(text, 0, upTo, text.Length + 16);
    }

    /// <summary>The same for places that understand Spectre's markup, where a bracket would begin a style.</summary>
    public static string Markup(string text) => Spectre.Console.Markup.Escape(Line(text));

    private static bool IsHarmless(Rune rune) => rune == Rune.ReplacementChar || Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.Control => false,
        UnicodeCategory.Format => false,
        UnicodeCategory.LineSeparator => false,
        UnicodeCategory.ParagraphSeparator => false,
        UnicodeCategory.PrivateUse => false,
        UnicodeCategory.Surrogate => false,
        UnicodeCategory.OtherNotAssigned => false,
        UnicodeCategory.SpaceSeparator => rune.Value == ' ',
        _ => true,
    };
}
