namespace IocExplorer.Messages.Tests;

public class IpAddressTests
{
    [Theory]
    [InlineData("192.0.2.7", "192.0.2.7")]
    [InlineData("0.0.0.0", "0.0.0.0")]
    [InlineData("255.255.255.255", "255.255.255.255")]
    [InlineData("1.2.3.4.", "1.2.3.4")] // The full stop of a sentence.
    [InlineData("1[.]2[.]3[.]4", "1.2.3.4")]
    [InlineData("1.2.3[dot]4", "1.2.3.4")]
    [InlineData("\uFF11.2.3.4", "1.2.3.4")]
    [InlineData("::ffff:1.2.3.4", "1.2.3.4")]
    [InlineData("::FFFF:102:304", "1.2.3.4")]
    [InlineData("0:0:0:0:0:ffff:0102:0304", "1.2.3.4")]
    [InlineData("198.51.100.4/32", "198.51.100.4")] // A network of one address.
    [InlineData("198.51.100[.]4/32", "198.51.100.4")]
    [InlineData("::ffff:198.51.100.4/128", "198.51.100.4")]
    public void TryParse_OfIpv4_GivesTheDottedQuad(string text, string expected) => Parsed.As(IocType.IpAddress, text).ShouldBe(expected);

    [Theory]
    [InlineData("2001:db8::1", "2001:db8::1")]
    [InlineData("2001:DB8::1", "2001:db8::1")]
    [InlineData("2001:0db8:0000:0000:0000:0000:0000:0001", "2001:db8::1")]
    [InlineData("[2001:db8::1]", "2001:db8::1")]
    [InlineData("2001[:]db8[:]:1", "2001:db8::1")]
    [InlineData("::", "::")]
    [InlineData("0:0:0:0:0:0:0:0", "::")]
    [InlineData("::1", "::1")]
    [InlineData("1::", "1::")]
    [InlineData("1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0")] // RFC 5952, 4.2.2: one group is not shortened.
    [InlineData("2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1")]
    [InlineData("2001:0:0:1:0:0:0:1", "2001:0:0:1::1")] // 4.2.3: the longest run.
    [InlineData("2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1")] // 4.2.3: the first of two.
    [InlineData("64:ff9b::1.2.3.4", "64:ff9b::102:304")]
    [InlineData("2001:0DB8:0:0:0:0:0:4/128", "2001:db8::4")]
    [InlineData("::1.2.3.4", "::102:304")]
    [InlineData("1:2:3:4:5:6:1.2.3.4", "1:2:3:4:5:6:102:304")]
    public void TryParse_OfIpv6_GivesTheTextOfRfc5952(string text, string expected) => Parsed.As(IocType.IpAddress, text).ShouldBe(expected);

    [Theory]
    [InlineData("1.2.3")]
    [InlineData("1.2.3.4.5")]
    [InlineData("1.2.3.256")]
    [InlineData("1.2.3.04")]
    [InlineData("01.2.3.4")]
    [InlineData("0x7f.1")]
    [InlineData("0x7f.0.0.1")]
    [InlineData("2130706433")]
    [InlineData("1..3.4")]
    [InlineData("1.2.3.4..")]
    [InlineData("+1.2.3.4")]
    [InlineData("1.2.3. 4")]
    [InlineData("1.2.3.\u0664")]
    [InlineData("not-an-ip")]
    public void TryParse_OfWhatProgramsReadDifferently_IsRefused(string text) =>
        Parsed.As(IocType.IpAddress, text).ShouldBe("refused: is no IP address (four numbers from 0 to 255 without leading zeros, or IPv6)");

    [Theory]
    [InlineData("2001:DB8::1%eth0", "is no IP address as long as it carries a zone id (%)")]
    [InlineData("fe80::1%1", "is no IP address as long as it carries a zone id (%)")]
    [InlineData("1.2.3.0/24", "is a range or a path, no single IP address")]
    [InlineData("1.2.3.4/128", "is a range or a path, no single IP address")]
    [InlineData("2001:db8::/32", "is a range or a path, no single IP address")]
    [InlineData("hxxp://1.2.3.4/x", "is a URL; give its address alone, or write url")]
    [InlineData("1.2.3.4:80", "carries a port; give the address alone")]
    [InlineData("[2001:db8::1]:80", "carries a port; give the address alone")]
    [InlineData(":", "is no IP address (four numbers from 0 to 255 without leading zeros, or IPv6)")]
    [InlineData(":::", "is no IPv6 address")]
    [InlineData("1::2::3", "is no IPv6 address")]
    [InlineData("1:2:3:4:5:6:7", "is no IPv6 address")]
    [InlineData("1:2:3:4:5:6:7:8:9", "is no IPv6 address")]
    [InlineData("1:2:3:4:5:6:7:8::", "is no IPv6 address")]
    [InlineData("1:2:3:4:5:6:7:", "is no IPv6 address")]
    [InlineData(":1:2:3:4:5:6:7", "is no IPv6 address")]
    [InlineData("12345::", "is no IPv6 address")]
    [InlineData("g::1", "is no IPv6 address")]
    [InlineData("::ffff:1.2.3.04", "is no IPv6 address")]
    [InlineData("1.2.3.4::", "is no IPv6 address")]
    [InlineData("1:2:3:4:5:6:7:1.2.3.4", "is no IPv6 address")]
    [InlineData("::\u0661", "is no IPv6 address")]
    public void TryParse_OfMoreOrLessThanAnAddress_SaysWhatIsWrong(string text, string reason) =>
        Parsed.As(IocType.IpAddress, text).ShouldBe($"refused: {reason}");
}
