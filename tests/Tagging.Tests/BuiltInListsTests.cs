using IocExplorer.Messages;

namespace IocExplorer.Tagging.Tests;

public sealed class BuiltInListsTests
{
    private static readonly LoadedTagLists s_loaded = TagLists.Load(new());

    [Fact]
    public void Load_OfTheBuiltInLists_FindsNothingWrongWithThem()
    {
        s_loaded.Problems.ShouldBeEmpty();
        s_loaded.Tagger.Lists.ShouldAllBe(l => l.File == "built in" && l.Entries > 0 && l.Version == "1");
        s_loaded.Tagger.Lists.Select(l => l.Name).ShouldContain("public-resolvers");
    }

    [Theory]
    [InlineData(IocType.IpAddress, "8.8.8.8", "public resolver", TagClass.KnownGood)]
    [InlineData(IocType.IpAddress, "2606:4700:4700::1111", "public resolver", TagClass.KnownGood)]
    [InlineData(IocType.IpAddress, "10.20.30.40", "private address", TagClass.KnownGood)]
    [InlineData(IocType.IpAddress, "203.0.113.7", "documentation address", TagClass.KnownGood)]
    [InlineData(IocType.IpAddress, "fe80::1", "special-use address", TagClass.KnownGood)]
    [InlineData(IocType.Domain, "printer.local", "special-use name", TagClass.KnownGood)]
    [InlineData(IocType.Domain, "www.example.com", "special-use name", TagClass.KnownGood)]
    [InlineData(IocType.File, "d41d8cd98f00b204e9800998ecf8427e", "empty file", TagClass.KnownGood)]
    [InlineData(IocType.File, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", "empty file", TagClass.KnownGood)]
    [InlineData(IocType.File, "44d88612fea8a8f36de82e1278abb02f", "EICAR test file", TagClass.KnownGood)]
    [InlineData(IocType.File, "3395856ce81f2b7382dee72602f798b642f14140", "EICAR test file", TagClass.KnownGood)]
    [InlineData(IocType.Email, "pay.shop@domainsbyproxy.com", "registrar privacy", TagClass.Shared)]
    [InlineData(IocType.Email, "abuse@godaddy.com", "registrar mailbox", TagClass.Shared)]
    [InlineData(IocType.Domain, "ns1.bodis.com", "parking", TagClass.Shared)]
    [InlineData(IocType.Domain, "d111111abcdef8.cloudfront.net", "CDN", TagClass.Shared)]
    public void AddTags_OfWhatEverybodyKnows_SaysSo(IocType type, string value, string name, TagClass tagClass)
    {
        var tag = ListFolder.TagsOf(s_loaded.Tagger, type, value)[0];

        (tag.Name, tag.Class, tag.Version).ShouldBe((name, tagClass, "1"));
    }

    [Theory]
    [InlineData(IocType.IpAddress, "8.8.8.9")]
    [InlineData(IocType.IpAddress, "11.0.0.1")]
    [InlineData(IocType.IpAddress, "2606:4700:4700::1114")]
    [InlineData(IocType.Domain, "notexample.com")]
    [InlineData(IocType.Domain, "example.com.evil.net")]
    [InlineData(IocType.Email, "somebody@proxy.net")]
    [InlineData(IocType.File, "d41d8cd98f00b204e9800998ecf8427f")]
    [InlineData(IocType.Url, "http://evil.net/?u=example.com")]
    public void AddTags_OfWhatIsNearToIt_SaysNothing(IocType type, string value) =>
        ListFolder.TagsOf(s_loaded.Tagger, type, value).ShouldBeEmpty();

    [Fact]
    public void AddTags_OfAUrlOnAGoodHost_IsAHintOnly()
    {
        var tag = ListFolder.TagsOf(s_loaded.Tagger, IocType.Url, "https://dns.google/Evil").Single();

        (tag.Name, tag.Class).ShouldBe(("public resolver", TagClass.Info));
    }

    [Fact]
    public void Load_WithoutTheBuiltInLists_KnowsNothing()
    {
        var loaded = TagLists.Load(new() { UseBuiltIn = false });

        loaded.Tagger.Lists.ShouldBeEmpty();
        ListFolder.TagsOf(loaded.Tagger, IocType.IpAddress, "8.8.8.8").ShouldBeEmpty();
    }
}
