using System.Buffers;

namespace IocExplorer.Coordinator.Results;

/// <summary>Text as Python's <c>json.dump</c> prints a string: everything but printable ASCII escaped, UTF-16 unit by unit.</summary>
internal static class PythonJson
{
    private static readonly SearchValues<char> _plain = SearchValues.Create(
        " !#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`abcdefghijklmnopqrstuvwxyz{|}~");

    public static void Append(Utf8Sink sink, ReadOnlySpan<char> text)
    {
        sink.Append((byte)'"');
        while (!text.IsEmpty)
        {
            var plain = text.IndexOfAnyExcept(_plain);
            if (plain < 0)
            {
                sink.Append(text);
                break;
            }

            sink.Append(text[..plain]);
            AppendEscaped(sink, text[plain]);
            text = text[(plain + 1)..];
        }

        sink.Append((byte)'"');
    }

    private static void AppendEscaped(Utf8Sink sink, char unit)
    {
        var letter = unit switch { '"' => '"', '\\' => '\\', '\n' => 'n', '\r' => 'r', '\t' => 't', '\f' => 'f', '\b' => 'b', _ => 'u' };
        sink.Append((byte)'\\');
        sink.Append((byte)letter);
        if (letter == 'u')
        {
            sink.AppendHex(unit, 4);
        }
    }
}
