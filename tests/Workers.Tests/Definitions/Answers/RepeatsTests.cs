using IocExplorer.Messages;
using IocExplorer.Workers.Definitions.Catalogue;

namespace IocExplorer.Workers.Tests.Definitions.Answers;

/// <summary>One relation of one answer to one IOC is one child, however the answer is read.</summary>
public sealed class RepeatsTests
{
    // Taken in passing; and with a condition, which takes a look around each value.
    public static TheoryData<string> Ways => ["", """ "where": { "at": "data[*].when", "exists": true },"""];

    [Theory]
    [MemberData(nameof(Ways))]
    public void ReadPage_OfAnAddressInSeveralSpellings_IsOneRelation_FromTheEarliestToTheLatest(string where)
    {
        var page = Operation(where).ReadGood("""
            {"data":[
              {"ip":"2001:db8::a;192.0.2.3","when":1600000000,"until":1600000500},
              {"ip":"2001:DB8:0:0::A","when":1500000000,"until":0},
              {"ip":"192.0.2.3;192.0.2.3","when":1700000000,"until":1700000500}]}
            """);

        page.Relations.Select(r => (r.Target.Value, r.Seen.FirstSeconds, r.Seen.LastSeconds)).ShouldBe(
            [("2001:db8::a", 1500000000L, 1600000500L), ("192.0.2.3", 1600000000L, 1700000500L)]);
        page.Items.ShouldBe(3);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void ReadPage_OfTheSameUnderTwoLabels_IsTwoRelations(string where)
    {
        var operation = Given.Own($$"""
            "path": "/{value}", "answer": { "items": "data" },
            "relations": [
              { "label": "a", "yields": "domain", {{where}} "value": "data[*].from" }, { "label": "b", "yields": "domain", {{where}} "value": "data[*].to" },
              { "label": "a", "yields": "domain", {{where}} "value": "data[*].to" }]
            """);

        var page = operation.ReadGood("""{"data":[{"from":"x.example","to":"x.example","when":1},{"from":"X.example.","to":"y.example","when":1}]}""");

        page.Relations.Select(r => $"{r.Label} {r.Target.Value}").ShouldBe(["a x.example", "b x.example", "b y.example", "a y.example"], ignoreOrder: true);
        page.Relations[0].ShouldBe(new Relation("a", new(IocType.Domain, "x.example")));
    }

    [Theory]
    [InlineData("flint", """{"code":200,"data":[{"rdata":"192.0.2.3;","time_first":1,"time_last":2},{"rdata":"192.0.2.3","time_first":3,"time_last":4}]}""")]
    [InlineData("domain_resolutions", """{"data":[{"attributes":{"ip_address":"192.0.2.3"}},{"attributes":{"ip_address":"192.0.2.3"}}]}""")]
    public void ReadPage_OfTheOriginalsRelations_KeepsRepeats(string operation, string body) =>
        Given.Operation(operation).ReadGood(body).Values().ShouldBe(["192.0.2.3", "192.0.2.3"]);

    [Fact]
    public void TheOriginalsOperations_AreThoseThatKeepRepeats() =>
        Given.BuiltIn.SelectMany(s => s.Operations).Where(o => o.KeepsRepeats).Select(o => o.Name).ShouldBe(
            Given.BuiltIn.SelectMany(s => s.Operations).Where(o => o.KeepsSelf).Select(o => o.Name));

    private static SourceOperation Operation(string where) => Given.Own($$"""
        "path": "/{value}", "answer": { "items": "data" },
        "relations": [{ "label": "x", "yields": "ip_address", {{where}} "value": "data[*].ip", "split": ";",
          "seen": { "first": "data[*].when", "last": "data[*].until" } }]
        """);
}
