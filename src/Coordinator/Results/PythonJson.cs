using System.Buffers;
using System.Globalization;
using System.Text;

namespace IocExplorer.Coordinator.Results;

/// <summary>Text as Python's <c>json.dump</c> prints a string: everything but printable ASCII escaped, UTF-16 unit by unit.</summary>
internal static class PythonJson
{
    private static readonly SearchValues<char> _plain = SearchValues.Create(
        " !#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`abcdefghijklmnopqrstuvwxyz{|}~");

    /// <summary>Whether the text stands between the quotes as it is.</summary>
    public static bool IsPlain(string text) => !text.AsSpan().ContainsAnyExcept(_plain);

    public static string Quote(string text)
    {
        var quoted = new StringBuilder(text.Length + 2).Append('"');
        for (var rest = text.AsSpan(); !rest.IsEmpty;)
        {
            var plain = rest.IndexOfAnyExcept(_plain) is var end and >= 0 ? end : rest.Length;
            quoted.Append(rest[..plain]);
            rest = rest[plain..];
            if (!rest.IsEmpty)
            {
                var letter = rest[0] switch { '"' => '"', '\\' => '\\', '\n' => 'n', '\r' => 'r', '\t' => 't', '\f' => 'f', '\b' => 'b', _ => 'u' };
                quoted.Append('\\').Append(letter).Append(letter == 'u' ? ((int)rest[0]).ToString("x4", CultureInfo.InvariantCulture) : "");
                rest = rest[1..];
            }
        }

        return quoted.Append('"').ToString();
    }
}
