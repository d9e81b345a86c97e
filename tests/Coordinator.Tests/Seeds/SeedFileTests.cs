using System.Text;
using IocExplorer.Coordinator.Seeds;
using IocExplorer.Messages;

namespace IocExplorer.Coordinator.Tests.Seeds;

public class SeedFileTests
{
    [Fact]
    public void Read_OfTheContractsForm_GivesTheSeedsInOrder()
    {
        var content = Read("""
            type,value
            email,373192510@qq.com
            file,46173ADC26721FB54F6E1A1091A892D4
            ip_address,192.0.2.7
            domain,xnz.freetzi.com
            """);

        Written(content).ShouldBe(["email 373192510@qq.com", "file 46173adc26721fb54f6e1a1091a892d4", "ip_address 192.0.2.7", "domain xnz.freetzi.com"]);
        content.BadLines.ShouldBeEmpty();
        content.Duplicates.ShouldBe(0);
    }

    [Theory]
    [InlineData(",Type,t,\rc")]
    [InlineData("id,type,score,when\n7,domain,12,2026\n")]
    public void Read_OfAFirstLineThatNamesTypesAndNoValues_IsNoHeaderAndEveryLineIsAccountedFor(string text)
    {
        var content = Read(text);

        content.Seeds.ShouldBeEmpty();
        content.BadLines.Count.ShouldBe(content.Lines);
        content.BadLines[0].Number.ShouldBe(1);
    }

    [Fact]
    public void Read_OfAThirdField_TakesTheSharingLevelAndTheStrictestOfSeveralLines()
    {
        var content = Read("""
            type,value,tlp
            domain,a.com,tlp:amber
            ,b.com,GREEN
            domain,b.com,red
            c.com
            domain,d.com,clear
            d.com
            url,"http://e.com/x,y",white
            """);

        content.BadLines.ShouldBeEmpty();
        content.Duplicates.ShouldBe(2);
        Levels(SharingLevel.Clear)
            .ShouldBe([("a.com", SharingLevel.Amber), ("b.com", SharingLevel.Red), ("d.com", SharingLevel.Clear), ("http://e.com/x,y", SharingLevel.Clear)]);
        Levels(SharingLevel.Amber)
            .ShouldBe([("a.com", SharingLevel.Amber), ("b.com", SharingLevel.Red), ("d.com", SharingLevel.Amber), ("http://e.com/x,y", SharingLevel.Clear)]);

        IEnumerable<(string, SharingLevel)> Levels(SharingLevel hunt) => content.SharingIn(hunt).Select(s => (s.Key.Value, s.Value)).Order();
    }

    [Theory]
    [InlineData("  domain  ,  evil.com  ", "domain evil.com")]
    [InlineData("DOMAIN,EVIL.com", "domain evil.com")]
    [InlineData("domain,hxxp://evil[.]com/path", "domain evil.com")]
    [InlineData("domain,evil[.]com", "domain evil.com")]
    [InlineData("email,me(at)qq[.]com", "email me@qq.com")]
    [InlineData("domain,b\u00FCcher.de", "domain xn--bcher-kva.de")]
    [InlineData("\"domain\",\"evil.com\"", "domain evil.com")]
    [InlineData(" \"domain\" , \" evil.com \" ", "domain evil.com")]
    [InlineData("domain,\"\"\"evil.com\"\"\"", "domain evil.com")]
    [InlineData("domain,'evil.com'", "domain evil.com")]
    [InlineData("domain,evil.com,", "domain evil.com")]
    [InlineData("domain,evil.com,,, \"\"", "domain evil.com")]
    [InlineData("evil.com", "domain evil.com")]
    [InlineData("\"evil.com\"", "domain evil.com")]
    [InlineData("evil.com,", "domain evil.com")]
    [InlineData(",evil.com", "domain evil.com")]
    [InlineData(",1.2.3.4", "ip_address 1.2.3.4")]
    [InlineData("2001:DB8::1", "ip_address 2001:db8::1")]
    [InlineData("me@qq.com", "email me@qq.com")]
    [InlineData("hxxps://evil[.]com/a", "domain evil.com")]
    [InlineData("46173adc26721fb54f6e1a1091a892d4", "file 46173adc26721fb54f6e1a1091a892d4")]
    public void Read_OfAGoodLine_GivesTheSeedInItsNormalForm(string line, string expected)
    {
        var content = Read(line);

        content.BadLines.ShouldBeEmpty();
        Written(content).ShouldBe([expected]);
    }

    [Theory]
    [InlineData("type,value")]
    [InlineData(" Type , Value ")]
    [InlineData("\"type\",\"value\"")]
    [InlineData("type,ioc")]
    [InlineData("value")]
    [InlineData("IOC")]
    public void Read_OfAHeader_PassesItOverInTheFirstPlaceOnly(string header)
    {
        var content = Read($"# seeds\n\n{header}\nevil.com\n{header}\n");

        Written(content).ShouldBe(["domain evil.com"]);
        content.BadLines.Select(bad => bad.Number).ShouldBe([5]);
    }

    [Fact]
    public void Read_OfBlankLinesCommentsAndAByteOrderMark_PassesThemOver()
    {
        var content = Read("\uFEFFdomain,a.com\n\n   \n# domain,b.com\n  #domain,c.com\n\t\ndomain,d.com");

        Written(content).ShouldBe(["domain a.com", "domain d.com"]);
        content.BadLines.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public void Read_OfAnyLineEnd_CountsLinesAlike(string lineEnd)
    {
        var content = Read(string.Join(lineEnd, "type,value", "", "domain,a.com", "bad", "domain,b.com", ""));

        Written(content).ShouldBe(["domain a.com", "domain b.com"]);
        content.BadLines.Select(bad => bad.Number).ShouldBe([4]);
    }

    [Fact]
    public void Read_OfDuplicates_KeepsTheFirstPlaceAndCountsTheRest()
    {
        var content = Read("domain,b.com\ndomain,a.com\nB.com.\ndomain,hxxp://b[.]com/\n\"a.com\"\nemail,x@b.com");

        Written(content).ShouldBe(["domain b.com", "domain a.com", "email x@b.com"]);
        content.Duplicates.ShouldBe(3);
    }

    [Theory]
    [InlineData("domian,a.com",
        "line 1 (domian,a.com) has the unknown type 'domian'; the nearest known one is domain. Write one of email, file, ip_address, domain, url, or leave the "
        + "type out.")]
    [InlineData("md5,46173a",
        "line 1 (md5,46173a) has a value that is no MD5 (32 hex digits), SHA-1 (40) or SHA-256 (64). Correct the line, or put # in front of it.")]
    [InlineData("ip_address,1.2.3",
        "line 1 (ip_address,1.2.3) has a value that is no IP address (four numbers from 0 to 255 without leading zeros, or IPv6). Correct the line, or put # "
        + "in front of it.")]
    [InlineData("domain,1.2.3.4",
        "line 1 (domain,1.2.3.4) has a value that ends in a number, which no domain does. It reads as ip_address: correct the type, or leave it out.")]
    [InlineData("evil",
        "line 1 (evil) has no type and a value that is no e-mail address, MD5, SHA-1 or SHA-256 hash, IP address, domain or URL. Correct the line, or put # in "
        + "front of it.")]
    [InlineData(",a..b.com",
        "line 1 (,a..b.com) has no type and a value that has an empty label (two dots in a row, or one in front). Correct the line, or put # in front of it.")]
    [InlineData("domain,", "line 1 (domain,) names a type and no value. Write type,value.")]
    [InlineData(",", "line 1 (,) is empty but for its commas. Correct the line, or put # in front of it.")]
    [InlineData("domain,a.com,b.com",
        "line 1 (domain,a.com,b.com) has more than two fields (type,value), and the third is no sharing level. Put a value that holds a comma in quotes, write "
        + "a level such as tlp:amber, or take the rest out.")]
    [InlineData("domain,\"a.com", "line 1 (domain,\"a.com) has a quote that is not closed. Correct the line, or put # in front of it.")]
    [InlineData("\"domain,a.com", "line 1 (\"domain,a.com) has a quote that is not closed. Correct the line, or put # in front of it.")]
    [InlineData("domain,a\".com", "line 1 (domain,a\".com) has a quote in the middle of a field. Correct the line, or put # in front of it.")]
    [InlineData("domain,\"a\".com", "line 1 (domain,\"a\".com) has text behind a closing quote. Correct the line, or put # in front of it.")]
    [InlineData("domain,a\u202Emoc.com", "line 1 (domain,a?moc.com) has a value that holds the character U+202E. Correct the line, or put # in front of it.")]
    [InlineData("domain,\u001B[31ma.com", "line 1 (domain,?[31ma.com) has a value that holds the character U+001B. Correct the line, or put # in front of it.")]
    [InlineData("\u57DF\u57DF,a.com",
        "line 1 (\u57DF\u57DF,a.com) has the unknown type '\u57DF\u57DF'; the nearest known one is url. Write one of email, file, ip_address, domain, url, or "
        + "leave the type out.")]
    [InlineData("domain,b\uFFFDcher.de", "line 1 (domain,b?cher.de) holds bytes that are no UTF-8. Save the file as UTF-8.")]
    public void Read_OfABadLine_SaysWhatItIsAndWhatToDo(string line, string expected)
    {
        var content = Read(line);

        content.Seeds.ShouldBeEmpty();
        content.BadLines.Select(bad => bad.ToString()).ShouldBe([expected]);
    }

    [Theory]
    [InlineData("domain,\"bad.com")]
    [InlineData("\"")]
    [InlineData("domain,ba\"d.com")]
    [InlineData("domain,bad.com\"")]
    [InlineData("\"\"\"")]
    public void Read_OfAStrayQuote_SpoilsItsLineOnly(string line)
    {
        var content = Read($"domain,a.com\n{line}\ndomain,b.com\ndomain,\"c.com\"\n");

        Written(content).ShouldBe(["domain a.com", "domain b.com", "domain c.com"]);
        content.BadLines.Select(bad => bad.Number).ShouldBe([2]);
    }

    [Theory]
    [InlineData(LineReader.TooLong - 1, "has a value that is longer than 8,192 characters")]
    [InlineData(LineReader.TooLong, "is longer than 16,383 characters")]
    [InlineData(LineReader.TooLong + 1, "is longer than 16,383 characters")]
    [InlineData(3 * LineReader.TooLong, "is longer than 16,383 characters")]
    [InlineData((3 * LineReader.TooLong) + 7, "is longer than 16,383 characters")]
    public void Read_OfAVeryLongLine_SpoilsItOnlyWhateverItsLineEnd(int length, string reason)
    {
        foreach (var lineEnd in new[] { "\n", "\r\n", "\r" })
        {
            var content = Read($"domain,a.com{lineEnd}domain,{new string('x', length - 7)}{lineEnd}domain,b.com");

            Written(content).ShouldBe(["domain a.com", "domain b.com"]);
            var bad = content.BadLines.ShouldHaveSingleItem();
            bad.Number.ShouldBe(2);
            bad.Reason.ShouldBe(reason);
            bad.Text.ShouldBe($"domain,{new string('x', 50)}...");
        }
    }

    [Fact]
    public void Read_OfATextThatComesInSmallPieces_GivesTheSameLines()
    {
        var text = string.Join("\r\n", Enumerable.Range(0, 3000).Select(i => $"domain,host{i}.com"));
        using var whole = new StringReader(text);
        using var pieces = new OneCharAtATime(text);

        SeedFile.Read(pieces).Seeds.ShouldBe(SeedFile.Read(whole).Seeds);
    }

    [Fact]
    public void Read_OfNothing_GivesNothing()
    {
        Read("").Seeds.ShouldBeEmpty();
        SeedFile.Read(Stream.Null).BadLines.ShouldBeEmpty();
    }

    [Fact]
    public void Read_OfAMillionLines_GivesThemAll()
    {
        const int Lines = 1_000_000;
        using var lines = new StringReader(
            string.Join('\n', Enumerable.Range(0, Lines).Select(i => i % 10 == 9 ? "\"domain\",\"twice.com\"" : $"domain,host{i}.com")));

        var content = SeedFile.Read(lines);

        content.Seeds.Count.ShouldBe((Lines / 10 * 9) + 1);
        content.Duplicates.ShouldBe((Lines / 10) - 1);
        content.BadLines.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("utf-32")]
    public void Read_OfAnotherUnicodeEncoding_IsReadByItsMark(string encoding)
    {
        var file = new MemoryStream(
            [.. Encoding.GetEncoding(encoding).GetPreamble(), .. Encoding.GetEncoding(encoding).GetBytes("domain,a.com\nb\u00FCcher.de\n")]);

        var content = SeedFile.Read(file);

        Written(content).ShouldBe(["domain a.com", "domain xn--bcher-kva.de"]);
        content.BadLines.ShouldBeEmpty();
        file.CanRead.ShouldBeTrue();
    }

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    public void Read_OfUtf16WithoutAMark_IsKnownByItsZeros(string encoding)
    {
        var content = SeedFile.Read(new MemoryStream(
            Encoding.GetEncoding(encoding).GetBytes("type;value\r\ndomain;a.com\r\n" + string.Concat(Enumerable.Repeat("domain;b.com\r\n", 200)))));

        Written(content).ShouldBe(["domain a.com", "domain b.com"]);
        (content.BadLines.Count, content.Duplicates).ShouldBe((0, 199));
    }

    [Theory]
    [InlineData("PK\u0003\u0004rest", "is an archive or a workbook of a spreadsheet. Save the list as CSV.")]
    [InlineData("BZh91AY&SY", "is compressed (bzip2). Unpack it first.")]
    [InlineData("%PDF-1.7\nrest", "is a PDF. Copy its indicators into a text file, one a line.")]
    [InlineData("{\"type\": \"bundle\",\n\"objects\": []}",
        "is JSON and no list of seeds. Give relations from STIX or MISP with --relations, and write the seeds one a line.")]
    [InlineData("# made today\n[\n{\"a\": 1}\n]",
        "is JSON and no list of seeds. Give relations from STIX or MISP with --relations, and write the seeds one a line.")]
    [InlineData("<!DOCTYPE html>\n<p>a.com", "is a page or a document in XML and no list of seeds. Write the seeds one a line.")]
    [InlineData("a\0b\nc.com", "holds NUL characters, as text in another encoding does when it is read as UTF-8. Save the file as UTF-8.")]
    public void Read_OfAFileThatIsNoList_IsToldOnce(string text, string expected)
    {
        var content = SeedFile.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)));

        content.Seeds.ShouldBeEmpty();
        content.BadLines.Select(bad => bad.ToString()).ShouldBe([$"line 1 (the beginning of the file) {expected}"]);
    }

    [Fact]
    public void Read_OfBytesThatAreNoUtf8_SpoilsTheirLinesOnly()
    {
        var content = SeedFile.Read(
            new MemoryStream([.. "domain,a.com\n# gr\u00FCn\ndomain,b\u00FCcher.de\ndomain,c.com"u8, .. "\ndomain,b"u8, 0xFC, .. "cher.de\nx.com"u8]));

        Written(content).ShouldBe(["domain a.com", "domain xn--bcher-kva.de", "domain c.com", "domain x.com"]);
        content.BadLines.Select(bad => bad.ToString()).ShouldBe(["line 5 (domain,b?cher.de) holds bytes that are no UTF-8. Save the file as UTF-8."]);
    }

    [Fact]
    public void Read_OfRowsOfASpreadsheetWithNothingInThem_PassesThemOver()
    {
        var content = Read("type,value,note\ndomain,a.com,\n,,\n, ,\n");

        Written(content).ShouldBe(["domain a.com"]);
        content.BadLines.ShouldBeEmpty();
    }

    [Fact]
    public void Read_OfUtf8WithAMark_PassesTheMarkOver() =>
        Written(SeedFile.Read(new MemoryStream([0xEF, 0xBB, 0xBF, .. "type,value\ndomain,a.com"u8]))).ShouldBe(["domain a.com"]);

    private static SeedFileContent Read(string text)
    {
        using var reader = new StringReader(text);
        return SeedFile.Read(reader);
    }

    private static IEnumerable<string> Written(SeedFileContent content) => content.Seeds.Select(seed => seed.ToString());

    private sealed class OneCharAtATime(string text) : TextReader
    {
        private int _next;

        public override int Read(char[] buffer, int index, int count)
        {
            if (_next == text.Length)
            {
                return 0;
            }

            buffer[index] = text[_next++];
            return 1;
        }
    }
}
