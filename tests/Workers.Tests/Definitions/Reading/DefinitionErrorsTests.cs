using System.Text;
using IocExplorer.Workers.Definitions.Reading;

namespace IocExplorer.Workers.Tests.Definitions.Reading;

public sealed class DefinitionErrorsTests
{
    // Every mistake below is one replacement in this good file.
    internal const string Good = """
        // A private source.
        {
          "name": "Own",
          "version": 1,
          "baseUrl": "https://own.example/api",
          "key": { "header": "x-key" },
          "quota": { "perMinute": 60, "perDay": 0, "perMonth": 0 },
          "maxConcurrency": 2,
          "limit": { "parameter": "limit", "default": 10, "pageMaximum": 100 },
          "paging": { "nextLink": "links.next", "cursor": "meta.cursor", "cursorParameter": "cursor" },
          "answer": { "items": "data", "kinds": ["array"], "require": [{ "at": "code", "equals": [200] }] },
          "errors": { "marker": "error", "code": "code", "message": "message", "throttled": [429], "keyRefused": [401] },
          "emptyStatuses": [404],
          "operations": [
            {
              "name": "resolutions",
              "accepts": "domain",
              "path": "/domains/{value}",
              "query": { "mode": "5" },
              "relations": [
                { "label": "Own: ip", "yields": "ip_address", "value": "data[*].ip" },
                { "label": "Own: name", "yields": "domain", "value": "data[*].names", "split": ";" }
              ]
            }
          ]
        }
        """;

    [Fact]
    public void Read_OfTheGoodFile_FindsNoMistake() => SourceDefinitions.Read("Own.json", Encoding.UTF8.GetBytes(Good)).Errors.ShouldBeEmpty();

    [Theory]
    [InlineData("\"name\": \"Own\"", "\"nmae\": \"Own\"", 3, "nmae", "no such setting; did you mean \"name\"?")]
    [InlineData("\"name\": \"Own\",", "", 2, "", "lacks \"name\"")]
    [InlineData("\"Own\"", "\"Own source\"", 3, "name", "\"Own source\" is no name for a source: letters, digits, \".\", \"-\" and single \"_\", 64 at most")]
    [InlineData("\"Own\"", "\"file\"", 3, "name", "the name \"file\" is taken by the user's own relations")]
    [InlineData("\"version\": 1", "\"version\": \"1\"", 4, "version", "must be a whole number from 1 to 1000000, not a text")]
    [InlineData("\"version\": 1", "\"version\": 0", 4, "version", "must be a whole number from 1 to 1000000, not 0")]
    [InlineData("\"version\": 1,", "", 2, "", "lacks \"version\"")]
    [InlineData("https://own.example/api", "own.example/api", 5, "baseUrl", "\"own.example/api\" is no http or https URL")]
    [InlineData("https://own.example/api", " https://own.example/api", 5, "baseUrl", "\" https://own.example/api\" is no http or https URL")]
    [InlineData("https://own.example/api", "https:own.example/api", 5, "baseUrl", "\"https:own.example/api\" is no http or https URL")]
    [InlineData("https://own.example/api", "https://\u0627m/api", 5, "baseUrl", "\"https://\u0627m/api\" is no http or https URL")]
    [InlineData("https://own.example/api", "ftp://own.example/api", 5, "baseUrl", "\"ftp://own.example/api\" is no http or https URL")]
    [InlineData("https://own.example/api", "https://me:secret@own.example/", 5, "baseUrl",
        "must be scheme, host and perhaps a path: no user, no \"?\", no \"#\"")]
    [InlineData("{ \"header\": \"x-key\" }", "{ \"header\": \"x-key\", \"query\": \"key\" }", 6, "key",
        "must say exactly one of \"header\", \"query\", \"form\" or \"json\" with the name that takes the key, or \"path\": true or \"basic\": true")]
    [InlineData("{ \"header\": \"x-key\" }", "{ \"haeder\": \"x-key\" }", 6, "key.haeder", "no such setting; did you mean \"header\"?")]
    [InlineData("\"x-key\"", "\"x key:\"", 6, "key.header", "\"x key:\" is no name for a header")]
    [InlineData("{ \"header\": \"x-key\" }", "\"x-key\"", 6, "key", "must be an object, not a text")]
    [InlineData("\"perMinute\": 60", "\"perMinute\": -1", 7, "quota.perMinute", "must be a whole number from 0 to 1000000000, not -1")]
    [InlineData("\"perMinute\": 60", "\"burstSize\": 60", 7, "quota.burstSize", "no such setting; known are perSecond, perMinute, perDay, perMonth")]
    [InlineData("\"maxConcurrency\": 2", "\"maxConcurrency\": 2.5", 8, "maxConcurrency", "must be a whole number from 1 to 1000, not 2.5")]
    [InlineData("\"default\": 10", "\"default\": 0", 9, "limit.default", "must be a whole number from 1 to 1000000, not 0")]
    [InlineData(", \"cursorParameter\": \"cursor\"", "", 10, "paging", "\"cursor\" and \"cursorParameter\" go together")]
    [InlineData("\"cursorParameter\": \"cursor\"", "\"cursorParameter\": \"mode\"", 19, "operations[0].query",
        "the query parameter \"mode\" would be sent twice")]
    [InlineData("links.next", "links[*].next", 10, "paging.nextLink", "must lead to one value: no [*]")]
    [InlineData("\"items\": \"data\", ", "", 11, "answer", "lacks \"items\"")]
    [InlineData("[\"array\"]", "[\"arrays\"]", 11, "answer.kinds[0]", "no kind of items \"arrays\"; did you mean \"array\"?")]
    [InlineData("\"equals\": [200]", "\"equals\": []", 11, "answer.require[0].equals", "must not be empty")]
    [InlineData("\"equals\": [200]", "\"is\": 200", 11, "answer.require[0]", "lacks \"equals\"")]
    [InlineData("\"keyRefused\": [401]", "\"keyRefused\": [429]", 12, "errors.keyRefused[0]", "the code 429 has a meaning already")]
    [InlineData("\"code\": \"code\", ", "", 12, "errors", "has codes but does not say where an answer has its code (\"code\")")]
    [InlineData("[404]", "[200]", 13, "emptyStatuses[0]",
        "must be an HTTP status from 400 to 499 that can mean \"not found\" (401, 403, 408 and 429 never do)")]
    [InlineData("\"accepts\": \"domain\"", "\"accepts\": \"ip\"", 17, "operations[0].accepts", "no IOC type \"ip\"; did you mean \"ip_address\"?")]
    [InlineData("\"accepts\": \"domain\"", "\"accepts\": []", 17, "operations[0].accepts", "must not be empty")]
    [InlineData("/domains/{value}", "/domains/{domain}", 18, "operations[0].path", "no place \"{domain}\"; did you mean \"{value}\"?")]
    [InlineData("/domains/{value}", "/domains/", 18, "operations[0].path", "says nowhere what is asked about: write {value} here or in \"query\"")]
    [InlineData("/domains/{value}", "domains/{value}", 18, "operations[0].path", "must begin with \"/\"; the host belongs into \"baseUrl\"")]
    [InlineData("/domains/{value}", "/domains/{value}?x=1", 18, "operations[0].path", "must not hold \"?\" or \"#\"; parameters belong into \"query\"")]
    [InlineData("/domains/{value}", "/../{value}", 18, "operations[0].path", "must not hold \".\" or \"..\" as a step")]
    [InlineData("\"query\": { \"mode\": \"5\" }", "\"query\": { \"mode\": { } }", 19, "operations[0].query.mode", "must be a text, not an object")]
    [InlineData("\"path\": \"/domains", "\"needsKye\": true, \"path\": \"/domains", 18, "operations[0].needsKye",
        "no such setting; did you mean \"needsKey\"?")]
    [InlineData("\"path\": \"/domains", "\"needsKey\": 1, \"path\": \"/domains", 18, "operations[0].needsKey", "must be true or false, not a number")]
    [InlineData("\"Own: ip\"", "\"\"", 21, "operations[0].relations[0].label", "must not be blank")]
    [InlineData("\"Own: ip\"", "\"Own:\\nip\"", 21, "operations[0].relations[0].label", "must not hold control characters")]
    [InlineData("\"ip_address\"", "\"adress\"", 21, "operations[0].relations[0].yields", "no IOC type \"adress\"; did you mean \"ip_address\"?")]
    [InlineData("data[*].ip", "data[*.ip", 21, "operations[0].relations[0].value", "\"data[*.ip\" is no path: expected [*], [0] or [\"name\"] at character 5")]
    [InlineData("data[*].ip", "data..ip", 21, "operations[0].relations[0].value", "\"data..ip\" is no path: expected a member's name at character 6")]
    [InlineData("data[*].ip", "rows[*].ip", 21, "operations[0].relations[0].value", "must begin with \"data\", where the answer has its items")]
    [InlineData("\"split\": \";\"", "\"split\": \"; \"", 22, "operations[0].relations[1].split", "must be one character")]
    [InlineData("\"label\": \"Own: name\", \"yields\": \"domain\", \"value\": \"data[*].names\"",
        "\"label\": \"Own: ip\", \"yields\": \"ip_address\", \"value\": \"data[*].ip\"", 22, "operations[0].relations[1]",
        "there is a relation \"Own: ip\" of this type already")]
    [InlineData("\"version\": 1,", "\"version\": 1, \"version\": 2,", 4, "version", "stands twice in the same object")]
    public void Read_OfAMistake_NamesFileLinePlaceAndReason(string good, string bad, int line, string place, string reason)
    {
        Good.ShouldContain(good);
        var at = Good.IndexOf(good, StringComparison.Ordinal);

        var loaded = SourceDefinitions.Read("Own.json", Encoding.UTF8.GetBytes(Good[..at] + bad + Good[(at + good.Length)..]));

        loaded.Definitions.ShouldBeEmpty();
        loaded.Errors.ShouldContain(new DefinitionError("Own.json", line, place, reason), string.Join('\n', loaded.Errors));
    }

    [Fact]
    public void Read_OfTwoOperationsWithOneName_IsAMistake()
    {
        const string Operation =
            """{ "name": "OP", "accepts": "domain", "path": "/{value}", "relations": [{ "label": "x", "yields": "domain", "value": "data" }] }""";
        var operations = $"{Operation}, {Operation.Replace("OP", "op", StringComparison.Ordinal)}";
        var json = $$"""{ "name": "Own", "version": 1, "answer": { "items": "data" }, "operations": [{{operations}}] }""";

        var loaded = SourceDefinitions.Read("Own.json", Encoding.UTF8.GetBytes(json));

        loaded.Errors.Single().ToString().ShouldBe("Own.json, line 1, operations[1]: there is an operation \"op\" already");
    }

    [Fact]
    public void Read_OfAnOperationThatNeedsAKeyNobodySends_IsAMistake()
    {
        var loaded = SourceDefinitions.Read("Own.json", Encoding.UTF8.GetBytes(Good.Replace("\"key\": { \"header\": \"x-key\" },", "", StringComparison.Ordinal)
            .Replace("\"accepts\": \"domain\"", "\"accepts\": \"domain\", \"needsKey\": true", StringComparison.Ordinal)));

        loaded.Errors.Single().Reason.ShouldBe("needs a key, but the source does not say how it is sent (\"key\")");
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData("{", 1)]
    [InlineData("{\n  \"name\": \"Own\",\n}", 3)]
    [InlineData("{ \"name\": \"Own\" } { }", 1)]
    public void Read_OfWhatIsNoJson_SaysWhere(string text, int line)
    {
        var error = SourceDefinitions.Read("Own.json", Encoding.UTF8.GetBytes(text)).Errors.Single();

        error.Line.ShouldBe(line);
        error.Reason.ShouldStartWith("is no JSON: ");
    }

    [Fact]
    public void Read_OfWhatIsNoUtf8_SaysSo() =>
        SourceDefinitions.Read("Own.json", [(byte)'{', (byte)'"', 0xFF, (byte)'"', (byte)':', (byte)'1', (byte)'}']).Errors.Single().Reason
            .ShouldContain("UTF-8");

    [Fact]
    public void Read_OfMoreThanAnAnswerCanBeReadWith_IsAMistake()
    {
        var names = string.Join(", ", Enumerable.Range(0, 100).Select(i => $"\"a{i}\""));
        var relations = string.Join(", ", Enumerable.Range(0, 100).Select(i => $$"""{ "label": "{{i}}", "yields": "domain", "value": "data[*].b{{i}}" }"""));
        var bad = Good.Replace("\"kinds\"", $"\"itemHasOneOf\": [{names}], \"kinds\"", StringComparison.Ordinal)
            .Replace("\"relations\": [", $"\"relations\": [{relations},", StringComparison.Ordinal);

        var loaded = SourceDefinitions.Read("Own.json", Encoding.UTF8.GetBytes(bad));

        loaded.Errors.Select(m => m.Place).ShouldBe(["answer.itemHasOneOf[20]", "operations[0].relations[24]"]);
    }

    [Fact]
    public void Read_OfSeveralMistakes_TellsAllOfThem()
    {
        var bad = Good.Replace("\"version\": 1", "\"version\": 0", StringComparison.Ordinal).Replace("ip_address", "ip", StringComparison.Ordinal)
            .Replace("[404]", "[\"404\"]", StringComparison.Ordinal);

        var loaded = SourceDefinitions.Read("Own.json", Encoding.UTF8.GetBytes(bad));

        loaded.Errors.Select(m => m.Place).ShouldBe(["version", "emptyStatuses[0]", "operations[0].relations[0].yields"]);
    }

    [Fact]
    public void Read_CutAtAnyByte_IsAMistakeAndNeverACrash()
    {
        var utf8 = Encoding.UTF8.GetBytes(Good);

        for (var length = 0; length < utf8.Length; length++)
        {
            SourceDefinitions.Read("Own.json", utf8.AsSpan(0, length)).Errors.ShouldNotBeEmpty();
        }
    }
}
