using IocExplorer.Messages;

namespace IocExplorer.Workers.Tests.Definitions.Answers;

/// <summary>What a user's own source may say of the IOCs that it names.</summary>
public sealed class TagsOfTargetsTests
{
    private const string Rows = """ "path": "/{value}", "answer": { "items": "rows" },""";

    [Fact]
    public void ReadPage_WithTimesOfTags_ReadsThemBesideEachValue()
    {
        var operation = Given.Own(Rows + """
            "relations": [{ "label": "x", "yields": "domain", "value": "rows[*].name",
              "tags": [{ "value": "rows[*].risks[*].level", "name": "risk={}", "asOf": "rows[*].risks[*].at", "most": 2, "class": { "high": "known-bad" } },
                       { "value": "rows[*].added", "name": "added={}", "as": "time", "onlyWithTags": true },
                       { "value": "rows[*].asker", "name": "team={}", "aboutAsked": true }] }]
            """);

        var page = operation.ReadGood("""
            {"rows":[
              {"name":"a.example.net","risks":[{"level":"high","at":"2024-01-05"},{"level":"low","at":1735689600000},{"level":"none"}],
                "added":"2024-01-05 08:00:00"},
              {"name":"b.example.net","risks":[{"level":"low"}],"added":"soon","asker":"red"}]}
            """);

        page.Values().ShouldBe(["a.example.net", "b.example.net"]);
        page.Tags.Select(t => $"{t.About.Value} {t.Name} {t.Class.Name()} {t.AsOf} {t.OnlyWithTags}").ShouldBe(
            [
                "a.example.net risk=high known-bad 1704412800 False", "a.example.net risk=low info 1735689600 False",
                "a.example.net added=2024-01-05T08:00:00Z info 0 True",
                "b.example.net risk=low info 0 False", "example.com team=red info 0 False",
            ]);
    }

    [Fact]
    public void ReadPage_WithATagThatIsToldByWhatIsLacking_FindsItInEveryRow()
    {
        var operation = Given.Own(Rows + """
            "relations": [{ "label": "x", "yields": "domain", "value": "rows[*].name",
              "tags": [{ "name": "unseen", "when": { "at": "rows[*].seen", "exists": false } }] }]
            """);

        var page = operation.ReadGood("""{"rows":[{"name":"a.example.net"},{"name":"b.example.net","seen":1}]}""");

        page.Tags.ShouldBe([new AnswerTag(new(IocType.Domain, "a.example.net"), "unseen", TagClass.Info)]);
    }

    [Fact]
    public void ReadPage_WithAndWithoutTags_FindsTheSameRelations()
    {
        const string Relation = """ "label": "x", "yields": "domain", "value": "rows[*].name", "seen": { "last": "rows[*].last" }""";
        var plain = Given.Own(Rows + "\"relations\": [{" + Relation + "}]");
        var tagged = Given.Own(Rows + "\"relations\": [{" + Relation + """, "tags": [{ "value": "rows[*].note" }] }]""");

        foreach (var body in new[]
        {
            """
            {"rows":[{"name":"a.example.net","last":5,"note":"n"},{"name":"not one","note":"n"},{"name":null,"note":"n"},{"name":"example.com","note":"self"},
             {"note":"n"}]}
            """,
            """{"rows":[{"name":"a.example.net"}]}""", """{"rows":[]}""",
        })
        {
            var (left, right) = (plain.ReadGood(body), tagged.ReadGood(body));
            right.Relations.ShouldBe(left.Relations);
            (right.Dropped, right.Items, right.More).ShouldBe((left.Dropped, left.Items, left.More));
        }
    }
}
