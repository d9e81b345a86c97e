using IocExplorer.Messages;

namespace IocExplorer.Workers.Tests.Definitions.Answers;

public sealed class AnswerTests
{
    [Fact]
    public void ReadPage_OfTwoRelationsInOneAnswer_OrdersByLabelThenByAnswer()
    {
        var page = Given.Operation("file_reputation").ReadGood("""
            {"status":10000,"data":[
              {"network":{"domain":["b.example","a.example"],"ip":["192.0.2.2"]}},
              {"network":{"ip":["192.0.2.1","192.0.2.2"],"domain":["c.example"]}},
              {"network":null}, {"md5":"x"}]}
            """);

        page.Values().ShouldBe(["192.0.2.2", "192.0.2.1", "192.0.2.2", "b.example", "a.example", "c.example"]);
        page.Relations.Select(r => r.Label).Distinct().ShouldBe(["QAX: file to contacted ip", "QAX: file to contacted domain"]);
        page.Items.ShouldBe(4);
        page.Dropped.ShouldBe(0);
    }

    [Fact]
    public void ReadPage_OfJoinedValues_SplitsThem()
    {
        var page = Given.Operation("flint")
            .ReadGood("""{"code":200,"data":[{"rdata":"192.0.2.1;"},{"rdata":" 192.0.2.2 ;; ns1.example. ;192.0.2.3"},{"rdata":""}]}""");

        page.Values().ShouldBe(["192.0.2.1", "192.0.2.2", "192.0.2.3"]);
        page.Dropped.ShouldBe(1);
        page.Items.ShouldBe(3);
    }

    [Fact]
    public void ReadPage_OfItemsWithoutAttributes_PassesThemOver()
    {
        var page = Given.Operation("domain_downloaded_files").ReadGood($$$"""
            {"data":[
              {"id":"1","type":"file","error":{"code":"NotFoundError"}},
              {"id":"2","attributes":null},
              {"id":"3","attributes":{"sha256":"{{{Given.Hash}}}"}},
              {"id":"4"}]}
            """);

        page.Values().ShouldBe([Given.Hash]);
        page.Items.ShouldBe(4);
        page.Dropped.ShouldBe(0);
    }

    [Fact]
    public void ReadPage_OfItemsWithoutAttributes_WhereTheIdIsRead_KeepsThem()
    {
        var page = Given.Operation("file_contacted_domains").ReadGood("""{"data":[{"id":"a.example","error":{}},{"id":"b.example","attributes":{}}]}""");

        page.Values().ShouldBe(["a.example", "b.example"]);
    }

    [Fact]
    public void ReadPage_OfValuesThatAreNoIocs_DropsAndCountsThem()
    {
        var page = Given.Operation("file_contacted_ips")
            .ReadGood("""{"data":[{"id":"not-an-ip"},{"id":"192.0.2.1"},{"id":7},{"id":null},{"id":""},{"type":"ip_address"}]}""");

        page.Values().ShouldBe(["192.0.2.1"]);
        page.Dropped.ShouldBe(5);
        page.DroppedValues.Select(v => (v.Text, v.Relation, v.Reason)).ShouldBe(
            [("not-an-ip", "VT: file to contacted ip", ReasonOf("not-an-ip")), ("", "VT: file to contacted ip", ReasonOf(""))]);

        static string ReasonOf(string text) => IocParser.TryParse(IocType.IpAddress, text, out _, out var reason) ? "" : reason;
    }

    [Fact]
    public void ReadPage_OfManyValuesThatAreNoIocs_CountsAllAndKeepsTheFirstTenDifferentOnesShortAndOnOneLine()
    {
        var values = string.Join(';', Enumerable.Range(0, 2000).Select(i => $"no\\n{i / 2}{new string('x', 200)}"));

        var page = Given.Operation("flint").ReadGood($$"""{"code":200,"data":[{"rdata":"{{values}}"}]}""");

        page.Relations.ShouldBeEmpty();
        page.Dropped.ShouldBe(2000);
        page.DroppedValues.Select(v => v.Text).ShouldBe(Enumerable.Range(0, 10).Select(i => $"no {i}{new string('x', 95)}…"));
    }

    [Theory]
    [InlineData("domain_resolutions", """{"data":[{"attributes":{"ip_address":5}}]}""")]
    [InlineData("domain_resolutions", """{"data":[{"attributes":{"ip_address":null}}]}""")]
    [InlineData("domain_resolutions", """{"data":[{"attributes":{"ip_address":[{"v4":"192.0.2.1"}]}}]}""")]
    [InlineData("domain_resolutions", """{"data":[{"attributes":{"ip_address":{"v":"192.0.2.1"}}}]}""")]
    [InlineData("domain_resolutions", """{"data":[{"attributes":{"ip":"192.0.2.1"}}]}""")]
    [InlineData("domain_resolutions", """{"data":[{"attributes":{}}]}""")]
    [InlineData("domain_resolutions", """{"data":[{"attributes":"192.0.2.1"}]}""")]
    [InlineData("domain_resolutions", """{"data":[{"attributes":["192.0.2.1"]}]}""")]
    [InlineData("domain_resolutions", """{"data":[{"value":"192.0.2.1"}]}""")]
    [InlineData("domain_resolutions", """{"data":[{}]}""")]
    [InlineData("domain_resolutions", """{"data":[[]]}""")]
    [InlineData("domain_resolutions", """{"data":[{"attributes":[]}]}""")]
    [InlineData("domain_resolutions", """{"data":["192.0.2.1"]}""")]
    [InlineData("domain_resolutions", """{"data":[null]}""")]
    [InlineData("domain_resolutions", """{"data":[[{"attributes":{"ip_address":"192.0.2.1"}}]]}""")]
    [InlineData("domain_resolutions", """{"data":{"attributes":{"ip_address":"192.0.2.1"}}}""")]
    [InlineData("domain_resolutions", """{"data":{}}""")]
    [InlineData("domain_resolutions", """{"data":null}""")]
    [InlineData("domain_resolutions", """{"data":0}""")]
    [InlineData("domain_resolutions", """{"data":false}""")]
    [InlineData("domain_resolutions", """{"data":"192.0.2.1"}""")]
    [InlineData("domain_resolutions", """{"result":[]}""")]
    [InlineData("domain_resolutions", "{}")]
    [InlineData("domain_resolutions", "[]")]
    [InlineData("domain_resolutions", "null")]
    [InlineData("domain_resolutions", "true")]
    [InlineData("domain_resolutions", "\"192.0.2.1\"")]
    [InlineData("domain_resolutions", "0")]
    [InlineData("file_contacted_ips", """{"data":[{"id":5},{"id":[]},{"id":{}},{"id":true}]}""")]
    [InlineData("flint", """{"code":200,"data":[{"rdata":[{"ip":"192.0.2.1"}]}]}""")]
    [InlineData("flint", """{"code":200,"data":[{"rrname":"x"}]}""")]
    [InlineData("reverse_email", """{"code":200,"data":[{"domain":"a.example"}]}""")]
    [InlineData("reverse_email", """{"code":200,"data":[1,2]}""")]
    [InlineData("registrant_email", """{"code":200,"data":["a@b.example"]}""")]
    [InlineData("registrant_email", """{"code":200,"data":{"registrantEmail":[5]}}""")]
    [InlineData("registrant_email", """{"code":200,"data":{"registrantEmail":{"0":"a@b.example"}}}""")]
    [InlineData("file_reputation", """{"status":10000,"data":[{"network":["192.0.2.1"]}]}""")]
    [InlineData("file_reputation", """{"status":10000,"data":[{"network":{"ip":{"0":"192.0.2.1"}}}]}""")]
    [InlineData("file_reputation", """{"status":10000,"data":[["192.0.2.1"]]}""")]
    [InlineData("registrant_email", """{"code":200,"data":[1,2,3]}""")]
    public void ReadPage_OfAnotherShape_IsMalformedAndNeverEmpty(string operation, string body) =>
        Given.Operation(operation).Read(body).ShouldBeOfType<PageOutcome.Malformed>();

    [Theory]
    [InlineData("domain_resolutions", """{"data":[]}""")]
    [InlineData("domain_resolutions", """{"meta":{"count":0,"cursor":""},"data":[]}""")]
    [InlineData("domain_resolutions", """{"data":[],"links":{"next":"https://www.virustotal.com/x"}}""")]
    [InlineData("domain_resolutions", "\uFEFF \r\n{\"data\":[]}\n")]
    [InlineData("registrant_email", """{"code":200,"data":{"registrantEmail":[]}}""")]
    [InlineData("registrant_email", """{"code":200,"data":{"registrantEmail":null}}""")]
    [InlineData("registrant_email", """{"code":200,"data":{"createdDate":[]}}""")]
    [InlineData("registrant_email", """{"code":200,"data":{}}""")]
    [InlineData("registrant_email", """{"code":200,"data":[]}""")]
    [InlineData("registrant_email", """{"code":200,"data":{"registrantEmail":["REDACTED FOR PRIVACY"]}}""")]
    [InlineData("file_reputation", """{"status":10000,"data":[{"network":[]}]}""")]
    [InlineData("file_reputation", """{"status":10000,"data":{"network":{"ip":[],"domain":null}}}""")]
    [InlineData("file_reputation", """{"status":10000,"data":[{"malicious":0}]}""")]
    [InlineData("file_reputation", """{"status":10000,"data":{}}""")]
    [InlineData("file_reputation", """{"status":10000,"data":null}""")]
    [InlineData("file_reputation", """{"status":10000,"data":[{}]}""")]
    [InlineData("file_reputation", """{"status":10000,"data":{"sandbox":"none"}}""")]
    [InlineData("file_reputation", """{"status":10000,"data":[{"network":{"ip":[null]}}]}""")]
    [InlineData("registrant_email", """{"code":200,"data":null}""")]
    [InlineData("registrant_email", """{"code":200,"data":{"registrantEmail":[null]}}""")]
    [InlineData("registrant_email", """{"code":200,"data":{"nameServers":["ns1.example.net"]}}""")]
    [InlineData("reverse_email", """{"data":[]}""")]
    [InlineData("reverse_email", """{"code":200,"data":null}""")]
    public void ReadPage_OfNothing_IsAPageWithoutRelationsAndTheLast(string operation, string body)
    {
        var page = Given.Operation(operation).ReadGood(body);

        page.Relations.ShouldBeEmpty();
        page.Next.ShouldBeNull();
        page.More.ShouldBeFalse();
    }

    [Theory]
    [InlineData("registrant_email", """{"code":200,"data":{"registrantEmail":"a@b.example"}}""", "a@b.example")]
    [InlineData("file_reputation", """{"status":10000,"data":[{"network":{"ip":"192.0.2.1","domain":null}}]}""", "192.0.2.1")]
    [InlineData("flint", """{"data":[{"rdata":"192.0.2.8;"}]}""", "192.0.2.8")]
    [InlineData("reverse_email", """{"data":["shop.example"]}""", "shop.example")]
    public void ReadPage_OfAnAnswerWithoutTheListOrTheCodeAroundIt_ReadsIt(string operation, string body, string value) =>
        Given.Operation(operation).ReadGood(body).Values().ShouldBe([value]);

    [Fact]
    public void ReadPage_OfTheFirstOfAList_TakesThatOneOnly() =>
        Given.Operation("registrant_email").ReadGood("""{"code":200,"data":{"registrantEmail":["a@b.example","c@d.example"]}}""").Values()
            .ShouldBe(["a@b.example"]);

    [Fact]
    public void ReadPage_OfMoreThanIsWanted_KeepsTheFirstAndSaysSo()
    {
        var page = Given.Operation("domain_resolutions").ReadGood(Resolutions(12), 5);

        page.Values().ShouldBe(Enumerable.Range(0, 5).Select(i => $"192.0.2.{i}"));
        page.Items.ShouldBe(5);
        page.More.ShouldBeTrue();
        page.Next.ShouldBeNull();
    }

    [Theory]
    [InlineData(10, 10, "", false, false)]
    [InlineData(9, 10, "", false, false)]
    [InlineData(10, 10, "http://127.0.0.1:8080/n", false, true)]
    [InlineData(9, 10, "http://127.0.0.1:8080/n", true, false)]
    [InlineData(10, 11, "http://127.0.0.1:8080/n", true, false)]
    public void ReadPage_GoesOnWhileItemsAreWanted_AndSaysWhatItLeavesOut(int items, int wanted, string link, bool hasNext, bool hasMore)
    {
        var page = Given.Operation("domain_resolutions").ReadGood(Resolutions(items, link), wanted);

        (page.Next is not null).ShouldBe(hasNext);
        page.More.ShouldBe(hasMore);
    }

    [Theory]
    [InlineData(30, 10, 20, 30, false)]
    [InlineData(30, 10, 20, 31, true)]
    [InlineData(30, 3, 10, 23, false)]
    [InlineData(30, 3, 10, 24, true)]
    public void ReadPage_WithACountOfAll_CountsEarlierPagesIn(int limit, int items, int remaining, int total, bool hasMore)
    {
        var operation = Given.Own($$"""
            "path": "/{value}", "limit": { "default": {{limit}} }, "paging": { "total": "total" },
            "answer": { "items": "data" }, "relations": [{ "label": "x", "yields": "ip_address", "value": "data[*]" }]
            """);
        var values = string.Join(',', Enumerable.Range(0, items).Select(i => $"\"192.0.2.{i}\""));
        total = total == 30 || total == 31 ? total - 30 + (limit - remaining) + items : total;

        operation.ReadGood($$"""{"data":[{{values}}],"total":{{total}}}""", remaining).More.ShouldBe(hasMore);
    }

    [Theory]
    [InlineData("""{"data":[{"id":"x"}],"links":{"next":5}}""")]
    [InlineData("""{"data":[{"id":"x"}],"links":{"next":{}}}""")]
    [InlineData("""{"data":[{"id":"x"}],"meta":{"cursor":[]}}""")]
    public void ReadPage_WithAPointerThatIsNoText_IsMalformed(string body) =>
        Given.Operation("domain_resolutions").Read(body).ShouldBeOfType<PageOutcome.Malformed>();

    [Theory]
    [InlineData("/api/v3/next?cursor=1", "http://127.0.0.1:8080/api/v3/next?cursor=1")]
    [InlineData("?cursor=1", "http://127.0.0.1:8080/api/v3/domains/example.com/resolutions?cursor=1")]
    [InlineData("//evil.example/next", "http://evil.example/next")]
    public void ReadPage_WithARelativeLink_MakesItWhole(string link, string expected)
    {
        var operation = Given.Operation("domain_resolutions");

        var page = operation.ReadGood(Resolutions(1, link));

        page.Next!.Link.ShouldBe(expected);
        (operation.RefuseNext(page.Next) is null).ShouldBe(!expected.Contains("evil", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("//\u0627m/next")]
    [InlineData("http://\u0627m/next")]
    public void ReadPage_WithALinkToAHostThatNoNameMayBe_IsNotFollowed(string link)
    {
        var operation = Given.Operation("domain_resolutions");

        var page = operation.ReadGood(Resolutions(1, link));

        operation.RefuseNext(page.Next!).ShouldBeOfType<PageOutcome.Malformed>();
    }

    [Fact]
    public void ReadPage_OfEscapedNamesAndValues_ReadsThem() =>
        Given.Operation("domain_resolutions").ReadGood("""{"d\u0061ta":[{"\u0061ttributes":{"ip_\u0061ddress":"192\u002e0.2.1"}}]}""").Values()
            .ShouldBe(["192.0.2.1"]);

    [Theory]
    [InlineData("""{"data":[{"id":"192.0.2.1"}],"data":[]}""")]
    [InlineData("""{"data":[{"id":"192.0.2.1","id":"192.0.2.2"}]}""")]
    [InlineData("""{"data":[],"d\u0061ta":[{"id":"192.0.2.1"}]}""")]
    [InlineData("""{"data":[],"links":{},"links":{"next":"x"}}""")]
    public void ReadPage_OfAMemberThatStandsTwice_IsMalformed(string body) =>
        Given.Operation("file_contacted_ips").Read(body).ShouldBeOfType<PageOutcome.Malformed>().Detail.ShouldContain("twice");

    [Fact]
    public void ReadPage_OfAMemberThatStandsTwiceWhereNobodyLooks_IsAnAnswer() =>
        Given.Operation("file_contacted_ips").ReadGood("""{"data":[{"id":"192.0.2.1","x":1,"x":2}],"y":1,"y":2}""").Values().ShouldBe(["192.0.2.1"]);

    private static string Resolutions(int count, string link = "")
    {
        var items = Enumerable.Range(0, count).Select(i => $$$"""{"id":"{{{i}}}","attributes":{"ip_address":"192.0.2.{{{i}}}"}}""");
        return $$$"""{"data":[{{{string.Join(',', items)}}}],"links":{"next":"{{{link}}}"}}""";
    }
}
