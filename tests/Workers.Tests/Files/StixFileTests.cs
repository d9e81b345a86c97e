using IocExplorer.Messages;
using IocExplorer.Workers.Files;

namespace IocExplorer.Workers.Tests.Files;

public sealed class StixFileTests : IDisposable
{
    private const string Sha256 = "aec070645fe53ee3b3763059376134f058cc337247c978add178b6ccdfb0019f";
    private const string Sha1 = "cf23df2207d99a74fbe169e3eba035e633b65d94";
    private const string Md5 = "d41d8cd98f00b204e9800998ecf8427f";
    private readonly IntelligenceFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("", "1 object counted and not used, for no IOC follows from it: indicator (1).")]
    [InlineData(
        "[EXISTS domain-name:value]",
        "1 comparison in patterns left out (only equality with an address, domain, URL, e-mail address or hash of a file names an IOC): [EXISTS "
        + "domain-name:value.")]
    public void Load_OfAPatternThatComparesNothing_CountsTheIndicatorOrItsComparison(string pattern, string remark)
    {
        var source = _folder.Load(Bundle($$"""{ "type": "indicator", "id": "indicator--1", "pattern": "{{pattern}}", "pattern_type": "stix" }"""));

        source.Remarks.Single().ShouldEndWith(remark);
    }

    [Fact]
    public void Load_OfRelationships_AnswersFromBothEnds_WithTheirTimes()
    {
        var source = _folder.Load(Bundle("""
            { "type": "relationship", "id": "relationship--1", "relationship_type": "communicates-with", "source_ref": "file--1", "target_ref": "ipv4-addr--1",
              "start_time": "2026-01-02T03:04:05.678Z", "stop_time": "2026-02-03T04:05:06Z" },
            { "type": "file", "id": "file--1", "hashes": { "SHA-256": "AEC070645FE53EE3B3763059376134F058CC337247C978ADD178B6CCDFB0019F",
              "sha1": "cf23df2207d99a74fbe169e3eba035e633b65d94", "SHA-512": "00" } },
            { "type": "ipv4-addr", "id": "ipv4-addr--1", "value": "192.0.2.7" },
            { "type": "domain-name", "id": "domain-name--1", "value": "C2.Example.com", "resolves_to_refs": ["ipv4-addr--1"] },
            { "type": "relationship", "id": "relationship--2", "relationship_type": "related-to", "source_ref": "domain-name--1", "target_ref": "file--1",
              "revoked": true }
            """));

        IntelligenceFolder.Relations(source, IocType.File, Sha256).ShouldBe(["STIX: communicates-with > 192.0.2.7"]);
        IntelligenceFolder.Relations(source, IocType.File, Sha1).ShouldBe(["STIX: communicates-with > 192.0.2.7"]);
        IntelligenceFolder.Relations(source, IocType.IpAddress, "192.0.2.7")
            .ShouldBe([$"STIX: communicates-with (reverse) > {Sha256}", "STIX: resolves-to (reverse) > c2.example.com"]);
        IntelligenceFolder.Relations(source, IocType.Domain, "c2.example.com").ShouldBe(["STIX: resolves-to > 192.0.2.7"]);
        ((Answer.Found)IntelligenceFolder.Ask(source, IocType.File, Sha256)).Relations[0].Seen
            .ShouldBe(new(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero), new DateTimeOffset(2026, 2, 3, 4, 5, 6, TimeSpan.Zero)));
    }

    [Fact]
    public void Load_OfIndicators_TagsWhatTheyIndicate()
    {
        var source = _folder.Load(Bundle("""
            { "type": "indicator", "id": "indicator--1", "pattern_type": "stix", "pattern": "[domain-name:value = 'bad.example']",
              "object_marking_refs": ["marking-definition--f88d31f6-486f-44da-b317-01333bde0b82", "marking-definition--own"] },
            { "type": "malware", "id": "malware--1", "name": "Some\nStealer" },
            { "type": "tool", "id": "tool--1", "name": "Some Tool" },
            { "type": "identity", "id": "identity--1", "name": "Somebody", "contact_information": "someone@example.com" },
            { "type": "marking-definition", "id": "marking-definition--own", "name": "TLP:AMBER+STRICT", "extensions": {} },
            { "type": "relationship", "id": "relationship--1", "relationship_type": "indicates", "source_ref": "indicator--1", "target_ref": "malware--1" },
            { "type": "relationship", "id": "relationship--2", "relationship_type": "indicates", "source_ref": "indicator--1", "target_ref": "tool--1" },
            { "type": "relationship", "id": "relationship--3", "relationship_type": "targets", "source_ref": "malware--1", "target_ref": "identity--1" }
            """));

        IntelligenceFolder.Tags(source, IocType.Domain, "bad.example").ShouldBe(
            ["tlp:amber (info)", "tlp:amber+strict (info)", "malware:SomeStealer (known-bad)", "tool:Some Tool (info)"]);
        IntelligenceFolder.Ask(source, IocType.Email, "someone@example.com").ShouldBe(Answer.Empty.Instance);
    }

    [Fact]
    public void Load_OfMoreTagsThanAreKept_KeepsTheMarking()
    {
        var many = Enumerable.Range(1, 25).Select(i => $$"""
            { "type": "tool", "id": "tool--{{i}}", "name": "Tool {{i}}" },
            { "type": "relationship", "id": "relationship--{{i}}", "relationship_type": "uses", "source_ref": "domain-name--1", "target_ref": "tool--{{i}}" },
            """);

        var source = _folder.Load(Bundle($$"""
            {{string.Concat(many)}}
            { "type": "domain-name", "id": "domain-name--1", "value": "bad.example",
              "object_marking_refs": ["marking-definition--5e57c739-391a-4eb3-b6be-7d15ca92d5ed"] }
            """));

        IntelligenceFolder.Tags(source, IocType.Domain, "bad.example")
            .ShouldBe([.. Enumerable.Range(1, 20).Select(i => $"tool:Tool {i} (info)"), "tlp:red (info)"]);
    }

    [Fact]
    public void Load_OfObservedData_RelatesItsMembers_OfBothVersions()
    {
        var source = _folder.Load(Bundle("""
            { "type": "observed-data", "id": "observed-data--1", "first_observed": "2026-01-01T00:00:00Z", "last_observed": "2026-01-02T00:00:00Z",
              "number_observed": 2,
              "object_refs": ["domain-name--1", "url--1"] },
            { "type": "domain-name", "id": "domain-name--1", "value": "a.example" },
            { "type": "url", "id": "url--1", "value": "http://192.0.2.9/x" },
            { "type": "observed-data", "id": "observed-data--2", "first_observed": "2025-01-01T00:00:00Z", "last_observed": "2025-01-02T00:00:00Z",
              "objects": { "0": { "type": "ipv4-addr", "value": "192.0.2.1" }, "1": { "type": "ipv4-addr", "value": "192.0.2.2" },
                           "2": { "type": "network-traffic", "src_ref": "0", "dst_ref": "1" },
                           "3": { "type": "domain-name", "value": "b.example", "resolves_to_refs": ["1"] } } },
            { "type": "indicator", "id": "indicator--1", "pattern": "[email-addr:value = 'x@c.example']" },
            { "type": "relationship", "id": "relationship--1", "relationship_type": "based-on", "source_ref": "indicator--1", "target_ref": "observed-data--1" }
            """));

        IntelligenceFolder.Relations(source, IocType.Domain, "a.example")
            .ShouldBe(["STIX: same observed-data > http://192.0.2.9/x", "STIX: based-on (reverse) > x@c.example"]);
        IntelligenceFolder.Relations(source, IocType.IpAddress, "192.0.2.9").ShouldBe(["STIX: URL on host > http://192.0.2.9/x"]);
        IntelligenceFolder.Relations(source, IocType.IpAddress, "192.0.2.1")
            .ShouldBe(["STIX: network-traffic > 192.0.2.2", "STIX: same observed-data > b.example"]);
        IntelligenceFolder.Relations(source, IocType.Domain, "b.example").ShouldBe(["STIX: resolves-to > 192.0.2.2", "STIX: same observed-data > 192.0.2.1"]);
        ((Answer.Found)IntelligenceFolder.Ask(source, IocType.Domain, "b.example")).Relations[0].Seen.First
            .ShouldBe(new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero));
    }

    [Theory]
    [InlineData("[domain-name:value = 'a.example']", "a.example", 0)]
    [InlineData("[ ipv4-addr:value='192.0.2.1' OR ipv4-addr:value = '192.0.2.2' ]", "192.0.2.1 192.0.2.2", 0)]
    [InlineData("[ipv4-addr:value = '192.0.2.0/24']", "", 1)]
    [InlineData("[url:value = 'http://a.example/it\\'s']", "a.example http://a.example/it's", 0)]
    [InlineData("[file:hashes.'SHA-1' = 'CF23DF2207D99A74FBE169E3EBA035E633B65D94']", Sha1, 0)]
    [InlineData("[file:hashes.md5 = 'd41d8cd98f00b204e9800998ecf8427f']", Md5, 0)]
    [InlineData("[file:hashes.SHA256 = 'aec070645fe53ee3b3763059376134f058cc337247c978add178b6ccdfb0019f' AND file:name = 'x.exe']", Sha256, 1)]
    [InlineData("[email-message:from_ref.value = 'X@a.example'] AND [email-addr:value = 'y@a.example']", "x@a.example y@a.example", 0)]
    [InlineData("[domain-name:value LIKE '%.example' OR domain-name:value MATCHES '^a' OR ipv4-addr:value ISSUBSET '192.0.2.0/24']", "", 3)]
    [InlineData("[domain-name:value != 'a.example'] OR [NOT domain-name:value = 'b.example'] OR [domain-name:value NOT = 'c.example']", "", 3)]
    [InlineData("[ipv4-addr:value IN ('192.0.2.1', '192.0.2.2')] START t'2026-01-01T00:00:00Z' STOP t'2026-02-01T00:00:00Z'", "192.0.2.1 192.0.2.2", 0)]
    [InlineData("[x509-certificate:hashes.'SHA-1' = 'cf23df2207d99a74fbe169e3eba035e633b65d94']", "", 1)]
    [InlineData("[file:size > 25 AND windows-registry-key:key = 'HKLM']", "", 2)]
    [InlineData("([domain-name:value = 'a.example'] FOLLOWEDBY [domain-name:value = 'b.example']) WITHIN 600 SECONDS", "a.example b.example", 0)]
    [InlineData("[domain-name:value = 'unclosed", "", 1)]
    public void Load_OfAPattern_TakesEqualityOnly_AndCountsTheRest(string pattern, string expected, int skipped)
    {
        var text = System.Text.Json.JsonSerializer.Serialize(new { type = "indicator", id = "indicator--1", pattern_type = "stix", pattern });
        var source = _folder.Load(Bundle(text));

        Known(source).ShouldBe(expected.Split(' ', StringSplitOptions.RemoveEmptyEntries), ignoreOrder: true);
        source.Remarks.Count.ShouldBe(skipped == 0 ? 0 : 1);
        source.Remarks.ShouldAllBe(r => r.Contains($": {skipped} comparison", StringComparison.Ordinal));
    }

    [Fact]
    public void Load_OfAPatternWithHashesOfOneFile_KnowsItByAllOfThem()
    {
        var source = _folder.Load(Bundle($$"""
            { "type": "indicator", "id": "indicator--1",
              "pattern": "[file:hashes.MD5 = '{{Md5}}' OR file:hashes.'SHA-256' = '{{Sha256}}'] AND [domain-name:value = 'a.example']" },
            { "type": "indicator", "id": "indicator--2", "pattern": "[file:hashes.MD5 = '{{Md5}}' AND file:hashes.'SHA-256' = '{{Sha256}}']" }
            """));

        IntelligenceFolder.Relations(source, IocType.Domain, "a.example").ShouldBe([$"STIX: same indicator > {Sha256}"]);
        IntelligenceFolder.Relations(source, IocType.File, Md5).ShouldBe(["STIX: same indicator > a.example"]);
    }

    [Fact]
    public void Load_OfReferencesIntoOtherFiles_FollowsThem()
    {
        _folder.Write("1.json",
            """{ "type": "relationship", "id": "relationship--1", "relationship_type": "drops", "source_ref": "url--1", "target_ref": "domain-name--1" }""");
        _folder.Write("2/3.json",
            """[{ "type": "url", "id": "url--1", "value": "http://a.example/" }, { "type": "domain-name", "id": "domain-name--1", "value": "b.example" }]""");

        IntelligenceFolder.Relations(_folder.Load(), IocType.Domain, "b.example").ShouldBe(["STIX: drops (reverse) > http://a.example/"]);
    }

    [Fact]
    public void Load_OfBadObjects_NamesFileAndPlaceAndGoesOn()
    {
        var bad = _folder.Write("bad.json", Bundle("""
            { "type": "domain-name", "id": "domain-name--1", "value": "not a name" }, { "type": "url", "id": 5, "value": [] }, 7, null,
            { "type": "domain-name", "value": "good.example" }
            """));
        var broken = _folder.Write("broken.json",
            "{ \"type\": \"bundle\",\n \"objects\": [ { \"type\": \"ipv4-addr\", \"id\": \"ipv4-addr--1\", \"value\": \"192.0.2.1\" },\n { ");
        var other = _folder.Write("other.json", "{ \"a\": 1 }");

        var source = _folder.Load();

        source.BadLines.Select(l => l.ToString()).ShouldBe(
        [
            $"{bad}, object domain-name--1: the value {Reason("not a name")}",
            $"{broken}, line 3: is not JSON from here on; what stands before is used",
            $"{other}, whole file: is JSON, and neither a STIX bundle nor a MISP event",
        ]);
        source.BadLines.ShouldAllBe(l => !l.IsWholeFileNamed);
        Known(source).ShouldBe(["good.example", "192.0.2.1"], ignoreOrder: true);
    }

    private static string Reason(string domain)
    {
        IocParser.TryParse(IocType.Domain, domain, out _, out var reason).ShouldBeFalse();
        return reason;
    }

    private static IEnumerable<string> Known(FileSource source) => Candidates()
        .Where(c => IntelligenceFolder.Ask(source, c.Type, c.Value) is Answer.Found).Select(c => c.Value);

    private static IEnumerable<Ioc> Candidates() =>
    [
        .. ((string[])["a.example", "b.example", "c.example", "good.example", "bad.example"]).Select(n => new Ioc(IocType.Domain, n)),
        .. ((string[])["192.0.2.0", "192.0.2.1", "192.0.2.2"]).Select(a => new Ioc(IocType.IpAddress, a)),
        .. ((string[])[Md5, Sha1, Sha256]).Select(h => new Ioc(IocType.File, h)),
        .. ((string[])["x@a.example", "y@a.example"]).Select(m => new Ioc(IocType.Email, m)),
        new(IocType.Url, "http://a.example/it's"),
    ];

    private static string Bundle(string objects) => $$"""{ "type": "bundle", "id": "bundle--1", "objects": [ {{objects}} ] }""";
}
