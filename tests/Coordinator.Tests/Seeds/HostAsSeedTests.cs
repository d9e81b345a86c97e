namespace IocExplorer.Coordinator.Tests.Seeds;

public class HostAsSeedTests
{
    [Theory]
    [InlineData("ip_address,198.51.100.7:8443", "ip_address 198.51.100.7")]
    [InlineData("198.51.100.7:8443", "ip_address 198.51.100.7")]
    [InlineData("198.51.100[.]7[:]8443", "ip_address 198.51.100.7")]
    [InlineData("[2001:db8::7]:53", "ip_address 2001:db8::7")]
    [InlineData("ip_address,http://198.51.100.7/a", "ip_address 198.51.100.7")]
    [InlineData("ip_address,tcp://198.51.100.7:9001", "ip_address 198.51.100.7")]
    [InlineData("198.51.100.7/32", "ip_address 198.51.100.7")]
    [InlineData("\u200B198.51\u200B.100.7", "ip_address 198.51.100.7")]
    [InlineData("domain,sam\u00ADple\u2060.example\uFEFF", "domain sample.example")]
    [InlineData("198.51.100.7/a/b.php", "ip_address 198.51.100.7")]
    [InlineData("sample.example/gate.php?a=1", "domain sample.example")]
    [InlineData("domain,sample.example:8443", "domain sample.example")]
    [InlineData("domain,sample.example/gate.php", "domain sample.example")]
    [InlineData("url,sample.example/gate.php", "domain sample.example")]
    [InlineData("url,198.51.100.7/gate.php", "ip_address 198.51.100.7")]
    [InlineData("url,http://sample.example:80", "url http://sample.example/")]
    [InlineData("url,http://sample.example/a[.]b", "url http://sample.example/a.b")]
    public void Read_OfMoreThanAHost_TakesTheHost(string line, string expected) => Listed.Of(line).ShouldBe(expected);

    [Theory]
    [InlineData("198.51.100.0/24", "1 has no type and a value that names several addresses; give those that matter, each alone")]
    [InlineData("198.51.100.1-198.51.100.9", "1 has no type and a value that names several addresses; give those that matter, each alone")]
    [InlineData("ip_address,2001:db8:::7", "1 has a value that is no IPv6 address")]
    [InlineData("2001:db8:::7", "1 has no type and a value that is no IPv6 address")]
    [InlineData("domain,sam\u202Eple.example", "1 has a value that holds the character U+202E")]
    [InlineData("url,198.51.100.0/24", "1 has a value that names several addresses; give those that matter, each alone")]
    [InlineData("ip_address,sample.example:443", "1 has a value that is no IP address (four numbers from 0 to 255 without leading zeros, or IPv6)")]
    public void Read_OfWhatIsNoSingleHost_IsLeftOut(string line, string expected) => Listed.Of(line).ShouldBe(expected);

    [Theory]
    [InlineData("update.exe")]
    [InlineData("invoice.docx")]
    [InlineData("invoice.pdf.lnk")]
    [InlineData("config.ini")]
    [InlineData("value,note\nlibrary.DLL,loader")]
    public void Read_OfAFileName_IsNoDomainWhereTheTypeIsNotGiven(string text)
    {
        var bad = Listed.Read(text).BadLines.ShouldHaveSingleItem();

        bad.Reason.ShouldBe("has no type and a value that has no known top-level domain; a file is given by its hash");
        bad.Advice.ShouldBe("Take it out, or write domain in front of it if it is one");
    }

    [Theory]
    [InlineData("domain,update.exe", "domain update.exe")]
    [InlineData("http://update.exe/", "domain update.exe")]
    [InlineData("archive.zip", "domain archive.zip")]
    [InlineData("archive.onion", "domain archive.onion")]
    public void Read_OfWhatMayBeADomain_TakesIt(string line, string expected) => Listed.Of(line).ShouldBe(expected);

    [Fact]
    public void Read_OfAValueOfAnotherType_NeverAdvisesWhatIsWritten()
    {
        string[] values = ["http://198.51.100.7/a", "http://sample.example/a", "198.51.100.7:80", "sample.example", "me@sample.example", new('a', 32),
            "http://good.example@sample.example/", "x"];
        foreach (var type in Messages.IocTypeNames.All)
        {
            foreach (var value in values)
            {
                Listed.Read($"{type},{value}").BadLines.ShouldAllBe(b => !b.Advice.StartsWith($"It reads as {type}:", StringComparison.Ordinal));
            }
        }
    }
}
