using System.Text;
using IocExplorer.Messages;
using IocExplorer.Workers.Definitions.Reading;
using IocExplorer.Workers.Tests.Definitions;
using IocExplorer.Workers.Trying;

namespace IocExplorer.Workers.Tests.Trying;

public sealed class AnswerExplanationTests
{
    [Fact]
    public void Of_AnAnswerAsTheDefinitionSays_HasNothingToSay()
    {
        var explanation = Explain(
            """ "answer": { "items": "rows" }, "relations": [{ "label": "x", "yields": "ip_address", "value": "rows[*].ip", "split": ";" }]""",
            """{"rows":[{"ip":"192.0.2.1;192.0.2.2;"}]}""");

        (explanation.OtherShapes.Count + explanation.Dropped.Count + explanation.Unmatched.Count).ShouldBe(0);
    }

    [Fact]
    public void Of_AnAnswerWithASingleTextForAList_HasNothingToSay() =>
        Explain(""" "answer": { "items": "$", "kinds": "object" }, "relations": [{ "label": "x", "yields": "domain", "value": "names[*]" }]""",
            """{"names":"a.example"}""")
            .OtherShapes.ShouldBeEmpty();

    [Fact]
    public void Of_DroppedParts_NamesEachWithItsPlaceAndReason()
    {
        var explanation = Explain(
            """ "answer": { "items": "rows" }, "relations": [{ "label": "x", "yields": "ip_address", "value": "rows[*].ip", "split": ";" }]""",
            """{"rows":[{"ip":"192.0.2.1"},{"ip":"192.0.2.2;none;[redacted]"}]}""");

        explanation.Dropped.Select(d => (d.At, d.Value.Text, d.Value.Relation)).ShouldBe([("rows[1].ip", "none", "x"), ("rows[1].ip", "[redacted]", "x")]);
        explanation.Dropped.ShouldAllBe(d => d.Value.Reason.Length > 0);
    }

    [Fact]
    public void Of_AnItemWithoutAnyMemberThatIsKnown_NamesIt() =>
        Explain("""
            "answer": { "items": "rows", "itemHasOneOf": ["ip", "seen"] }, "relations": [{ "label": "x", "yields": "ip_address", "value": "rows[*].ip?" }]
            """, """{"rows":[{"ip":"192.0.2.1"},{"note":"ip"}]}""")
            .OtherShapes.ShouldBe([new("rows[1]", "an object with none of them", "one of ip, seen")]);

    [Fact]
    public void Of_LinesOfJson_CountsTheLines() =>
        Explain("""
            "answer": { "items": "$", "format": "ndjson" }, "relations": [{ "label": "x", "yields": "domain", "value": "$[*].name" }],
            "tags": [{ "value": "$[*].risk" }]
            """, "{\"name\":\"a.example\"}\n\n{\"name\":5}\n")
            .ShouldSatisfyAllConditions(
                e => e.OtherShapes.ShouldBe([new("$[1].name", "a number", "a text")]),
                e => e.Unmatched.ShouldBe(["$[*].risk"]));

    [Theory]
    [InlineData("")]
    [InlineData("<html>")]
    [InlineData("{\"rows\":[")]
    [InlineData("{\"rows\":[{\"\\ud800\":1}]}")]
    public void Of_WhatIsNoJson_HasNothingToSay(string body) =>
        Explain(""" "answer": { "items": "rows" }, "relations": [{ "label": "x", "yields": "domain", "value": "rows[*].*" }]""", body).Dropped.ShouldBeEmpty();

    [Fact]
    public void Of_AValueThatHoldsTheKey_DoesNotShowIt() =>
        Explain(""" "answer": { "items": "rows" }, "relations": [{ "label": "x", "yields": "domain", "value": "rows[*]" }]""",
            """{"rows":["no s3cret here"]}""")
            .Dropped.ShouldHaveSingleItem().Value.Text.ShouldBe("no (key) here");

    private static AnswerExplanation Explain(string operation, string body)
    {
        var json = $$"""
            { "name": "Own", "version": 1, "baseUrl": "https://own.example",
             "operations": [{ "name": "op", "accepts": "domain", "path": "/{value}", {{operation}} }] }
            """;
        var definition = Given.Good(SourceDefinitions.Read("Own.json", Encoding.UTF8.GetBytes(json))).Single().Operations.Single();
        return AnswerExplanation.Of(definition, Encoding.UTF8.GetBytes(body), new(IocType.Domain, "example.com"), 64, 100, "s3cret");
    }
}
