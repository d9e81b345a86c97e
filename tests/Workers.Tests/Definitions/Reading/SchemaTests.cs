using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using IocExplorer.Messages;
using IocExplorer.Testing;
using IocExplorer.Workers.Definitions.Reading;
using Json.Schema;

namespace IocExplorer.Workers.Tests.Definitions.Reading;

/// <summary>
/// The JSON Schema is what editors check a definition with. The program itself does not read it: that both say the same is held here.
/// </summary>
public sealed class SchemaTests
{
    private static readonly string Folder = Path.Combine(CheckoutFolder.Root, "src", "Workers", "Sources");
    private static readonly string SchemaText = File.ReadAllText(Path.Combine(Folder, "source.schema.json"));
    private static readonly JsonSchema Schema = JsonSchema.FromText(SchemaText);
    private static readonly JsonDocumentOptions WithComments = new() { CommentHandling = JsonCommentHandling.Skip };

    // What stands in a place of a good definition is replaced by each of these.
    private static readonly string[] Replacements =
    [
        "null", "true", "0", "-1", "1.5", "1.0", "1e2", "2", "404", "2000000000",
        "\"\"", "\" \"", "\"x\"", "\"ab\"", "\"/x\"", "\"404\"", "\"data[*].x\"", "\" https://own.example\"", "\"https:own.example\"",
        $"\"{new string('x', 65)}\"", $"\"{new string('x', 501)}\"",
        "[]", "[1]", "[null]", "[\"x\"]", "[\"404\"]", "[{}]", "[[]]", "{}", "{\"x\":1}", "{\"x\":null}", "{\"x\":\"y\"}",
    ];

    public static TheoryData<string> Files =>
        [.. Directory.GetFiles(Folder, "*.json").Select(f => Path.GetFileName(f)!).Where(f => f != "source.schema.json").Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public void Schema_OfABuiltInDefinition_TakesIt(string file) => IsTaken(File.ReadAllText(Path.Combine(Folder, file))).ShouldBeTrue();

    [Fact]
    public void Schema_HasEveryQuotaWindow() =>
        JsonNode.Parse(SchemaText)!["$defs"]!["quota"]!["properties"]!.AsObject().Select(member => member.Key)
            .ShouldBe(["perSecond", .. QuotaWindow.All.Select(window => window.Setting)]);

    [Theory]
    [InlineData("\"version\": 1", "\"version\": \"1\"")]
    [InlineData("\"version\": 1,", "")]
    [InlineData("\"version\": 1", "\"version\": 0")]
    [InlineData("\"version\": 1", "\"version\": 1.5")]
    [InlineData("\"operations\": [", "\"operatoins\": [], \"operations\": [")]
    [InlineData("\"accepts\": \"domain\"", "\"accepts\": \"host\"")]
    [InlineData("\"path\": \"/{value}\"", "\"path\": \"{value}\"")]
    [InlineData("\"label\": \"x\"", "\"label\": \"\"")]
    [InlineData("\"split\": \";\"", "\"split\": \";;\"")]
    [InlineData("\"relations\": [", "\"tags\": { \"class\": \"bad\" }, \"relations\": [")]
    public void SchemaAndReader_OfAMistake_BothRefuseIt(string good, string bad)
    {
        const string Good = """
            { "name": "Own", "version": 1, "answer": { "items": "data" }, "operations": [{
              "name": "op", "accepts": "domain", "path": "/{value}", "relations": [{ "label": "x", "yields": "domain", "value": "data", "split": ";" }] }] }
            """;
        IsTaken(Good).ShouldBeTrue();
        IsRead(Good).ShouldBeTrue();
        var wrong = Good.Replace(good, bad, StringComparison.Ordinal);

        IsTaken(wrong).ShouldBeFalse();
        IsRead(wrong).ShouldBeFalse();
    }

    [Theory]
    [InlineData(DefinitionErrorsTests.Good)]
    [InlineData(FurtherDefinitionErrorsTests.Good)]
    public void Schema_OfWhateverTheReaderTakes_TakesIt(string good)
    {
        var whole = JsonNode.Parse(good, documentOptions: WithComments)!;
        IsTaken(good).ShouldBeTrue();
        var apart = new List<string>();
        foreach (var place in PlacesIn(whole).Select(n => n.GetPath()).Distinct().ToList())
        {
            foreach (var replacement in Replacements)
            {
                var text = With(whole, place, replacement);
                if (IsRead(text) && !IsTaken(text))
                {
                    apart.Add($"{place} = {replacement}");
                }
            }
        }

        apart.ShouldBeEmpty();
    }

    /// <summary>
    /// Every member that a definition can have is in the schema, and the other way round: the reader lists what it knows when it meets a stranger.
    /// </summary>
    [Theory]
    [InlineData("", "")]
    [InlineData("\"quota\": {", "quota")]
    [InlineData("\"key\": { \"header\": \"x\",", "key")]
    [InlineData("\"limit\": { \"default\": 1,", "limit")]
    [InlineData("\"paging\": {", "paging")]
    [InlineData("\"answer\": { \"items\": \"data\",", "answer")]
    [InlineData("\"errors\": {", "errors")]
    public void Schema_AndReader_KnowTheSameMembers(string opening, string definition)
    {
        using var document = JsonDocument.Parse(SchemaText);
        var schema = document.RootElement;
        var part = definition.Length == 0 ? schema
            : schema.GetProperty("properties").GetProperty(definition) is var own && own.TryGetProperty("properties", out _) ? own
            : schema.GetProperty("$defs").GetProperty(definition);
        var members = part.GetProperty("properties").EnumerateObject().Select(p => p.Name).ToList();

        foreach (var member in members.Append("quux"))
        {
            var text = opening.Length == 0 ? $"{{ \"{member}\": {{}} }}" : $"{{ {opening} \"{member}\": {{}} }} }}";
            var strangers = SourceDefinitions.Read("Own.json", Encoding.UTF8.GetBytes(text))
                .Errors.Where(m => m.Reason.StartsWith("no such setting", StringComparison.Ordinal)).Select(m => m.Place.Split('.')[^1]);

            strangers.Contains(member).ShouldBe(member == "quux", member);
        }
    }

    private static bool IsRead(string text) => SourceDefinitions.Read("Own.json", Encoding.UTF8.GetBytes(text)).Errors.Count == 0;

    private static bool IsTaken(string text)
    {
        using var document = JsonDocument.Parse(text, WithComments);
        return Schema.Evaluate(document.RootElement).IsValid;
    }

    private static IEnumerable<JsonNode> PlacesIn(JsonNode node) => node switch
    {
        JsonObject members => members.Where(m => m.Value is not null).SelectMany(m => PlacesIn(m.Value!).Prepend(m.Value!)),
        JsonArray items => items.SelectMany(i => PlacesIn(i!).Prepend(i!)),
        _ => [],
    };

    private static string With(JsonNode whole, string place, string replacement)
    {
        var copy = whole.DeepClone();
        PlacesIn(copy).First(n => n.GetPath() == place).ReplaceWith(JsonNode.Parse(replacement));
        return copy.ToJsonString();
    }
}
