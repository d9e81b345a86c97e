using System.Globalization;
using System.Text;
using System.Text.Json;

namespace IocExplorer.Tagging.Lists;

/// <summary>Texts out of lists on their way to people: one line, printable, short.</summary>
internal static class Text
{
    private const int LongestShown = 60;
    private const int LongestTagName = 80;

    /// <summary>For messages.</summary>
    public static string Shown(string text) => Clean(text, LongestShown);

    /// <summary>As the name of a tag; empty when nothing is left of it.</summary>
    public static string AsTagName(string text) => Clean(text, LongestTagName);

    /// <summary>Where in a JSON file the reader stumbled.</summary>
    public static string PlaceOf(JsonException e) =>
        e.LineNumber is { } line ? string.Create(CultureInfo.InvariantCulture, $"line {line + 1}") : "";

    private static string Clean(string text, int longest)
    {
        var clean = new StringBuilder(Math.Min(text.Length, longest + 1));
        foreach (var rune in text.Trim().EnumerateRunes())
        {
            if (clean.Length >= longest)
            {
                return clean.Append('…').ToString();
            }

            var isText = Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);
            if (isText)
            {
                clean.Append(rune.ToString());
            }
        }

        return clean.ToString();
    }
}
