using IocExplorer.Workers.Definitions.Catalogue;

namespace IocExplorer.Workers.Tests.Definitions.Answers;

/// <summary>A list stands where the definition expects one text: its texts are read, however the answer is read.</summary>
public sealed class ListForATextTests
{
    /// <summary>Taken in passing; and with a condition, which takes a look around each value.</summary>
    public static TheoryData<string> Ways => ["", """ "where": { "at": "data[*].on", "exists": true },"""];

    [Theory]
    [MemberData(nameof(Ways))]
    public void ReadPage_OfListsAmongTexts_TakesTheTextsOfBoth_EachWithTheTimeOfItsItem(string where)
    {
        var page = Operation(where)
            .ReadGood("""{"data":[{"on":1,"host":["a.example.net",["b.example.net"]]},{"on":2,"host":"c.example.net"},{"on":3,"host":[]}]}""");

        page.Relations.Select(r => (r.Target.Value, r.Seen.FirstSeconds)).ShouldBe([("a.example.net", 1), ("b.example.net", 1), ("c.example.net", 2)]);
        page.Dropped.ShouldBe(0);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void ReadPage_OfAListWithOtherThings_CountsThem(string where)
    {
        var page = Operation(where).ReadGood("""{"data":[{"on":1,"host":["a.example.net",5,{"x":["y.example.net"]},null]}]}""");

        page.Values().ShouldBe(["a.example.net"]);
        page.Dropped.ShouldBe(3);
    }

    private static SourceOperation Operation(string where) => Given.Own($$"""
        "path": "/{value}", "answer": { "items": "data" },
        "relations": [{ "label": "x", "yields": "domain", {{where}} "value": "data[*].host", "seen": { "first": "data[*].on" } }]
        """);
}
