namespace IocExplorer.Messages.Tests;

public class UrlTests
{
    [Theory]
    [InlineData("http://example.com/", "http://example.com/")]
    [InlineData("http://example.com", "http://example.com/")]
    [InlineData("http://example.com:80", "http://example.com/")]
    [InlineData("http://example.com:/", "http://example.com/")]
    [InlineData("http://example.com:0080/", "http://example.com/")]
    [InlineData("https://example.com:443/a", "https://example.com/a")]
    [InlineData("ftp://192.0.2.1:21/a", "ftp://192.0.2.1/a")]
    [InlineData("http://[2001:DB8::1]:80", "http://[2001:db8::1]/")]
    [InlineData("http://example.com:443/", "http://example.com:443/")]
    [InlineData("http://example.com:08080", "http://example.com:8080/")]
    [InlineData("http://example.com?a=b", "http://example.com/?a=b")]
    [InlineData("http://example.com:80#top", "http://example.com/#top")]
    [InlineData("http://example.com/a/", "http://example.com/a/")]
    [InlineData("http://example.com/a", "http://example.com/a")]
    [InlineData("HTTP://Example.COM/Path?Q=1#F", "http://example.com/Path?Q=1#F")]
    [InlineData("hxxps://example[.]com/a", "https://example.com/a")]
    [InlineData("http://192.0.2.1:8080/a", "http://192.0.2.1:8080/a")]
    [InlineData("http://[2001:DB8::1]:8080/a", "http://[2001:db8::1]:8080/a")]
    [InlineData("ftp://example.com/a b", "ftp://example.com/a%20b")]
    [InlineData("http://b\u00FCcher.de/\u00FC", "http://xn--bcher-kva.de/%C3%BC")]
    [InlineData("http://example.com/%41", "http://example.com/%41")]
    public void TryParse_OfAUrl_KeepsItButForSchemeHostAndWhatIsNotPrintable(string text, string expected)
    {
        Parsed.As(IocType.Url, text).ShouldBe(expected);
        Parsed.As(IocType.Url, expected).ShouldBe(expected);
    }

    [Theory]
    [InlineData("example.com/a", "refused: is no http, https or ftp URL")]
    [InlineData("javascript://example.com/a", "refused: is no http, https or ftp URL")]
    [InlineData("http://", "refused: is a URL without a host")]
    [InlineData("http://good.example@evil.example/", "refused: is a URL whose host is ambiguous; give the host alone")]
    [InlineData("http://example.com:port/", "refused: is a URL with a port that is none")]
    [InlineData("http://example.com:65536/", "refused: is a URL with a port that is none")]
    [InlineData("http://evil.example:8080\0/x", "refused: is a URL with a port that is none")]
    [InlineData("http://[2001:db8::7]:80\0", "refused: is a URL with a port that is none")]
    [InlineData("http://dead:beef:80/", "refused: is a URL with a port that is none")]
    [InlineData("http://::ffff:192.0.2.1:80/", "refused: is a URL whose IPv6 address has no brackets around it")]
    [InlineData("http://::ffff:192.0.2.1/", "refused: is a URL whose IPv6 address has no brackets around it")]
    [InlineData("http://2001:db8::7:80/", "refused: is a URL whose IPv6 address has no brackets around it")]
    [InlineData("http://fe80::7:9/a", "refused: is a URL whose IPv6 address has no brackets around it")]
    public void TryParse_OfWhatIsNoUrl_SaysWhy(string text, string expected) => Parsed.As(IocType.Url, text).ShouldBe(expected);

    [Theory]
    [InlineData("pay.example.com/in.php", "domain pay.example.com")]
    [InlineData("example.com:8443", "domain example.com")]
    [InlineData("//example.com/a", "domain example.com")]
    [InlineData("tcp://192.0.2.9:4444", "ip_address 192.0.2.9")]
    [InlineData("smb://share.example.com/x", "domain share.example.com")]
    [InlineData("hxxp[:]//example[.]com?x", "domain example.com")]
    [InlineData("[2001:db8::9]:53", "ip_address 2001:db8::9")]
    [InlineData("2001:db8:::9", "refused: is a URL whose IPv6 address has no brackets around it")]
    [InlineData("1:2:3:4:5:6:7:8:9", "refused: is a URL whose IPv6 address has no brackets around it")]
    [InlineData("tcp://2001:db8::9:53", "refused: is a URL whose IPv6 address has no brackets around it")]
    [InlineData("192.0.2.9:65535", "ip_address 192.0.2.9")]
    [InlineData("192.0.2.9:65536", "refused: is a URL with a port that is none")]
    [InlineData("ftp://logs:se!cret@ftp.example.com/x", "domain ftp.example.com")]
    [InlineData("ftp://a:b@c@ftp.example.com", "refused: is a URL whose host is ambiguous; give the host alone")]
    [InlineData("file:///etc/passwd", "refused: is a URL without a host")]
    [InlineData("javascript:alert(1)", "refused: is a URL with a port that is none")]
    [InlineData("tcp://good.example@evil.example", "refused: is a URL whose host is ambiguous; give the host alone")]
    public void TryParseHost_OfAUrlOfAnySchemeOrNone_GivesItsHost(string url, string expected) =>
        (IocParser.TryParseHost(url, out var host, out var reason) ? host.ToString() : $"refused: {reason}").ShouldBe(expected);

    [Fact]
    public void TryParse_OfABareUrl_StillGivesItsHost() => Parsed.Bare("http://example.com/a").ShouldBe("domain example.com");

    [Theory]
    [InlineData("http://10.0.0.1/a", true)]
    [InlineData("http://[::1]/a", true)]
    [InlineData("http://printer.local/a", true)]
    [InlineData("http://example.org/a", false)]
    public void IsReserved_GoesByTheHost(string url, bool isReserved) =>
        ReservedIocs.IsReserved(Parsed.Good(IocType.Url, url), out _)
            .ShouldBe(ReservedIocs.IsReserved(new(IocType.Domain, "example.org"), out _) || isReserved);

    [Theory]
    [InlineData(IocType.Url, "http://www.example.com/a", "www.example.com")]
    [InlineData(IocType.Url, "http://192.0.2.1/a", "")]
    [InlineData(IocType.Email, "me@example.com", "example.com")]
    [InlineData(IocType.Domain, "example.com", "example.com")]
    [InlineData(IocType.IpAddress, "192.0.2.1", "")]
    public void NameOf_IsTheHostThatIsAName(IocType type, string text, string expected) => IocHost.NameOf(Parsed.Good(type, text)).ShouldBe(expected);
}
