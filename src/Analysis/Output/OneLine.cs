using System.Globalization;
using System.Text;

namespace IocExplorer.Analysis.Output;

/// <summary>Texts of sources and lists on a terminal: in one line, and without characters that would steer it or turn the direction of reading.</summary>
internal static class OneLine
{
    public static string Of(string text)
    {
        if (text.All(IsPlain))
        {
            return text;
        }

        var plain = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            plain.Append(rune.IsBmp && !IsPlain((char)rune.Value) ? "\ufffd" : rune.ToString());
        }

        return plain.ToString();
    }

    private static bool IsPlain(char character) => character is >= ' ' and <= '~' || (character > '\u009f' && char.GetUnicodeCategory(character)
        is not (UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator));
}
