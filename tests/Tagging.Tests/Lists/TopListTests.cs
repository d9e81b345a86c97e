using System.IO.Compression;
using IocExplorer.Messages;

namespace IocExplorer.Tagging.Tests.Lists;

public sealed class TopListTests : IDisposable
{
    private readonly ListFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void AddTags_OfAListedName_TellsItsRankAsAHint()
    {
        var tagger = Load("1,google.com\r\n2,GitHub.io\r\n3,co.uk\r\n4,shop.co.uk\r\n5,www.deep.example.com\r\n6,com\r\n");

        Ranks(tagger, "google.com", "www.google.com", "a.b.google.com").ShouldBe(["popular #1", "popular #1", "popular #1"]);
        Ranks(tagger, "github.io", "evil.github.io").ShouldBe(["popular #2", ""]);
        Ranks(tagger, "shop.co.uk", "www.shop.co.uk", "other.co.uk").ShouldBe(["popular #4", "popular #4", ""]);
        Ranks(tagger, "www.deep.example.com", "x.www.deep.example.com", "deep.example.com").ShouldBe(["popular #5", "", ""]);
        ListFolder.TagsOf(tagger, IocType.Domain, "google.com").Single().Class.ShouldBe(TagClass.Info);
        ListFolder.TagsOf(tagger, IocType.Domain, "google.com").Single().By.ShouldBe("Tranco");
    }

    [Fact]
    public void AddTags_WhenTheUserTrustsTheFirst_TakesOnlyThoseAndTheirWwwForGood()
    {
        _folder.Write("classes.json", """{ "Tranco": { "class": "known-good", "upTo": 2 } }""");
        var tagger = Load("1,a.com\n2,b.com\n3,c.com\n");

        ClassOf(tagger, "b.com", "www.b.com").ShouldBe([TagClass.KnownGood, TagClass.KnownGood]);
        ClassOf(tagger, "files.b.com", "c.com").ShouldBe([TagClass.Info, TagClass.Info]);
    }

    [Fact]
    public void Load_OfMajesticsColumns_FindsNameAndRank()
    {
        var file = _folder.Write("majestic_million.csv", "GlobalRank,TldRank,Domain,TLD,RefSubNets\n1,1,google.com,com,500\n2,2,example.org,org,400\n");

        var loaded = TagLists.Load(new() { TopLists = [file], UseBuiltIn = false });

        loaded.Problems.ShouldBeEmpty();
        ListFolder.TagsOf(loaded.Tagger, IocType.Domain, "www.example.org").Select(t => (t.Name, t.By)).ShouldBe([("popular #2", "Majestic")]);
    }

    [Fact]
    public void Load_OfAZip_ReadsTheFileInIt_AndItsDateIsTheVersion()
    {
        var path = Path.Combine(_folder.Root, "tranco-top-1m.csv.zip");
        using (var archive = ZipFile.Open(path, ZipArchiveMode.Create))
        {
            var entry = archive.CreateEntry("top-1m.csv");
            entry.LastWriteTime = new(2026, 2, 3, 4, 5, 6, TimeSpan.Zero);
            using var text = new StreamWriter(entry.Open());
            text.Write("1,google.com\n");
        }

        var loaded = TagLists.Load(new() { TopLists = [path], UseBuiltIn = false });

        ListFolder.TagsOf(loaded.Tagger, IocType.Domain, "google.com").ShouldBe([new("popular #1", TagClass.Info, "Tranco", "2026-02-03")]);
    }

    [Fact]
    public void Load_OfBadLines_TellsThem()
    {
        var file = _folder.Write("tops/top.csv", "1,a.com\nx,b.com\n3\n4,\n5,c.com\n");

        var loaded = TagLists.Load(new() { TopLists = [file], UseBuiltIn = false });

        loaded.Problems.Select(p => (p.Place, p.Reason)).ShouldBe(
        [
            ("line 2", "does not begin with a rank and a comma"), ("line 3", "does not begin with a rank and a comma"),
            ("line 4", "has no name that a host can have"),
        ]);
        loaded.Tagger.Lists.Single().Entries.ShouldBe(2);
    }

    [Fact]
    public void AddTags_WithTheFullSuffixList_ObeysIt()
    {
        _folder.Write("public_suffix_list.dat", "// test\ncom\nhost.example\n*.wild.example\n!free.wild.example\n");
        var tagger = Load("1,host.example\n2,a.wild.example\n3,free.wild.example\n");

        Ranks(tagger, "x.host.example", "x.a.wild.example", "x.free.wild.example").ShouldBe(["", "", "popular #3"]);
    }

    private ITagger Load(string text)
    {
        var loaded = _folder.Load(_folder.Write("tops/tranco.csv", text));
        loaded.Problems.ShouldBeEmpty();
        return loaded.Tagger;
    }

    private static string[] Ranks(ITagger tagger, params string[] names) =>
        [.. names.Select(n => string.Join(' ', ListFolder.TagsOf(tagger, IocType.Domain, n).Select(t => t.Name)))];

    private static TagClass[] ClassOf(ITagger tagger, params string[] names) =>
        [.. names.Select(n => ListFolder.TagsOf(tagger, IocType.Domain, n).Single().Class)];
}
