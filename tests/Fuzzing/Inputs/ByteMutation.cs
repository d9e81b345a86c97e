using System.Text;

namespace IocExplorer.Fuzzing.Inputs;

/// <summary>Makes bytes of a text, mostly the right ones: in another encoding, cut in the middle of a character, with bits turned over.</summary>
internal static class ByteMutation
{
    private static readonly Encoding s_utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
    private static readonly Encoding s_utf16 = new UnicodeEncoding(bigEndian: false, byteOrderMark: true);
    private static readonly Encoding s_utf16BigEndian = new UnicodeEncoding(bigEndian: true, byteOrderMark: true);
    private static readonly byte[] s_hostile = [0x00, 0x0A, 0x0D, 0x22, 0x2C, 0x5C, 0x7F, 0x80, 0xBF, 0xC0, 0xC3, 0xE2, 0xED, 0xEF, 0xF4, 0xFE, 0xFF];

    public static byte[] Of(string text, FuzzRandom random) => random.Below(60) switch
    {
        0 => [.. s_utf16.GetPreamble(), .. s_utf16.GetBytes(text)],
        1 => [.. s_utf16BigEndian.GetPreamble(), .. s_utf16BigEndian.GetBytes(text)],
        2 => s_utf16.GetBytes(text),
        3 => Encoding.Latin1.GetBytes(text),
        4 => [.. Encoding.UTF8.Preamble, .. s_utf8.GetBytes(text)],
        5 => [0x1F, 0x8B, .. s_utf8.GetBytes(text)],
        <= 12 => Damaged(s_utf8.GetBytes(text), random),
        _ => s_utf8.GetBytes(text),
    };

    private static byte[] Damaged(byte[] bytes, FuzzRandom random)
    {
        for (var edits = random.Between(1, 3); edits > 0 && bytes.Length > 0; edits--)
        {
            var at = random.Below(bytes.Length);
            switch (random.Below(5))
            {
                case 0:
                    bytes[at] ^= (byte)(1 << random.Below(8));
                    break;
                case 1:
                    bytes[at] = random.Pick(s_hostile);
                    break;
                case 2:
                    bytes = bytes[..at];
                    break;
                case 3:
                    bytes = [.. bytes[..at], random.Pick(s_hostile), .. bytes[at..]];
                    break;
                default:
                    bytes = [.. bytes[..at], .. bytes[Math.Min(bytes.Length, at + random.Between(1, 16))..]];
                    break;
            }
        }

        return bytes;
    }
}
