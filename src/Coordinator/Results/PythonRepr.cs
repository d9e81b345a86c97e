using System.Buffers;
using System.Globalization;
using System.Text;

namespace IocExplorer.Coordinator.Results;

/// <summary>
/// Text as Python's <c>repr</c> of a str prints it: quoted, with everything escaped that a reader could not see or that could move a terminal's cursor.
/// </summary>
internal static class PythonRepr
{
    private static readonly SearchValues<char> _plain = SearchValues.Create(
        " !\"#$%&()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`abcdefghijklmnopqrstuvwxyz{|}~");

    public static void Write(TextWriter writer, ReadOnlySpan<char> text)
    {
        if (!text.ContainsAnyExcept(_plain))
        {
            writer.Write('\'');
            writer.Write(text);
            writer.Write('\'');
            return;
        }

        // Single quotes, unless there are single quotes inside and no double ones.
        var quote = text.Contains('\'') && !text.Contains('"') ? '"' : '\'';
        writer.Write(quote);
        while (!text.IsEmpty)
        {
            if (Rune.DecodeFromUtf16(text, out var rune, out var units) == OperationStatus.Done)
            {
                var whole = rune.Value == quote || rune.Value == '\\' || !IsPrintable(rune.Value) ? Escape(rune.Value) : text[..units];
                writer.Write(whole);
            }
            else
            {
                units = 1;
                writer.Write(Escape(text[0]));
            }

            text = text[units..];
        }

        writer.Write(quote);
    }

    /// <summary>Python's str.isprintable for one character: no "other" and no separator, but for the space.</summary>
    internal static bool IsPrintable(int codePoint) =>
        codePoint == ' ' || CharUnicodeInfo.GetUnicodeCategory(codePoint) is not (
            UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse
            or UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
            or UnicodeCategory.SpaceSeparator);

    private static string Escape(int value) => value switch
    {
        '\t' => @"\t",
        '\n' => @"\n",
        '\r' => @"\r",
        '\'' or '"' or '\\' => $"\\{(char)value}",
        <= 0xff => $"\\x{value:x2}",
        <= 0xffff => $"\\u{value:x4}",
        _ => $"\\U{value:x8}",
    };
}
