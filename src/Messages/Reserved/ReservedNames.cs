using System.Collections.Frozen;
using System.Globalization;

namespace IocExplorer.Messages.Reserved;

/// <summary>Names that mean something inside a network only, or nothing by definition: the last label decides, or the reverse lookup of an address.</summary>
internal static class ReservedNames
{
    private const string Internal = "is an internal name";
    private const string SpecialUse = "is a special-use name (RFC 6761)";

    private static readonly FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> s_lastLabels = new Dictionary<string, string>
    {
        ["localhost"] = SpecialUse,
        ["test"] = SpecialUse,
        ["example"] = SpecialUse,
        ["invalid"] = SpecialUse,
        ["local"] = "is a local name (RFC 6762)",
        ["onion"] = "is an onion name (RFC 7686)",
        ["alt"] = "is no DNS name (RFC 9476)",
        ["internal"] = Internal,
        ["intranet"] = Internal,
        ["lan"] = Internal,
        ["home"] = Internal,
        ["corp"] = Internal,
        ["localdomain"] = Internal,
    }.ToFrozenDictionary(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <param name="name">In its normal form. Empty is answered for a public name.</param>
    public static string Why(ReadOnlySpan<char> name)
    {
        var last = name[(name.LastIndexOf('.') + 1)..];
        if (!last.SequenceEqual("arpa"))
        {
            return s_lastLabels.TryGetValue(last, out var why) ? why : "";
        }

        return IsAtOrBelow(name, "home.arpa") ? "is a home network's name (RFC 8375)"
            : IsAtOrBelow(name, "in-addr.arpa") && ReservedAddresses.Why(ReverseIpv4(name[..^"in-addr.arpa".Length], out var bits4), bits4).Length > 0
                ? "is the reverse name of a reserved address"
            : IsAtOrBelow(name, "ip6.arpa") && ReservedAddresses.Why(ReverseIpv6(name[..^"ip6.arpa".Length], out var bits6), bits6).Length > 0
                ? "is the reverse name of a reserved address"
            : "";
    }

    private static bool IsAtOrBelow(ReadOnlySpan<char> name, ReadOnlySpan<char> suffix) =>
        name.EndsWith(suffix, StringComparison.Ordinal) && (name.Length == suffix.Length || name[^(suffix.Length + 1)] == '.');

    /// <param name="labels">What stands before <c>in-addr.arpa</c>, with the dot behind it.</param>
    /// <param name="bits">How much of the address the labels give; what stands before them (classless delegations) does not count.</param>
    private static uint ReverseIpv4(ReadOnlySpan<char> labels, out int bits)
    {
        uint address = 0;
        for (bits = 0; bits < 32 && TryTakeLast(ref labels, NumberStyles.None, out var octet) && octet <= 255; bits += 8)
        {
            address |= octet << (24 - bits);
        }

        return address;
    }

    private static UInt128 ReverseIpv6(ReadOnlySpan<char> labels, out int bits)
    {
        UInt128 address = 0;
        for (bits = 0; bits < 128 && TryTakeLast(ref labels, NumberStyles.AllowHexSpecifier, out var nibble) && nibble <= 15; bits += 4)
        {
            address |= (UInt128)nibble << (124 - bits);
        }

        return address;
    }

    private static bool TryTakeLast(ref ReadOnlySpan<char> labels, NumberStyles style, out uint number)
    {
        number = 0;
        if (labels.IsEmpty)
        {
            return false;
        }

        labels = labels[..^1];
        var start = labels.LastIndexOf('.') + 1;
        var good = uint.TryParse(labels[start..], style, CultureInfo.InvariantCulture, out number);
        labels = labels[..start];
        return good;
    }
}
