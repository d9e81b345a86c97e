using System.Runtime.Serialization;
using System.Text;
using System.Text.Unicode;

namespace IocExplorer.Messages.Serialization;

/// <summary>
/// UTF-8 that keeps every string of .NET: a half of a surrogate pair, which UTF-8 has no form for and which sources do send, is written
/// as the three bytes that its number gives.
/// Replacing it would give another value after the network than before it.
/// </summary>
internal static class LenientUtf8
{
    /// <param name="text">Any string.</param>
    /// <param name="bytes">Room for three bytes a character.</param>
    /// <returns>Bytes written.</returns>
    public static int Encode(ReadOnlySpan<char> text, Span<byte> bytes)
    {
        var written = 0;
        while (true)
        {
            Utf8.FromUtf16(text, bytes[written..], out var read, out var count, replaceInvalidSequences: false);
            written += count;
            text = text[read..];
            if (text.IsEmpty)
            {
                return written;
            }

            bytes[written++] = (byte)(0xE0 | (text[0] >> 12));
            bytes[written++] = (byte)(0x80 | ((text[0] >> 6) & 0x3F));
            bytes[written++] = (byte)(0x80 | (text[0] & 0x3F));
            text = text[1..];
        }
    }

    /// <exception cref="SerializationException">The bytes are no such text.</exception>
    public static string Decode(ReadOnlySpan<byte> bytes) => Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : DecodeHalves(bytes);

    private static string DecodeHalves(ReadOnlySpan<byte> bytes)
    {
        var characters = new char[bytes.Length];
        var written = 0;
        while (true)
        {
            Utf8.ToUtf16(bytes, characters.AsSpan(written), out var read, out var count, replaceInvalidSequences: false);
            written += count;
            bytes = bytes[read..];
            if (bytes.IsEmpty)
            {
                return new string(characters, 0, written);
            }

            if (bytes.Length < 3 || bytes[0] != 0xED || bytes[1] is < 0xA0 or > 0xBF || bytes[2] is < 0x80 or > 0xBF)
            {
                throw new SerializationException("A text is not in UTF-8.");
            }

            characters[written++] = (char)(0xD000 | ((bytes[1] & 0x3F) << 6) | (bytes[2] & 0x3F));
            bytes = bytes[3..];
        }
    }
}
