using System.Text;
using IocExplorer.Workers.Definitions.Reading;

namespace IocExplorer.Workers.Tests.Definitions.Reading;

/// <summary>Paths that can never lead anywhere are mistakes of the definition, and not an answer's.</summary>
public sealed class PathCheckTests
{
    [Theory]
    [InlineData("""{ "items": "$" }""", "$[*].hosts[*].name", "name", "\"name\" can never match: \"$\" is a list; write \"$[*].name\"")]
    [InlineData("""{ "items": "$", "format": "ndjson" }""", "$[*].rdata", "time_last",
        "\"time_last\" can never match: \"$\" is a list; write \"$[*].time_last\"")]
    [InlineData("""{ "items": "found.rows" }""", "found.rows[*].name", "found[*].last",
        "\"found[*].last\" can never match: \"found\" is an object and no list")]
    [InlineData("""{ "items": "rows" }""", "rows[*].hosts[*].name", "rows[*].hosts.last",
        "\"rows[*].hosts.last\" can never match: \"rows[*].hosts\" is a list; write \"rows[*].hosts[*].last\"")]
    [InlineData("""{ "items": "rows" }""", "rows[*].host.name", "rows[*].host[*].last",
        "\"rows[*].host[*].last\" can never match: \"rows[*].host\" is an object and no list")]
    [InlineData("""{ "items": "rows", "kinds": ["array", "object"] }""", "rows[*][\\\"a name\\\"][*]", "rows[*][\\\"a name\\\"].last",
        "\"rows[*][\"a name\"].last\" can never match: \"rows[*][\"a name\"]\" is a list; write \"rows[*][\"a name\"][*].last\"")]
    [InlineData("""{ "items": "row", "kinds": ["object"] }""", "row.name", "row[0].last", "\"row[0].last\" can never match: \"row\" is an object and no list")]
    public void Read_OfAPathThatCannotMatch_SaysWhyAndWhatToWrite(string answer, string value, string last, string reason)
    {
        var error = Read(answer, value, last).Errors.ShouldHaveSingleItem();

        error.Place.ShouldBe("operations[0].relations[0].seen.last");
        error.Reason.ShouldBe(reason);
    }

    [Theory]
    [InlineData("""{ "items": "rows", "kinds": ["array", "object"] }""", "rows[*].name", "rows.last")]
    [InlineData("""{ "items": "rows", "kinds": ["object"] }""", "rows[*].name", "rows.last")]
    [InlineData("""{ "items": "rows" }""", "rows[*].hosts[*].name", "rows[*].hosts[0].last")]
    [InlineData("""{ "items": "rows" }""", "rows[*].hosts[*]", "rows[*].last")]
    [InlineData("""{ "items": "rows" }""", "rows[*].name", "meta.times[*].last")]
    public void Read_OfAPathThatMatchesSomeAnswer_FindsNoMistake(string answer, string value, string last) =>
        Read(answer, value, last).Errors.Select(m => m.ToString()).ShouldBeEmpty();

    private static LoadedDefinitions Read(string answer, string value, string last) => SourceDefinitions.Read("Own.json", Encoding.UTF8.GetBytes($$"""
        {
          "name": "Own", "version": 1, "baseUrl": "https://own.example", "answer": {{answer}},
          "operations": [{ "name": "op", "accepts": "domain", "path": "/{value}",
            "relations": [{ "label": "x", "yields": "domain", "value": "{{value}}", "seen": { "last": "{{last}}" } }] }]
        }
        """));
}
