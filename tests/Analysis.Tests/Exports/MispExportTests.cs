using System.Text.Json;
using IocExplorer.Messages;

namespace IocExplorer.Analysis.Tests.Exports;

public sealed class MispExportTests
{
    /// <summary>The rules of MISP's core format for what we write: which members must be there, of which type, and that references lead somewhere.</summary>
    private const string Check = """
        import json, re, sys, uuid
        event = json.load(sys.stdin)['Event']
        number = re.compile(r'^\d+$')
        categories = {'domain': 'Network activity', 'ip-dst': 'Network activity', 'url': 'Network activity', 'email': 'Payload delivery',
                      'md5': 'Payload delivery', 'sha1': 'Payload delivery', 'sha256': 'Payload delivery'}
        def text(o, *names):
            for n in names: assert isinstance(o[n], str), n
        def whole(o, *names):
            for n in names: assert number.match(o[n]), n
        def ident(o, name='uuid'): assert str(uuid.UUID(o[name])) == o[name] and uuid.UUID(o[name]).version == 5
        def tags(o):
            for t in o['Tag']:
                assert t['name'].startswith('tlp:') or re.match(r'^ioc-explorer:[a-z-]+="[^"]+"$', t['name']), t
            assert len({t['name'] for t in o['Tag']}) == len(o['Tag'])
        def attribute(a):
            ident(a); text(a, 'type', 'category', 'value', 'comment'); whole(a, 'timestamp'); tags(a)
            assert categories[a['type']] == a['category'] and a['distribution'] == '5'
            assert a['to_ids'] in (True, False) and a['deleted'] is False and a['value'] != ''
        ident(event); text(event, 'info'); whole(event, 'timestamp', 'publish_timestamp'); tags(event)
        assert re.match(r'^\d{4}-\d\d-\d\d$', event['date']) and event['published'] is False
        assert event['analysis'] in '012' and event['threat_level_id'] in '1234' and event['distribution'] in '01234'
        text(event['Orgc'], 'name', 'uuid')
        for a in event['Attribute']: attribute(a)
        for o in event['Object']:
            ident(o); text(o, 'name', 'meta-category', 'description', 'template_uuid'); whole(o, 'template_version', 'timestamp')
            assert len(o['Attribute']) == 1
            for a in o['Attribute']: attribute(a); text(a, 'object_relation')
        inner = [x for o in event['Object'] for x in o['Attribute'] + o['ObjectReference']]
        everything = event['Attribute'] + event['Object'] + inner
        ids = [x['uuid'] for x in everything]
        assert len(ids) == len(set(ids))
        for o in event['Object']:
            assert o['ObjectReference']
            for r in o['ObjectReference']:
                ident(r); whole(r, 'timestamp'); text(r, 'comment')
                assert r['object_uuid'] == o['uuid'] and r['referenced_uuid'] in ids and r['referenced_type'] == '0'
                assert 0 < len(r['relationship_type']) <= 255
        print(len(event['Attribute']), 'attributes,', len(event['Object']), 'objects,', sum(len(o['ObjectReference']) for o in event['Object']), 'references')
        """;

    [Fact]
    public async Task Sample_KeepsTheRulesOfTheFormat() =>
        (await Python.ReadAsync(Check, await TestHunt.ExportAsync(TestHunt.Sample().Build(), "misp"))).ShouldBe(["8 attributes, 5 objects, 13 references"]);

    [Fact]
    public async Task HostileValues_KeepTheRulesOfTheFormat()
    {
        var hunt = TestHunt.Hostile().Build();

        (await Python.ReadAsync(Check, await TestHunt.ExportAsync(hunt, "misp"))).Single().ShouldContain(" 1 objects");
    }

    [Theory]
    [InlineData("evil.example.com", true)]
    [InlineData("9.9.9.7", true)]
    [InlineData("popular.example.org", false)]
    [InlineData("cdn.example.org", false)]
    [InlineData("10.1.2.3", false)]
    [InlineData("host.our.example.net", false)]
    public async Task ToIds_IsOff_ForWhatIsNoIndicator(string value, bool isOn)
    {
        using var json = JsonDocument.Parse(await TestHunt.ExportAsync(TestHunt.Sample().Build(), "misp"));

        var attribute = AttributesOf(json).Single(a => a.GetProperty("value").GetString() == value);

        attribute.GetProperty("to_ids").GetBoolean().ShouldBe(isOn);
    }

    [Fact]
    public async Task Event_SaysItsHunt_ItsLevel_AndItsTags()
    {
        using var json = JsonDocument.Parse(await TestHunt.ExportAsync(TestHunt.Sample().Build(), "misp"));
        var found = json.RootElement.GetProperty("Event");

        found.GetProperty("info").GetString().ShouldBe("IOC Explorer hunt 7: Test");
        found.GetProperty("date").GetString().ShouldBe("2026-03-01");
        found.GetProperty("Tag")[0].GetProperty("name").GetString().ShouldBe("tlp:amber");
        TagsOf(json, "popular.example.org").ShouldBe(["tlp:amber", "ioc-explorer:known-good=\"popular #1 (top-list)\""]);
        found.GetProperty("Object").EnumerateArray().SelectMany(o => o.GetProperty("ObjectReference").EnumerateArray())
            .Single(r => r.GetProperty("relationship_type").GetString() == "VT: domain to subdomain").GetProperty("comment").GetString()
            .ShouldBe("VirusTotal, first seen 2025-01-02T03:04:05Z, last seen 2025-01-02T03:04:05Z, answered 2026-03-01T10:01:00Z");
    }

    /// <summary>Where a source says less than what the seed may, its word is no second level.</summary>
    [Fact]
    public async Task Attribute_HasOneLevel_TheStrictest()
    {
        var hunt = new TestHunt()
            .Seed(TestHunt.Domain("red.example"), SharingLevel.Red)
            .Relate(TestHunt.Domain("red.example"), "x", TestHunt.Ip("192.0.2.1"), tags: [Level("tlp:green"), Level("TLP:AMBER"), Level("tlp:other")])
            .Seed(TestHunt.Domain("clear.example"))
            .Relate(TestHunt.Domain("clear.example"), "x", TestHunt.Ip("192.0.2.2"), tags: [Level("tlp:green"), Level("tlp:amber+strict")]);

        using var json = JsonDocument.Parse(await TestHunt.ExportAsync(hunt.Build(), "misp"));

        json.RootElement.GetProperty("Event").GetProperty("Tag").EnumerateArray().Select(t => t.GetProperty("name").GetString()).ShouldBe(["tlp:red"]);
        TagsOf(json, "red.example").ShouldBe(["tlp:red"]);
        TagsOf(json, "192.0.2.1").ShouldBe(["tlp:red", "ioc-explorer:info=\"tlp:other (file)\""]);
        TagsOf(json, "clear.example").ShouldBe(["tlp:clear"]);
        TagsOf(json, "192.0.2.2").ShouldBe(["tlp:amber+strict"]);

        static Tag Level(string name) => new(name, TagClass.Info, "file");
    }

    [Fact]
    public async Task AnotherHunt_HasOtherIds()
    {
        var hunt = TestHunt.Sample().Build();
        using var one = JsonDocument.Parse(await TestHunt.ExportAsync(hunt, "misp"));
        using var other = JsonDocument.Parse(await TestHunt.ExportAsync(hunt with { Hunt = hunt.Hunt with { Id = 8 } }, "misp"));

        IdsOf(one).Intersect(IdsOf(other)).ShouldBeEmpty();
    }

    private static IEnumerable<string?> IdsOf(JsonDocument json) => AttributesOf(json).Select(a => a.GetProperty("uuid").GetString());

    private static IEnumerable<string?> TagsOf(JsonDocument json, string value) => AttributesOf(json)
        .Single(a => a.GetProperty("value").GetString() == value).GetProperty("Tag").EnumerateArray().Select(t => t.GetProperty("name").GetString());

    private static List<JsonElement> AttributesOf(JsonDocument json)
    {
        var found = json.RootElement.GetProperty("Event");
        return
        [
            .. found.GetProperty("Attribute").EnumerateArray(),
            .. found.GetProperty("Object").EnumerateArray().SelectMany(o => o.GetProperty("Attribute").EnumerateArray()),
        ];
    }
}
