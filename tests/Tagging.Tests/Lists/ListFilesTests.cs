using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using IocExplorer.Messages;

namespace IocExplorer.Tagging.Tests.Lists;

public sealed class ListFilesTests : IDisposable
{
    private readonly ListFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Load_OfAUsersText_UnderstandsEveryKindOfLine()
    {
        _folder.Write("ours.txt", """
            # what we know
            192.0.2.0/24
            2001:db8::1,our server,known-good
            *.corp.example , intranet , info   # all below
            hxxp://bad[.]example/Drop#x,drop,known-bad
            d41d8cd98f00b204e9800998ecf8427e,,known-good
            someone(at)mail.example
            single.example,seen before
            """);

        var loaded = _folder.Load();
        var tagger = loaded.Tagger;

        loaded.Problems.ShouldBeEmpty();
        Names(tagger, IocType.IpAddress, "192.0.2.77", "2001:db8::1").ShouldBe(["ours", "our server"]);
        Names(tagger, IocType.Domain, "a.b.corp.example", "corp.example", "single.example", "x.single.example").ShouldBe(["intranet", "", "seen before", ""]);
        Names(tagger, IocType.Url, "http://bad.example/Drop#x", "http://bad.example/").ShouldBe(["drop", ""]);
        Names(tagger, IocType.Email, "someone@mail.example").ShouldBe(["ours"]);
        ListFolder.TagsOf(tagger, IocType.Url, "http://bad.example/Drop#x").Single().Class.ShouldBe(TagClass.KnownBad);
        ListFolder.TagsOf(tagger, IocType.File, "d41d8cd98f00b204e9800998ecf8427e").Single().Class.ShouldBe(TagClass.KnownGood);
        loaded.Tagger.Lists.Single().Entries.ShouldBe(7);
    }

    [Fact]
    public void Load_OfBadLinesOfAText_TellsThem()
    {
        _folder.Write("ours.txt", "a.example\nwhat is this\n192.0.2.0/40\n*.,x\na.example,b,nice\na,b,info,d\n");

        _folder.Load().Problems.Select(p => $"{p.Place} {p.Reason}").ShouldBe(
        [
            "line 2 is no e-mail address, MD5, SHA-1 or SHA-256 hash, IP address, domain or URL",
            "line 3 is no network: an IPv4 address has 32 bits",
            "line 4 is no name of a host behind the star",
            "line 5 has the class nice, which is none of info, known-good, shared, hosting, scanner, known-bad",
            "line 6 has more than three fields",
        ]);
    }

    [Fact]
    public void Load_OfACopyOfTheRepository_ReadsTheListsAndNothingElse()
    {
        _folder.WriteList("one", "string", null, "a.example");
        _folder.WriteList("two", "string", null, "b.example");
        _folder.Write("schema.json", "{}");
        _folder.Write("README.md", "# Lists");
        _folder.Write("lists/three/README.md", "");

        var loaded = _folder.Load();

        loaded.Problems.ShouldBeEmpty();
        loaded.Tagger.Lists.Select(l => l.Name).ShouldBe(["one", "two"]);
    }

    [Theory]
    [InlineData("lists.zip")]
    [InlineData("lists.tar.gz")]
    [InlineData("lists.tar")]
    public void Load_OfAnArchive_ReadsTheListsInIt(string name)
    {
        var path = Path.Combine(_folder.Root, name);
        WriteArchive(path, ("misp-warninglists-main/lists/cloudflare/list.json", ListFolder.Json("Cloudflare", "cidr", ListFolder.IpTypes, "192.0.2.0/24")),
            ("misp-warninglists-main/README.md", "x"), ("misp-warninglists-main/schema.json", "{}"));

        var loaded = TagLists.Load(new() { Paths = [path], UseBuiltIn = false });

        loaded.Problems.ShouldBeEmpty();
        loaded.Tagger.Lists.Single().File.ShouldBe($"{path}!misp-warninglists-main/lists/cloudflare/list.json");
        Names(loaded.Tagger, IocType.IpAddress, "192.0.2.1").ShouldBe(["CDN Cloudflare"]);
    }

    [Fact]
    public void Load_OfADamagedArchive_SaysSo()
    {
        var path = _folder.Write("lists.zip", "PK\u0003\u0004 and nothing");

        TagLists.Load(new() { Paths = [path], UseBuiltIn = false }).Problems.Select(p => (p.File, p.Reason)).ShouldBe([(path, "is a damaged archive")]);
    }

    [Fact]
    public void Load_OfWhatIsNotThere_SaysSo()
    {
        var path = Path.Combine(_folder.Root, "gone");

        TagLists.Load(new() { Paths = [path], TopLists = [path], UseBuiltIn = false }).Problems
            .Select(p => p.ToString()).Distinct().ShouldBe([$"{path}: is not there. Check the path, or take it out of tags.lists and tags.topLists."]);
    }

    private static void WriteArchive(string path, params (string Name, string Text)[] files)
    {
        if (path.EndsWith(".zip", StringComparison.Ordinal))
        {
            using var zip = ZipFile.Open(path, ZipArchiveMode.Create);
            foreach (var (name, text) in files)
            {
                using var writer = new StreamWriter(zip.CreateEntry(name).Open());
                writer.Write(text);
            }

            return;
        }

        using Stream file = File.Create(path);
        using var packed = path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionLevel.Fastest) : file;
        using var tar = new TarWriter(packed);
        foreach (var (name, text) in files)
        {
            tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(Encoding.UTF8.GetBytes(text)) });
        }
    }

    private static string[] Names(ITagger tagger, IocType type, params string[] values) =>
        [.. values.Select(v => string.Join(' ', ListFolder.TagsOf(tagger, type, v).Select(t => t.Name)))];
}
