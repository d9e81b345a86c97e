using System.Text;

namespace IocExplorer.Hosting.Configuration;

/// <summary>The text of a file as UTF-8 without a byte order mark: what Windows saves as "Unicode" is UTF-16.</summary>
public static class Utf8Text
{
    /// <param name="bytes">Of the whole file; without a mark they are UTF-8.</param>
    public static byte[] Of(byte[] bytes) => bytes switch
    {
        [0xEF, 0xBB, 0xBF, .. var text] => text,
        [0xFF, 0xFE, ..] => Encoding.Convert(Encoding.Unicode, Encoding.UTF8, bytes, 2, bytes.Length - 2),
        [0xFE, 0xFF, ..] => Encoding.Convert(Encoding.BigEndianUnicode, Encoding.UTF8, bytes, 2, bytes.Length - 2),
        _ => bytes,
    };
}
