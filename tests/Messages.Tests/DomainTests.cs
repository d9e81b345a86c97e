namespace IocExplorer.Messages.Tests;

public class DomainTests
{
    [Theory]
    [InlineData("evil.com", "evil.com")]
    [InlineData("EVIL.Com", "evil.com")]
    [InlineData("evil.com.", "evil.com")]
    [InlineData("*.evil.com", "evil.com")]
    [InlineData("_dmarc.evil.com", "_dmarc.evil.com")]
    [InlineData("a_b.evil.com", "a_b.evil.com")]
    [InlineData("r4---sn-4g5e6nsz.googlevideo.com", "r4---sn-4g5e6nsz.googlevideo.com")]
    [InlineData("360.cn", "360.cn")]
    [InlineData("1.2.3.4.example.com", "1.2.3.4.example.com")]
    public void TryParse_OfAWellFormedDomain_GivesLowerCaseWithoutDecoration(string text, string expected) =>
        Parsed.As(IocType.Domain, text).ShouldBe(expected);

    [Theory]
    [InlineData("b\u00FCcher.de", "xn--bcher-kva.de")]
    [InlineData("B\u00DCCHER.DE", "xn--bcher-kva.de")]
    [InlineData("stra\u00DFe.de", "xn--strae-oqa.de")]
    [InlineData("\u4F8B\u3048\u3002\u30C6\u30B9\u30C8", "xn--r8jz45g.xn--zckzah")]
    [InlineData("\u4F8B\u3048\uFF0E\u30C6\u30B9\u30C8\uFF61", "xn--r8jz45g.xn--zckzah")]
    [InlineData("\uFF45\uFF56\uFF49\uFF4C\uFF0E\uFF23\uFF2F\uFF2D", "evil.com")]
    [InlineData("\U0001F4A9.la", "xn--ls8h.la")]
    [InlineData("_x.b\u00FCcher.de", "_x.xn--bcher-kva.de")]
    [InlineData("XN--BCHER-KVA.de", "xn--bcher-kva.de")]
    [InlineData("\u05D3\u05D5\u05D2\u05DE\u05D4.com", "xn--6dbbec0c.com")]
    [InlineData("\u212A.com", "k.com")] // The Kelvin sign is a k to every resolver.
    public void TryParse_OfAnInternationalDomain_GivesALabels(string text, string expected) =>
        Parsed.As(IocType.Domain, text).ShouldBe(expected);

    [Theory]
    [InlineData("bu\u0308cher.de", "U+0308")] // Combining accent: resolvers compose it, and we have no table to.
    [InlineData("\u24D4vil.com", "U+24D4")] // Circled letter.
    [InlineData("\U0001D41Evil.com", "U+1D41E")] // Mathematical letter.
    [InlineData("\uFB01sh.com", "U+FB01")] // Ligature.
    [InlineData("\u1100\u1161.com", "U+1161")] // Jamo that make one syllable.
    [InlineData("\u0B95\u0BC6\u0BBE.com", "U+0BBE")] // Vowel signs that make one.
    [InlineData("\u0130stanbul.com", "U+0130")] // A capital without a lower case of one character.
    public void TryParse_OfWhatOtherProgramsWouldRewrite_RefusesInsteadOfEncodingAnotherName(string text, string named) =>
        Parsed.As(IocType.Domain, text).ShouldStartWith($"refused: holds the character {named}");

    [Theory]
    [InlineData("\u0BA4\u0BBE.com")] // Tamil: the same vowel sign where it composes with nothing.
    [InlineData("\u0915\u094D\u0937.com")]
    [InlineData("\u0E44\u0E17\u0E22.com")]
    public void TryParse_OfMarksThatBelongToTheScript_GivesALabels(string text) =>
        Parsed.As(IocType.Domain, text).ShouldStartWith("xn--");

    [Theory]
    [InlineData("evil\0.com", "U+0000")]
    [InlineData("evil\n.com", "U+000A")]
    [InlineData("evil\u202Emoc.com", "U+202E")]
    [InlineData("evil\u200F.com", "U+200F")]
    [InlineData("ev\u200Bil.com", "U+200B")]
    [InlineData("ev\u200Dil.com", "U+200D")]
    [InlineData("\uFEFFevil.com", "U+FEFF")]
    [InlineData("evil\u00A0x.com", "U+00A0")]
    [InlineData("evil\u2028.com", "U+2028")]
    [InlineData("\u0301evil.com", "U+0301")]
    [InlineData("ev\uFFFDil.com", "U+FFFD")] // What a decoder leaves of bytes that are no UTF-8.
    [InlineData("ev\u2800il.com", "U+2800")] // A picture of nothing.
    [InlineData("ev\u001B[31mil.com", "U+001B")]
    public void TryParse_OfHostileCharacters_NamesTheCharacterWithoutRepeatingIt(string text, string named) =>
        Parsed.As(IocType.Domain, text).ShouldStartWith($"refused: holds the character {named}");

    [Theory]
    [InlineData("a", 0xD800, "b.com")]
    [InlineData("a", 0xDC00, ".com")]
    [InlineData("ab.com", 0xD83D, "")]
    public void TryParse_OfALoneSurrogate_SaysHalfACharacter(string before, int half, string after) =>
        Parsed.As(IocType.Domain, $"{before}{(char)half}{after}").ShouldBe($"refused: holds half a character (U+{half:X4})");

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("   ", "is empty")]
    [InlineData("\"\"", "is empty")]
    [InlineData("com", "is no domain: it has no dot")]
    [InlineData(".", "is no domain: it has no dot")]
    [InlineData("*.com", "is no domain: it has no dot")]
    [InlineData("a..b.com", "has an empty label (two dots in a row, or one in front)")]
    [InlineData(".evil.com", "has an empty label (two dots in a row, or one in front)")]
    [InlineData("evil.com..", "has an empty label (two dots in a row, or one in front)")]
    [InlineData("b\u00FCcher..de", "has an empty label (two dots in a row, or one in front)")]
    [InlineData("-a.com", "has a label that begins or ends with a hyphen")]
    [InlineData("a-.com", "has a label that begins or ends with a hyphen")]
    [InlineData("xn--.com", "has a label that begins or ends with a hyphen")]
    [InlineData("-\u00E4.com", "has a label that begins or ends with a hyphen")]
    [InlineData("xn--\u00E4.com", "has a label that cannot be written in punycode")]
    [InlineData("a\u05D3\u05D5b.com", "has a label that cannot be written in punycode")]
    [InlineData("1.2.3.4", "ends in a number, which no domain does")]
    [InlineData("1.2.3", "ends in a number, which no domain does")]
    [InlineData("0x7f.1", "ends in a number, which no domain does")]
    [InlineData("1.0x7F", "ends in a number, which no domain does")]
    [InlineData("evil.com:443", "carries a port; give the name alone")]
    [InlineData("evil.com/path", "is a URL without http://; give the name alone, or write url with the scheme in front")]
    [InlineData("evil .com", "holds a space")]
    [InlineData("a.*.com", "holds '*'")]
    [InlineData("=cmd|' /C calc'!A0.com", "holds '='")]
    [InlineData("../../etc/passwd", "holds '/'")]
    [InlineData("<b>evil.com", "holds '<'")]
    public void TryParse_OfNoDomain_SaysWhatIsWrong(string text, string reason) =>
        Parsed.As(IocType.Domain, text).ShouldBe($"refused: {reason}");

    [Fact]
    public void TryParse_AtTheLengthLimits_KnowsThemExactly()
    {
        var label63 = new string('a', 63);
        var name253 = string.Join('.', label63, label63, label63, new string('b', 57), "com");

        Parsed.As(IocType.Domain, $"{label63}.com").ShouldBe($"{label63}.com");
        Parsed.As(IocType.Domain, $"{label63}a.com").ShouldBe("refused: has a label of more than 63 characters");
        Parsed.As(IocType.Domain, name253).ShouldBe(name253);
        Parsed.As(IocType.Domain, $"{name253}.").ShouldBe(name253);
        Parsed.As(IocType.Domain, $"b{name253}").ShouldBe("refused: is longer than 253 characters");
    }

    [Fact]
    public void TryParse_OfThreeHundredLabels_SaysTooLong()
    {
        var name = string.Concat(Enumerable.Repeat("a.", 300)) + "com";

        Parsed.As(IocType.Domain, name).ShouldBe("refused: is longer than 253 characters");
        Parsed.As(IocType.Domain, name.Replace('a', '\u00E4')).ShouldBe("refused: is longer than 253 characters");
    }

    [Fact]
    public void TryParse_OfALabelThatIsTooLongOnlyOnceEncoded_SaysSo() =>
        Parsed.As(IocType.Domain, new string('\u00E4', 20) + new string('x', 43) + ".com").ShouldBe("refused: has a label that cannot be written in punycode");

    [Theory]
    [InlineData("xn--a.com")]
    [InlineData("xn--99999999.com")]
    [InlineData("xn--abc-d.com")]
    public void TryParse_OfBrokenPunycode_KeepsTheNameThatDnsCarries(string text) => Parsed.As(IocType.Domain, text).ShouldBe(text);
}
