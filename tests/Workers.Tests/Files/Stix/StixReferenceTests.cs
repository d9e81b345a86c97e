using System.Globalization;
using IocExplorer.Messages;
using IocExplorer.Workers.Files;

namespace IocExplorer.Workers.Tests.Files.Stix;

/// <summary>Objects that refer to each other, and reports that name their members.</summary>
public sealed class StixReferenceTests : IDisposable
{
    private const string FileA = "5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a";
    private const string FileB = "5b5b5b5b5b5b5b5b5b5b5b5b5b5b5b5b5b5b5b5b5b5b5b5b5b5b5b5b5b5b5b5b";
    private readonly IntelligenceFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Load_OfAMessage_RelatesSenderRecipientsAndAttachments()
    {
        var source = _folder.Load(Bundle(
            Email("one"), Email("two"), Email("three"), File("a", FileA),
            """
            { "type": "email-message", "id": "email-message--1", "from_ref": "email-addr--one", "to_refs": ["email-addr--two"],
             "bcc_refs": ["email-addr--three"], "body_multipart": [ { "body": "x" }, { "body_raw_ref": "file--a" } ] }
            """));

        IntelligenceFolder.Relations(source, IocType.Email, "one@example.org")
            .ShouldBe(["STIX: sent-to > two@example.org", "STIX: sent-to > three@example.org", $"STIX: sent-file > {FileA}"]);
        IntelligenceFolder.Relations(source, IocType.File, FileA)
            .ShouldBe(["STIX: sent-file (reverse) > one@example.org", "STIX: received-file (reverse) > two@example.org",
                "STIX: received-file (reverse) > three@example.org"]);
    }

    [Fact]
    public void Load_OfAProcess_RelatesItsImageToWhereItConnects_AndToWhatItStarts()
    {
        var source = _folder.Load(Bundle(
            File("a", FileA), File("b", FileB), Address("near", "203.0.113.1"), Address("far", "203.0.113.2"),
            """{ "type": "network-traffic", "id": "network-traffic--1", "src_ref": "ipv4-addr--near", "dst_ref": "ipv4-addr--far", "protocols": ["tcp"] }""",
            """
            { "type": "process", "id": "process--1", "image_ref": "file--a", "opened_connection_refs": ["network-traffic--1"], "child_refs": ["process--2"] }
            """,
            """{ "type": "process", "id": "process--2", "image_ref": "file--b", "parent_ref": "process--1" }"""));

        IntelligenceFolder.Relations(source, IocType.File, FileA).ShouldBe(["STIX: connects-to > 203.0.113.2", $"STIX: starts > {FileB}"]);
        IntelligenceFolder.Relations(source, IocType.IpAddress, "203.0.113.2")
            .ShouldBe(["STIX: network-traffic (reverse) > 203.0.113.1", $"STIX: connects-to (reverse) > {FileA}"]);
        source.Remarks.ShouldBeEmpty();
    }

    [Fact]
    public void Load_OfOldObservedData_FollowsReferencesInside()
    {
        var source = _folder.Load(Bundle("""
            { "type": "observed-data", "id": "observed-data--1", "first_observed": "2026-01-01T00:00:00Z", "last_observed": "2026-01-02T00:00:00Z", "objects": {
              "0": { "type": "file", "hashes": { "SHA-256": "FILE" } }, "1": { "type": "process", "binary_ref": "0", "opened_connection_refs": ["2"] },
              "2": { "type": "network-traffic", "dst_ref": "3" }, "3": { "type": "domain-name", "value": "203.0.113.3" } } }
            """.Replace("FILE", FileA, StringComparison.Ordinal)));

        IntelligenceFolder.Relations(source, IocType.File, FileA).ShouldBe(["STIX: connects-to > 203.0.113.3"]);
        source.Accounts.Single().Read.ShouldBe(5);
    }

    [Fact]
    public void Load_OfAnArchive_RelatesItToWhatItContains_AndToItsContent()
    {
        var source = _folder.Load(Bundle(
            File("b", FileB),
            $$"""
            { "type": "file", "id": "file--a", "hashes": { "SHA-256": "{{FileA}}" }, "extensions": { "archive-ext": { "contains_refs": ["file--b"] } } }
            """,
            """
            { "type": "artifact", "id": "artifact--1", "hashes": { "MD5": "5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c" } },
            { "type": "file", "id": "file--c", "name": "x", "content_ref": "artifact--1" }
            """,
            """{ "type": "relationship", "id": "relationship--1", "relationship_type": "drops", "source_ref": "file--a", "target_ref": "file--c" }"""));

        IntelligenceFolder.Relations(source, IocType.File, FileA).ShouldBe([$"STIX: contains > {FileB}", "STIX: drops > 5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c"]);
    }

    [Theory]
    [InlineData("report")]
    [InlineData("grouping")]
    public void Load_OfAReport_RelatesItsMembers_WeakerThanAnythingElse(string type)
    {
        var source = _folder.Load(Bundle(
            $$"""{ "type": "{{type}}", "id": "{{type}}--1", "name": "x", "object_refs": ["ipv4-addr--1", "indicator--1", "observed-data--1", "file--gone"] }""",
            Address("1", "203.0.113.4"), Email("one"),
            """
            { "type": "indicator", "id": "indicator--1", "pattern": "[domain-name:value = 'a.example.org']" },
            { "type": "observed-data", "id": "observed-data--1", "object_refs": ["email-addr--one"] }
            """,
            """
            { "type": "relationship", "id": "relationship--1", "relationship_type": "indicates", "source_ref": "indicator--1", "target_ref": "ipv4-addr--1" }
            """));

        IntelligenceFolder.Relations(source, IocType.IpAddress, "203.0.113.4")
            .ShouldBe(["STIX: indicates (reverse) > a.example.org", $"STIX: same {type} > one@example.org"]);
        IntelligenceFolder.Relations(source, IocType.Email, "one@example.org")
            .ShouldBe([$"STIX: same {type} > 203.0.113.4", $"STIX: same {type} > a.example.org"]);
    }

    [Fact]
    public void Load_OfAReportOfHundreds_RelatesEachToAFewAndSaysSo()
    {
        const int Count = 300;
        var addresses = Enumerable.Range(0, Count).Select(i => Address(i.ToString(CultureInfo.InvariantCulture), $"203.0.{i / 250}.{i % 250}")).ToArray();
        var refs = string.Join(", ", Enumerable.Range(0, Count).Select(i => $"\"ipv4-addr--{i}\""));

        var source = _folder.Load(Bundle([.. addresses, $$"""{ "type": "report", "id": "report--1", "name": "Many", "object_refs": [ {{refs}} ] }"""]));

        var answer = (Answer.Found)IntelligenceFolder.Ask(source, IocType.IpAddress, "203.0.0.7");
        answer.Cut.ShouldBeTrue();
        answer.Relations.Count.ShouldBe(20);
        source.Remarks.Single().ShouldEndWith("the report Many has 300 members; each is related to 20 of the others and marked as cut.");
    }

    [Fact]
    public void Load_OfANameWithManyAddresses_RelatesItToAllOfThem()
    {
        const int Count = 30;
        var addresses = Enumerable.Range(0, Count).Select(i => Address(i.ToString(CultureInfo.InvariantCulture), $"203.0.113.{i}")).ToArray();
        var refs = string.Join(", ", Enumerable.Range(0, Count).Select(i => $"\"ipv4-addr--{i}\""));
        var source = _folder.Load(Bundle([.. addresses,
            $$"""{ "type": "domain-name", "id": "domain-name--1", "value": "a.example.org", "resolves_to_refs": [ {{refs}} ] }"""]));

        var answer = (Answer.Found)IntelligenceFolder.Ask(source, IocType.Domain, "a.example.org");

        answer.Relations.Count.ShouldBe(Count);
        answer.Cut.ShouldBeFalse();
    }

    [Theory]
    [InlineData("""[ { "type": "bundle", "objects": [ OBJECTS ] } ]""")]
    [InlineData("""{ "type": "bundle", "objects": [ { "type": "bundle", "id": "bundle--2", "objects": [ OBJECTS ] } ] }""")]
    [InlineData("""{ "more": false, "objects": [ OBJECTS ] }""")]
    [InlineData("""{ "data": { "content": { "type": "bundle", "objects": [ OBJECTS ] } } }""")]
    [InlineData("[ OBJECTS ]")]
    public void Load_OfABundleInAnyWrapping_ReadsIt(string wrapping)
    {
        var source = _folder.Load(wrapping.Replace("OBJECTS", $$"""
            {{File("a", FileA)}}, {{Address("1", "203.0.113.5")}},
            { "type": "process", "id": "process--1", "image_ref": "file--a", "opened_connection_refs": ["ipv4-addr--1"] }
            """, StringComparison.Ordinal));

        IntelligenceFolder.Relations(source, IocType.File, FileA).ShouldBe(["STIX: connects-to > 203.0.113.5"]);
    }

    [Fact]
    public void Load_OfABundleInUtf16_ReadsIt()
    {
        var path = _folder.Write("intel.json", "");
        System.IO.File.WriteAllText(path, Bundle(Address("1", "203.0.113.6")), System.Text.Encoding.Unicode);

        IntelligenceFolder.Ask(FileSource.Load([path]), IocType.IpAddress, "203.0.113.6").ShouldBeOfType<Answer.Found>();
    }

    [Fact]
    public void Load_OfNetworksAndWrongValues_CountsTheOnes_AndTellsTheOthers()
    {
        var file = _folder.Write("intel.json", Bundle(
        [
            Address("net", "203.0.113.0/24"), Address("one", "203.0.113.7/32"),
            .. Enumerable.Range(0, 8).Select(i => $$"""{ "type": "ipv4-addr", "id": "ipv4-addr--x{{i}}", "value": "203.0.113.{{300 + i}}" }"""),
            """
            { "type": "file", "id": "file--x", "hashes": { "MD5": "5a" } }, { "type": "file", "id": "file--y", "hashes": { "SSDEEP": "3:a:b" } },
            { "type": "identity", "id": "identity--1" }
            """,
        ]));

        var source = _folder.Load();

        IntelligenceFolder.Ask(source, IocType.IpAddress, "203.0.113.7").ShouldBeOfType<Answer.Found>();
        source.BadLines.Count.ShouldBe(6);
        source.BadLines[^1].ToString().ShouldBe($"{file}, 4 more objects: their values are wrong as well");
        source.Remarks.ShouldBe([$"{file}: 2 objects counted and not used, for no IOC follows from them: file (1), network (1)."]);
    }

    private static string Email(string name) => $$"""{ "type": "email-addr", "id": "email-addr--{{name}}", "value": "{{name}}@example.org" }""";

    private static string Address(string name, string value) => $$"""{ "type": "ipv4-addr", "id": "ipv4-addr--{{name}}", "value": "{{value}}" }""";

    private static string File(string name, string sha256) => $$"""{ "type": "file", "id": "file--{{name}}", "hashes": { "SHA-256": "{{sha256}}" } }""";

    private static string Bundle(params string[] objects) => $$"""{ "type": "bundle", "id": "bundle--1", "objects": [ {{string.Join(", ", objects)}} ] }""";
}
