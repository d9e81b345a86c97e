using IocExplorer.Messages;
using IocExplorer.Workers.Files;

namespace IocExplorer.Workers.Tests.Files.Misp;

/// <summary>What searches of MISP answer: attributes and objects without their event around them.</summary>
public sealed class MispSearchTests : IDisposable
{
    private const string Sha256 = "6a6a6a6a6a6a6a6a6a6a6a6a6a6a6a6a6a6a6a6a6a6a6a6a6a6a6a6a6a6a6a6a";
    private const string Md5 = "6b6b6b6b6b6b6b6b6b6b6b6b6b6b6b6b";
    private readonly IntelligenceFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("""{ "response": { "Attribute": [ FIRST, SECOND, THIRD ] } }""")]
    [InlineData("""{ "Attribute": [ FIRST, SECOND, THIRD ] }""")]
    [InlineData("""{ "response": [ { "Attribute": FIRST }, { "Attribute": SECOND }, { "Attribute": THIRD } ] }""")]
    [InlineData("[ FIRST, SECOND, THIRD ]")]
    [InlineData("FIRST\nSECOND\nTHIRD\n")]
    public void Load_OfFoundAttributes_RelatesThoseOfOneEvent(string answer)
    {
        var source = _folder.Load(answer
            .Replace("FIRST", Attribute("hostname", "a.example.org", "\"event_id\": \"70\""), StringComparison.Ordinal)
            .Replace("SECOND", Attribute("domain", "b.example.org", "\"event_id\": \"71\""), StringComparison.Ordinal)
            .Replace("THIRD", Attribute("ip-src", "203.0.113.1", "\"event_id\": 70"), StringComparison.Ordinal));

        IntelligenceFolder.Relations(source, IocType.Domain, "a.example.org").ShouldBe(["MISP: same event > 203.0.113.1"]);
        IntelligenceFolder.Relations(source, IocType.IpAddress, "203.0.113.1").ShouldBe(["MISP: same event > a.example.org"]);
        IntelligenceFolder.Tags(source, IocType.Domain, "b.example.org").ShouldBe(["in intel.json (info)"]);
    }

    [Theory]
    [InlineData("\"event_id\": \"70\"", "\"event_id\": 70", true)]
    [InlineData("\"event_id\": \"70\"", "\"event_id\": \"70\", \"Event\": { \"id\": \"70\", \"uuid\": \"u-1\" }", true)]
    [InlineData("\"Event\": { \"id\": \"70\", \"uuid\": \"u-1\" }", "\"Event\": { \"id\": \"9\", \"uuid\": \"U-1\" }", true)]
    [InlineData("\"event_uuid\": \"u-1\"", "\"Event\": { \"uuid\": \"u-1\" }", true)]
    [InlineData("\"event_id\": \"70\"", "\"event_id\": \"71\"", false)]
    [InlineData("\"Event\": { \"id\": \"70\", \"uuid\": \"u-1\" }", "\"Event\": { \"id\": \"70\", \"uuid\": \"u-2\" }", false)]
    [InlineData("\"comment\": \"\"", "\"comment\": \"\"", false)]
    public void Load_OfTwoPages_RelatesAcrossThem_WhatIsOfOneEvent(string first, string second, bool isOneEvent)
    {
        _folder.Write("page-1.json", $$"""{ "response": { "Attribute": [ {{Attribute("domain", "a.example.org", first)}} ] } }""");
        _folder.Write("page-2.json", $$"""{ "response": { "Attribute": [ {{Attribute("domain", "b.example.org", second)}} ] } }""");

        var source = _folder.Load();

        IntelligenceFolder.Relations(source, IocType.Domain, "a.example.org").ShouldBe(isOneEvent ? ["MISP: same event > b.example.org"] : []);
        IntelligenceFolder.Tags(source, IocType.Domain, "b.example.org").ShouldBe(isOneEvent ? [] : ["in page-2.json (info)"]);
    }

    [Fact]
    public void Load_OfTwoFolders_TakesTheSameNumberForAnotherMispsEvent()
    {
        var first = _folder.Write("one/found.json", Attribute("domain", "a.example.org", "\"event_id\": \"70\""));
        var second = _folder.Write("two/found.json", Attribute("domain", "b.example.org", "\"event_id\": \"70\""));

        IntelligenceFolder.Relations(FileSource.Load([first, second]), IocType.Domain, "a.example.org").ShouldBeEmpty();
    }

    [Fact]
    public void Load_OfFoundAttributesThatNameTheirEvent_TakesItsTags()
    {
        const string Tagged = """
            "Event": { "id": "70", "info": "x", "EventTag": [ { "tag_id": "1", "Tag": { "name": "tlp:green" } } ] },
            "AttributeTag": [ { "Tag": { "name": "osint" } } ]
            """;
        var source = _folder.Load($$"""
            { "response": { "Attribute": [
              {{Attribute("domain", "a.example.org", Tagged)}},
              {{Attribute("domain", "b.example.org", """ "Event": { "id": "71", "info": "y" } """)}} ] } }
            """);

        IntelligenceFolder.Tags(source, IocType.Domain, "a.example.org").ShouldBe(["tlp:green (info)", "osint (info)"]);
        IntelligenceFolder.Relations(source, IocType.Domain, "b.example.org").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("""{ "response": [ { "Object": OBJECT }, { "Object": OTHER } ] }""")]
    [InlineData("""{ "response": { "Object": [ OBJECT, OTHER ] } }""")]
    [InlineData("[ OBJECT, OTHER ]")]
    [InlineData("""{ "Event": { "info": "x", "Object": [ OBJECT, OTHER ] } }""")]
    public void Load_OfFoundObjects_RelatesTheirMembers_AndFollowsReferences(string answer)
    {
        var found = $$"""
            { "name": "file", "meta-category": "file", "uuid": "o-1", "event_id": "70", "Attribute": [
              {{Attribute("md5", Md5, "\"object_relation\": \"md5\"")}}, {{Attribute("filename|sha256", $"x.exe|{Sha256}", "\"event_id\": \"70\"")}},
              {{Attribute("url", "http://a.example.org/x", "\"event_id\": \"70\"")}} ],
              "ObjectReference": [ { "referenced_uuid": "o-2", "relationship_type": "drops" } ] }
            """;
        var other = $$"""
            { "name": "domain-ip", "meta-category": "network", "uuid": "o-2", "event_id": "70",
             "Attribute": [ {{Attribute("domain", "b.example.org", "\"event_id\": \"70\"")}} ] }
            """;
        var source = _folder.Load(answer.Replace("OBJECT", found, StringComparison.Ordinal).Replace("OTHER", other, StringComparison.Ordinal));

        IntelligenceFolder.Relations(source, IocType.File, Md5).ShouldBe(["MISP: same object > http://a.example.org/x", "MISP: drops > b.example.org"]);
        IntelligenceFolder.Relations(source, IocType.Domain, "b.example.org").ShouldBe(
            [$"MISP: drops (reverse) > {Sha256}", "MISP: drops (reverse) > http://a.example.org/x"]);
    }

    [Fact]
    public void Load_OfFoundObjectsOfTwoEvents_RelatesNothingAcross()
    {
        var source = _folder.Load($$"""
            { "response": [ { "Object": { "name": "url", "event_id": "70",
              "Attribute": [ {{Attribute("url", "tcp://203.0.113.2:4444", "\"event_id\": \"70\"")}} ] } },
                            { "Object": { "name": "url", "event_id": "71",
                              "Attribute": [ {{Attribute("url", "b.example.org/in", "\"event_id\": \"71\"")}} ] } } ] }
            """);

        IntelligenceFolder.Relations(source, IocType.IpAddress, "203.0.113.2").ShouldBeEmpty();
        IntelligenceFolder.Ask(source, IocType.Domain, "b.example.org").ShouldBeOfType<Answer.Found>();
    }

    [Fact]
    public void Load_OfAListOfEvents_KeepsThemApart()
    {
        var source = _folder.Load($$"""
            { "Event": [ { "info": "x", "Attribute": [ {{Attribute("domain", "a.example.org", "\"event_id\": \"1\"")}},
              {{Attribute("domain", "b.example.org", "\"event_id\": \"1\"")}} ] },
                         { "info": "y", "Attribute": [ {{Attribute("domain", "c.example.org", "\"event_id\": \"2\"")}} ] } ] }
            """);

        IntelligenceFolder.Relations(source, IocType.Domain, "a.example.org").ShouldBe(["MISP: same event > b.example.org"]);
        IntelligenceFolder.Relations(source, IocType.Domain, "c.example.org").ShouldBeEmpty();
    }

    [Fact]
    public void Load_OfTheIndexOfAFeed_SaysWhatToName()
    {
        var path = _folder.Write("manifest.json", """{ "6c6c6c6c-0000-4000-8000-000000000001": { "info": "x", "Tag": [], "Orgc": { "name": "y" } } }""");

        FileSource.Load([path]).BadLines.Single().ToString()
            .ShouldBe($"{path}, whole file: is the index of a MISP feed, without its events; name the folder that they lie in");
    }

    private static string Attribute(string type, string value, string more) =>
        $$"""{ "type": "{{type}}", "category": "x", "value": "{{value}}", "to_ids": true, {{more}} }""";
}
