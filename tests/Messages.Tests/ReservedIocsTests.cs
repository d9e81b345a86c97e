namespace IocExplorer.Messages.Tests;

public class ReservedIocsTests
{
    [Theory]
    [InlineData("0.0.0.0", "is an address of \"this network\" (0.0.0.0/8)")]
    [InlineData("0.255.255.255", "is an address of \"this network\" (0.0.0.0/8)")]
    [InlineData("10.0.0.0", "is a private address (RFC 1918)")]
    [InlineData("10.255.255.255", "is a private address (RFC 1918)")]
    [InlineData("100.64.0.0", "is a carrier-grade NAT address (RFC 6598)")]
    [InlineData("100.127.255.255", "is a carrier-grade NAT address (RFC 6598)")]
    [InlineData("127.0.0.1", "is a loopback address")]
    [InlineData("127.255.255.255", "is a loopback address")]
    [InlineData("169.254.169.254", "is a link-local address")]
    [InlineData("172.16.0.0", "is a private address (RFC 1918)")]
    [InlineData("172.31.255.255", "is a private address (RFC 1918)")]
    [InlineData("192.0.0.0", "is an address for protocol assignments (RFC 6890)")]
    [InlineData("192.0.0.170", "is an address for protocol assignments (RFC 6890)")]
    [InlineData("192.0.2.7", "is a documentation address")]
    [InlineData("192.88.99.2", "is the 6a44 relay address (RFC 6751)")]
    [InlineData("192.168.255.255", "is a private address (RFC 1918)")]
    [InlineData("198.18.0.0", "is a benchmarking address (RFC 2544)")]
    [InlineData("198.19.255.255", "is a benchmarking address (RFC 2544)")]
    [InlineData("198.51.100.1", "is a documentation address")]
    [InlineData("203.0.113.255", "is a documentation address")]
    [InlineData("224.0.0.1", "is a multicast address")]
    [InlineData("239.255.255.255", "is a multicast address")]
    [InlineData("240.0.0.0", "is a reserved address (240.0.0.0/4)")]
    [InlineData("255.255.255.254", "is a reserved address (240.0.0.0/4)")]
    [InlineData("255.255.255.255", "is the broadcast address")]
    [InlineData("::", "is the unspecified address")]
    [InlineData("::1", "is the loopback address")]
    [InlineData("::102:304", "is outside the global unicast range (2000::/3)")]
    [InlineData("::ffff:a00:1", "is a private address (RFC 1918)")]
    [InlineData("64:ff9b::a00:1", "is a private address (RFC 1918)")]
    [InlineData("64:ff9b:1::1", "is a local translation address (RFC 8215)")]
    [InlineData("100::1", "is a discard-only address (RFC 6666)")]
    [InlineData("100:0:0:1::1", "is a dummy prefix address (RFC 9780)")]
    [InlineData("2001::1", "is a Teredo tunnel address (RFC 4380)")]
    [InlineData("2001:2::1", "is a benchmarking address (RFC 5180)")]
    [InlineData("2001:10::1", "is an address for protocol assignments (RFC 6890)")]
    [InlineData("2001:1ff:ffff::1", "is an address for protocol assignments (RFC 6890)")]
    [InlineData("2001:db8:ffff:ffff:ffff:ffff:ffff:ffff", "is a documentation address")]
    [InlineData("3fff:fff::1", "is a documentation address")]
    [InlineData("2002:a00:1::1", "is a private address (RFC 1918)")]
    [InlineData("4000::1", "is outside the global unicast range (2000::/3)")]
    [InlineData("5f00::1", "is a segment routing address (RFC 9602)")]
    [InlineData("fc00::1", "is a unique local address (RFC 4193)")]
    [InlineData("fdff::1", "is a unique local address (RFC 4193)")]
    [InlineData("fe80::1", "is a link-local address")]
    [InlineData("febf::1", "is a link-local address")]
    [InlineData("fec0::1", "is a site-local address (RFC 3879)")]
    [InlineData("ff02::1", "is a multicast address")]
    public void IsReserved_OfASpecialPurposeAddress_SaysWhich(string address, string expected)
    {
        ReservedIocs.IsReserved(new(IocType.IpAddress, address), out var why).ShouldBeTrue();

        why.ShouldBe(expected);
    }

    [Theory]
    [InlineData("1.0.0.0")]
    [InlineData("9.255.255.255")]
    [InlineData("11.0.0.0")]
    [InlineData("100.63.255.255")]
    [InlineData("100.128.0.0")]
    [InlineData("126.255.255.255")]
    [InlineData("128.0.0.0")]
    [InlineData("169.253.255.255")]
    [InlineData("172.15.255.255")]
    [InlineData("172.32.0.0")]
    [InlineData("192.0.0.9")]
    [InlineData("192.0.0.10")]
    [InlineData("192.0.1.0")]
    [InlineData("192.88.99.1")]
    [InlineData("192.167.255.255")]
    [InlineData("192.169.0.0")]
    [InlineData("198.17.255.255")]
    [InlineData("198.20.0.0")]
    [InlineData("223.255.255.255")]
    [InlineData("64:ff9b::102:304")]
    [InlineData("2001:1::1")]
    [InlineData("2001:3::1")]
    [InlineData("2001:4:112::1")]
    [InlineData("2001:20::1")]
    [InlineData("2001:3f:ffff::1")]
    [InlineData("2001:200::1")]
    [InlineData("2001:db7:ffff::1")]
    [InlineData("2001:db9::1")]
    [InlineData("2002:102:304::1")]
    [InlineData("2606:4700:4700::1111")]
    [InlineData("3fff:1000::1")]
    public void IsReserved_OfAnAddressThatAnyoneCanReach_IsFalse(string address)
    {
        ReservedIocs.IsReserved(new(IocType.IpAddress, address), out var why).ShouldBeFalse();

        why.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("printer.local", "is a local name (RFC 6762)")]
    [InlineData("dc1.ad.corp", "is an internal name")]
    [InlineData("vault.internal", "is an internal name")]
    [InlineData("wiki.intranet", "is an internal name")]
    [InlineData("nas.lan", "is an internal name")]
    [InlineData("fritz.home", "is an internal name")]
    [InlineData("localhost.localdomain", "is an internal name")]
    [InlineData("a.localhost", "is a special-use name (RFC 6761)")]
    [InlineData("a.test", "is a special-use name (RFC 6761)")]
    [InlineData("a.example", "is a special-use name (RFC 6761)")]
    [InlineData("a.invalid", "is a special-use name (RFC 6761)")]
    [InlineData("duckduckgogg42xjoc72x3sjasowoarfbgcmvfimaftt6twagswzczad.onion", "is an onion name (RFC 7686)")]
    [InlineData("a.alt", "is no DNS name (RFC 9476)")]
    [InlineData("home.arpa", "is a home network's name (RFC 8375)")]
    [InlineData("nas.home.arpa", "is a home network's name (RFC 8375)")]
    [InlineData("1.0.0.10.in-addr.arpa", "is the reverse name of a reserved address")]
    [InlineData("10.in-addr.arpa", "is the reverse name of a reserved address")]
    [InlineData("168.192.in-addr.arpa", "is the reverse name of a reserved address")]
    [InlineData("16.172.in-addr.arpa", "is the reverse name of a reserved address")]
    [InlineData("0-127.2.0.192.in-addr.arpa", "is the reverse name of a reserved address")]
    [InlineData("1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.e.f.ip6.arpa", "is the reverse name of a reserved address")]
    [InlineData("d.f.ip6.arpa", "is the reverse name of a reserved address")]
    [InlineData("8.b.d.0.1.0.0.2.ip6.arpa", "is the reverse name of a reserved address")]
    public void IsReserved_OfAnInternalName_SaysWhy(string name, string expected)
    {
        ReservedIocs.IsReserved(Parsed.Good(IocType.Domain, name), out var why).ShouldBeTrue();

        why.ShouldBe(expected);
        ReservedIocs.IsReserved(Parsed.Good(IocType.Email, $"me@{name}"), out var whyEmail).ShouldBeTrue();
        whyEmail.ShouldBe(expected);
    }

    [Theory]
    [InlineData("example.com")]
    [InlineData("local.com")]
    [InlineData("thelocal.se")]
    [InlineData("test.notatest")]
    [InlineData("xhome.arpa")]
    [InlineData("in-addr.arpa")]
    [InlineData("ip6.arpa")]
    [InlineData("8.8.8.8.in-addr.arpa")]
    [InlineData("172.in-addr.arpa")]
    [InlineData("192.in-addr.arpa")]
    [InlineData("10.8.in-addr.arpa")]
    [InlineData("300.in-addr.arpa")]
    [InlineData("x.in-addr.arpa")]
    [InlineData("1.0.0.2.ip6.arpa")]
    [InlineData("0.7.4.0.0.7.4.6.0.6.2.ip6.arpa")]
    public void IsReserved_OfAPublicName_IsFalse(string name)
    {
        ReservedIocs.IsReserved(Parsed.Good(IocType.Domain, name), out var why).ShouldBeFalse();

        why.ShouldBeEmpty();
        ReservedIocs.IsReserved(Parsed.Good(IocType.Email, $"me@{name}"), out _).ShouldBeFalse();
    }

    [Theory]
    [InlineData("http://10.0.0.1:70000/")]
    [InlineData("http://fd00::5:8080/x")]
    [InlineData("http://evil.example.com:8080\0/x")]
    [InlineData("http://")]
    public void IsReserved_OfAUrlWhoseHostCannotBeRead_IsTrue(string url)
    {
        ReservedIocs.IsReserved(new(IocType.Url, url), out var why).ShouldBeTrue();

        why.ShouldBe("is a URL whose host cannot be read");
    }

    [Fact]
    public void IsReserved_OfAFile_IsFalse() =>
        ReservedIocs.IsReserved(new(IocType.File, "46173adc26721fb54f6e1a1091a892d4"), out _).ShouldBeFalse();

    [Fact]
    public void IsReserved_AllocatesNothing()
    {
        Ioc[] iocs =
        [
            new(IocType.IpAddress, "10.1.2.3"), new(IocType.IpAddress, "8.8.8.8"), new(IocType.IpAddress, "2606:4700:4700::1111"),
            new(IocType.Domain, "evil.com"), new(IocType.Domain, "8.8.8.8.in-addr.arpa"), new(IocType.Email, "a@evil.local"),
        ];
        Array.ForEach(iocs, ioc => ReservedIocs.IsReserved(ioc, out _));

        var before = GC.GetAllocatedBytesForCurrentThread();
        foreach (var ioc in iocs)
        {
            ReservedIocs.IsReserved(ioc, out _);
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }
}
