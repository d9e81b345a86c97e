using System.Text;
using IocExplorer.Testing;
using IocExplorer.Workers.Definitions.Reading;

namespace IocExplorer.Workers.Tests.Definitions.Reading;

public sealed class SchemaTests
{
    private static readonly string Folder = Path.Combine(CheckoutFolder.Root, "src", "Workers", "Sources");

    public static TheoryData<string> Files => [.. Directory.GetFiles(Folder, "*.json").Select(f => Path.GetFileName(f)!).Where(f => f != "source.schema.json").Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public void Check_OfABuiltInDefinition_FindsNothing(string file) => Wrong(File.ReadAllText(Path.Combine(Folder, file))).ShouldBeEmpty();

    [Theory]
    [InlineData("\"version\": 1", "\"version\": \"1\"", "version: must be integer, not a text")]
    [InlineData("\"version\": 1,", "", ": lacks \"version\"")]
    [InlineData("\"version\": 1", "\"version\": 0", "version: must be at least 1")]
    [InlineData("\"version\": 1", "\"version\": 1.5", "version: must be integer, not a number")]
    [InlineData("\"operations\": [", "\"operatoins\": [], \"operations\": [", "operatoins: no such setting")]
    [InlineData("\"accepts\": \"domain\"", "\"accepts\": \"host\"", "operations[0].accepts: must be one of email, file, ip_address, domain, url")]
    [InlineData("\"path\": \"/{value}\"", "\"path\": \"{value}\"", "operations[0].path: must be like ^/")]
    [InlineData("\"label\": \"x\"", "\"label\": \"\"", "operations[0].relations[0].label: must be at least 1 characters")]
    [InlineData("\"split\": \";\"", "\"split\": \";;\"", "operations[0].relations[0].split: must be at most 1 characters")]
    [InlineData("\"relations\": [", "\"tags\": { \"class\": \"bad\" }, \"relations\": [", "operations[0].tags.class: must be one of info, known-good, shared, hosting, scanner, known-bad")]
    public void Check_OfAMistake_NamesPlaceAndReason(string good, string bad, string expected)
    {
        const string Good = """{ "name": "Own", "version": 1, "operations": [{ "name": "op", "accepts": "domain", "path": "/{value}", "relations": [{ "label": "x", "yields": "domain", "value": "data", "split": ";" }] }] }""";
        Wrong(Good).ShouldBeEmpty();

        Wrong(Good.Replace(good, bad, StringComparison.Ordinal)).ShouldContain(expected);
    }

    [Fact]
    public void Constructor_WithAKeywordThatIsNotKnown_Refuses() =>
        Should.Throw<ArgumentException>(() => new SchemaChecker("""{ "properties": { "a": { "uniqueItems": true } } }"""u8)).Message.ShouldContain("uniqueItems");

    /// <summary>Every member that a definition can have is in the schema, and the other way round: the reader lists what it knows when it meets a stranger.</summary>
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
        var schema = System.Text.Json.JsonDocument.Parse(SourceDefinitions.ReadSchema()).RootElement;
        var part = definition.Length == 0 ? schema
            : schema.GetProperty("properties").GetProperty(definition) is var own && own.TryGetProperty("properties", out _) ? own
            : schema.GetProperty("$defs").GetProperty(definition);
        var members = part.GetProperty("properties").EnumerateObject().Select(p => p.Name).ToList();

        foreach (var member in members.Append("quux"))
        {
            var text = opening.Length == 0 ? $"{{ \"{member}\": {{}} }}" : $"{{ {opening} \"{member}\": {{}} }} }}";
            var strangers = SourceDefinitions.Read("Own.json", Encoding.UTF8.GetBytes(text)).Mistakes.Where(m => m.Reason.StartsWith("no such setting", StringComparison.Ordinal)).Select(m => m.Place.Split('.')[^1]);

            strangers.Contains(member).ShouldBe(member == "quux", member);
        }
    }

    private static IEnumerable<string> Wrong(string text)
    {
        var mistakes = new DefinitionErrors("Own.json");
        SchemaChecker.OfSources.Check(PositionedJson.Read(Encoding.UTF8.GetBytes(text), mistakes)!, mistakes);
        return mistakes.All.Select(m => $"{m.Place}: {m.Reason}");
    }
}
