namespace IocExplorer.Messages.Tests;

public class IpNetworkTests
{
    [Theory]
    [InlineData("198.51.100.0/24", true)]
    [InlineData("198.51.100[.]0/31", true)]
    [InlineData("2001:db8:7::/48", true)]
    [InlineData("198.51.100.0/255.255.255.0", true)]
    [InlineData("198.51.100.3 - 198.51.100.9", true)]
    [InlineData("0.0.0.0/0", true)]
    [InlineData("198.51.100.3", false)]
    [InlineData("198.51.100.3/32", false)]
    [InlineData("2001:db8:7::3/128", false)]
    [InlineData("198.51.100.3/33", false)]
    [InlineData("198.51.100.3/index.html", false)]
    [InlineData("198.51.100.3-2001:db8::1", false)]
    [InlineData("my-host.example/24", false)]
    [InlineData("/", false)]
    [InlineData("", false)]
    public void Is_OfAText_TellsMoreThanOneAddress(string text, bool expected) => IpNetwork.Is(text).ShouldBe(expected);
}
