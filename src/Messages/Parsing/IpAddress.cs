using System.Buffers;

namespace IocExplorer.Messages.Parsing;

/// <summary>
/// IP addresses. The normal form is the dotted quad, or IPv6 as in RFC 5952. An IPv4-mapped address (<c>::ffff:1.2.3.4</c>) becomes its dotted quad, because
/// both
/// name the same host, which must be asked about once. A network of one address (<c>/32</c>, <c>/128</c>) is that address. Zone ids, ports, ranges and the old
/// spellings of IPv4 (octal, hex, fewer parts) are refused, because programs disagree about what they mean.
/// </summary>
internal static class IpAddress
{
    private static readonly SearchValues<char> s_digitsAndDots = SearchValues.Create("0123456789.");
    private static readonly SearchValues<char> s_hexDotsAndColons = SearchValues.Create("0123456789abcdefABCDEF.:");

    public static bool IsNormal(ReadOnlySpan<char> text)
    {
        if (Ipv4Address.TryParse(text, out _))
        {
            return true;
        }

        Span<char> normal = stackalloc char[Ipv6Address.LongestText];
        return Ipv6Address.TryParse(text, out var address)
            && !Ipv6Address.IsMapped(address)
            && text.SequenceEqual(normal[..Ipv6Address.Write(address, normal)]);
    }

    /// <summary>
    /// Nothing but digits and dots, or hex digits and colons; only addresses are written so. With a range or a zone id behind it, it is still
    /// recognised, so that the reason says more than that it is no domain.
    /// </summary>
    public static bool HasShape(ReadOnlySpan<char> text)
    {
        var end = text.IndexOfAny('%', '/');
        var plain = end < 0 ? text : text[..end];
        return plain.Contains(':') ? !plain.ContainsAnyExcept(s_hexDotsAndColons) : plain.Contains('.') && !plain.ContainsAnyExcept(s_digitsAndDots);
    }

    public static bool TryNormalise(string text, out string value, out string reason)
    {
        value = "";
        reason = "";
        var plain = text.AsSpan();
        if (plain is [.., '.'])
        {
            plain = plain[..^1];
        }

        // In tables of networks a single address is written so.
        plain = plain.EndsWith(plain.Contains(':') ? "/128" : "/32", StringComparison.Ordinal) ? plain[..plain.LastIndexOf('/')] : plain;

        if (Ipv4Address.TryParse(plain, out _))
        {
            value = plain.ToString();
        }
        else if (Ipv6Address.TryParse(plain, out var address))
        {
            Span<char> normal = stackalloc char[Ipv6Address.LongestText];
            var length = Ipv6Address.IsMapped(address) ? Ipv4Address.Write((uint)address, normal) : Ipv6Address.Write(address, normal);
            value = normal[..length].ToString();
        }
        else
        {
            reason = UrlHost.IsUrl(plain) ? "is a URL; give its address alone, or write url"
                : plain.Contains('/') ? "is a range or a path, no single IP address"
                : plain.Contains('%') ? "is no IP address as long as it carries a zone id (%)"
                : HasPort(plain) ? "carries a port; give the address alone"
                : plain.Count(':') > 1 ? "is no IPv6 address"
                : "is no IP address (four numbers from 0 to 255 without leading zeros, or IPv6)";
        }

        return reason.Length == 0;
    }

    private static bool HasPort(ReadOnlySpan<char> text)
    {
        var colon = text.LastIndexOf(':');
        var host = colon < 0 ? [] : text[..colon];
        return colon >= 0
            && text.Length - colon is > 1 and <= 6
            && !text[(colon + 1)..].ContainsAnyExceptInRange('0', '9')
            && (host is ['[', .. var inner, ']'] ? Ipv6Address.TryParse(inner, out _) : Ipv4Address.TryParse(host, out _));
    }
}
