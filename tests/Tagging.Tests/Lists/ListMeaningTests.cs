using IocExplorer.Messages;

namespace IocExplorer.Tagging.Tests.Lists;

public sealed class ListMeaningTests : IDisposable
{
    private readonly ListFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("cloudflare", "List of known Cloudflare IP ranges", "CDN Cloudflare", TagClass.Shared)]
    [InlineData("akamai", "List of known Akamai IP ranges", "CDN Akamai", TagClass.Shared)]
    [InlineData("x", "CloudFront edge networks", "CDN CloudFront", TagClass.Shared)]
    [InlineData("amazon-aws", "List of known Amazon AWS IP address ranges", "Amazon AWS", TagClass.Hosting)]
    [InlineData("google-gcp", "List of known GCP ranges", "Google Cloud", TagClass.Hosting)]
    [InlineData("google", "List of known Google domains", "Google", TagClass.KnownGood)]
    [InlineData("microsoft-azure-us-gov", "x", "Microsoft Azure", TagClass.Hosting)]
    [InlineData("parking-domain-ns", "Parking domains name server", "parking name server", TagClass.Shared)]
    [InlineData("parking-domain", "Parking domains", "parking", TagClass.Shared)]
    [InlineData("umbrella-blockpage-v4", "x", "block page", TagClass.Shared)]
    [InlineData("dynamic-dns", "x", "dynamic DNS", TagClass.Hosting)]
    [InlineData("censys-scanning", "x", "scanner", TagClass.Scanner)]
    [InlineData("vpn-ipv4", "x", "VPN exit", TagClass.Shared)]
    [InlineData("public-dns-v4", "x", "public resolver", TagClass.KnownGood)]
    [InlineData("rfc1918", "x", "private address", TagClass.KnownGood)]
    [InlineData("tranco", "x", "popular", TagClass.Info)]
    [InlineData("our-things", "Our things", "Our things", TagClass.Info)]
    public void Load_OfAKnownList_KnowsWhatItMeans(string name, string title, string tag, TagClass tagClass)
    {
        _folder.Write(Path.Combine("lists", name, "list.json"), ListFolder.Json(title, "cidr", ListFolder.IpTypes, "192.0.2.1"));

        var tags = ListFolder.TagsOf(_folder.Load().Tagger, IocType.IpAddress, "192.0.2.1");

        tags.ShouldBe([new(tag, tagClass, title, "7")]);
    }

    [Fact]
    public void Load_WithClassesOfTheUser_TakesThoseFirst()
    {
        _folder.Write("classes.json", """
            // ours
            { "cloud*": { "class": "info" }, "akamai": { "tag": "Akamai, says the boss", "class": "known-bad" }, }
            """);
        _folder.WriteList("cloudflare", "cidr", ListFolder.IpTypes, "192.0.2.1");
        _folder.WriteList("akamai", "cidr", ListFolder.IpTypes, "192.0.2.1");

        ListFolder.TagsOf(_folder.Load().Tagger, IocType.IpAddress, "192.0.2.1").ShouldBe(
        [
            new("Akamai, says the boss", TagClass.KnownBad, "akamai", "7"),
            new("CDN Cloudflare", TagClass.Info, "cloudflare", "7"),
        ]);
    }

    [Theory]
    [InlineData("""{ "a": { "class": "nice" } }""", "\"a\"", "its class is none of info, known-good, shared, hosting, scanner, known-bad")]
    [InlineData("""{ "a": { "klass": "info" } }""", "\"a\"", "klass is none of class, tag, match, upTo")]
    [InlineData("""{ "a": "info" }""", "\"a\"", "is no object")]
    [InlineData("""{ "a": { "upTo": 0 } }""", "\"a\"", "its upTo is no whole number above 0")]
    [InlineData("""{ "a": { "match": "all" } }""", "\"a\"", "its match is neither registered nor listed")]
    [InlineData("[]", "", "is no JSON object")]
    [InlineData("{\n\"a\":", "line 2", "is not JSON")]
    public void Load_WithClassesThatAreWrong_TellsWhere(string text, string place, string reason)
    {
        var file = _folder.Write("classes.json", text);

        var problem = _folder.Load().Problems.Single();

        (problem.File, problem.Place, problem.Reason).ShouldBe((file, place, reason));
    }

    [Fact]
    public void Load_OfAListThatNamesItsClass_BelievesIt()
    {
        _folder.Write("office.json",
            """{ "name": "Our office", "version": "2026-02-03", "type": "cidr", "class": "known-good", "tag": "office", "list": ["192.0.2.0/24"] }""");

        ListFolder.TagsOf(_folder.Load().Tagger, IocType.IpAddress, "192.0.2.9").ShouldBe([new("office", TagClass.KnownGood, "Our office", "2026-02-03")]);
    }
}
