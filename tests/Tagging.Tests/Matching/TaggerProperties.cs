using FsCheck;
using FsCheck.Fluent;
using IocExplorer.Messages;

namespace IocExplorer.Tagging.Tests.Matching;

/// <summary>Small alphabets, so that entries and IOCs meet, contain and neighbour each other.</summary>
public sealed class TaggerProperties
{
    private static readonly Gen<string> s_label = Gen.Elements("a", "b", "ab", "ba", "aab", "com", "net");
    private static readonly Gen<string> s_name = s_label.NonEmptyListOf().Select(l => string.Join('.', l.Take(4)) + ".com");
    private static readonly Gen<int> s_byte = Gen.Elements(0, 1, 2, 127, 128, 254, 255);
    private static readonly Gen<string> s_ipv4 = s_byte.ListOf(4).Select(b => string.Join('.', b));
    private static readonly Gen<string> s_ipv6 = Gen.Elements("2001:db8::", "2001:db8::1", "2001:db8:0:1::", "2001:db8:ffff:ffff:ffff:ffff:ffff:ffff",
        "fe80::1", "febf::2", "fec0::", "ffff::", "::1");
    private static readonly Gen<string> s_address = Gen.OneOf(s_ipv4, s_ipv6);
    private static readonly Gen<string> s_network = Gen.OneOf(
        s_address,
        s_ipv4.SelectMany(a => Gen.Choose(1, 32).Select(l => $"{a}/{l}")),
        s_ipv6.SelectMany(a => Gen.Choose(1, 128).Select(l => $"{a}/{l}")));

    private static readonly Gen<string> s_part = Gen.Elements("aba", "bab", "a.b", "ab.", "com", "a@b", "//a", "aab.a", "b.ba.com");
    private static readonly Gen<string> s_pattern = Gen.Elements("^a+b", @"b\.com$", "^a.*@b", "(ab){2}", "^1?2");
    private static readonly Gen<string> s_text = Gen.OneOf(s_name, s_address, s_name.Select(n => $"a@{n}"), s_name.Select(n => $"http://{n}/a"),
        s_name.Select(n => n.ToUpperInvariant()));

    private static readonly Gen<Ioc> s_ioc = Gen.OneOf(
        s_name.Select(n => new Ioc(IocType.Domain, n)),
        s_address.Select(a => new Ioc(IocType.IpAddress, a)),
        s_name.SelectMany(n => Gen.Elements("a", "ab", "b.a").Select(l => new Ioc(IocType.Email, $"{l}@{n}"))),
        s_name.SelectMany(n => Gen.Elements("a", "ab/ab", "?x=a.b").Select(p => new Ioc(IocType.Url, $"http://{n}/{p}"))),
        s_ipv4.Select(a => new Ioc(IocType.Url, $"https://{a}:8443/")),
        s_ipv6.Select(a => new Ioc(IocType.Url, $"https://[{a}]/ab")));

    [Fact]
    public void AddTags_OfAnyIoc_FindsWhatLookingAtEveryEntryFinds()
    {
        var world =
            from kinds in Gen.Elements("string", "hostname", "cidr", "substring", "regex").ListOf(6)
            from lists in Gen.CollectToArray(kinds.Select((k, i) => ListOf($"list-{i}", k)))
            from iocs in s_ioc.ListOf(60)
            select (lists, iocs);

        Prop.ForAll(world.ToArbitrary(), w =>
        {
            using var folder = new ListFolder();
            foreach (var list in w.lists)
            {
                folder.WriteList(list.Name, list.Type, null, [.. list.Entries]);
            }

            var loaded = folder.Load();
            loaded.Problems.ShouldBeEmpty();
            foreach (var ioc in w.iocs)
            {
                ListFolder.TagsOf(loaded.Tagger, ioc.Type, ioc.Value).Select(t => t.By)
                    .ShouldBe(NaiveTagger.Find(w.lists, ioc),
                        $"{ioc} in {string.Join("; ", w.lists.Select(l => $"{l.Name} {l.Type}: {string.Join(' ', l.Entries)}"))}");
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(100));
    }

    [Fact]
    public void AddTags_OfUnknownIocs_AllocatesNothing()
    {
        using var folder = new ListFolder();
        folder.WriteList("names", "hostname", null, "a.com");
        folder.WriteList("parts", "substring", null, "zzz");
        folder.WriteList("networks", "cidr", null, "192.0.2.0/24", "2001:db8::/32");
        var tagger = folder.Load().Tagger;
        Ioc[] iocs =
        [
            new(IocType.Domain, "www.b.com"), new(IocType.IpAddress, "198.51.100.1"), new(IocType.IpAddress, "2001:db9::1"), new(IocType.Email, "x@b.com"),
            new(IocType.Url, "http://b.com/X"), new(IocType.File, "d41d8cd98f00b204e9800998ecf8427e"),
        ];
        List<Tag> tags = [];
        // What is made once, at the first call, is not counted.
        Array.ForEach(iocs, i => tagger.AddTags(i, tags));
        var before = GC.GetAllocatedBytesForCurrentThread();

        for (var round = 0; round < 100; round++)
        {
            foreach (var ioc in iocs)
            {
                tagger.AddTags(ioc, tags);
            }
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
        tags.ShouldBeEmpty();
    }

    [Fact]
    public void AddTags_OfAnIocInVeryManyLists_TellsThemAll()
    {
        using var folder = new ListFolder();
        for (var i = 0; i < 100; i++)
        {
            folder.WriteList($"list-{i:000}", i % 2 == 0 ? "string" : "hostname", null, "a.com");
        }

        ListFolder.TagsOf(folder.Load().Tagger, IocType.Domain, "a.com").Select(t => t.By).ShouldBe(Enumerable.Range(0, 100).Select(i => $"list-{i:000}"));
    }

    private static Gen<NaiveList> ListOf(string name, string type)
    {
        var entry = type switch { "hostname" => s_name, "cidr" => s_network, "substring" => s_part, "regex" => s_pattern, _ => s_text };
        return entry.ListOf().Select(e => new NaiveList(name, type, [.. e]));
    }
}
