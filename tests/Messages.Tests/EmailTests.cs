namespace IocExplorer.Messages.Tests;

public class EmailTests
{
    [Theory]
    [InlineData("373192510@qq.com", "373192510@qq.com")]
    [InlineData("John.Doe@Example.ORG.", "john.doe@example.org")]
    [InlineData("a+tag_x-1@b.cn", "a+tag_x-1@b.cn")]
    [InlineData("!#$%&'*+/=?^_`{|}~-@b.cn", "!#$%&'*+/=?^_`{|}~-@b.cn")]
    [InlineData("me@b\u00FCcher.de", "me@xn--bcher-kva.de")]
    [InlineData("me\uFF20qq.com", "me@qq.com")]
    [InlineData("mailto:me@qq.com", "me@qq.com")]
    [InlineData("mailto:me@qq.com?subject=a&body=b@c.cn", "me@qq.com")]
    [InlineData("me @ qq . com", "me@qq.com")]
    [InlineData("<me@qq.com>", "me@qq.com")]
    [InlineData("me(at)qq(dot)com", "me@qq.com")]
    [InlineData("me[@]qq[.]com", "me@qq.com")]
    [InlineData("me [AT] qq [DOT] com", "me@qq.com")]
    public void TryParse_OfAnAddress_GivesLowerCaseWithTheDomainAsADomain(string text, string expected) =>
        Parsed.As(IocType.Email, text).ShouldBe(expected);

    [Theory]
    [InlineData("qq.com", "is no e-mail address")]
    [InlineData("a@b@qq.com", "holds more than one @")]
    [InlineData("@qq.com", "has nothing before the @")]
    [InlineData(".a@qq.com", "has a dot too many before the @")]
    [InlineData("a.@qq.com", "has a dot too many before the @")]
    [InlineData("a..b@qq.com", "has a dot too many before the @")]
    [InlineData("a@", "is no domain: it has no dot")]
    [InlineData("a@localhost", "is no domain: it has no dot")]
    [InlineData("a@1.2.3.4", "ends in a number, which no domain does")]
    [InlineData("a@[1.2.3.4]", "holds '['")]
    [InlineData("a@*.qq.com", "holds '*'")]
    [InlineData("a b@qq.com", "holds a space")]
    [InlineData("Redacted for privacy <a@qq.com>", "holds a space")]
    [InlineData("\"a\"@qq.com", "holds '\"'")]
    [InlineData("\u00FC@qq.com", "holds the character U+00FC")]
    [InlineData("\u212A@qq.com", "holds the character U+212A")]
    [InlineData("a\0@qq.com", "holds the character U+0000")]
    [InlineData("a\r\nBcc: x@qq.com", "holds the character U+000D")]
    public void TryParse_OfNoAddress_SaysWhatIsWrong(string text, string reason) =>
        Parsed.As(IocType.Email, text).ShouldBe($"refused: {reason}");

    [Fact]
    public void TryParse_AtTheLengthLimits_KnowsThemExactly()
    {
        var local64 = new string('l', 64);
        var domain189 = string.Join('.', new string('a', 63), new string('b', 63), new string('c', 57), "com");

        Parsed.As(IocType.Email, $"{local64}@qq.com").ShouldBe($"{local64}@qq.com");
        Parsed.As(IocType.Email, $"{local64}l@qq.com").ShouldBe("refused: has more than 64 characters before the @");
        Parsed.As(IocType.Email, $"{local64}@{domain189}").ShouldBe($"{local64}@{domain189}");
        Parsed.As(IocType.Email, $"{local64}@a{domain189.Replace('a', 'x')[1..]}y").ShouldBe("refused: is longer than 254 characters");
    }
}
