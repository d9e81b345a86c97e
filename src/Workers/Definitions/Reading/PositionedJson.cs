using System.Text;
using System.Text.Json;
using IocExplorer.Workers.Definitions.Paths;

namespace IocExplorer.Workers.Definitions.Reading;

/// <summary>A JSON value with its position in the file, for error messages.</summary>
/// <param name="Line">Counted from 1.</param>
/// <param name="Place">How one gets there: <c>operations[0].path</c>; empty for the whole.</param>
/// <param name="Text">Of a string or a number as written; else empty.</param>
/// <param name="Members">Of an object, in file order.</param>
internal sealed record PositionedJson(
    JsonValueKind Kind,
    int Line,
    string Place,
    string Text,
    IReadOnlyList<(string Name, PositionedJson Value)> Members,
    IReadOnlyList<PositionedJson> Items)
{
    private const int MaxDepth = 16;

    /// <summary>What it is, as people say it.</summary>
    public string KindName => JsonText.NameOf(Kind);

    /// <summary>Reads a whole file; comments are skipped. Null when it is no JSON.</summary>
    public static PositionedJson? Read(ReadOnlySpan<byte> utf8, DefinitionErrors errors)
    {
        utf8 = utf8.StartsWith(Encoding.UTF8.Preamble) ? utf8[Encoding.UTF8.Preamble.Length..] : utf8;
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, MaxDepth = MaxDepth });
        try
        {
            reader.Read();
            var counted = (At: 0, Line: 1);
            var whole = ReadValue(ref reader, utf8, "", ref counted);
            while (reader.Read())
            {
            }

            return whole;
        }
        catch (JsonException error)
        {
            errors.Add((int)(error.LineNumber ?? 0) + 1, "", $"is no JSON: {FirstSentence(error.Message)}");
        }
        catch (InvalidOperationException)
        {
            errors.Add(LineOf(utf8, reader.TokenStartIndex), "", "holds a text that is no valid UTF-8");
        }

        return null;
    }

    private static PositionedJson ReadValue(ref Utf8JsonReader reader, ReadOnlySpan<byte> utf8, string place, ref (int At, int Line) counted)
    {
        // Lines are counted on from the value before: from the top each time, a long file would be read a thousand times.
        var at = (int)reader.TokenStartIndex;
        counted = (at, counted.Line + utf8[counted.At..at].Count((byte)'\n'));
        var line = counted.Line;
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                var members = new List<(string, PositionedJson)>();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
                {
                    var name = reader.GetString()!;
                    reader.Read();
                    members.Add((name, ReadValue(ref reader, utf8, place.Length == 0 ? name : $"{place}.{name}", ref counted)));
                }

                return new(JsonValueKind.Object, line, place, "", members, []);
            case JsonTokenType.StartArray:
                var items = new List<PositionedJson>();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    items.Add(ReadValue(ref reader, utf8, $"{place}[{items.Count}]", ref counted));
                }

                return new(JsonValueKind.Array, line, place, "", [], items);
            case JsonTokenType.String:
                return new(JsonValueKind.String, line, place, reader.GetString()!, [], []);
            case JsonTokenType.Number:
                return new(JsonValueKind.Number, line, place, Encoding.UTF8.GetString(reader.ValueSpan), [], []);
            case var type:
                return new(JsonText.KindOf(type), line, place, "", [], []);
        }
    }

    private static int LineOf(ReadOnlySpan<byte> utf8, long at) => utf8[..(int)Math.Min(at, utf8.Length)].Count((byte)'\n') + 1;

    private static string FirstSentence(string text)
    {
        var end = text.IndexOf(". ", StringComparison.Ordinal);
        return end < 0 ? text : text[..end];
    }
}
