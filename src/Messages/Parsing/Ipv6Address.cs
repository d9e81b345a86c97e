using System.Globalization;

namespace IocExplorer.Messages.Parsing;

/// <summary>IPv6 addresses as text: read in every form of RFC 4291, written in the one of RFC 5952 (section 4; groups always in hex). Our own
/// because <see cref="System.Net.IPAddress"/> also takes zones, brackets and ports, and writes some addresses with a dotted quad.</summary>
internal static class Ipv6Address
{
    public const int LongestText = 39;
    private const int Groups = 8;

    /// <summary>::ffff:0:0/96, IPv4-mapped addresses.</summary>
    public static bool IsMapped(UInt128 address) => address >> 32 == 0xFFFF;

    public static bool TryParse(ReadOnlySpan<char> text, out UInt128 address)
    {
        // Each side of the "::" is a number of its own; the zeros between them have to be at least one group.
        var gap = text.IndexOf("::", StringComparison.Ordinal);
        if (gap < 0)
        {
            return TryParseGroups(text, mayEndInIpv4: true, out address, out var count) && count == Groups;
        }

        if (TryParseGroups(text[..gap], mayEndInIpv4: false, out var left, out var leftCount)
            && TryParseGroups(text[(gap + 2)..], mayEndInIpv4: true, out var right, out var rightCount)
            && leftCount + rightCount < Groups)
        {
            address = (leftCount == 0 ? 0 : left << (16 * (Groups - leftCount))) | right;
            return true;
        }

        address = default;
        return false;
    }

    /// <returns>The number of characters written; room for <see cref="LongestText"/> is needed.</returns>
    public static int Write(UInt128 address, Span<char> text)
    {
        var (gapStart, gapEnd) = LongestZeros(address);
        var written = 0;
        for (var i = 0; i < Groups; i++)
        {
            if (i == gapStart)
            {
                text[written++] = ':';
                text[written++] = ':';
                i = gapEnd - 1;
                continue;
            }

            if (i > 0 && i != gapEnd)
            {
                text[written++] = ':';
            }

            Group(address, i).TryFormat(text[written..], out var digits, "x", CultureInfo.InvariantCulture);
            written += digits;
        }

        return written;
    }

    private static uint Group(UInt128 address, int index) => (uint)(address >> (16 * (Groups - 1 - index))) & 0xFFFF;

    /// <summary>The first of the longest runs of two zero groups or more; (-1, -1) when there is none.</summary>
    private static (int Start, int End) LongestZeros(UInt128 address)
    {
        var longest = (Start: -1, End: -1);
        var length = 1;
        for (var start = 0; start < Groups; start++)
        {
            var end = start;
            while (end < Groups && Group(address, end) == 0)
            {
                end++;
            }

            if (end - start > length)
            {
                longest = (start, end);
                length = end - start;
            }

            start = end;
        }

        return longest;
    }

    private static bool TryParseGroups(ReadOnlySpan<char> text, bool mayEndInIpv4, out UInt128 number, out int count)
    {
        number = 0;
        count = 0;
        while (!text.IsEmpty)
        {
            var colon = text.IndexOf(':');
            var group = colon < 0 ? text : text[..colon];
            if (colon < 0 && mayEndInIpv4 && Ipv4Address.TryParse(group, out var ipv4))
            {
                number = (number << 32) | ipv4;
                count += 2;
                return count <= Groups;
            }

            if (count == Groups || colon == text.Length - 1 || !TryParseGroup(group, out var value))
            {
                return false;
            }

            number = (number << 16) | value;
            count++;
            text = colon < 0 ? [] : text[(colon + 1)..];
        }

        return true;
    }

    private static bool TryParseGroup(ReadOnlySpan<char> text, out uint value)
    {
        value = 0;
        foreach (var c in text)
        {
            if (!char.IsAsciiHexDigit(c))
            {
                return false;
            }

            value = (value << 4) | (uint)(char.IsAsciiDigit(c) ? c - '0' : (c | 0x20) - 'a' + 10);
        }

        return text.Length is >= 1 and <= 4;
    }
}
