using System.Text.Json;

namespace IocExplorer.Persistence;

/// <summary>Reads what the parts of a fact are made of.</summary>
internal static class FactJson
{
    public static IocType Type(ref Utf8JsonReader reader)
    {
        Expect(ref reader, JsonTokenType.String);
        return TypeHere(ref reader);
    }

    /// <summary>Of the token that the reader stands on.</summary>
    public static IocType TypeHere(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.String && IocTypeNames.TryParse(reader.GetString()!, out var type)
            ? type
            : throw new JsonException("A fact names no IOC type.");

    public static TagClass Class(ref Utf8JsonReader reader) =>
        TagClassNames.TryParse(Text(ref reader), out var tagClass) ? tagClass : throw new JsonException("A tag names no class.");

    public static string Text(ref Utf8JsonReader reader)
    {
        Expect(ref reader, JsonTokenType.String);
        return reader.GetString()!;
    }

    public static long Number(ref Utf8JsonReader reader)
    {
        Expect(ref reader, JsonTokenType.Number);
        return reader.GetInt64();
    }

    public static void Expect(ref Utf8JsonReader reader, JsonTokenType token)
    {
        if (!reader.Read() || reader.TokenType != token)
        {
            throw new JsonException($"A fact holds {reader.TokenType} where {token} belongs.");
        }
    }
}
