using System.Globalization;

namespace IocExplorer.Messages.Parsing;

/// <summary>The strict dotted quad: four decimal numbers from 0 to 255 without leading zeros. It has one spelling only. Our own because
/// <see cref="System.Net.IPAddress"/> also takes octal and hexadecimal numbers and fewer than four of them.</summary>
internal static class Ipv4Address
{
    public const int LongestText = 15;

    public static bool TryParse(ReadOnlySpan<char> text, out uint address)
    {
        address = 0;
        if (text.Length is < 7 or > LongestText)
        {
            return false;
        }

        for (var part = 0; part < 4; part++)
        {
            var end = part < 3 ? text.IndexOf('.') : text.Length;
            if (end is < 1 or > 3 || !TryParsePart(text[..end], out var number))
            {
                return false;
            }

            address = (address << 8) | number;
            text = text[Math.Min(end + 1, text.Length)..];
        }

        return true;
    }

    /// <returns>The number of characters written; room for <see cref="LongestText"/> is needed.</returns>
    public static int Write(uint address, Span<char> text)
    {
        text.TryWrite(
            CultureInfo.InvariantCulture, $"{address >> 24}.{(address >> 16) & 255}.{(address >> 8) & 255}.{address & 255}", out var written);
        return written;
    }

    private static bool TryParsePart(ReadOnlySpan<char> text, out uint number)
    {
        number = 0;
        foreach (var c in text)
        {
            if (!char.IsAsciiDigit(c))
            {
                return false;
            }

            number = (number * 10) + (uint)(c - '0');
        }

        return number <= 255 && (text.Length == 1 || text[0] != '0');
    }
}
