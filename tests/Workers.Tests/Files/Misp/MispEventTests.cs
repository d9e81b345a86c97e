using IocExplorer.Messages;
using IocExplorer.Workers.Files;

namespace IocExplorer.Workers.Tests.Files.Misp;

public sealed class MispEventTests : IDisposable
{
    private const string Sha256 = "7a7a7a7a7a7a7a7a7a7a7a7a7a7a7a7a7a7a7a7a7a7a7a7a7a7a7a7a7a7a7a7a";
    private const string Md5 = "7b7b7b7b7b7b7b7b7b7b7b7b7b7b7b7b";
    private readonly IntelligenceFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("false")]
    [InlineData("\"0\"")]
    [InlineData("0")]
    public void Load_OfAnEventWhereNothingIsFlagged_RelatesAll_ForTheFlagSaysNothing(string off)
    {
        var source = _folder.Load($$"""
            { "Event": { "uuid": "e-1", "Tag": [ { "name": "misp-galaxy:ransomware=\"Some\"" } ],
              "Attribute": [ { "type": "domain", "value": "a.example.org", "to_ids": {{off}} }, { "type": "ip-dst", "value": "203.0.113.1", "to_ids": {{off}} },
                { "type": "comment", "value": "x", "to_ids": {{off}} } ] } }
            """);

        IntelligenceFolder.Relations(source, IocType.Domain, "a.example.org").ShouldBe(["MISP: same event > 203.0.113.1"]);
        IntelligenceFolder.Tags(source, IocType.Domain, "a.example.org").ShouldBe(["ransomware:Some (known-bad)"]);
        source.Remarks.Single().ShouldEndWith(": 1 attribute counted and not used, for no IOC follows from it: comment (1).");
    }

    [Theory]
    [InlineData("""{ "type": "domain", "value": "b.example.org", "to_ids": true }""")]
    [InlineData("""{ "type": "yara", "value": "rule x {}", "to_ids": true }""")]
    public void Load_OfAnEventWhereSomeAreFlagged_LeavesTheOthersAlone_AndSaysHowMany(string flagged)
    {
        var source = _folder.Load($$"""
            { "Event": { "uuid": "e-1", "Attribute": [ {{flagged}}, { "type": "domain", "value": "a.example.org", "to_ids": false },
              { "type": "domain|ip", "value": "c.example.org|203.0.113.2", "to_ids": false } ] } }
            """);

        IntelligenceFolder.Relations(source, IocType.Domain, "a.example.org").ShouldBeEmpty();
        source.Remarks[0]
            .ShouldEndWith(": 2 attributes of the event e-1 are not related as 'same event', for to_ids is off there, and on in others of the event.");
    }

    [Theory]
    [InlineData("url", "gate.example.org/in.php", "gate.example.org")]
    [InlineData("url", "//gate.example.org", "gate.example.org")]
    [InlineData("url", "gate.example.org:8080", "gate.example.org")]
    [InlineData("url", "ldap://203.0.113.3:1389/a", "203.0.113.3")]
    [InlineData("url", "https://gate.example.org:443", "gate.example.org https://gate.example.org/")]
    [InlineData("url", "ftp://user:secret@gate.example.org/x", "gate.example.org")]
    [InlineData("url", "mailto:who@example.org", "who@example.org")]
    [InlineData("uri", "ws://gate.example.org/socket", "gate.example.org")]
    [InlineData("uri", "gate.example.org/in.php", "gate.example.org")]
    [InlineData("uri", "index.php", "")]
    [InlineData("domain", "203.0.113.3", "203.0.113.3")]
    [InlineData("hostname", "2001:db8:9::3", "2001:db8:9::3")]
    [InlineData("hostname|port", "203.0.113.3|53", "203.0.113.3")]
    [InlineData("domain|ip", "gate.example.org|203.0.113.3/32", "gate.example.org 203.0.113.3")]
    [InlineData("ip-dst", "203.0.113.3/32", "203.0.113.3")]
    [InlineData("ip-src|port", "2001:db8:9::3|443", "2001:db8:9::3")]
    [InlineData("email-src", "Some Body <who@example.org>", "who@example.org")]
    [InlineData("ip-dst", "203.0.113.0/24", "")]
    [InlineData("authentihash", Sha256, "")]
    [InlineData("imphash", Md5, "")]
    [InlineData("filename|pehash", "x|" + Md5, "")]
    public void Load_OfAValueAsPublishersWriteIt_ReadsWhatItNames_AndFindsNoFault(string type, string value, string expected)
    {
        var source = _folder.Load(Event($$"""{ "type": "{{type}}", "value": "{{value}}", "to_ids": true }"""));

        Ioc[] candidates =
        [
            new(IocType.Domain, "gate.example.org"), new(IocType.Domain, "index.php"), new(IocType.IpAddress, "203.0.113.3"),
            new(IocType.IpAddress, "203.0.113.0"), new(IocType.IpAddress, "2001:db8:9::3"),
            new(IocType.Url, "https://gate.example.org/"), new(IocType.Email, "who@example.org"), new(IocType.File, Sha256), new(IocType.File, Md5),
        ];
        candidates.Where(c => IntelligenceFolder.Ask(source, c.Type, c.Value) is Answer.Found).Select(c => c.Value)
            .ShouldBe(expected.Split(' ', StringSplitOptions.RemoveEmptyEntries), ignoreOrder: true);
        source.Accounts.Single().Items().ShouldBe(1);
        (source.Remarks.Count == 0).ShouldBe(expected.Length > 0);
    }

    [Theory]
    [InlineData("md5", Sha256, "is a hash of another length")]
    [InlineData("url", "file:///c:/x", "is a URL without a host")]
    public void Load_OfAValueThatIsNoneOfItsType_SaysWhy(string type, string value, string reason)
    {
        var path = _folder.Write("intel.json", Event($$"""{ "type": "{{type}}", "value": "{{value}}", "uuid": "u-1" }"""));

        FileSource.Load([path]).BadLines.Select(l => l.ToString()).ShouldBe([$"{path}, attribute u-1: the value {reason}"]);
    }

    [Fact]
    public void Load_OfHashesOfASection_TakesThemForNoFile()
    {
        var source = _folder.Load($$"""
            { "Event": { "Object": [ { "name": "pe-section", "Attribute": [ { "type": "md5", "value": "{{Md5}}" },
              { "type": "sha256", "value": "{{Sha256}}" } ] },
                                     { "name": "file", "Attribute": [ { "type": "sha256", "value": "{{Sha256}}" }, { "type": "imphash", "value": "{{Md5}}" },
                                       { "type": "domain", "value": "a.example.org" } ] } ] } }
            """);

        IntelligenceFolder.Relations(source, IocType.Domain, "a.example.org").ShouldBe([$"MISP: same object > {Sha256}"]);
        IntelligenceFolder.Ask(source, IocType.File, Md5).ShouldBe(Answer.Empty.Instance);
    }

    [Fact]
    public void Load_OfTagsAsFeedsAndSearchesHaveThem_TellsThem()
    {
        var source = _folder.Load("""
            { "Event": { "info": "x", "EventTag": [ { "id": "1", "Tag": { "name": "tlp:red" } } ],
              "Attribute": [ { "type": "domain", "value": "a.example.org", "AttributeTag": [ { "Tag": { "name": "phase:two" } }, { "Tag": 5 } ],
                "Tag": [ { "name": "own" } ] } ] } }
            """);

        IntelligenceFolder.Tags(source, IocType.Domain, "a.example.org").ShouldBe(["tlp:red (info)", "own (info)", "phase:two (info)"]);
    }

    [Fact]
    public void Load_OfDeletedAttributesAndProposals_CountsThem()
    {
        var source = _folder.Load("""
            { "Event": { "ShadowAttribute": [ { "type": "domain", "value": "p.example.org" } ],
              "Attribute": [ { "type": "domain", "value": "d.example.org", "deleted": true }, { "type": "domain", "value": "a.example.org" },
                { "type": "domain", "value": "A.example.org." } ],
              "Object": [ { "deleted": "1", "Attribute": [ { "type": "domain", "value": "e.example.org" } ] } ] } }
            """);

        source.Remarks.Single().ShouldEndWith(": 3 attributes counted and not used, for no IOC follows from them: deleted (2), proposal (1).");
        source.Accounts.Single().Repeated.ShouldBe(1);
        IntelligenceFolder.Ask(source, IocType.Domain, "p.example.org").ShouldBe(Answer.Empty.Instance);
    }

    private static string Event(string attributes) => $$"""{ "Event": { "info": "x", "Attribute": [ {{attributes}} ] } }""";
}
