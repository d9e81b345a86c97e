using IocExplorer.Messages.Parsing;

namespace IocExplorer.Messages.Reserved;

/// <summary>
/// The addresses that the IANA special-purpose registries call not globally reachable, and multicast. The first line that fits decides, so
/// exceptions stand before the range that they are cut from. An address that carries an IPv4 address (6to4, NAT64) is as reserved as that is.
/// </summary>
internal static class ReservedAddresses
{
    private const string Reachable = "";
    private const string ProtocolAssignment = "is an address for protocol assignments (RFC 6890)";
    private const string Documentation = "is a documentation address";

    private static readonly (uint Network, int Length, string Why)[] s_ipv4 =
    [
        Ipv4("10.0.0.0", 8, "is a private address (RFC 1918)"),
        Ipv4("172.16.0.0", 12, "is a private address (RFC 1918)"),
        Ipv4("192.168.0.0", 16, "is a private address (RFC 1918)"),
        Ipv4("127.0.0.0", 8, "is a loopback address"),
        Ipv4("169.254.0.0", 16, "is a link-local address"),
        Ipv4("100.64.0.0", 10, "is a carrier-grade NAT address (RFC 6598)"),
        Ipv4("0.0.0.0", 8, "is an address of \"this network\" (0.0.0.0/8)"),
        Ipv4("192.0.0.9", 32, Reachable),
        Ipv4("192.0.0.10", 32, Reachable),
        Ipv4("192.0.0.0", 24, ProtocolAssignment),
        Ipv4("192.0.2.0", 24, Documentation),
        Ipv4("198.51.100.0", 24, Documentation),
        Ipv4("203.0.113.0", 24, Documentation),
        Ipv4("192.88.99.2", 32, "is the 6a44 relay address (RFC 6751)"),
        Ipv4("198.18.0.0", 15, "is a benchmarking address (RFC 2544)"),
        Ipv4("224.0.0.0", 4, "is a multicast address"),
        Ipv4("255.255.255.255", 32, "is the broadcast address"),
        Ipv4("240.0.0.0", 4, "is a reserved address (240.0.0.0/4)"),
    ];

    private static readonly (UInt128 Network, int Length, string Why)[] s_ipv6 =
    [
        Ipv6("2001:1::1", 128, Reachable),
        Ipv6("2001:1::2", 128, Reachable),
        Ipv6("2001:1::3", 128, Reachable),
        Ipv6("2001:2::", 48, "is a benchmarking address (RFC 5180)"),
        Ipv6("2001:3::", 32, Reachable),
        Ipv6("2001:4:112::", 48, Reachable),
        Ipv6("2001:20::", 28, Reachable),
        Ipv6("2001:30::", 28, Reachable),
        Ipv6("2001::", 32, "is a Teredo tunnel address (RFC 4380)"),
        Ipv6("2001::", 23, ProtocolAssignment),
        Ipv6("2001:db8::", 32, Documentation),
        Ipv6("3fff::", 20, Documentation),
        Ipv6("2000::", 3, Reachable),
        Ipv6("64:ff9b::", 96, Reachable),
        Ipv6("64:ff9b:1::", 48, "is a local translation address (RFC 8215)"),
        Ipv6("::1", 128, "is the loopback address"),
        Ipv6("::", 128, "is the unspecified address"),
        Ipv6("fc00::", 7, "is a unique local address (RFC 4193)"),
        Ipv6("fe80::", 10, "is a link-local address"),
        Ipv6("fec0::", 10, "is a site-local address (RFC 3879)"),
        Ipv6("ff00::", 8, "is a multicast address"),
        Ipv6("100::", 64, "is a discard-only address (RFC 6666)"),
        Ipv6("100:0:0:1::", 64, "is a dummy prefix address (RFC 9780)"),
        Ipv6("5f00::", 16, "is a segment routing address (RFC 9602)"),
        Ipv6("::", 0, "is outside the global unicast range (2000::/3)"),
    ];

    private static readonly UInt128 s_sixToFour = Ipv6("2002::", 16, "").Network;
    private static readonly UInt128 s_nat64 = Ipv6("64:ff9b::", 96, "").Network;

    /// <summary>Empty for an address that anyone can reach. What is no address at all is reserved, to be on the safe side.</summary>
    public static string Why(ReadOnlySpan<char> text) =>
        Ipv4Address.TryParse(text, out var ipv4) ? Why(ipv4, 32)
        : Ipv6Address.TryParse(text, out var ipv6) ? Why(ipv6, 128)
        : "is no IP address";

    /// <param name="length">Bits that count: 32 for an address, less for a network, which is reserved when all of it is in one range.</param>
    public static string Why(uint address, int length)
    {
        foreach (var range in s_ipv4)
        {
            if (range.Length <= length && (address ^ range.Network) >> (32 - range.Length) == 0)
            {
                return range.Why;
            }
        }

        return Reachable;
    }

    /// <inheritdoc cref="Why(uint, int)"/>
    public static string Why(UInt128 address, int length)
    {
        if (length == 128 && (Ipv6Address.IsMapped(address) || address >> 32 == s_nat64 >> 32))
        {
            return Why((uint)address, 32);
        }

        if (length >= 48 && address >> 112 == s_sixToFour >> 112)
        {
            return Why((uint)(address >> 80), 32);
        }

        foreach (var range in length < 8 ? [] : s_ipv6)
        {
            // A shift by all 128 bits would be none: .NET takes the amount modulo the width.
            if (range.Length <= length && (range.Length == 0 || (address ^ range.Network) >> (128 - range.Length) == 0))
            {
                return range.Why;
            }
        }

        return Reachable;
    }

    private static (uint Network, int Length, string Why) Ipv4(string network, int length, string why) =>
        Ipv4Address.TryParse(network, out var address) ? (address, length, why) : throw new ArgumentException("No IPv4 address.", nameof(network));

    private static (UInt128 Network, int Length, string Why) Ipv6(string network, int length, string why) =>
        Ipv6Address.TryParse(network, out var address) ? (address, length, why) : throw new ArgumentException("No IPv6 address.", nameof(network));
}
