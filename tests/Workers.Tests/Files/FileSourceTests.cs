using System.IO.Pipes;
using System.Text;
using IocExplorer.Messages;
using IocExplorer.Workers.Asking;
using IocExplorer.Workers.Files;

namespace IocExplorer.Workers.Tests.Files;

public sealed class FileSourceTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Load_OfGoodLines_AnswersWithTheRelationsInFileOrder()
    {
        var source = Load("""
            type,value,relation,type,value
            domain,c2.example.com,seen with,ip_address,192.0.2.2
            email,owner@example.org,registered,domain,c2.example.com
            domain,c2.example.com,seen with,ip_address,192.0.2.1
            domain,c2.example.com,drops,file,46173adc26721fb54f6e1a1091a892d4
            """);

        var answer = await AskAsync(source, IocType.Domain, "c2.example.com");

        source.BadLines.ShouldBeEmpty();
        source.Relations.ShouldBe(4);
        answer.ShouldBeOfType<Answer.Found>().Relations.ShouldBe(
        [
            new Relation("seen with", new(IocType.IpAddress, "192.0.2.2")),
            new Relation("seen with", new(IocType.IpAddress, "192.0.2.1")),
            new Relation("drops", new(IocType.File, "46173adc26721fb54f6e1a1091a892d4")),
        ]);
        (await AskAsync(source, IocType.Domain, "other.example.com")).ShouldBe(Answer.Empty.Instance);
        (await AskAsync(source, IocType.Email, "c2.example.com")).ShouldBe(Answer.Empty.Instance);
    }

    [Theory]
    [InlineData("source,relation,target\nc2.example.com,resolves,192.0.2.1")]
    [InlineData("source_type;source;relationship;target_type;target\nFQDN;c2.example.com;resolves;ipv4-addr;192.0.2.1")]
    [InlineData("hostname,c2.example.com,resolves,ip-dst,192.0.2.1")]
    public async Task Load_OfOtherToolsNamesOfColumnsAndTypes_UnderstandsThem(string text)
    {
        var source = Load(text);

        source.BadLines.ShouldBeEmpty();
        (await AskAsync(source, IocType.Domain, "c2.example.com"))
            .ShouldBeOfType<Answer.Found>().Relations.ShouldBe([new Relation("resolves", new(IocType.IpAddress, "192.0.2.1"))]);
    }

    [Fact]
    public void Load_OfAFirstLineThatIsMeantAsARelation_TellsIt() =>
        Load("domain,c2,resolves,ip_address,none\ndomain,c2.example.com,resolves,ip_address,192.0.2.1").BadLines.Single().Line.ShouldBe(1);

    [Fact]
    public void Load_MakesASourceLikeAnyOther_ThatKeepsWhatItIsAskedAtHome()
    {
        var source = Load("domain,a.example,is,domain,b.example");

        source.Name.ShouldBe("file");
        source.Keys.Count.ShouldBe(1);
        var operation = source.Operations.Single();
        operation.IsExternal.ShouldBeFalse();
        operation.Accepts.ShouldBe([IocType.Email, IocType.File, IocType.IpAddress, IocType.Domain, IocType.Url]);
        operation.Key.ShouldMatch("^file/relations sha256=[0-9a-f]{16}$");
    }

    [Fact]
    public async Task Load_OfLinesAsPeopleWriteThem_UnderstandsThem()
    {
        const string Text = "\uFEFF# ours\r\n\r\n  Type , Value , Relation , Type , Value \r\n DOMAIN ,  C2.Example.COM. , \"seen, with \"\"it\"\"\" "
            + ",\tip_address , 192.0.2.1 \r\n   # more\r\n"
            + "c2.example.com,is also,a@b.example\r\nc2.example.com,is also,192.0.2.7\r\n,c2.example.com,is also,,46173adc26721fb54f6e1a1091a892d4";

        var source = Load(Text);

        source.BadLines.ShouldBeEmpty();
        (await AskAsync(source, IocType.Domain, "c2.example.com")).ShouldBeOfType<Answer.Found>().Relations.ShouldBe(
        [
            new Relation("seen, with \"it\"", new(IocType.IpAddress, "192.0.2.1")),
            new Relation("is also", new(IocType.Email, "a@b.example")),
            new Relation("is also", new(IocType.IpAddress, "192.0.2.7")),
            new Relation("is also", new(IocType.File, "46173adc26721fb54f6e1a1091a892d4")),
        ]);
    }

    [Theory]
    [InlineData("a.example;is;b.example\nc.example;is, or was;203.0.113.1")]
    [InlineData("domain\ta.example\tis\tdomain\tb.example\ndomain\tc.example\tis, or was\tip_address\t203.0.113.1")]
    [InlineData("sep=;\r\nType;Value;Relation;Type;Value\r\ndomain;a.example;is;domain;b.example\r\ndomain;c.example;\"is, or was\";ip_address;203.0.113.1")]
    public async Task Load_OfLinesAsSpreadsheetsWriteThem_UnderstandsThem(string text)
    {
        var source = Load(text);

        source.BadLines.ShouldBeEmpty();
        (await AskAsync(source, IocType.Domain, "a.example"))
            .ShouldBeOfType<Answer.Found>().Relations.ShouldBe([new Relation("is", new(IocType.Domain, "b.example"))]);
        (await AskAsync(source, IocType.Domain, "c.example"))
            .ShouldBeOfType<Answer.Found>().Relations.ShouldBe([new Relation("is, or was", new(IocType.IpAddress, "203.0.113.1"))]);
    }

    [Fact]
    public void Load_OfATableOfAnotherKind_SaysSoOnce()
    {
        var source = Load(string.Concat(Enumerable.Range(0, 4000).Select(i => $"{i},2026-01-01,domain,a{i}.example\n")));

        var line = source.BadLines.Single();
        line.Place.ShouldBe("whole file");
        line.Reason.ShouldBe(
            "none of its 4000 lines is a relation (type,value,relation,type,value); the first of them, line 1, has 4 fields; write "
            + "type,value,relation,type,value (quote a field that holds a comma)");
        source.Accounts.Single().LeftOut.ShouldBe(4000);
    }

    [Fact]
    public async Task Load_OfBadLines_TellsEachAndKeepsTheGoodOnes()
    {
        var source = Load("""
            domain,a.example,is,domain,b.example
            domain,a.example,is,domain
            asn,192.0.2.1,is,domain,b.example
            ip_address,192.0.2.999,is,domain,b.example
            domain,a.example,is,email,nobody
            domain,a.example, ,domain,b.example
            domain,a.example,"is,domain,b.example
            domain,a.example,"is"x,domain,b.example
            domain,a.example,is,domain,b.example,extra
            ???,is,b.example
            domain,a.example,is too,domain,c.example
            """);

        source.BadLines.Select(l => l.Line).ShouldBe([2, 3, 4, 5, 6, 7, 8, 9, 10]);
        source.BadLines.Select(l => l.Reason switch
        {
            var reason when reason.StartsWith("the first value is", StringComparison.Ordinal) => "the first value",
            var reason when reason.StartsWith("the second value is", StringComparison.Ordinal) => "the second value",
            var reason => reason,
        }).ShouldBe(
        [
            "has 4 fields; write type,value,relation,type,value (quote a field that holds a comma)",
            "the first type is none of email, file, ip_address, domain, url",
            "the first value",
            "the second value",
            "the relation is empty",
            "a quote is opened and not closed, or something stands behind the closing one",
            "a quote is opened and not closed, or something stands behind the closing one",
            "has 6 fields; write type,value,relation,type,value (quote a field that holds a comma)",
            "the first value",
        ]);
        (await AskAsync(source, IocType.Domain, "a.example"))
            .ShouldBeOfType<Answer.Found>().Relations.Select(r => r.Target.Value).ShouldBe(["b.example", "c.example"]);
    }

    [Theory]
    [InlineData("a\u0000b")]
    [InlineData("a\u001b[31m")]
    [InlineData("a\tb")]
    [InlineData("a\u2028b")]
    [InlineData("a\u202Eb")]
    public void Load_OfALabelThatMovesTheCursor_IsABadLine(string label)
    {
        var source = Load($"domain,a.example,{label},domain,b.example");

        source.Relations.ShouldBe(0);
        source.BadLines.Single().Reason.ShouldBe("the relation holds a control character or something that is no text");
    }

    [Fact]
    public void Load_OfBytesThatAreNoUtf8_IsABadLine()
    {
        var path = Path.Combine(_folder.FullName, "latin1.csv");
        File.WriteAllBytes(path, [.. "domain,a.example,geh"u8, 0xF6, .. "rt,domain,b.example\ndomain,a.example,ok,domain,b.example"u8]);

        var source = FileSource.Load([path]);

        source.BadLines.Single().Line.ShouldBe(1);
        source.Relations.ShouldBe(1);
    }

    [Fact]
    public void Load_OfAFileThatIsNotThere_SaysSo()
    {
        var source = FileSource.Load([Path.Combine(_folder.FullName, "missing.csv"), _folder.FullName]);

        source.BadLines.Count.ShouldBe(2);
        source.BadLines.ShouldAllBe(l => l.Line == 0 && l.IsWholeFileNamed);
        source.BadLines.Select(l => l.ToString()).ShouldContain($"{_folder.FullName}: is a folder without a CSV or JSON file of relations");
        source.BadLines.Select(l => l.ToString())
            .ShouldContain($"{Path.Combine(_folder.FullName, "missing.csv")}: cannot be read (it is not there)");
    }

    [Fact]
    public async Task Load_OfSeveralFiles_KeepsTheirOrderAndTellsALineOnce()
    {
        var first = Write("domain,a.example,is,domain,c.example\ndomain,a.example,is,domain,b.example");
        var second = Write("domain,a.example,is,domain,d.example\ndomain,A.example.,is,domain,B.example");

        var source = FileSource.Load([first, second]);

        (await AskAsync(source, IocType.Domain, "a.example"))
            .ShouldBeOfType<Answer.Found>().Relations.Select(r => r.Target.Value).ShouldBe(["c.example", "b.example", "d.example"]);
    }

    [Fact]
    public void Load_OfAChangedFile_HasAnotherShape_AndOfANewCommentTheSame()
    {
        const string Text = "domain,a.example,is,domain,b.example\n";
        var before = Load(Text).Operations[0].Shape;

        Load("# a comment\r\n\r\n" + Text).Operations[0].Shape.ShouldBe(before);
        Load(Text + "domain,a.example,is,domain,c.example\n").Operations[0].Shape.ShouldNotBe(before);
        Load(Text.Replace("is", "was", StringComparison.Ordinal)).Operations[0].Shape.ShouldNotBe(before);
    }

    [Fact]
    public void Load_OfAHeaderAlone_IsASourceThatKnowsNothing()
    {
        var source = Load("type,value,relation,type,value\n");

        source.Relations.ShouldBe(0);
        source.BadLines.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("own.csv")]
    [InlineData("own.json")]
    public void Load_OfAnEmptyFile_SaysSo(string name)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllBytes(path, []);

        FileSource.Load([path]).BadLines.Single().ToString().ShouldBe($"{path}: is empty (a header line alone says that there is nothing)");
    }

    [Theory]
    [InlineData("own.csv", new byte[] { 0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3 }, "is compressed (gzip). Unpack it first")]
    [InlineData("own.json", new byte[] { 0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3 }, "is compressed (gzip). Unpack it first")]
    [InlineData("own.zip", new byte[] { 0x50, 0x4B, 3, 4, 10, 0 }, "is an archive or a workbook of a spreadsheet. Save the list as CSV")]
    [InlineData("own.xz", new byte[] { 0xFD, 0x37, 0x7A, 0x58, 0x5A, 0 }, "is compressed (xz). Unpack it first")]
    [InlineData("own.zst", new byte[] { 0x28, 0xB5, 0x2F, 0xFD, 4 }, "is compressed (zstd). Unpack it first")]
    [InlineData("own.7z", new byte[] { 0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C }, "is an archive (7z). Unpack it first")]
    public void Load_OfAPackedFile_SaysWhatItIs_AndUsesNothingOfIt(string name, byte[] head, string reason)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllBytes(path, [.. head, .. "\ndomain,a.example,is,domain,b.example\n"u8]);

        var source = FileSource.Load([path]);

        source.Relations.ShouldBe(0);
        var line = source.BadLines.Single();
        (line.ToString(), line.IsWholeFileNamed).ShouldBe(($"{path}: {reason}", true));
    }

    [Fact]
    public void Load_OfAPipe_SaysThatItIsNoFile()
    {
        using var pipe = new AnonymousPipeServerStream(PipeDirection.Out);
        pipe.Write("domain,a.example,is,domain,b.example\n"u8);
        var path = $"/dev/fd/{pipe.GetClientHandleAsString()}";

        var line = FileSource.Load([path]).BadLines.Single();

        (line.ToString(), line.IsWholeFileNamed).ShouldBe(($"{path}: is a pipe or a device. Write what it gives into a file first", true));
    }

    [Fact]
    public void Load_OfAFolderWithLinks_ReadsFilesThatAreLinked_AndFollowsNoLinkToAFolder()
    {
        var folder = _folder.CreateSubdirectory("mounted");
        folder.CreateSubdirectory("..data");
        File.WriteAllText(Path.Combine(folder.FullName, "..data", "own.csv"), "domain,a.example,is,domain,b.example\n");
        File.CreateSymbolicLink(Path.Combine(folder.FullName, "own.csv"), Path.Combine("..data", "own.csv"));
        File.CreateSymbolicLink(Path.Combine(folder.FullName, "gone.csv"), "nowhere.csv");
        Directory.CreateSymbolicLink(Path.Combine(folder.FullName, "circle"), folder.FullName);

        var source = FileSource.Load([folder.FullName]);

        source.Relations.ShouldBe(1);
        source.BadLines.Select(l => l.ToString()).ShouldBe([$"{Path.Combine(folder.FullName, "gone.csv")}: cannot be read (it is not there)"]);
    }

    /// <summary>Files have millions of lines with few labels, and the lines about one IOC stand together.</summary>
    [Fact]
    public async Task Load_OfTextsThatRepeat_HoldsThemOnce()
    {
        var source = Load("domain,a.example,points to,ip_address,192.0.2.1\ndomain,a.example,points to,ip_address,192.0.2.2\n");

        var relations = (await AskAsync(source, IocType.Domain, "a.example")).ShouldBeOfType<Answer.Found>().Relations;

        relations[0].Label.ShouldBeSameAs(relations[1].Label);
    }

    [Fact]
    public void Load_OfALineWithoutEnd_IsABadLine() =>
        Load(new string('x', 50_000)).BadLines.Single().Reason.ShouldBe("is longer than 20000 characters");

    private FileSource Load(string text) => FileSource.Load([Write(text)]);

    private string Write(string text)
    {
        var path = Path.Combine(_folder.FullName, Path.GetRandomFileName() + ".csv");
        File.WriteAllText(path, text, new UTF8Encoding(false));
        return path;
    }

    private static async Task<Answer> AskAsync(FileSource source, IocType type, string value)
    {
        using var gate = new KeyGate(source.Name, source.Keys[0], TimeProvider.System);
        return (await source.AskAsync(gate, new(new(1), source.Operations[0]), new(type, value), TestContext.Current.CancellationToken))!;
    }
}
