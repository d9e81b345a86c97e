using System.Text;

namespace IocExplorer.Workers.Tests.Definitions.Answers;

public sealed class FurtherPagesTests
{
    private const string Relations = """ "relations": [{ "label": "x", "yields": "domain", "value": "data[*].name" }] """;

    private const string Pointers = """ "paging": { "nextLink": "next", "cursor": "after", "cursorParameter": "c" } """;

    [Theory]
    [InlineData("""{ "page": { "parameter": "p" } }""", null, "2")]
    [InlineData("""{ "page": { "parameter": "p", "first": 0 } }""", null, "1")]
    [InlineData("""{ "page": { "parameter": "p" } }""", "7", "8")]
    [InlineData("""{ "page": { "parameter": "p" }, "lastPage": "pages" }""", "2", "3")]
    [InlineData("""{ "page": { "parameter": "p" }, "lastPage": "pages" }""", "3", null)]
    [InlineData("""{ "page": { "parameter": "p" }, "pageSize": 3 }""", null, null)]
    [InlineData("""{ "page": { "parameter": "p" }, "while": { "at": "more", "equals": true } }""", null, null)]
    [InlineData("""{ "page": { "parameter": "p" }, "while": { "at": "more", "equals": false } }""", null, "2")]
    [InlineData("""{ "offset": { "parameter": "from" } }""", null, "2")]
    [InlineData("""{ "offset": { "parameter": "from" } }""", "40", "42")]
    [InlineData("""{ "last": { "at": "data[*].key", "parameter": "after" } }""", null, "1577,b2")]
    [InlineData("""{ "last": { "at": "data[*].id", "parameter": "after" }, "pageSize": 2 }""", null, "22")]
    [InlineData("""{ "last": { "at": "data[*].id", "parameter": "after" }, "pageSize": 3 }""", null, null)]
    public void ReadPage_OfAPage_KnowsTheNext(string paging, string? page, string? expected)
    {
        var operation = Given.Own($$""" "path": "/{value}", "answer": { "items": "data" }, "paging": {{paging}}, {{Relations}} """);
        var body = Encoding.UTF8.GetBytes("""
            {"pages":3,"more":false,"total":9000,"data":[{"name":"a.example","id":11,"key":[1576,"a1"]},{"name":"b.example","id":"22","key":[1577,"b2"]}]}
            """);

        var read = operation.ReadPage(200, body, Given.Asked, int.MaxValue, page is null ? null : new(null, page)).ShouldBeOfType<PageOutcome.Page>();

        read.Next?.Cursor.ShouldBe(expected);
        (read.Next is null).ShouldBe(expected is null);
        if (read.Next is { } next)
        {
            operation.RefuseNext(next).ShouldBeNull();
            operation.CreateRequest(Given.Asked, null, next, 10).RequestUri!.Query.ShouldContain($"={Uri.EscapeDataString(expected!)}");
        }
    }

    [Theory]
    [InlineData(""" "paging": { "page": { "parameter": "p" }, "pageSize": 10 }, """)]
    [InlineData(""" "paging": { "last": { "at": "data[*].id", "parameter": "after" }, "pageSize": 10 }, """)]
    public void ReadPage_OfAsManyAsWereAskedFor_HasMore(string paging)
    {
        var operation = Given.Own(
            $$""" "path": "/{value}", "limit": { "parameter": "n", "default": 2 }, "answer": { "items": "data" }, {{paging}} {{Relations}} """);

        operation.ReadGood("""{"data":[{"name":"a.example","id":1},{"name":"b.example","id":2}]}""").More.ShouldBeTrue();
        operation.ReadGood("""{"data":[{"name":"a.example","id":1}]}""").More.ShouldBeFalse();
    }

    [Fact]
    public void CreateRequest_OfANumberedPage_AsksForAsManyAsOnTheFirst()
    {
        var operation = Given.Own($$"""
            "path": "/{value}", "limit": { "parameter": "n", "default": 120, "pageMaximum": 50 }, "answer": { "items": "data" },
            "paging": { "page": { "parameter": "p" } }, {{Relations}}
            """);

        using var request = operation.CreateRequest(Given.Asked, null, new(null, "3"), 20);

        request.RequestUri!.Query.ShouldBe("?n=50&p=3");
    }

    [Theory]
    [InlineData("false")]
    [InlineData("null")]
    [InlineData("\"\"")]
    public void ReadPage_OfAPointerThatSaysNo_IsTheLast(string no)
    {
        var operation = Given.Own($$""" "path": "/{value}", "answer": { "items": "data" }, {{Pointers}}, {{Relations}} """);

        operation.ReadGood($$"""{"data":[{"name":"a.example"}],"next":{{no}},"after":{{no}}}""").Next.ShouldBeNull();
    }

    [Theory]
    [InlineData("true")]
    [InlineData("{}")]
    [InlineData("[]")]
    public void ReadPage_OfAPointerThatIsNone_IsMalformed(string none)
    {
        var operation = Given.Own($$""" "path": "/{value}", "answer": { "items": "data" }, {{Pointers}}, {{Relations}} """);

        operation.Read($$"""{"data":[{"name":"a.example"}],"next":{{none}}}""").ShouldBeOfType<PageOutcome.Malformed>();
        operation.Read($$"""{"data":[{"name":"a.example"}],"after":{{none}}}""").ShouldBeOfType<PageOutcome.Malformed>();
    }

    [Theory]
    [InlineData("""{ "page": { "parameter": "p" } }""")]
    [InlineData("""{ "offset": { "parameter": "from" } }""")]
    [InlineData("""{ "last": { "at": "data[*].id", "parameter": "after" } }""")]
    public void ReadPage_OfAPageWithoutRows_IsTheLast(string paging)
    {
        var operation = Given.Own($$""" "path": "/{value}", "answer": { "items": "data" }, "paging": {{paging}}, {{Relations}} """);

        operation.ReadGood("""{"has_next":true,"total":70,"data":[]}""").Next.ShouldBeNull();
    }
}
