using System.Globalization;

namespace IocExplorer.Coordinator.Seeds;

/// <summary>Text from a user's file as it may be repeated on a terminal: cut short, and nothing in it that moves the cursor or turns the line around.</summary>
internal static class Shown
{
    private const int Longest = 60;

    public static string Of(ReadOnlySpan<char> text) => string.Create(
        Math.Min(text.Length, Longest), text, static (shown, text) =>
        {
            for (var i = 0; i < shown.Length; i++)
            {
                shown[i] = IsHarmless(text[i]) ? text[i] : '?';
            }

            if (text.Length > Longest)
            {
                "...".CopyTo(shown[^3..]);
            }
        });

    private static bool IsHarmless(char c) =>
        c is >= ' ' and < '\x7F'
        || (c is not ((>= '\u0590' and <= '\u08FF') or (>= '\uFB1D' and <= '\uFEFF'))
            && char.GetUnicodeCategory(c) is UnicodeCategory.LowercaseLetter or UnicodeCategory.UppercaseLetter or UnicodeCategory.OtherLetter
                or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.OtherPunctuation);
}
