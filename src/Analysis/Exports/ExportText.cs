using System.Globalization;
using System.Text;

namespace IocExplorer.Analysis.Exports;

/// <summary>
/// Texts that come from outside, made harmless once for all formats: on one line, without what turns the writing direction or is invisible, and valid in
/// UTF-8, XML and JSON.
/// </summary>
internal static class ExportText
{
    // As long as a relation may be in the CSV files that the program reads.
    private const int Longest = 200;

    /// <summary>A label, the name of a tag or of a source: cut where it is long, and never empty.</summary>
    public static string Label(string text) => Clean(text, Longest);

    /// <summary>A value: whole, and never empty.</summary>
    public static string Value(string text) => Clean(text, int.MaxValue);

    private static string Clean(string text, int longest)
    {
        if (text.Length <= longest && !text.AsSpan().ContainsAnyExceptInRange(' ', '~') && text is [not ' ', ..] and [.., not ' '])
        {
            return text;
        }

        var clean = new StringBuilder(Math.Min(text.Length, longest));
        foreach (var rune in text.EnumerateRunes())
        {
            if (clean.Length + rune.Utf16SequenceLength > longest)
            {
                break;
            }

            if (Rune.IsWhiteSpace(rune) || Rune.IsControl(rune))
            {
                clean.Append(' ');
            }
            else if (IsHarmless(rune))
            {
                clean.Append(rune.ToString());
            }
            else
            {
                clean.Append('?');
            }
        }

        return clean.ToString().Trim() is { Length: > 0 } shown ? shown : "?";
    }

    // Half of a surrogate pair comes as U+FFFD.
    private static bool IsHarmless(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Format or UnicodeCategory.OtherNotAssigned or UnicodeCategory.Surrogate)
        && rune.Value is not 0xFFFD && (rune.Value & 0xFFFE) != 0xFFFE;
}
