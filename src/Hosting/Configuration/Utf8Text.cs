using System.Text;

namespace IocExplorer.Hosting.Configuration;

/// <summary>The text of a file as UTF-8 without a byte order mark: what Windows saves as "Unicode" is UTF-16.</summary>
public static class Utf8Text
{
    /// <param name="bytes">Of the whole file; without a mark they are UTF-8.</param>
    public static byte[] Of(byte[] bytes) => SpanOf(bytes) is var text && text.Length == bytes.Length ? bytes : text.ToArray();

    /// <summary>The same, without a copy of what is UTF-8 already.</summary>
    public static ReadOnlySpan<byte> SpanOf(byte[] bytes) => bytes switch
    {
        [0xEF, 0xBB, 0xBF, ..] => bytes.AsSpan(3),
        [0xFF, 0xFE, ..] => Encoding.Convert(Encoding.Unicode, Encoding.UTF8, bytes, 2, bytes.Length - 2),
        [0xFE, 0xFF, ..] => Encoding.Convert(Encoding.BigEndianUnicode, Encoding.UTF8, bytes, 2, bytes.Length - 2),
        _ => bytes,
    };
}
