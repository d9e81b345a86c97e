using FsCheck;
using FsCheck.Fluent;

namespace IocExplorer.Messages.Tests;

/// <summary>Generators: normal IOCs of every type, and texts out of the characters and pieces that parsing stumbles over.</summary>
internal static class AnyIoc
{
    private static readonly string[] s_pieces =
    [
        "a", "b1", "Z", "0", "9", "255", "256", "f", "com", "de", "evil.com", "1.2.3.4", "2001:db8::1", "me@qq.com", ".", "..", ":", "::", "@", "-", "_",
        "*.", "/", "/24", "%", "[.]", "(dot)", "{at}", "[:]", "[://]", "hxxp://", "https://", "mailto:", "[", "]", "(", ")", "<", ">", "\"", "'",
        " ", "\t", "\n", "\r", "\0", "\u001B", "\u00A0", "\u200B", "\u200D", "\u202E", "\u200F", "\uFEFF", "\uFFFD", "\u3002", "\uFF0E", "\uFF41",
        "\u00E4", "\u00C4", "\u00DF", "\u0308", "\u0130", "\u212A", "\u4F8B", "\u05D3", "\u0430", "\U0001F4A9", "\uD800", "\uDC00", "xn--", "xn--ls8h",
        "xn--80ak6aa92e", "46173adc26721fb54f6e1a1091a892d4", "+", "=", "!", ",", ";", "\\", "|",
    ];

    public static Arbitrary<string> Text { get; } = Gen.OneOf(
        Gen.Elements(s_pieces).ListOf().Select(pieces => string.Concat(pieces)),
        ArbMap.Default.GeneratorFor<string>().Select(text => text ?? ""),
        from before in Gen.Elements(s_pieces)
        from ioc in Normal()
        from after in Gen.Elements(s_pieces)
        select before + ioc.Value + after,
        from before in Gen.Elements("", " ", "*.", "www.", "\u00E4.", "\u0430\u0440.", "0", "hxxp://", "b-", "\uFF41")
        from ioc in Normal()
        from after in Gen.Elements("", ".", "\t", "a", ".com", "/x", "\u3002", "\u3002\u4F8B")
        select before + ioc.Value.ToUpperInvariant() + after)
        .ToArbitrary();

    public static Arbitrary<Ioc> Ioc { get; } = Normal().ToArbitrary();

    public static Arbitrary<IocType> Type { get; } = Gen.Elements(Enum.GetValues<IocType>()).ToArbitrary();

    public static Arbitrary<(ulong High, ulong Low)> Ipv6 { get; } =
        (from high in Groups() from low in Groups() select (high, low)).ToArbitrary();

    private static Gen<Ioc> Normal()
    {
        var label = Gen.Elements("a", "evil", "x-1", "_dmarc", "0", "123", "xn--bcher-kva", "xn--80ak6aa92e", "r4---sn", new string('q', 63));
        var top = Gen.Elements("com", "cn", "xn--p1ai", "local", "arpa");
        var domain =
            from count in Gen.Choose(1, 3)
            from labels in label.ArrayOf(count)
            from last in top
            select $"{string.Join('.', labels)}.{last}";
        var local = Gen.Elements("me", "a.b", "373192510", "x+y", "!#$%&'*+/=?^_`{|}~-", "xn--a");
        var hash =
            from length in Gen.Elements(32, 40, 64)
            from digits in Gen.Elements("0123456789abcdef".ToCharArray()).ArrayOf(length)
            select new string(digits);
        var email =
            from name in local
            from host in domain
            select $"{name}@{host}";
        var ipv4 = Gen.Choose(0, 255).ArrayOf(4).Select(parts => string.Join('.', parts));
        var ipv6 = Ipv6Text();
        return Gen.OneOf(
            domain.Select(value => new Ioc(IocType.Domain, value)),
            email.Select(value => new Ioc(IocType.Email, value)),
            hash.Select(value => new Ioc(IocType.File, value)),
            ipv4.Select(value => new Ioc(IocType.IpAddress, value)),
            ipv6.Select(value => Parsed.Good(IocType.IpAddress, value)));
    }

    private static Gen<ulong> Groups() =>
        Gen.Elements<ulong>(0, 0, 1, 0xA, 0xFFFF, 0x0DB8, 0x2001).ArrayOf(4).Select(groups => groups.Aggregate(0UL, (sum, group) => (sum << 16) | group));

    private static Gen<string> Ipv6Text() =>
        Gen.Elements("0", "0", "0", "1", "db8", "ffff", "2001").ArrayOf(8).Select(groups => string.Join(':', groups));
}
