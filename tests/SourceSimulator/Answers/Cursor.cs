using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace IocExplorer.SourceSimulator.Answers;

/// <summary>
/// The opaque text that asks for a further page: base64, so that <c>=</c> and <c>+</c> have to be encoded in a URL. It holds an
/// offset; or a loop, which a page hands out again for ever.
/// </summary>
internal readonly record struct Cursor(int Offset, LoopForm Loop)
{
    public static string For(int offset) => Encode(string.Create(CultureInfo.InvariantCulture, $"page:{offset}"));

    public static string For(LoopForm loop) => Encode(string.Create(CultureInfo.InvariantCulture, $"loop:{(int)loop}"));

    public static bool TryRead(string text, out Cursor cursor)
    {
        cursor = default;
        if (!Base64.IsValid(text))
        {
            return false;
        }

        var plain = Encoding.UTF8.GetString(Convert.FromBase64String(text));
        if (!int.TryParse(plain.AsSpan(Math.Min(5, plain.Length)), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return false;
        }

        cursor = plain.StartsWith("loop:", StringComparison.Ordinal) ? new Cursor(0, (LoopForm)number) : new Cursor(number, LoopForm.None);
        return cursor.Loop != LoopForm.None || plain.StartsWith("page:", StringComparison.Ordinal);
    }

    private static string Encode(string plain) => Convert.ToBase64String(Encoding.UTF8.GetBytes(plain));
}
