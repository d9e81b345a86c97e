using System.Text.Json;
using System.Text.RegularExpressions;
using IocExplorer.Analysis.Exports.Stix;
using IocExplorer.Messages;

namespace IocExplorer.Analysis.Tests.Exports;

public sealed partial class StixExportTests
{
    /// <summary>The specification's rules for what we write, told once more in another language and with another UUID library.</summary>
    private const string Check = """
        import json, re, sys, uuid
        bundle = json.load(sys.stdin)
        space = uuid.UUID('00abedb4-aa42-466c-9c01-fed23315a9b7')
        time = re.compile(r'^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$')
        scos = {'domain-name': ['value'], 'ipv4-addr': ['value'], 'ipv6-addr': ['value'], 'email-addr': ['value'], 'url': ['value'], 'file': ['hashes', 'name']}
        need = {'identity': ['name'], 'relationship': ['relationship_type', 'source_ref', 'target_ref'], 'note': ['content', 'object_refs'],
                'indicator': ['pattern', 'pattern_type', 'valid_from'], 'marking-definition': ['created', 'name', 'extensions']}
        assert set(bundle) == {'type', 'id', 'objects'} and bundle['type'] == 'bundle'
        objects = bundle['objects']
        ids = [o['id'] for o in objects]
        assert len(ids) == len(set(ids)), 'ids are unique'
        for o in [bundle] + objects:
            kind, _, tail = o['id'].partition('--')
            assert kind == o['type'] and str(uuid.UUID(tail)) == tail
        for o in objects:
            assert o['spec_version'] == '2.1'
            assert all(v not in ('', [], {}) for v in o.values()), o
            if o['type'] in scos:
                contributing = {k: o[k] for k in scos[o['type']] if k in o}
                assert contributing and 'created' not in o
                name = json.dumps(contributing, sort_keys=True, separators=(',', ':'), ensure_ascii=False)
                assert o['id'].endswith(str(uuid.uuid5(space, name))), name
                assert set(o.get('hashes', {})) <= {'MD5', 'SHA-1', 'SHA-256'}
            else:
                assert all(k in o for k in need[o['type']]), o
                if o['type'] != 'marking-definition':
                    assert time.match(o['created']) and time.match(o['modified']) and o['created'] <= o['modified']
                if o['type'] not in ('marking-definition', 'identity'):
                    assert next(x for x in objects if x['id'] == o['created_by_ref'])['type'] == 'identity'
            refs = o.get('object_refs', []) + o.get('object_marking_refs', []) + [o[k] for k in ('source_ref', 'target_ref') if k in o]
            assert all(r in ids for r in refs), o
            if o['type'] == 'relationship':
                assert re.match(r'^[a-z0-9-]+$', o['relationship_type'])
                if 'stop_time' in o: assert 'start_time' not in o or o['start_time'] < o['stop_time']
        for kind in sorted({o['type'] for o in objects}): print(kind, sum(o['type'] == kind for o in objects))
        """;

    [Fact]
    public async Task Sample_KeepsTheRulesOfTheSpecification()
    {
        var counts = await Python.ReadAsync(Check, await TestHunt.ExportAsync(TestHunt.Sample().Build(), "stix"));

        counts.ShouldBe(
        [
            "domain-name 7", "email-addr 1", "file 1", "identity 4", "indicator 2", "ipv4-addr 2", "ipv6-addr 1",
            "marking-definition 1", "note 5", "relationship 13", "url 1",
        ]);
    }

    [Fact]
    public async Task HostileValues_KeepTheRulesOfTheSpecification() =>
        (await Python.ReadAsync(Check, await TestHunt.ExportAsync(TestHunt.Hostile().Build(), "stix"))).ShouldContain("marking-definition 1");

    [Fact]
    public async Task Relationship_SaysWho_When_AndWhat()
    {
        using var bundle = JsonDocument.Parse(await TestHunt.ExportAsync(TestHunt.Sample().Build(), "stix"));
        var objects = bundle.RootElement.GetProperty("objects").EnumerateArray().ToList();
        var from = StixIds.Of(TestHunt.Domain("evil.example.com"));
        var to = StixIds.Of(TestHunt.Ip("9.9.9.7"));

        var relationship = objects.Single(o => Text(o, "source_ref") == from && Text(o, "target_ref") == to);
        var by = objects.Single(o => o.GetProperty("id").GetString() == relationship.GetProperty("created_by_ref").GetString());
        var sameTime = objects.Single(o => Text(o, "target_ref") == StixIds.Of(TestHunt.Domain("www.evil.example.com")));

        by.GetProperty("name").GetString().ShouldBe("VirusTotal");
        relationship.GetProperty("relationship_type").GetString().ShouldBe("resolves-to");
        relationship.GetProperty("description").GetString().ShouldBe("VT: domain to resolution ip");
        relationship.GetProperty("created").GetString().ShouldBe("2026-03-01T10:01:00.000Z");
        relationship.GetProperty("start_time").GetString().ShouldBe("2025-01-02T03:04:05.000Z");
        relationship.GetProperty("stop_time").GetString().ShouldBe("2025-02-03T04:05:06.000Z");
        relationship.GetProperty("object_marking_refs")[0].GetString().ShouldBe("marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421");
        sameTime.TryGetProperty("stop_time", out _).ShouldBeFalse();
        sameTime.GetProperty("start_time").GetString().ShouldBe("2025-01-02T03:04:05.000Z");
    }

    [Fact]
    public async Task Marking_IsTheStrictestOfTheSeeds_AndOfTheTags()
    {
        var shared = TestHunt.Ip("192.0.2.1");
        var trees = new TestHunt().Seed(TestHunt.Domain("a.example"), SharingLevel.AmberStrict).Relate(TestHunt.Domain("a.example"), "x", shared)
            .Seed(TestHunt.Domain("b.example"), SharingLevel.Green).Relate(TestHunt.Domain("b.example"), "x", shared)
            .Relate(TestHunt.Domain("b.example"), "x", TestHunt.Ip("192.0.2.2"), tags: [new("tlp:red", TagClass.Info, "file")]);

        var stix = await TestHunt.ExportAsync(trees.Build(), "stix");

        using var bundle = JsonDocument.Parse(stix);
        MarkingOf(TestHunt.Domain("a.example")).ShouldBe("TLP:AMBER+STRICT");
        MarkingOf(TestHunt.Domain("b.example")).ShouldBe("TLP:GREEN");
        MarkingOf(shared).ShouldBe("TLP:AMBER+STRICT");
        MarkingOf(TestHunt.Ip("192.0.2.2")).ShouldBe("TLP:RED");
        Relationships().ShouldBe([("a.example", "192.0.2.1", "TLP:AMBER+STRICT"), ("b.example", "192.0.2.1", "TLP:GREEN"),
            ("b.example", "192.0.2.2", "TLP:RED")], ignoreOrder: true);

        IEnumerable<(string?, string?, string?)> Relationships() => bundle.RootElement.GetProperty("objects").EnumerateArray()
            .Where(o => o.GetProperty("type").GetString() == "relationship")
                .Select(o => (ValueOf(o, "source_ref"), ValueOf(o, "target_ref"), Marking(o.GetProperty("id").GetString()!)));
        string? ValueOf(JsonElement o, string end) => Named(o.GetProperty(end).GetString()!).GetProperty("value").GetString();
        string? MarkingOf(Ioc ioc) => Marking(StixIds.Of(ioc));
        string? Marking(string id) => Named(Named(id).GetProperty("object_marking_refs")[0].GetString()!).GetProperty("name").GetString();
        JsonElement Named(string id) => bundle.RootElement.GetProperty("objects").EnumerateArray().Single(o => o.GetProperty("id").GetString() == id);
    }

    [Theory]
    [InlineData(IocType.Domain, "evil.example", "domain-name--69228563-c8d2-54ae-aeca-5f4134cb59aa")]
    [InlineData(IocType.File, "d41d8cd98f00b204e9800998ecf8427e", "file--02fff920-f614-527c-81d1-6353633a6d21")]
    public void Id_OfAnObservable_IsThatOfEveryOtherTool(IocType type, string value, string id) => StixIds.Of(new Ioc(type, value)).ShouldBe(id);

    [Theory]
    [InlineData(IocType.Domain, "evil.example.com", "[domain-name:value = 'evil.example.com']")]
    [InlineData(IocType.IpAddress, "2001:db8::1", "[ipv6-addr:value = '2001:db8::1']")]
    [InlineData(IocType.Url, "http://a.example/it's\\", "[url:value = 'http://a.example/it\\'s\\\\']")]
    [InlineData(IocType.File, "d41d8cd98f00b204e9800998ecf8427e", "[file:hashes.MD5 = 'd41d8cd98f00b204e9800998ecf8427e']")]
    [InlineData(IocType.File, "da39a3ee5e6b4b0d3255bfef95601890afd80709", "[file:hashes.'SHA-1' = 'da39a3ee5e6b4b0d3255bfef95601890afd80709']")]
    public void Pattern_IsWhatTheGrammarAllows(IocType type, string value, string pattern)
    {
        StixPatternText.Of(new(type, value)).ShouldBe(pattern);
        Comparison().IsMatch(pattern).ShouldBeTrue();
    }

    [Fact]
    public async Task Patterns_OfHostileValues_AreWhatTheGrammarAllows()
    {
        using var bundle = JsonDocument.Parse(await TestHunt.ExportAsync(TestHunt.Hostile().Build(), "stix"));

        string[] patterns = [.. bundle.RootElement.GetProperty("objects").EnumerateArray().Select(o => Text(o, "pattern")).OfType<string>()];

        patterns.Length.ShouldBeGreaterThan(TestHunt.HostileTexts.Length);
        patterns.ShouldAllBe(p => Comparison().IsMatch(p));
    }

    private static string? Text(JsonElement found, string name) => found.TryGetProperty(name, out var value) ? value.GetString() : null;

    // One comparison of the grammar: an object path, equality, and a string whose quotes and backslashes are escaped.
    [GeneratedRegex(@"^\[[a-z0-9-]+:[a-z_]+(\.([a-zA-Z0-9_]+|'[a-zA-Z0-9_-]+'))? = '([^'\\]|\\['\\])*'\]$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Comparison();
}
