using System.IO.Enumeration;
using System.Text.Json;

namespace IocExplorer.Tagging.Lists;

/// <summary>Names of lists, with stars, and what those lists mean: the program's own table, and the user's <c>classes.json</c> in front of it.</summary>
internal sealed class ListMeanings
{
    public const string FileName = "classes.json";
    private const string HowToWrite = """Write "name of the list": { "class": "shared", "tag": "CDN" }.""";
    private static readonly JsonDocumentOptions s_lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };
    private readonly List<(string Name, ListMeaning Meaning)> _meanings = [];

    private static readonly ListMeanings s_builtIn = ReadBuiltIn();

    /// <summary>Of the first name that matches, and where that leaves something open, as the program's own table says.</summary>
    public ListMeaning Of(string name, string title) => Find(name, title).Or(s_builtIn.Find(name, title));

    public void Read(string file, ReadOnlyMemory<byte> json, ICollection<TagProblem> problems)
    {
        try
        {
            using var document = JsonDocument.Parse(json, s_lenient);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                problems.Add(new(file, "", "is no JSON object", HowToWrite));
                return;
            }

            foreach (var property in document.RootElement.EnumerateObject())
            {
                if (TryRead(property.Value, out var meaning, out var reason))
                {
                    _meanings.Add((property.Name, meaning));
                }
                else
                {
                    problems.Add(new(file, $"\"{Text.Shown(property.Name)}\"", reason, HowToWrite));
                }
            }
        }
        catch (InvalidOperationException)
        {
            problems.Add(new(file, "", "holds text that is none", HowToWrite));
        }
        catch (JsonException e)
        {
            problems.Add(new(file, Text.PlaceOf(e), "is not JSON", "Correct it; a comma, quote or brace may be missing there or in the line before."));
        }
    }

    private ListMeaning Find(string name, string title) => _meanings.Find(
        known => FileSystemName.MatchesSimpleExpression(known.Name, name) || FileSystemName.MatchesSimpleExpression(known.Name, title)).Meaning ?? new();

    private static bool TryRead(JsonElement element, out ListMeaning meaning, out string reason)
    {
        meaning = new();
        reason = element.ValueKind == JsonValueKind.Object ? "" : "is no object";
        if (reason.Length > 0)
        {
            return false;
        }

        foreach (var property in element.EnumerateObject())
        {
            var text = property.Value.ValueKind == JsonValueKind.String ? property.Value.GetString()! : null;
            switch (property.Name)
            {
                case "class" when text is not null && TagClassNames.TryParse(text, out var tagClass):
                    meaning = meaning with { Class = tagClass };
                    break;
                case "tag" when text is not null && Text.AsTagName(text) is { Length: > 0 } name:
                    meaning = meaning with { Tag = name };
                    break;
                case "match" when text is "registered" or "listed":
                    meaning = meaning with { IsOfRanks = text == "registered" };
                    break;
                case "upTo" when property.Value.ValueKind == JsonValueKind.Number && property.Value.TryGetInt32(out var rank) && rank > 0:
                    meaning = meaning with { GoodUpTo = rank };
                    break;
                default:
                    reason = property.Name switch
                    {
                        "class" => $"its class is none of {string.Join(", ", TagClassNames.All)}",
                        "tag" => "its tag is no text, or empty",
                        "match" => "its match is neither registered nor listed",
                        "upTo" => "its upTo is no whole number above 0",
                        _ => $"{Text.Shown(property.Name)} is none of class, tag, match, upTo",
                    };
                    return false;
            }
        }

        return true;
    }

    private static ListMeanings ReadBuiltIn()
    {
        using var stream = Data.Open("list-classes.json");
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        var problems = new List<TagProblem>();
        var meanings = new ListMeanings();
        meanings.Read("list-classes.json", memory.ToArray(), problems);
        return problems.Count == 0 ? meanings : throw new InvalidOperationException(problems[0].ToString());
    }
}
