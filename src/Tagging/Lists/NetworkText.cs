using System.Globalization;
using IocExplorer.Messages.Parsing;
using IocExplorer.Tagging.Matching;

namespace IocExplorer.Tagging.Lists;

/// <summary>Networks as lists write them: <c>192.0.2.0/24</c>, <c>2001:DB8::/32</c>, or an address alone. Bits behind the prefix do not count.</summary>
internal static class NetworkText
{
    /// <returns>Empty when it was added; else why not.</returns>
    public static string Add(TagIndex index, ReadOnlySpan<char> text, ushort tag)
    {
        var slash = text.IndexOf('/');
        var address = slash < 0 ? text : text[..slash];
        var length = -1;
        if (slash >= 0 && !int.TryParse(text[(slash + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out length))
        {
            return "is no network: behind the slash stands the number of bits";
        }

        if (length == 0)
        {
            return "is the network of all addresses";
        }

        if (Ipv4Address.TryParse(address, out var ipv4))
        {
            return Add4(index, ipv4, length < 0 ? 32 : length, tag);
        }

        if (!Ipv6Address.TryParse(address, out var ipv6))
        {
            return "is no IP address or network";
        }

        if (Ipv6Address.IsMapped(ipv6) && length is < 0 or > 96)
        {
            return Add4(index, (uint)ipv6, length < 0 ? 32 : length - 96, tag);
        }

        if (length > 128)
        {
            return "is no network: an IPv6 address has 128 bits";
        }

        index.AddNetwork(ipv6, length < 0 ? 128 : length, tag);
        return "";
    }

    private static string Add4(TagIndex index, uint address, int length, ushort tag)
    {
        if (length > 32)
        {
            return "is no network: an IPv4 address has 32 bits";
        }

        index.AddNetwork(address, length, tag);
        return "";
    }
}
