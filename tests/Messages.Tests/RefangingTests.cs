namespace IocExplorer.Messages.Tests;

public class RefangingTests
{
    [Theory]
    [InlineData("www[.sample.example", "www.sample.example")]
    [InlineData("www.]sample.example", "www.sample.example")]
    [InlineData("www(.sample{.example", "www.sample.example")]
    [InlineData("www.[sample.example", "www.sample.example")]
    [InlineData("www.sample[.example[.]", "www.sample.example")]
    [InlineData("sample[.example]", "sample.example")]
    [InlineData("sample[[.]]example", "sample.example")]
    [InlineData("sample([.])example", "sample.example")]
    [InlineData("sample[.)example", "sample.example")]
    [InlineData("sample<dot>example", "sample.example")]
    [InlineData("sample dot example", "sample.example")]
    [InlineData(@"www\.sample\.example", "www.sample.example")]
    [InlineData(@"sample\[.\]example", "sample.example")]
    [InlineData("hxxp[:]//sample[.]example[/]a", "sample.example")]
    [InlineData("hxxp[s]://sample.example/a", "sample.example")]
    [InlineData("(hxxps)://sample.example", "sample.example")]
    [InlineData("hxxp ://sample.example", "sample.example")]
    public void TryParse_OfADefangedName_UndoesIt(string text, string expected) => Parsed.As(IocType.Domain, text).ShouldBe(expected);

    [Theory]
    [InlineData("198.51.100[.7", "198.51.100.7")]
    [InlineData("198.51.]100.7", "198.51.100.7")]
    [InlineData(@"198\.51\.100\.7", "198.51.100.7")]
    [InlineData("198[.]51[.]100{.}7", "198.51.100.7")]
    [InlineData("2001:db8[:]:7", "2001:db8::7")]
    [InlineData("198 . 51 . 100 . 7", "198.51.100.7")]
    public void TryParse_OfADefangedAddress_UndoesIt(string text, string expected) => Parsed.As(IocType.IpAddress, text).ShouldBe(expected);

    [Theory]
    [InlineData("hxxp://www.sample[.]example[/]a", "http://www.sample.example/a")]
    [InlineData("http[:/]/sample.example/a", "http://sample.example/a")]
    [InlineData("http[:]//sample.example/a", "http://sample.example/a")]
    [InlineData("http[://sample.example/a", "http://sample.example/a")]
    [InlineData("http:]//sample.example/a", "http://sample.example/a")]
    [InlineData("http:[//]sample.example/a", "http://sample.example/a")]
    [InlineData(@"hxxps:\/\/sample.example\/a", "https://sample.example/a")]
    [InlineData(@"hxxp:\\sample.example\a\b", "http://sample.example/a/b")]
    [InlineData("h[tt]p[s]://sample.example/a", "https://sample.example/a")]
    [InlineData("hXtp://sample.example/a", "http://sample.example/a")]
    [InlineData("http://sample.example/login(dot)php", "http://sample.example/login.php")]
    public void TryParse_OfADefangedUrl_UndoesIt(string text, string expected) => Parsed.As(IocType.Url, text).ShouldBe(expected);

    [Theory]
    [InlineData("http")]
    [InlineData("hxxp")]
    [InlineData("HTTP")]
    [InlineData("h**p")]
    public void TryParse_OfAPath_UndoesItHoweverTheSchemeIsWritten(string scheme) =>
        Parsed.As(IocType.Url, $"{scheme}://sample.example/a[.]b[.c").ShouldBe("http://sample.example/a.b.c");

    [Theory]
    [InlineData("http://sample.example/?a[0]=1&b[]=2")]
    [InlineData("http://sample.example/wiki/Name_(computing)")]
    [InlineData("http://sample.example/{id}/(.*)")]
    [InlineData("http://sample.example/a[.b-c]d")]
    [InlineData("http://[2001:db8::7]/a")]
    public void TryParse_OfBracketsThatAreTheUrlsOwn_KeepsThem(string url) => Parsed.As(IocType.Url, url).ShouldBe(url);

    [Fact]
    public void TryParse_OfBracketsWithoutEnd_IsRefusedAndNotHalfUndone()
    {
        var nested = string.Concat(Enumerable.Repeat("[[[.]", 2000));

        Parsed.As(IocType.Url, $"http://sample.example/{nested}").ShouldStartWith("refused: ");
    }

    [Theory]
    [InlineData(IocType.IpAddress, "198.51.100.7:8443", "carries a port; give the address alone")]
    [InlineData(IocType.IpAddress, "[2001:db8::7]:53", "carries a port; give the address alone")]
    [InlineData(IocType.Domain, "sample.example:8443", "carries a port; give the name alone")]
    [InlineData(IocType.Domain, "sample.example/a", "is a URL without http://; give the name alone, or write url with the scheme in front")]
    [InlineData(IocType.Domain, "a/b.example", "holds '/'")]
    [InlineData(IocType.Domain, "a.example:b", "holds ':'")]
    public void TryParse_OfMoreThanAHost_NamesWhatIsTooMuch(IocType type, string text, string reason) => Parsed.As(type, text).ShouldBe($"refused: {reason}");
}
