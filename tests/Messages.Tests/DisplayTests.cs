namespace IocExplorer.Messages.Tests;

public class DisplayTests
{
    [Theory]
    [InlineData("xn--bcher-kva.de", "b\u00FCcher.de")]
    [InlineData("_x.xn--bcher-kva.de", "_x.b\u00FCcher.de")]
    [InlineData("xn--r8jz45g.xn--zckzah", "\u4F8B\u3048.\u30C6\u30B9\u30C8")]
    [InlineData("xn--ls8h.la", "\U0001F4A9.la")]
    [InlineData("evil.com", "evil.com")]
    public void Display_OfAnHonestName_ShowsItsLetters(string value, string shown) => new Ioc(IocType.Domain, value).Display.ShouldBe(shown);

    [Theory]
    [InlineData("xn--ab-g4t.com", "right-to-left override")]
    [InlineData("xn--ab-m1t.com", "joiner")]
    [InlineData("xn--6dbbec0c.com", "Hebrew letters, which turn the line around them")]
    [InlineData("xn--80ak6aa92e.com", "Cyrillic letters that read 'apple'")]
    [InlineData("xn--pple-43d.com", "one Cyrillic letter among Latin ones")]
    [InlineData("xn--bcher-2pa.de", "a capital inside, which no resolver would send")]
    [InlineData("xn--bucher-xyd.de", "a combining accent")]
    [InlineData("xn--a.com", "a control character")]
    [InlineData("xn--99999999.com", "no punycode at all")]
    public void Display_OfANameThatDeceives_StaysPunycode(string value, string because) =>
        new Ioc(IocType.Domain, value).Display.ShouldBe(value, because);

    [Fact]
    public void Display_OfARussianName_ShowsItsLetters() =>
        Parsed.Good(IocType.Domain, "\u043F\u0440\u0438\u043C\u0435\u0440.\u0440\u0444").Display.ShouldBe("\u043F\u0440\u0438\u043C\u0435\u0440.\u0440\u0444");

    [Fact]
    public void Display_OfAnEmailAddress_ShowsTheLettersOfItsDomainOnly()
    {
        Parsed.Good(IocType.Email, "xn--a@b\u00FCcher.de").Display.ShouldBe("xn--a@b\u00FCcher.de");
        Parsed.Good(IocType.Email, "me@example.org").Display.ShouldBe("me@example.org");
    }

    [Fact]
    public void Display_OfAddressesAndHashes_IsTheValue()
    {
        new Ioc(IocType.IpAddress, "2001:db8::1").Display.ShouldBe("2001:db8::1");
        new Ioc(IocType.File, "46173adc26721fb54f6e1a1091a892d4").Display.ShouldBe("46173adc26721fb54f6e1a1091a892d4");
    }

    [Fact]
    public void Equality_IsByOrdinalOfTheValue()
    {
        new Ioc(IocType.Domain, "evil.com").ShouldBe(new Ioc(IocType.Domain, string.Concat("evil", ".com")));
        new Ioc(IocType.Domain, "evil.com").ShouldNotBe(new Ioc(IocType.Domain, "EVIL.com"));
        new Ioc(IocType.Domain, "evil.com").ShouldNotBe(new Ioc(IocType.Email, "evil.com"));
    }
}
