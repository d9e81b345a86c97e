using System.Text.Json;

namespace IocExplorer.Fuzzing.Inputs;

/// <summary>
/// A JSON value that can be taken apart and put together wrongly: names that stand twice, numbers that no number can hold, texts that are no Unicode. Exactly
/// one of the three is set.
/// </summary>
internal sealed class JsonPiece
{
    private static readonly JsonDocumentOptions s_lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>Of an object, in order.</summary>
    public List<(string Name, JsonPiece Value)>? Members { get; set; }

    /// <summary>Of a list.</summary>
    public List<JsonPiece>? Items { get; set; }

    /// <summary>As it is written, quotes included.</summary>
    public string? Raw { get; set; }

    /// <summary>The text of a string that was made by <see cref="Text"/>; null for everything else.</summary>
    public string? Plain { get; private set; }

    public static JsonPiece Null => new() { Raw = "null" };

    public static JsonPiece Text(string text) => new() { Raw = JsonWriting.Quoted(text), Plain = text };

    public static JsonPiece Bare(string raw) => new() { Raw = raw };

    public static JsonPiece List(params JsonPiece[] items) => new() { Items = [.. items] };

    public static JsonPiece Object(params (string Name, JsonPiece Value)[] members) => new() { Members = [.. members] };

    public static JsonPiece Parse(string json)
    {
        using var document = JsonDocument.Parse(json, s_lenient);
        return Of(document.RootElement);
    }

    public static JsonPiece Of(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => new() { Members = [.. element.EnumerateObject().Select(m => (m.Name, Of(m.Value)))] },
        JsonValueKind.Array => new() { Items = [.. element.EnumerateArray().Select(Of)] },
        JsonValueKind.String => Text(element.GetString()!),
        _ => Bare(element.GetRawText()),
    };

    public JsonPiece? Member(string name) => Members?.Find(m => m.Name == name).Value;

    /// <summary>Adds a member or takes the place of the one of that name.</summary>
    public JsonPiece With(string name, JsonPiece value)
    {
        Members!.RemoveAll(m => m.Name == name);
        Members.Add((name, value));
        return this;
    }

    public JsonPiece Copy() => new()
    {
        Members = Members is null ? null : [.. Members.Select(m => (m.Name, m.Value.Copy()))],
        Items = Items is null ? null : [.. Items.Select(i => i.Copy())],
        Raw = Raw,
        Plain = Plain,
    };

    /// <summary>Becomes the other one.</summary>
    public void Become(JsonPiece other) => (Members, Items, Raw, Plain) = (other.Members, other.Items, other.Raw, other.Plain);
}
