using IocExplorer.Seed.Service;

namespace IocExplorer.Seed.Tests.Service;

public sealed class ServiceAddressTests
{
    [Theory]
    [InlineData("http://127.0.0.1:8080", "http://127.0.0.1:8080/api/v1/hunts")]
    [InlineData(" https://ioc.example.org/ ", "https://ioc.example.org/api/v1/hunts")]
    [InlineData("https://example.org/ioc/explorer", "https://example.org/ioc/explorer/api/v1/hunts")]
    [InlineData("http://[::1]:8080/", "http://[::1]:8080/api/v1/hunts")]
    public void Of_APath_IsBelowTheApisRoot(string text, string url) => ServiceAddress.Read(text, out _)!.Of("hunts").AbsoluteUri.ShouldBe(url);

    [Theory]
    [InlineData("", "must be a whole URL")]
    [InlineData("coordinator:8080", "must be a whole URL")]
    [InlineData("https://\u0627m", "must be a whole URL")]
    [InlineData("ftp://example.org", "must be a whole URL")]
    [InlineData("file:///etc/passwd", "must be a whole URL")]
    [InlineData("https://ana:secret@example.org", "holds a user name or a password")]
    [InlineData("https://example.org/?token=secret", "has something behind ? or #")]
    [InlineData("https://example.org/#secret", "has something behind ? or #")]
    public void Read_OfWhatIsNoAddress_SaysWhyAndShowsNothingOfIt(string text, string why)
    {
        ServiceAddress.Read(text, out var said).ShouldBeNull();

        said.ShouldStartWith(why);
        said.ShouldNotContain("secret");
    }

    [Theory]
    [InlineData("http://127.0.0.1:8080", true)]
    [InlineData("http://127.9.9.9", true)]
    [InlineData("http://[::1]", true)]
    [InlineData("http://LOCALHOST:1", true)]
    [InlineData("http://0x7f.1", true)]
    [InlineData("http://loopback.", false)]
    [InlineData("http://localhost.example.org", false)]
    [InlineData("http://127.0.0.1.example.org", false)]
    [InlineData("http://10.0.0.1", false)]
    [InlineData("http://0.0.0.0", false)]
    public void IsLoopback_IsTrueForThisMachineOnly(string text, bool isLoopback) => ServiceAddress.Read(text, out _)!.IsLoopback.ShouldBe(isLoopback);
}
