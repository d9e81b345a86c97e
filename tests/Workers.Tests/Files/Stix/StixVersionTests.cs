using IocExplorer.Messages;

namespace IocExplorer.Workers.Tests.Files.Stix;

/// <summary>Of several versions of an object the one modified last counts, wherever it stands; a revoked one withdraws for good.</summary>
public sealed class StixVersionTests : IDisposable
{
    private const string Observables = """
        { "type": "domain-name", "id": "domain-name--a", "value": "a.example.org" }, { "type": "ipv4-addr", "id": "ipv4-addr--1", "value": "203.0.113.1" }
        """;
    private readonly IntelligenceFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Load_OfTwoVersionsOfAnIndicator_ReadsTheOneModifiedLast(bool isNewerFirst)
    {
        string[] versions = [Indicator("old.example.org", "2026-03-01T00:00:00.123Z"), Indicator("new.example.org", "2026-03-01T00:00:00.1234Z")];
        var source = _folder.Load(Bundle([.. isNewerFirst ? versions.Reverse() : versions]));

        IntelligenceFolder.Ask(source, IocType.Domain, "new.example.org").ShouldBeOfType<Answer.Found>();
        IntelligenceFolder.Ask(source, IocType.Domain, "old.example.org").ShouldBe(Answer.Empty.Instance);
        source.Remarks.Single().ShouldEndWith("intel.json: 1 object counted and not used, for no IOC follows from it: older version (1).");
    }

    [Theory]
    [InlineData("1.json", "2.json")]
    [InlineData("2.json", "1.json")]
    public void Load_OfAnIndicatorRevokedInAnotherFile_WithdrawsIt_AndWhatItWasRelatedTo(string first, string second)
    {
        _folder.Write(first,
            Bundle(Indicator("old.example.org", "2026-03-01T00:00:00Z"), Observables, Relationship("indicator--1", "domain-name--a", "2026-03-01T00:00:00Z")));
        _folder.Write(second, Bundle(Indicator("old.example.org", "2026-03-02T00:00:00Z", ", \"revoked\": true")));

        var source = _folder.Load();

        IntelligenceFolder.Ask(source, IocType.Domain, "old.example.org").ShouldBe(Answer.Empty.Instance);
        IntelligenceFolder.Relations(source, IocType.Domain, "a.example.org").ShouldBeEmpty();
    }

    [Fact]
    public void Load_OfARelationshipRevokedLater_WithdrawsTheRelation()
    {
        _folder.Write("1.json", Relationship("domain-name--a", "ipv4-addr--1", "2026-03-05T00:00:00Z", ", \"revoked\": true"));
        _folder.Write("2.json", Bundle(Observables, Relationship("domain-name--a", "ipv4-addr--1", "2026-03-01T00:00:00Z")));

        IntelligenceFolder.Relations(_folder.Load(), IocType.Domain, "a.example.org").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("2026-03-05T00:00:00Z", "2026-03-06T00:00:00Z")]
    [InlineData("2026-03-06T00:00:00Z", "2026-03-05T00:00:00Z")]
    [InlineData("", "2026-03-05T00:00:00Z")]
    [InlineData("2026-03-05T00:00:00Z", "")]
    [InlineData("soon", "2026-03-05T00:00:00Z")]
    public void Load_OfARelationshipWithARevokedVersion_HasNoRelation_WhateverTheDates(string revokedAt, string otherAt)
    {
        var source = _folder.Load(Bundle(
            Observables,
            Relationship("domain-name--a", "ipv4-addr--1", otherAt),
            Relationship("domain-name--a", "ipv4-addr--1", revokedAt, ", \"revoked\": true")));

        IntelligenceFolder.Relations(source, IocType.Domain, "a.example.org").ShouldBeEmpty();
    }

    [Fact]
    public void Load_OfMalwareThatWasRenamedAndRevoked_TagsNothing()
    {
        var source = _folder.Load(Bundle(
            Observables,
            """
            { "type": "malware", "id": "malware--1", "name": "Old", "modified": "2026-03-01T00:00:00Z" },
            { "type": "malware", "id": "malware--1", "name": "New", "modified": "2026-03-02T00:00:00Z" }
            """,
            """
            { "type": "tool", "id": "tool--1", "name": "Gone", "modified": "2026-03-02T00:00:00Z", "revoked": true },
            { "type": "tool", "id": "tool--1", "name": "Gone", "modified": "2026-03-01T00:00:00Z" }
            """,
            Relationship("domain-name--a", "malware--1", "2026-03-01T00:00:00Z"),
            """{ "type": "relationship", "id": "relationship--2", "relationship_type": "uses", "source_ref": "domain-name--a", "target_ref": "tool--1" }"""));

        IntelligenceFolder.Tags(source, IocType.Domain, "a.example.org").ShouldBe(["malware:New (known-bad)"]);
    }

    [Fact]
    public void Load_OfCopiesOfAnObservable_ReadsWhatEachSays_AndCountsTheSameOnce()
    {
        _folder.Write("1.json",
            Bundle(Observables, """{ "type": "domain-name", "id": "domain-name--a", "value": "a.example.org", "resolves_to_refs": ["ipv4-addr--1"] }"""));
        _folder.Write("2.json", Bundle("""{"type":"domain-name","id":"domain-name--a","value":"a.example.org"}"""));

        var source = _folder.Load();

        IntelligenceFolder.Relations(source, IocType.Domain, "a.example.org").ShouldBe(["STIX: resolves-to > 203.0.113.1"]);
        source.Accounts.Select(a => (a.Read, a.Repeated)).ShouldBe([(3, 0), (0, 1)]);
    }

    private static string Indicator(string domain, string modified, string more = "") =>
        $$"""
        { "type": "indicator", "id": "indicator--1", "created": "2026-01-01T00:00:00Z", "modified": "{{modified}}",
         "pattern": "[domain-name:value = '{{domain}}']"{{more}} }
        """;

    private static string Relationship(string source, string target, string modified, string more = "") =>
        $$"""
        { "type": "relationship", "id": "relationship--1", "modified": "{{modified}}", "relationship_type": "related-to", "source_ref": "{{source}}",
         "target_ref": "{{target}}"{{more}} }
        """;

    private static string Bundle(params string[] objects) => $$"""{ "type": "bundle", "id": "bundle--1", "objects": [ {{string.Join(", ", objects)}} ] }""";
}
