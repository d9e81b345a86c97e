namespace IocExplorer.Messages.Tests;

public class BareValueTests
{
    [Theory]
    [InlineData("evil.com", "domain evil.com")]
    [InlineData("evil[.]com", "domain evil.com")]
    [InlineData("evil(.)com", "domain evil.com")]
    [InlineData("evil{.}com", "domain evil.com")]
    [InlineData("evil[dot]com", "domain evil.com")]
    [InlineData("evil (DOT) com", "domain evil.com")]
    [InlineData("evil [ . ] com", "domain evil.com")]
    [InlineData("\u201Cevil.com\u201D", "domain evil.com")]
    [InlineData(" ( 'evil.com' ) ", "domain evil.com")]
    [InlineData("*.evil.com", "domain evil.com")]
    [InlineData("hxxp://evil[.]com/path", "domain evil.com")]
    [InlineData("hXXps[:]//evil[.]com:8443/path?u=a@b", "domain evil.com")]
    [InlineData("hxxp[://]evil.com", "domain evil.com")]
    [InlineData("h**p://evil.com#x", "domain evil.com")]
    [InlineData("ftp://b\u00FCcher.de/", "domain xn--bcher-kva.de")]
    [InlineData("hxxp://1[.]2[.]3[.]4:8080/x", "ip_address 1.2.3.4")]
    [InlineData("http://[2001:DB8::1]:80/", "ip_address 2001:db8::1")]
    [InlineData("http://[2001:db8::1]", "ip_address 2001:db8::1")]
    [InlineData("1.2.3.4.", "ip_address 1.2.3.4")]
    [InlineData("2001:DB8::1", "ip_address 2001:db8::1")]
    [InlineData("me[at]qq[.]com", "email me@qq.com")]
    [InlineData("mailto:me@qq.com", "email me@qq.com")]
    [InlineData("46173ADC26721FB54F6E1A1091A892D4", "file 46173adc26721fb54f6e1a1091a892d4")]
    public void TryParse_OfABareValue_RecognisesItsType(string text, string expected) => Parsed.Bare(text).ShouldBe(expected);

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("evil", "is no e-mail address, MD5, SHA-1 or SHA-256 hash, IP address, domain or URL")]
    [InlineData("2130706433", "is no e-mail address, MD5, SHA-1 or SHA-256 hash, IP address, domain or URL")]
    [InlineData("1.2.3", "is no IP address (four numbers from 0 to 255 without leading zeros, or IPv6)")]
    [InlineData("0x7f.1", "ends in a number, which no domain does")]
    [InlineData("1.2.3.0/24", "is a range or a path, no single IP address")]
    [InlineData("2001:db8::/32", "is a range or a path, no single IP address")]
    [InlineData("1.2.3.4:80", "carries a port; give the address alone")]
    [InlineData("evil.com:443", "carries a port; give the name alone")]
    [InlineData("evil.com/path", "is a URL without http://; give the name alone, or write url with the scheme in front")]
    [InlineData("http://[::1/", "is a URL with a bracket that is not closed")]
    [InlineData("http://example.com:80:90/", "is a URL with a port that is none")]
    [InlineData("http://[::1]x/", "is a URL with a port that is none")]
    [InlineData("2001:DB8::1%eth0", "is no IP address as long as it carries a zone id (%)")]
    [InlineData("http://good.com@evil.com/", "is a URL whose host is ambiguous; give the host alone")]
    [InlineData("http://good.com\\@evil.com/", "is a URL whose host is ambiguous; give the host alone")]
    [InlineData("http://evil.com\\good.com/", "is a URL whose host is ambiguous; give the host alone")]
    [InlineData("http:///path", "is a URL without a host")]
    [InlineData("http://:80/", "is a URL without a host")]
    [InlineData("http://evil.com:port/", "is a URL with a port that is none")]
    [InlineData("http://evil%2Ecom/", "is no e-mail address, MD5, SHA-1 or SHA-256 hash, IP address, domain or URL")]
    [InlineData("see http://evil.com", "holds a space")]
    [InlineData(
        "cf83e1357eefb8bdf1542850d66d8007d620e4050b5715dc83f4a921d36ce9ce47d0d13c5d85f2b0ff8318d2877eec2f63b931bd47417a81a538327af927da3e",
        "is no MD5 (32 hex digits), SHA-1 (40) or SHA-256 (64)")]
    public void TryParse_OfNoIoc_SaysWhatIsWrong(string text, string reason) => Parsed.Bare(text).ShouldBe($"refused: {reason}");

    [Theory]
    [InlineData("hxxp://evil[.]com/path", "evil.com")]
    [InlineData("hxxps://*.evil.com", "evil.com")]
    [InlineData("http://1.2.3.4/", "refused: ends in a number, which no domain does")]
    [InlineData("http://good.com@evil.com/", "refused: is a URL whose host is ambiguous; give the host alone")]
    public void TryParse_OfAUrlAsADomain_GivesItsHostWhereUnambiguous(string text, string expected) =>
        Parsed.As(IocType.Domain, text).ShouldBe(expected);

    [Fact]
    public void TryParse_OfAnUnsetType_IsRefused() => Parsed.As(default, "evil.com").ShouldBe("refused: has no known type");
}
