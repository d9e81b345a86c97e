using IocExplorer.Messages;

namespace IocExplorer.Tagging.Tests.Lists;

public sealed class WarningListTests : IDisposable
{
    private static readonly string[] s_names = ["hostname", "domain", "url"];
    private static readonly string[] s_mail = ["email-src", "email-dst"];
    private readonly ListFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("http://list.example.org", "http://list.example.org/")]
    [InlineData("HTTPS://List.example.org:443/", "https://list.example.org/")]
    [InlineData("http://list.example.org/a/", "http://list.example.org/a/")]
    public void Load_OfAUrlWithoutItsRootSlashOrWithItsDefaultPort_FitsTheSameUrl(string entry, string url)
    {
        _folder.WriteList("mine", "string", null, entry);

        Tagged(Loaded().Tagger, IocType.Url, url, "http://list.example.org/other").ShouldBe([true, false]);
    }

    [Fact]
    public void AddTags_ByAStringList_TakesTheSameTextOnly_WhateverItsCase()
    {
        _folder.WriteList("mine", "string", null, "Example.COM", "www.other.example.", "192.0.2.7", "2001:DB8:0::1", "D41D8CD98F00B204E9800998ECF8427E",
            "Someone@Example.com", "http://a.example/Path");

        var tagger = Loaded().Tagger;

        Tagged(tagger, IocType.Domain, "example.com", "www.other.example").ShouldBe([true, true]);
        Tagged(tagger, IocType.Domain, "www.example.com", "ample.com", "com").ShouldBe([false, false, false]);
        Tagged(tagger, IocType.IpAddress, "192.0.2.7", "2001:db8::1", "192.0.2.8").ShouldBe([true, true, false]);
        Tagged(tagger, IocType.File, "d41d8cd98f00b204e9800998ecf8427e").ShouldBe([true]);
        Tagged(tagger, IocType.Email, "someone@example.com", "another@example.com").ShouldBe([true, false]);
        Tagged(tagger, IocType.Url, "http://a.example/Path", "http://a.example/other", "http://example.com/x").ShouldBe([true, false, true]);
    }

    [Fact]
    public void AddTags_ByAHostnameList_TakesTheNameAndAllBelow()
    {
        _folder.WriteList("mine", "hostname", s_names, "example.com", ".dotted.example", "*.star.example.", "EXAMPLE.org", "bücher.example");

        var tagger = Loaded().Tagger;

        Tagged(tagger, IocType.Domain, "example.com", "a.b.example.com", "dotted.example", "x.dotted.example", "x.star.example", "example.org",
            "xn--bcher-kva.example").ShouldAllBe(t => t);
        Tagged(tagger, IocType.Domain, "notexample.com", "example.com.example.net", "com").ShouldAllBe(t => !t);
        Tagged(tagger, IocType.Url, "https://www.example.com:8443/x", "http://example.net/?example.com").ShouldBe([true, false]);
        Tagged(tagger, IocType.Email, "someone@mail.example.com", "example.com@other.example").ShouldBe([true, false]);
    }

    [Fact]
    public void AddTags_ByANetworkList_TakesAddressesInside()
    {
        _folder.WriteList("mine", "cidr", ListFolder.IpTypes, "192.0.2.0/25", "198.51.100.77/24", "203.0.113.5", "2001:DB8::/33", "FE80::/10",
            "::ffff:10.0.0.0/104", "128.0.0.0/1");

        var tagger = Loaded().Tagger;

        Tagged(tagger, IocType.IpAddress, "192.0.2.0", "192.0.2.127", "198.51.100.1", "203.0.113.5", "2001:db8:7fff::1", "febf::1", "10.255.0.1",
            "255.255.255.255").ShouldAllBe(t => t);
        Tagged(tagger, IocType.IpAddress, "11.0.0.0", "2001:db8:8000::", "fec0::1", "127.255.255.255").ShouldAllBe(t => !t);
        Tagged(tagger, IocType.Url, "http://203.0.113.5:81/a", "http://[2001:db8::1]/", "http://11.0.0.0/").ShouldBe([true, true, false]);
    }

    [Fact]
    public void AddTags_ByASubstringList_TakesTextsThatHoldOne()
    {
        _folder.WriteList("mine", "substring", null, "@Throwaway.example", "abc", "bcd", "abcde");

        var tagger = Loaded().Tagger;

        Tagged(tagger, IocType.Email, "someone@throwaway.example", "someone@throwaway.example.net", "someone@away.example").ShouldBe([true, true, false]);
        Tagged(tagger, IocType.Domain, "xabcx.example", "bcd.example", "ab.cde.example", "aabcde.example").ShouldBe([true, true, false, true]);
        Tagged(tagger, IocType.Url, "http://x.example/?q=ABC", "http://x.example/").ShouldBe([true, false]);
    }

    [Fact]
    public void AddTags_ByARegexList_ReadsDelimitersAndFlags()
    {
        _folder.WriteList("mine", "regex", s_mail, """/^(security|noc|soc|abuse)\@.*\..*$/i""", """#^x[0-9]{2}@#g""", """^plain@mail\.example$""");

        var tagger = Loaded().Tagger;

        Tagged(tagger, IocType.Email, "abuse@a.example", "x12@a.example", "plain@mail.example").ShouldBe([true, true, true]);
        Tagged(tagger, IocType.Email, "my-abuse@a.example", "x1@a.example", "plain@mailxexample.com").ShouldBe([false, false, false]);
        Tagged(tagger, IocType.Domain, "abuse.example").ShouldBe([false]);
    }

    [Theory]
    [InlineData("(a+)+$")]
    [InlineData("/(?=(a+)+$)b/")]
    [InlineData(@"^(a|aa)+\1$")]
    [InlineData("((a*)*)*c")]
    public void AddTags_ByAHostilePattern_DoesNotHang(string pattern)
    {
        _folder.WriteList("hostile", "regex", null, pattern);
        var tagger = Loaded().Tagger;
        var value = $"http://a.example/{new string('a', 2000)}!";

        for (var i = 0; i < 1000; i++)
        {
            ListFolder.TagsOf(tagger, IocType.Url, value);
        }
    }

    [Theory]
    [InlineData("(((a{1,99}){1,99}){1,99})", "is a pattern with more than 2000 repetitions within each other")]
    [InlineData("(unclosed", "is no regular expression that .NET understands")]
    [InlineData("//i", "is an empty pattern, which fits everything")]
    public void Load_OfABadPattern_TellsWhere(string pattern, string reason)
    {
        var file = _folder.WriteList("bad", "regex", null, "good", pattern);

        var loaded = _folder.Load();

        loaded.Problems.ShouldBe([new(file, "entry 2", reason, "The other entries are used; correct this one or take it out.")]);
        loaded.Tagger.Lists.Single().Entries.ShouldBe(1);
    }

    [Theory]
    [InlineData("0.0.0.0/0", "is the network of all addresses")]
    [InlineData("192.0.2.0/33", "is no network: an IPv4 address has 32 bits")]
    [InlineData("2001:db8::/129", "is no network: an IPv6 address has 128 bits")]
    [InlineData("192.0.2.0/x", "is no network: behind the slash stands the number of bits")]
    [InlineData("192.0.2", "is no IP address or network")]
    [InlineData("", "is empty")]
    public void Load_OfABadNetwork_TellsWhere(string network, string reason)
    {
        _folder.WriteList("bad", "cidr", ListFolder.IpTypes, network, "192.0.2.1");

        var problem = _folder.Load().Problems.Single();

        (problem.Place, problem.Reason).ShouldBe(("entry 1", reason));
    }

    [Theory]
    [InlineData("{", "is not JSON")]
    [InlineData("[]", "is no JSON object")]
    [InlineData("{\"name\":\"x\",\"type\":\"string\"}", "has no \"list\" of entries")]
    [InlineData("{\"list\":[]}", "has no \"type\"")]
    [InlineData("{\"list\":[],\"type\":\"fuzzy\"}", "has the type fuzzy")]
    [InlineData("{\"list\":{},\"type\":\"string\"}", "has no \"list\" of entries")]
    [InlineData("{\"list\":[],\"type\":\"string\",\"class\":\"nice\"}",
        "has the class nice, which is none of info, known-good, shared, hosting, scanner, known-bad")]
    [InlineData("", "is not JSON")]
    public void Load_OfAFileThatIsNoList_TellsItAndGoesOn(string text, string reason)
    {
        var file = _folder.Write(Path.Combine("lists", "bad", "list.json"), text);
        _folder.WriteList("good", "string", null, "a.example");

        var loaded = _folder.Load();

        (loaded.Problems.Single().File, loaded.Problems.Single().Reason).ShouldBe((file, reason));
        loaded.Tagger.Lists.Single().Name.ShouldBe("good");
    }

    [Fact]
    public void Load_OfManyBadEntries_NamesTheFirstAndCountsTheRest()
    {
        _folder.WriteList("bad", "cidr", null, [.. Enumerable.Repeat("x", 1000), "192.0.2.1"]);

        var loaded = _folder.Load();

        loaded.Problems.Select(p => p.Place).ShouldBe(["entry 1", "entry 2", "entry 3", "entry 4", "entry 5", ""]);
        loaded.Problems[^1].Reason.ShouldBe("995 more entries are not used");
        loaded.Tagger.Lists.Single().Entries.ShouldBe(1);
    }

    [Fact]
    public void AddTags_OfAnIocInSeveralLists_TellsEachOnce_InTheOrderOfTheLists()
    {
        _folder.WriteList("c-last", "substring", null, "example", "a.exa");
        _folder.WriteList("b-middle", "hostname", s_names, "example", "b.example", "a.b.example");
        _folder.WriteList("a-first", "string", s_names, "a.b.example");

        ListFolder.TagsOf(Loaded().Tagger, IocType.Domain, "a.b.example").Select(t => t.By).ShouldBe(["a-first", "b-middle", "c-last"]);
    }

    [Theory]
    [InlineData("domain|ip", true, true, false, false)]
    [InlineData("ip-dst|port", false, true, false, false)]
    [InlineData("filename|sha256", false, false, true, false)]
    [InlineData("whois-registrant-email", false, false, false, true)]
    [InlineData("user-agent", false, false, false, false)]
    public void AddTags_OfAList_SpeaksOfItsAttributesOnly(string attribute, bool domain, bool address, bool file, bool mail)
    {
        _folder.WriteList("mine", "string", [attribute], "a.example", "192.0.2.1", "d41d8cd98f00b204e9800998ecf8427e", "x@a.example");

        var tagger = Loaded().Tagger;

        Tagged(tagger, IocType.Domain, "a.example").ShouldBe([domain]);
        Tagged(tagger, IocType.IpAddress, "192.0.2.1").ShouldBe([address]);
        Tagged(tagger, IocType.File, "d41d8cd98f00b204e9800998ecf8427e").ShouldBe([file]);
        Tagged(tagger, IocType.Email, "x@a.example").ShouldBe([mail]);
    }

    private LoadedTagLists Loaded()
    {
        var loaded = _folder.Load();
        loaded.Problems.ShouldBeEmpty();
        return loaded;
    }

    private static bool[] Tagged(ITagger tagger, IocType type, params string[] values) =>
        [.. values.Select(v => ListFolder.TagsOf(tagger, type, v).Count == 1)];
}
