using System.Text;

namespace IocExplorer.Workers.Tests.Definitions.Answers;

public sealed class UglyAnswersTests
{
    private static readonly (string Operation, string Body)[] s_good =
    [
        ("domain_resolutions", """
            {"data":[{"attributes":{"date":1,"ip_address":"192.0.2.1"},"id":"a","links":{"self":"x"},"type":"resolution"}],
             "links":{"next":"http://127.0.0.1:8080/n","self":"y"},"meta":{"cursor":"STEwCi4="}}
            """),
        ("file_contacted_ips", """{"data":[],"links":{"self":"x"}}"""),
        ("flint", """{"code":200,"status":"ok","data":[{"rdata":"192.0.2.1;192.0.2.2;"}],"lastKey":"k"}"""),
        ("file_reputation", """{"status":10000,"message":"success","data":{"network":{"ip":["192.0.2.1"],"domain":["é.example"]}}}"""),
        ("registrant_email", """{"code":200,"data":{"registrantEmail":["a@b.example"]}}"""),
    ];

    [Fact]
    public void ReadPage_OfAnAnswerCutAtAnyByte_IsMalformed()
    {
        foreach (var (name, body) in s_good)
        {
            var operation = Given.Operation(name);
            var utf8 = Encoding.UTF8.GetBytes(body);
            operation.Read(utf8).ShouldBeOfType<PageOutcome.Page>();

            for (var length = 0; length < utf8.Length; length++)
            {
                operation.Read(utf8[..length]).ShouldBeOfType<PageOutcome.Malformed>($"{name} cut to {length} bytes");
            }
        }
    }

    [Fact]
    public void ReadPage_OfAnErrorCutAtAnyByte_IsNeverAnAnswer()
    {
        const string Body = """{"error":{"code":"QuotaExceededError","message":"Quota exceeded"}}""";

        for (var length = 0; length <= Body.Length; length++)
        {
            Given.Operation("domain_resolutions").Read(Body[..length]).ShouldNotBeOfType<PageOutcome.Page>();
            Given.Operation("domain_resolutions").Read(Body[..length], 429).ShouldBeOfType<PageOutcome.Throttled>();
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \r\n\t")]
    [InlineData("<!DOCTYPE html><html><body>Sign in</body></html>")]
    [InlineData("null")]
    [InlineData("NaN")]
    [InlineData("upstream connect error")]
    [InlineData("{\"data\":[]} trailing")]
    [InlineData("{\"data\":[]}{\"data\":[]}")]
    [InlineData("{\"data\":[],}")]
    [InlineData("{\"data\":[{\"id\":NaN}]}")]
    [InlineData("{\"data\":[],\"meta\":{\"x\":Infinity}}")]
    [InlineData("{\"data\":[],\"x\":01}")]
    [InlineData("{'data':[]}")]
    [InlineData("{\"data\":[]/* no comments */}")]
    [InlineData("{\"data\":[\"\u0001\"]}")]
    [InlineData("\uFEFF\uFEFF{\"data\":[]}")]
    public void ReadPage_OfWhatIsNoJsonObject_IsMalformed(string body) =>
        Given.Operation("domain_resolutions").Read(body).ShouldBeOfType<PageOutcome.Malformed>();

    [Fact]
    public void ReadPage_OfInvalidUtf8Anywhere_IsMalformed()
    {
        byte[] inValue = [.. "{\"data\":[{\"id\":\"192.0.2.1"u8, 0xFF, .. "\"}]}"u8];
        byte[] inSkipped = [.. "{\"x\":\""u8, 0xC3, .. "\",\"data\":[{\"id\":\"192.0.2.1\"}]}"u8];

        Given.Operation("file_contacted_ips").Read(inValue).ShouldBeOfType<PageOutcome.Malformed>().Detail.ShouldContain("UTF-8");
        Given.Operation("file_contacted_ips").Read(inSkipped).ShouldBeOfType<PageOutcome.Malformed>();
    }

    [Fact]
    public void ReadPage_OfUtf16_IsMalformed() =>
        Given.Operation("file_contacted_ips").Read([.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes("{\"data\":[]}")])
            .ShouldBeOfType<PageOutcome.Malformed>();

    [Fact]
    public void ReadPage_OfHalfASurrogatePair_DropsTheValue()
    {
        var page = Given.Operation("file_contacted_domains").ReadGood("""{"data":[{"id":"\ud800.example"},{"id":"a.example"}]}""");

        page.Values().ShouldBe(["a.example"]);
        page.Dropped.ShouldBe(1);
    }

    [Fact]
    public void ReadPage_OfANameThatIsHalfASurrogatePair_DoesNotLoseTheNextPage()
    {
        var operation = Given.Own("""
            "path": "/{value}", "answer": { "items": "rows" }, "paging": { "last": { "at": "rows[*].at", "parameter": "after" } },
            "relations": [{ "label": "x", "yields": "ip_address", "value": "rows[*].ip", "where": [{ "at": "rows[*].kind", "equals": "A" }] }]
            """);

        var page = operation.ReadGood("""{"rows":[{"\udbffip":1,"ip":"192.0.2.31","\ud9ab":2,"kind":"A","at":7,"\udfffkind":3}],"\ud812rows":0}""");

        page.Values().ShouldBe(["192.0.2.31"]);
        page.Next.ShouldBe(new NextPage(null, "7"));
    }

    [Fact]
    public void ReadPage_OfANameThatIsHalfASurrogatePair_PassesOverTheMember()
    {
        var page = Given.Operation("domain_resolutions")
            .ReadGood("""{"data":[{"\udbff":7,"attributes":{"\udfff":"x","ip_address":"192.0.2.30","\ud9ab":{}}}],"\ud812":[]}""");

        page.Values().ShouldBe(["192.0.2.30"]);
        page.Dropped.ShouldBe(0);
    }

    [Theory]
    [InlineData("{\"data\":[],\"x\":")]
    [InlineData("{\"data\":[{\"id\":\"192.0.2.1\",\"x\":")]
    [InlineData("{\"data\":")]
    public void ReadPage_OfDeepNesting_IsMalformedAndSaysHowDeepIsAllowed(string start)
    {
        foreach (var depth in new[] { 70, 1_000_000 })
        {
            var body = start + new string('[', depth);

            Given.Operation("file_contacted_ips", resilience: new() { AnswerDepth = 64 }).Read(body)
                .ShouldBe(new PageOutcome.Malformed("HTTP 200 with JSON nested deeper than 64 levels"));
        }
    }

    [Fact]
    public void ReadPage_OfTheDeepestAllowed_IsAnAnswer()
    {
        var body = $$"""{"data":[],"x":{{new string('[', 9)}}{{new string(']', 9)}}}""";

        Given.Operation("file_contacted_ips", resilience: new() { AnswerDepth = 10 }).Read(body).ShouldBeOfType<PageOutcome.Page>();
        Given.Operation("file_contacted_ips", resilience: new() { AnswerDepth = 9 }).Read(body).ShouldBeOfType<PageOutcome.Malformed>();
    }

    [Fact]
    public void ReadPage_OfAHundredThousandItems_KeepsTheFirstTen()
    {
        var body = "{\"data\":[" + string.Join(',', Enumerable.Repeat("{\"id\":\"192.0.2.1\",\"x\":[1,2,3]}", 100_000)) + "]}";

        var page = Given.Operation("file_contacted_ips").ReadGood(body, 10);

        page.Relations.Count.ShouldBe(10);
        page.More.ShouldBeTrue();
    }

    [Fact]
    public void ReadPage_OfAMegabyteOfValue_DropsIt()
    {
        var long1 = new string('a', 1_000_000) + ".example";

        var page = Given.Operation("file_contacted_domains").ReadGood($$$"""{"data":[{"id":"{{{long1}}}"}]}""");
        var split = Given.Operation("flint").ReadGood($$$"""{"code":200,"data":[{"rdata":"{{{long1}}};192.0.2.1"}]}""");

        page.Relations.ShouldBeEmpty();
        page.Dropped.ShouldBe(1);
        split.Values().ShouldBe(["192.0.2.1"]);
    }

    [Theory]
    [InlineData("../../etc/passwd")]
    [InlineData("=cmd|' /C calc'!A0")]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("\\u001b[2J")]
    [InlineData("a\\u0000.example")]
    [InlineData("a.example\\nb.example")]
    [InlineData("https://registrar.example/contact?domain=x")]
    public void ReadPage_OfHostileValues_KeepsNoneAsAnAddress(string value)
    {
        var ips = Given.Operation("file_contacted_ips").ReadGood($$$"""{"data":[{"id":"{{{value}}}"}]}""");
        var emails = Given.Operation("registrant_email").ReadGood($$$"""{"code":200,"data":{"registrantEmail":["{{{value}}}"]}}""");

        ips.Relations.ShouldBeEmpty();
        ips.Dropped.ShouldBe(1);
        emails.Relations.ShouldBeEmpty();
    }

    [Fact]
    public void ReadPage_FromManyThreads_GivesEachItsOwnAnswer()
    {
        var operation = Given.Operation("file_contacted_ips");

        Parallel.For(0, 2000, i =>
            operation.ReadGood($$$"""{"data":[{"id":"10.0.{{{i / 256}}}.{{{i % 256}}}"}]}""").Values().ShouldBe([$"10.0.{i / 256}.{i % 256}"]));
    }
}
