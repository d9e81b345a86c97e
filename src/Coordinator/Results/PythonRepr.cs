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

    public static void Append(Utf8Sink sink, ReadOnlySpan<char> text)
    {
        if (!text.ContainsAnyExcept(_plain))
        {
            sink.Append((byte)'\'');
            sink.Append(text);
            sink.Append((byte)'\'');
            return;
        }

        // Single quotes, unless there are single quotes inside and no double ones.
        var quote = text.Contains('\'') && !text.Contains('"') ? '"' : '\'';
        sink.Append((byte)quote);
        while (!text.IsEmpty)
        {
            if (Rune.DecodeFromUtf16(text, out var rune, out var units) == OperationStatus.Done)
            {
                AppendRune(sink, rune, quote);
            }
            else
            {
                sink.Append("\\u"u8);
                sink.AppendHex(text[0], 4);
                units = 1;
            }

            text = text[units..];
        }

        sink.Append((byte)quote);
    }

    /// <summary>Python's str.isprintable for one character: no "other" and no separator, but for the space.</summary>
    internal static bool IsPrintable(int codePoint) =>
        codePoint == ' ' || CharUnicodeInfo.GetUnicodeCategory(codePoint) is not (
            UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse
            or UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
            or UnicodeCategory.SpaceSeparator);

    private static void AppendRune(Utf8Sink sink, Rune rune, char quote)
    {
        var value = rune.Value;
        if (value == quote || value == '\\')
        {
            sink.Append((byte)'\\');
            sink.Append((byte)value);
        }
        else if (IsPrintable(value))
        {
            sink.Append(rune);
        }
        else if (value is '\t' or '\n' or '\r')
        {
            sink.Append(value switch { '\t' => "\\t"u8, '\n' => "\\n"u8, _ => "\\r"u8 });
        }
        else if (value <= 0xff)
        {
            sink.Append("\\x"u8);
            sink.AppendHex(value, 2);
        }
        else if (value <= 0xffff)
        {
            sink.Append("\\u"u8);
            sink.AppendHex(value, 4);
        }
        else
        {
            sink.Append("\\U"u8);
            sink.AppendHex(value, 8);
        }
    }
}
