using System.Globalization;
using System.Text;
using IocExplorer.Messages;

namespace IocExplorer.Workers.Tests.Files;

public sealed class MispFileTests : IDisposable
{
    private const string Sha256 = "aec070645fe53ee3b3763059376134f058cc337247c978add178b6ccdfb0019f";
    private const string Sha1 = "cf23df2207d99a74fbe169e3eba035e633b65d94";
    private const string Md5 = "d41d8cd98f00b204e9800998ecf8427f";
    private readonly IntelligenceFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("""{ "Event": { "info": "x", ATTRIBUTES } }""")]
    [InlineData("""{ "response": [ { "Event": { "info": "x", ATTRIBUTES } }, { "Event": { "info": "empty" } } ] }""")]
    [InlineData("""{ "info": "x", "uuid": "1", ATTRIBUTES }""")]
    [InlineData("""{ "Event": { "info": "x" }, ATTRIBUTES }""")]
    [InlineData("""[ { "Event": { "info": "x", ATTRIBUTES } } ]""")]
    [InlineData("""{ "response": { ATTRIBUTES } }""")]
    public void Load_OfAnEventInAnyWrapping_ReadsItsAttributes(string wrapping)
    {
        var source = _folder.Load(wrapping.Replace("ATTRIBUTES", """
            "Attribute": [ { "type": "ip-dst", "value": "192.0.2.1", "to_ids": true, "uuid": "a" },
              { "type": "domain", "value": "Bad.Example", "to_ids": "1" } ],
            "RelatedEvent": [ { "Event": { "Attribute": [ { "type": "domain", "value": "other.example", "to_ids": true } ] } } ]
            """, StringComparison.Ordinal));

        IntelligenceFolder.Relations(source, IocType.IpAddress, "192.0.2.1").ShouldBe(["MISP: same event > bad.example"]);
        IntelligenceFolder.Relations(source, IocType.Domain, "bad.example").ShouldBe(["MISP: same event > 192.0.2.1"]);
    }

    [Theory]
    [InlineData("ip-src|port", "192.0.2.1|443", "192.0.2.1")]
    [InlineData("ip-dst|port", "2001:db8::1|443", "2001:db8::1")]
    [InlineData("hostname|port", "a.example|8080", "a.example")]
    [InlineData("filename|sha256", "a|b.exe|" + Sha256, Sha256)]
    [InlineData("malware-sample", "x.exe|" + Md5, Md5)]
    [InlineData("sha1", "CF23DF2207D99A74FBE169E3EBA035E633B65D94", Sha1)]
    [InlineData("whois-registrant-email", "X@a.example", "x@a.example")]
    [InlineData("email-src", "x@a.example", "x@a.example")]
    [InlineData("url", "hxxp://a[.]example/Path", "a.example http://a.example/Path")]
    [InlineData("uri", "/just/a/path", "")]
    [InlineData("target-email", "x@a.example", "")]
    [InlineData("link", "http://a.example/Path", "")]
    [InlineData("comment", "a.example", "")]
    [InlineData("text", "a.example", "")]
    [InlineData("yara", "rule a.example {}", "")]
    [InlineData("ssdeep", "3:a:b", "")]
    public void Load_OfAnAttribute_TakesItsTypeAtItsWord(string type, string value, string expected)
    {
        var source = _folder.Load(Event($$"""{ "type": "{{type}}", "value": "{{value}}", "to_ids": true }"""));

        Ioc[] candidates =
        [
            new(IocType.IpAddress, "192.0.2.1"), new(IocType.IpAddress, "2001:db8::1"), new(IocType.Domain, "a.example"), new(IocType.File, Sha256),
            new(IocType.File, Md5), new(IocType.File, Sha1),
            new(IocType.Email, "x@a.example"), new(IocType.Url, "http://a.example/Path"),
        ];
        candidates.Where(c => IntelligenceFolder.Ask(source, c.Type, c.Value) is Answer.Found).Select(c => c.Value)
            .ShouldBe(expected.Split(' ', StringSplitOptions.RemoveEmptyEntries), ignoreOrder: true);
    }

    [Fact]
    public void Load_OfADomainWithItsAddress_RelatesTheTwo_WithTimes()
    {
        var source = _folder.Load(Event("""
            { "type": "domain|ip", "value": "a.example|192.0.2.1", "to_ids": true, "first_seen": "2026-01-02T03:04:05.000000+01:00", "last_seen": "2026-01-03" }
            """));

        var relation = ((Answer.Found)IntelligenceFolder.Ask(source, IocType.Domain, "a.example")).Relations.Single();

        relation.ShouldBe(new Relation("MISP: domain|ip", new(IocType.IpAddress, "192.0.2.1"))
        {
            Seen = new(new DateTimeOffset(2026, 1, 2, 2, 4, 5, TimeSpan.Zero), new DateTimeOffset(2026, 1, 3, 0, 0, 0, TimeSpan.Zero)),
        });
        IntelligenceFolder.Relations(source, IocType.IpAddress, "192.0.2.1").ShouldBe(["MISP: domain|ip > a.example"]);
    }

    [Fact]
    public void Load_OfObjects_KnowsOneFile_RelatesMembers_AndFollowsReferences()
    {
        var source = _folder.Load($$"""
            { "Event": { "Attribute": [], "Object": [
              { "name": "file", "uuid": "f", "Attribute": [
                  { "type": "md5", "value": "{{Md5}}", "to_ids": true }, { "type": "sha1", "value": "{{Sha1}}", "to_ids": true },
                  { "type": "sha256", "value": "{{Sha256}}", "to_ids": true },
                  { "type": "filename", "value": "x.exe" } ],
                "ObjectReference": [ { "referenced_uuid": "d", "relationship_type": "connects-to" }, { "referenced_uuid": "gone" },
                  { "referenced_uuid": "d", "relationship_type": "x", "deleted": true } ] },
              { "name": "domain-ip", "uuid": "d", "Attribute": [
                  { "type": "domain", "object_relation": "domain", "value": "a.example", "to_ids": false },
                  { "type": "ip-dst", "object_relation": "ip", "value": "192.0.2.1", "to_ids": false },
                  { "type": "datetime", "object_relation": "first-seen", "value": "2026-01-02T03:04:05Z" } ] },
              { "name": "passive-dns", "Attribute": [
                  { "type": "text", "object_relation": "rrname", "value": "b.example" }, { "type": "text", "object_relation": "rdata", "value": "192.0.2.2" },
                  { "type": "text", "object_relation": "rrtype", "value": "A" },
                  { "type": "datetime", "object_relation": "time_last", "value": "1767322000" } ] },
              { "name": "file", "deleted": true, "Attribute": [ { "type": "domain", "value": "deleted.example" } ] } ] } }
            """);

        IntelligenceFolder.Relations(source, IocType.File, Md5)
            .ShouldBe(["MISP: connects-to > a.example", "MISP: connects-to > 192.0.2.1", "MISP: same event > b.example", "MISP: same event > 192.0.2.2"]);
        IntelligenceFolder.Relations(source, IocType.File, Sha256).ShouldBe(IntelligenceFolder.Relations(source, IocType.File, Md5));
        IntelligenceFolder.Relations(source, IocType.Domain, "a.example")
            .ShouldBe(["MISP: same object > 192.0.2.1", $"MISP: connects-to (reverse) > {Sha256}"]);
        IntelligenceFolder.Relations(source, IocType.Domain, "b.example").ShouldBe(["MISP: same object > 192.0.2.2", $"MISP: same event > {Sha256}"]);
        ((Answer.Found)IntelligenceFolder.Ask(source, IocType.Domain, "b.example")).Relations[0].Seen.LastSeconds.ShouldBe(1767322000);
        ((Answer.Found)IntelligenceFolder.Ask(source, IocType.Domain, "a.example")).Relations[0].Seen.First
            .ShouldBe(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));
        IntelligenceFolder.Ask(source, IocType.Domain, "deleted.example").ShouldBe(Answer.Empty.Instance);
    }

    [Fact]
    public void Load_OfTags_TellsThem_AndBlamesIndicatorsOnly()
    {
        var source = _folder.Load("""
            { "Event": { "Tag": [ { "name": "TLP:AMBER" }, { "name": "misp-galaxy:threat-actor=\"Somebody\"" } ],
              "Galaxy": [ { "type": "mitre-malware", "GalaxyCluster": [ { "type": "mitre-malware", "value": "Some Stealer - S0001" } ] } ],
              "Attribute": [ { "type": "domain", "value": "bad.example", "to_ids": true, "Tag": [ { "name": "osint" } ] },
                { "type": "domain", "value": "context.example", "to_ids": false } ] } }
            """);

        IntelligenceFolder.Tags(source, IocType.Domain, "bad.example")
            .ShouldBe(["tlp:amber (info)", "threat-actor:Somebody (known-bad)", "malware:Some Stealer - S0001 (known-bad)", "osint (info)"]);
        IntelligenceFolder.Tags(source, IocType.Domain, "context.example")
            .ShouldBe(["tlp:amber (info)", "threat-actor:Somebody (info)", "malware:Some Stealer - S0001 (info)"]);
    }

    [Fact]
    public void Load_OfMoreTagsThanAreKept_KeepsEachSharingLevel()
    {
        var many = string.Join(',', Enumerable.Range(1, 25).Select(i => $$"""{ "name": "tag {{i}}" }"""));

        var source = _folder.Load($$"""
            { "Event": { "Tag": [ { "name": "tlp:green" }, {{many}} ],
              "Attribute": [ { "type": "domain", "value": "bad.example", "to_ids": true, "Tag": [ { "name": "TLP:RED" }, { "name": "tlp:none" } ] } ] } }
            """);

        IntelligenceFolder.Tags(source, IocType.Domain, "bad.example")
            .ShouldBe(["tlp:green (info)", .. Enumerable.Range(1, 20).Select(i => $"tag {i} (info)"), "tlp:red (info)"]);
    }

    [Fact]
    public void Load_OfAnEventWithFiveThousandIndicators_RelatesEachToAFewAndSaysSo()
    {
        const int Count = 5000;
        var attributes = new StringBuilder();
        for (var i = 0; i < Count; i++)
        {
            attributes.Append(CultureInfo.InvariantCulture, $$"""{{(i > 0 ? "," : "")}}{ "type": "domain", "value": "d{{i}}.example", "to_ids": true }""");
        }

        var source = _folder.Load(Event(attributes.ToString()));

        source.Relations.ShouldBe(Count * 20);
        source.Remarks.Single().ShouldEndWith("has 5000 indicators; each is related to 20 of the others and marked as cut.");
        var answer = (Answer.Found)IntelligenceFolder.Ask(source, IocType.Domain, "d7.example");
        answer.Cut.ShouldBeTrue();
        answer.Relations.Count.ShouldBe(20);
    }

    [Fact]
    public void Load_OfBadValues_NamesThemAndGoesOn()
    {
        var file = _folder.Write("event.json", Event("""
            { "type": "ip-dst", "value": "999.1.1.1", "uuid": "u-1" }, { "type": "domain" }, { "type": 5, "value": 6 }, null, 7,
            { "type": "domain", "value": "good.example" }
            """));
        _folder.Write("manifest.json", "{}");
        _folder.Write("hashes.csv", "d41d8cd98f00b204e9800998ecf8427e,u-1");

        var source = _folder.Load();

        source.BadLines.Select(l => l.ToString()).Single().ShouldStartWith($"{file}, attribute u-1: the value is no IP address");
        IntelligenceFolder.Tags(source, IocType.Domain, "good.example").ShouldBe(["in event.json (info)"]);
    }

    [Fact]
    public void Load_OfSeveralFiles_KnowsAFileByItsStrongestHashEverywhere()
    {
        _folder.Write("1.csv", $"domain,a.example,drops,file,{Md5}");
        _folder.Write("2.json", $$"""
            { "Event": { "Object": [ { "name": "file", "Attribute": [ { "type": "md5", "value": "{{Md5}}" },
             { "type": "sha256", "value": "{{Sha256}}" } ] } ] } }
            """);

        var source = _folder.Load();

        IntelligenceFolder.Relations(source, IocType.Domain, "a.example").ShouldBe([$"drops > {Sha256}"]);
        IntelligenceFolder.Tags(source, IocType.File, Md5).ShouldBe(["in 2.json (info)"]);
    }

    private static string Event(string attributes) => $$"""{ "Event": { "info": "x", "Attribute": [ {{attributes}} ] } }""";
}
