using System.Globalization;

namespace IocExplorer.Coordinator.Api.Hunts;

/// <summary>Text that people give and that others will see: kept as it is, or refused.</summary>
internal static class PlainText
{
    /// <returns>What is wrong, as a clause after the name of the thing; null when nothing is.</returns>
    public static string? Validate(string text, int longest)
    {
        if (text.Length > longest)
        {
            return $"has {text.Length} characters; at most {longest} are allowed";
        }

        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                i++;
            }
            else if (char.IsSurrogate(text[i]))
            {
                return "holds half a character (a surrogate without its other half)";
            }
            else if (IsDeceiving(text[i]))
            {
                return $"holds U+{(int)text[i]:X4}, a control character or one that changes the order or the look of the text";
            }
        }

        return null;
    }

    // Controls, line and paragraph separators, and what is invisible: marks and overrides of direction, joiners, byte order marks.
    private static bool IsDeceiving(char c) => char.GetUnicodeCategory(c)
        is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Format;
}
