using System.Text;
using IocExplorer.Messages;
using IocExplorer.Workers.Definitions.Catalogue;

namespace IocExplorer.Workers.Tests.Definitions.Answers;

/// <summary>Answers that take a look at what stands around a value.</summary>
public sealed class PickedAnswersTests
{
    private const string Rows = """ "path": "/{value}", "answer": { "items": "data" },""";

    [Fact]
    public void ReadPage_WithConditions_KeepsTheRowsThatMeetThem()
    {
        var operation = Given.Own(Rows + """
            "relations": [{
              "label": "x", "yields": ["ip_address", "domain"], "value": "data[*].answer",
              "where": [
                { "at": "data[*].type", "equals": ["a", "cname"] },
                { "at": "data[*].query", "equals": "{value}" },
                { "at": "data[*].score", "above": 1.5 },
                { "at": "data[*].note", "lacks": "sinkhole" }] }]
            """);

        var page = operation.ReadGood("""
            {"data":[
              {"type":"A","query":"EXAMPLE.com.","score":2,"answer":"192.0.2.1"},
              {"type":"CNAME","query":"example.com","score":"2","answer":"www.example.net."},
              {"type":"NS","query":"example.com","score":2,"answer":"ns.example.net"},
              {"type":"A","query":"www.example.com","score":2,"answer":"192.0.2.2"},
              {"type":"A","query":"example.com","score":1,"answer":"192.0.2.3"},
              {"type":"A","query":"example.com","answer":"192.0.2.4"},
              {"type":"A","query":"example.com","score":2,"note":"a SINKHOLE","answer":"192.0.2.5"}]}
            """);

        page.Values().ShouldBe(["192.0.2.1", "www.example.net"]);
        page.Dropped.ShouldBe(0);
        page.Items.ShouldBe(7);
    }

    [Fact]
    public void ReadPage_WithATypeForEachRow_TakesItsTypeAndPart()
    {
        var operation = Given.Own(Rows + """
            "relations": [{
              "label": "x", "type": { "at": "data[*].type", "is": { "ip:port": "ip_address", "domain": "domain" } }, "value": "data[*].ioc",
              "part": "beforePort" }]
            """);

        var page = operation.ReadGood("""
            {"data":[{"type":"ip:port","ioc":"192.0.2.1:443"},{"type":"IP:PORT","ioc":"[2001:db8::1]:80"},{"type":"domain","ioc":"a.example.net"},
             {"type":"mutex","ioc":"b.example.net"},{"type":"ip:port","ioc":"c.example.net:1"}]}
            """);

        page.Relations.Select(r => r.Target.ToString()).ShouldBe(["ip_address 192.0.2.1", "ip_address 2001:db8::1", "domain a.example.net"]);
        page.Dropped.ShouldBe(1);
        page.DroppedValues.Select(v => (v.Text, v.Relation, v.Reason.Split(" (")[0])).ShouldBe([("c.example.net:1", "x", "is no IP address")]);
    }

    [Fact]
    public void ReadPage_OfAFileWithSeveralHashes_NamesItByTheStrongest_AndNotTheAskedOne()
    {
        var (md5, sha1, sha256) = (new string('a', 32), new string('b', 40), new string('C', 64));
        var operation = Given.Own(
            Rows + """ "relations": [{ "label": "x", "yields": "file", "value": "data[*].md5", "aliases": ["data[*].sha256", "data[*].sha1"] }]""");
        var body = $$"""{"data":[{"md5":"{{md5}}","sha1":"{{sha1}}","sha256":"{{sha256}}"}]}""";

        operation.ReadGood(body).Values().ShouldBe([sha256.ToLowerInvariant()]);
        Read(operation, body, new(IocType.File, sha1)).Relations.ShouldBeEmpty();
        operation.ReadGood($$"""{"data":[{"md5":"{{md5}}","sha1":null,"sha256":"none"}]}""").Values().ShouldBe([md5]);
    }

    [Fact]
    public void ReadPage_WithTimes_OfRelationsThatComeTwice_KeepsTheFirstAndTheLast()
    {
        var operation = Given.Own(Rows + """
            "relations": [{ "label": "x", "yields": "domain", "value": "data[*].names", "split": "\n",
              "seen": { "first": ["data[*].none", "data[*].from"], "last": "data[*].to" } }]
            """);

        var page = operation.ReadGood("""
            {"data":[{"names":"*.a.example\nb.example\nexample.com","from":200,"to":300},{"names":"a.example","from":"100","to":250},
             {"names":"a.example","from":null}]}
            """);

        page.Relations.Select(r => (r.Target.Value, r.Seen.FirstSeconds, r.Seen.LastSeconds)).ShouldBe([("a.example", 100L, 300L), ("b.example", 200L, 300L)]);
    }

    [Fact]
    public void ReadPage_WithTags_NamesThemForTheAskedAndForTheTargets()
    {
        var operation = Given.Own(Rows + """
            "relations": [{
              "label": "x", "yields": "domain", "value": "data[*].name",
              "tags": [{ "value": "data[*].risk", "name": "risk={}", "class": { "high": "known-bad", "*": "info" } }] }],
            "tags": [
              { "value": "stats.bad", "name": "bad={}", "class": "known-bad", "when": { "at": "stats.bad", "above": 0 } },
              { "value": "stats.good", "name": "good={}", "class": "known-good", "when": { "at": "stats.good", "above": 0 } },
              { "value": "stats", "as": "json", "name": "stats={}" },
              { "value": "stats", "as": "names", "name": "has {}" },
              { "value": "ports", "as": "count", "name": "ports:{}" },
              { "value": "ports[*]", "name": "port:{}" },
              { "name": "riot", "class": "known-good", "when": { "at": "riot", "equals": true } }]
            """);

        var page = operation.ReadGood("""
            {"riot":true,"stats":{"bad":4,"good":0},"ports":[53,443],
             "data":[{"name":"a.example","risk":"HIGH"},{"name":"b.example","risk":"low\nrisk"},{"name":"c.example"}]}
            """);

        page.Tags.Select(t => $"{t.About.Value} {t.Name} {t.Class.Name()}").ShouldBe(
        [
            "a.example risk=HIGH known-bad",
            "b.example risk=low risk info",
            "example.com bad=4 known-bad",
            "example.com stats={\"bad\": 4, \"good\": 0} info",
            "example.com has bad,good info",
            "example.com ports:2 info",
            "example.com port:53 info",
            "example.com port:443 info",
            "example.com riot known-good",
        ]);
    }

    [Fact]
    public void ReadPage_OfLines_ReadsEachAsARow()
    {
        var operation = Given.Own("""
            "path": "/{value}", "answer": { "items": "$", "format": "ndjson", "itemHasOneOf": ["name"] },
            "relations": [{ "label": "x", "yields": "domain", "value": "$[*].name" }]
            """);

        operation.ReadGood("{\"name\":\"a.example\"}\r\n\n{\"name\":\"b.example.\"}\n\n").Values().ShouldBe(["a.example", "b.example"]);
        operation.ReadGood("\n").Relations.ShouldBeEmpty();
        operation.Read("{\"error\":\"no\"}").ShouldBeOfType<PageOutcome.Malformed>();
        operation.Read("{\"name\":\"a.example\"}\n{\"na").ShouldBeOfType<PageOutcome.Malformed>();
        operation.Read("Please check user credentials").ShouldBeOfType<PageOutcome.Malformed>();
        operation.Read("{\"other\":\"a.example\"}").ShouldBeOfType<PageOutcome.Malformed>();
    }

    [Fact]
    public void ReadPage_OfAnObjectByRecordType_ReadsEveryMember()
    {
        var operation = Given.Own("""
            "path": "/{value}", "answer": { "items": "records", "kinds": ["object"], "moreWhen": { "at": "limited", "equals": true } },
            "relations": [{ "label": "x", "yields": "ip_address", "value": "records.*[*].value" }]
            """);

        var page = operation.ReadGood("""{"records":{"A":[{"value":"192.0.2.1"}],"AAAA":[{"value":"2001:db8::1"}]},"limited":true}""");

        page.Values().ShouldBe(["192.0.2.1", "2001:db8::1"]);
        page.More.ShouldBeTrue();
        operation.ReadGood("""{"records":{}}""").Relations.ShouldBeEmpty();
        operation.Read("""{"records":"none"}""").ShouldBeOfType<PageOutcome.Malformed>();
    }

    [Fact]
    public void ReadPage_OfALeftOutList_IsEmptyOnlyInAnAnswerThatIsKnown()
    {
        var operation = Given.Own("""
            "path": "/{value}", "answer": { "items": "rows", "kinds": ["array", "missing"], "hasOneOf": ["count", "rows"] },
            "relations": [{ "label": "x", "yields": "domain", "value": "rows[*].name", "part": "host" }]
            """);

        operation.ReadGood("""{"count":0}""").Relations.ShouldBeEmpty();
        operation.Read("""{"welcome":"to our proxy"}""").ShouldBeOfType<PageOutcome.Malformed>();
    }

    [Fact]
    public void ReadPage_OfMoreThanIsKept_IsCut()
    {
        var operation = Given.Own(Rows + """ "relations": [{ "label": "x", "yields": "domain", "value": "data[*]", "most": 2 }] """);

        operation.ReadGood("""{"data":["a.example","b.example","a.example"]}""").More.ShouldBeFalse();
        operation.ReadGood("""{"data":["a.example","b.example","c.example"]}""").More.ShouldBeTrue();
    }

    [Fact]
    public void ReadPage_OfAPathToTheListItself_ReadsItsTexts()
    {
        var operation = Given.Own(Rows + """ "limit": { "default": 2 }, "relations": [{ "label": "x", "yields": "domain", "value": "data" }]""");

        operation.ReadGood("""{"data":["a.example","b.example","c.example"]}""").Values().ShouldBe(["a.example", "b.example"]);
        operation.Read("""{"data":[{"name":"a.example"}]}""").ShouldBeOfType<PageOutcome.Malformed>();
    }

    [Fact]
    public void ReadPage_WithATemplate_JoinsWithTheAsked()
    {
        var operation = Given.Own("""
            "path": "/{value}", "answer": { "items": "$", "kinds": "object" },
            "relations": [{ "label": "x", "yields": "domain", "value": "subdomains[*]", "template": "{}.{value}" }]
            """);

        operation.ReadGood("""{"subdomains":["www","mail.eu"]}""").Values().ShouldBe(["www.example.com", "mail.eu.example.com"]);
        operation.ReadGood("""{"subdomains":"www"}""").Values().ShouldBe(["www.example.com"]);
    }

    [Theory]
    [InlineData("""{"status":"nothing","rows":"Your search gave nothing"}""", typeof(PageOutcome.Page))]
    [InlineData("""{"status":"unknown_key"}""", typeof(PageOutcome.KeyRefused))]
    [InlineData("""{"status":402,"rows":[]}""", typeof(PageOutcome.Throttled))]
    [InlineData("""{"status":"strange","rows":[]}""", typeof(PageOutcome.Failed))]
    [InlineData("""{"rows":[]}""", typeof(PageOutcome.Malformed))]
    public void ReadPage_OfAnAnswerWithAStatusOfItsOwn_GoesByIt(string body, Type expected)
    {
        var operation = Given.Own("""
            "path": "/{value}",
            "answer": { "items": "rows", "require": { "at": "status", "equals": "ok" }, "emptyWhen": { "at": "status", "equals": "nothing" } },
            "errors": { "code": "status", "keyRefused": ["unknown_key"], "throttled": [402] },
            "relations": [{ "label": "x", "yields": "domain", "value": "rows[*]" }]
            """, """, "key": { "header": "k" }""", new() { ApiKeys = ["k"] });

        operation.Read(body).ShouldBeOfType(expected);
    }

    [Fact]
    public void ReadPage_OfAStatusThatMeansSomethingElse_GoesByTheDefinition()
    {
        var operation = Given.Own(Rows + """
            "errors": { "http": { "throttled": 402, "failedForNow": 404 } }, "relations": [{ "label": "x", "yields": "domain", "value": "data[*]" }]
            """);

        operation.Read("", 402).ShouldBeOfType<PageOutcome.Throttled>();
        operation.Read("", 404).ShouldBe(new PageOutcome.Failed("HTTP 404", MayPass: true));
    }

    private static PageOutcome.Page Read(SourceOperation operation, string body, Ioc asked) =>
        operation.ReadPage(200, Encoding.UTF8.GetBytes(body), asked, int.MaxValue).ShouldBeOfType<PageOutcome.Page>();
}
