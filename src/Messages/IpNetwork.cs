using System.Globalization;
using IocExplorer.Messages.Parsing;

namespace IocExplorer.Messages;

/// <summary>Networks, which name many addresses and so no IOC.</summary>
public static class IpNetwork
{
    private const int AddressBits = 32;
    private const int Ipv6AddressBits = 128;

    /// <summary>
    /// Whether the text is a network or range of more than one address: <c>192.0.2.0/24</c>, <c>2001:db8::/32</c>, <c>192.0.2.0/255.255.255.0</c>,
    /// <c>192.0.2.1-192.0.2.9</c>; defanged spellings too.
    /// </summary>
    public static bool Is(string text)
    {
        if (text.Length > IocParser.LongestText)
        {
            return false;
        }

        var plain = Refanging.Undo(text);
        var split = plain.AsSpan().IndexOfAny('/', '-');
        if (split <= 0 || !IpAddress.TryNormalise(plain[..split].Trim(), out var first, out _))
        {
            return false;
        }

        var rest = plain[(split + 1)..].Trim();
        var bits = first.Contains(':', StringComparison.Ordinal) ? Ipv6AddressBits : AddressBits;
        return IpAddress.TryNormalise(rest, out var other, out _)
            ? other.Contains(':', StringComparison.Ordinal) == (bits == Ipv6AddressBits)
            : plain[split] == '/' && byte.TryParse(rest, NumberStyles.None, CultureInfo.InvariantCulture, out var prefix) && prefix < bits;
    }
}
