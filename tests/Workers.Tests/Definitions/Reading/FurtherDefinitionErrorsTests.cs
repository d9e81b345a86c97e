using System.Text;
using IocExplorer.Workers.Definitions.Reading;

namespace IocExplorer.Workers.Tests.Definitions.Reading;

/// <summary>What can be wrong in a definition that says more than where its values stand.</summary>
public sealed class FurtherDefinitionErrorsTests
{
    // Every mistake below is one replacement in this good file.
    internal const string Good = """
        {
          "name": "Own",
          "version": 1,
          "baseUrl": "https://own.example/api",
          "terms": "For us alone.",
          "nonCommercial": true,
          "freeKey": false,
          "onByDefault": true,
          "active": false,
          "emails": false,
          "clearedFor": "amber",
          "key": { "header": "Authorization", "prefix": "BEARER ", "needed": false },
          "quota": { "perSecond": 1, "perMinute": 60 },
          "quotaWithoutKey": { "perMinute": 10 },
          "timeout": 60,
          "answerMegabytes": 32,
          "answer": {
            "items": "data",
            "kinds": ["array", "missing"],
            "format": "json",
            "hasOneOf": ["data", "status"],
            "emptyWhen": [{ "at": "status", "equals": ["none"] }],
            "moreWhen": [{ "at": "limited" }],
            "total": "count"
          },
          "errors": { "code": "status", "http": { "throttled": [402] }, "retryAfterHeaders": ["X-Wait"] },
          "operations": [
            {
              "name": "search",
              "accepts": ["file", "ip_address"],
              "kinds": { "md5": "md5_hash", "sha256": "sha256_hash" },
              "method": "POST",
              "path": "/search",
              "json": { "term": "{value}", "kind": ["{kind}"] },
              "quota": { "perMinute": 6 },
              "paging": { "page": { "parameter": "page", "first": 1 }, "lastPage": "pages", "pageSize": 50, "while": { "at": "more", "equals": true } },
              "relations": [
                {
                  "label": "Own: relative",
                  "type": { "at": "data[*].kind", "is": { "ip": "ip_address", "hash": "file" } },
                  "value": "data[*].value",
                  "part": "beforePort",
                  "template": "{}",
                  "where": [{ "at": "data[*].score", "above": 10 }],
                  "seen": { "first": ["data[*].since"], "last": "data[*].until" },
                  "aliases": ["data[*].md5"],
                  "most": 100,
                  "tags": [{ "value": "data[*].risk", "name": "risk={}", "as": "text", "class": { "high": "known-bad", "*": "info" } }]
                }
              ],
              "tags": [{ "name": "seen", "class": "scanner", "when": { "at": "seen", "exists": true } }]
            }
          ]
        }
        """;

    [Fact]
    public void Read_OfTheGoodFile_FindsNoMistake() => SourceDefinitions.Read("Own.json", Encoding.UTF8.GetBytes(Good)).Errors.ShouldBeEmpty();

    [Theory]
    [InlineData("\"terms\": \"For us alone.\"", "\"terms\": 1", 5, "terms", "must be a text, not a number")]
    [InlineData("\"nonCommercial\": true", "\"nonCommercial\": \"yes\"", 6, "nonCommercial", "must be true or false, not a text")]
    [InlineData("\"active\": false", "\"active\": true", 8, "onByDefault", "cannot be true for a source whose questions are noticed (\"active\")")]
    [InlineData("\"amber\"", "\"orange\"", 11, "clearedFor", "no sharing level \"orange\"; known are")]
    [InlineData("\"header\": \"Authorization\"", "\"header\": \"Authorization\", \"basic\": true", 12, "key", "must say exactly one of")]
    [InlineData("\"header\": \"Authorization\", ", "\"query\": \"key\", ", 12, "key.prefix", "must be a text of plain characters, beside \"header\"")]
    [InlineData("{ \"header\": \"Authorization\", \"prefix\": \"BEARER \", \"needed\": false }", "{ \"path\": true, \"needed\": false }", 32,
        "operations[0].path", "must have {key} exactly when \"key\" says that it goes into the path")]
    [InlineData("{ \"header\": \"Authorization\", \"prefix\": \"BEARER \", \"needed\": false }", "{ \"form\": \"token\", \"needed\": false }", 32,
        "operations[0].path", "posts no \"form\" that could take the key")]
    [InlineData("\"path\": \"/search\"", "\"path\": \"/{key}/search\"", 32, "operations[0].path", "must have {key} exactly when")]
    [InlineData("\"needed\": false", "\"needed\": true", 14, "quotaWithoutKey", "needs a \"key\" with \"needed\": false, or it says nothing")]
    [InlineData("\"perSecond\": 1", "\"perSecond\": \"1\"", 13, "quota.perSecond", "must be a whole number from 0 to 1000000000, not a text")]
    [InlineData("\"timeout\": 60", "\"timeout\": 0", 15, "timeout", "must be a whole number from 1 to 600, not 0")]
    [InlineData("\"answerMegabytes\": 32", "\"answerMegabytes\": 1000", 16, "answerMegabytes", "must be a whole number from 1 to 256, not 1000")]
    [InlineData("\"missing\"]", "\"absent\"]", 19, "answer.kinds[1]", "no kind of items \"absent\"")]
    [InlineData("\"format\": \"json\"", "\"format\": \"csv\"", 20, "answer.format", "no format \"csv\"; known are json, ndjson")]
    [InlineData("{ \"at\": \"status\", \"equals\": [\"none\"] }", "{ \"at\": \"status[*]\", \"equals\": [\"none\"] }", 22, "answer.emptyWhen[0].at",
        "must lead to one value: no [*]")]
    [InlineData("{ \"at\": \"limited\" }", "{ \"equals\": true }", 23, "answer.moreWhen[0]", "lacks \"at\"")]
    [InlineData("[402]", "[200]", 26, "errors.http.throttled", "must be an HTTP status from 400 to 599")]
    [InlineData("[402]", "[\"402\"]", 26, "errors.http.throttled", "must be an HTTP status from 400 to 599")]
    [InlineData("{ \"throttled\": [402] }", "{ \"throttled\": [402], \"failed\": [402] }", 26, "errors.http.failed[0]", "the status 402 has a meaning already")]
    [InlineData("\"value\": \"data[*].value\"", "\"value\": \"data.value\"", 41, "operations[0].relations[0].value",
        "\"data.value\" can never match: \"data\" is a list; write \"data[*].value\"")]
    [InlineData("\"last\": \"data[*].until\"", "\"last\": \"data.until\"", 46, "operations[0].relations[0].seen.last",
        "\"data.until\" can never match: \"data\" is a list; write \"data[*].until\"")]
    [InlineData("\"data[*].score\"", "\"data.*.score\"", 45, "operations[0].relations[0].where[0].at",
        "\"data.*.score\" can never match: \"data\" is a list; write \"data[*].*.score\"")]
    [InlineData("\"at\": \"seen\"", "\"at\": \"data.seen\"", 52, "operations[0].tags[0].when.at",
        "\"data.seen\" can never match: \"data\" is a list; write \"data[*].seen\"")]
    [InlineData("\"total\": \"count\"", "\"total\": \"data.count\"", 24, "answer.total",
        "\"data.count\" can never match: \"data\" is a list; write \"data[*].count\"")]
    [InlineData("\"X-Wait\"", "\"X Wait:\"", 26, "errors.retryAfterHeaders[0]", "\"X Wait:\" is no name for a header")]
    [InlineData("\"md5\": \"md5_hash\"", "\"md4\": \"md5_hash\"", 31, "operations[0].kinds.md4", "no kind of IOC \"md4\"; did you mean \"md5\"?")]
    [InlineData("\"md5\": \"md5_hash\"", "\"host\": \"hostname\"", 31, "operations[0].kinds.host",
        "\"host\" is a kind of domain, which the operation does not accept")]
    [InlineData("\"POST\"", "\"PUT\"", 32, "operations[0].method", "no method \"PUT\"; did you mean \"POST\"?")]
    [InlineData("\"POST\"", "\"GET\"", 34, "operations[0].json", "is only sent with \"method\": \"POST\"")]
    [InlineData("\"json\": {", "\"form\": { \"a\": \"b\" }, \"json\": {", 34, "operations[0].json", "stands beside \"form\": leave one of them out")]
    [InlineData("\"{value}\"", "\"{vlaue}\"", 34, "operations[0].json.term", "no place \"{vlaue}\"; did you mean \"{value}\"?")]
    [InlineData("\"{value}\"", "\"x\"", 33, "operations[0].path", "says nowhere what is asked about: write {value} here or in \"query\"")]
    [InlineData("{ \"term\": \"{value}\", \"kind\": [\"{kind}\"] }", "\"{value}\"", 34, "operations[0].json", "must be an object or a list, not a text")]
    [InlineData("\"quota\": { \"perMinute\": 6 }", "\"quota\": { \"perDay\": 6 }", 35, "operations[0].quota.perDay",
        "is counted for the whole source: write it into the source's \"quota\"")]
    [InlineData("\"page\": {", "\"offset\": { \"parameter\": \"from\" }, \"page\": {", 36, "operations[0].paging",
        "asks on in more than one way: leave one of page, offset")]
    [InlineData("\"page\": { \"parameter\": \"page\", \"first\": 1 }, ", "", 36, "operations[0].paging.lastPage", "is of use only beside \"page\"")]
    [InlineData("\"first\": 1 }", "\"first\": 2 }", 36, "operations[0].paging.page.first", "must be a whole number from 0 to 1, not 2")]
    [InlineData("\"while\": { \"at\": \"more\", \"equals\": true }", "\"while\": { \"at\": \"more\" }", 36, "operations[0].paging.while",
        "says nothing of what must hold: write one of equals, notEquals")]
    [InlineData("\"value\": \"data[*].value\"", "\"yields\": \"file\", \"value\": \"data[*].value\"", 41, "operations[0].relations[0].yields",
        "stands beside \"type\": leave one of them out")]
    [InlineData("\"hash\": \"file\"", "\"hash\": \"hash\"", 40, "operations[0].relations[0].type.is.hash", "no IOC type \"hash\"")]
    [InlineData("\"data[*].value\"", "\"other[*].value\"", 41, "operations[0].relations[0].value", "must begin with \"data\", where the answer has its items")]
    [InlineData("\"beforePort\"", "\"port\"", 42, "operations[0].relations[0].part", "no part of a text \"port\"")]
    [InlineData("\"template\": \"{}\"", "\"template\": \"x\"", 43, "operations[0].relations[0].template", "must hold {}, where the value goes")]
    [InlineData("\"above\": 10", "\"above\": \"10\"", 44, "operations[0].relations[0].where[0].above", "must be a number, not a text")]
    [InlineData("\"above\": 10", "\"abvoe\": 10", 44, "operations[0].relations[0].where[0].abvoe", "no such setting; did you mean \"above\"?")]
    [InlineData("{ \"first\": [\"data[*].since\"], \"last\": \"data[*].until\" }", "{}", 45, "operations[0].relations[0].seen",
        "must say where \"first\" or \"last\" stands")]
    [InlineData("\"data[*].md5\"", "\"data[*]md5\"", 46, "operations[0].relations[0].aliases[0]",
        "\"data[*]md5\" is no path: expected '.', '[' or '?' at character 8")]
    [InlineData("\"most\": 100", "\"most\": 0", 47, "operations[0].relations[0].most", "must be a whole number from 1 to 1000000, not 0")]
    [InlineData("\"as\": \"text\"", "\"as\": \"list\"", 48, "operations[0].relations[0].tags[0].as", "no form of a tag \"list\"")]
    [InlineData("\"known-bad\"", "\"bad\"", 48, "operations[0].relations[0].tags[0].class.high", "no class \"bad\"")]
    [InlineData(", \"when\": { \"at\": \"seen\", \"exists\": true }", "", 51, "operations[0].tags",
        "needs a \"value\", or a \"name\" without {} and \"when\" it is given")]
    public void Read_OfAMistake_NamesLinePlaceAndReason(string good, string bad, int line, string place, string reason)
    {
        var text = Good.Replace(good, bad, StringComparison.Ordinal);
        text.ShouldNotBe(Good);

        var loaded = SourceDefinitions.Read("Own.json", Encoding.UTF8.GetBytes(text));

        loaded.Definitions.ShouldBeEmpty();
        loaded.Errors.ShouldContain(m => m.Place.StartsWith(place, StringComparison.Ordinal) && m.Reason.StartsWith(reason, StringComparison.Ordinal),
            string.Join('\n', loaded.Errors));
        loaded.Errors.ShouldAllBe(m => m.Line > 0 && m.ToString().StartsWith("Own.json, line ", StringComparison.Ordinal));
        loaded.Errors.ShouldContain(m => Math.Abs(m.Line - line) <= 1 && m.Reason.StartsWith(reason, StringComparison.Ordinal));
    }
}
