using System.Text;
using System.Text.Json;

namespace IocExplorer.Workers.Definitions.Paths;

/// <summary>The text of JSON values.</summary>
internal static class JsonText
{
    /// <summary>Of a string, number or boolean; null for everything else.</summary>
    public static string? Of(AnswerValue value) => value.ValueKind switch
    {
        JsonValueKind.String => OfString(value.Written),
        JsonValueKind.Number => Encoding.UTF8.GetString(value.Written),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => null,
    };

    /// <summary>Of a string; empty for half of a surrogate pair, which cannot be shown or sent on.</summary>
    /// <param name="written">Without the quotes.</param>
    public static string OfString(ReadOnlySpan<byte> written)
    {
        try
        {
            return Unescaped(written);
        }
        catch (InvalidOperationException)
        {
            return "";
        }
    }

    /// <param name="written">Without the quotes.</param>
    /// <exception cref="InvalidOperationException">It holds half of a surrogate pair.</exception>
    public static string Unescaped(ReadOnlySpan<byte> written)
    {
        if (!written.Contains((byte)'\\'))
        {
            return Encoding.UTF8.GetString(written);
        }

        byte[] quoted = [(byte)'"', .. written, (byte)'"'];
        var reader = new Utf8JsonReader(quoted);
        reader.Read();
        return reader.GetString()!;
    }

    /// <summary>The kind of the value that begins with a token.</summary>
    public static JsonValueKind KindOf(JsonTokenType token) => token switch
    {
        JsonTokenType.StartObject => JsonValueKind.Object,
        JsonTokenType.StartArray => JsonValueKind.Array,
        JsonTokenType.String => JsonValueKind.String,
        JsonTokenType.Number => JsonValueKind.Number,
        JsonTokenType.True => JsonValueKind.True,
        JsonTokenType.False => JsonValueKind.False,
        _ => JsonValueKind.Null,
    };

    /// <summary>What it is, as people say it.</summary>
    public static string NameOf(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => "a text",
        JsonValueKind.Number => "a number",
        JsonValueKind.True or JsonValueKind.False => "true or false",
        _ => "null",
    };

    /// <summary>Whether something other than null stands there.</summary>
    public static bool IsThere(AnswerValue value) => value.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null);

    /// <summary>The value as JSON on one line, with a space behind colons and commas.</summary>
    public static string Whole(AnswerValue value) => value.ValueKind switch
    {
        JsonValueKind.Object => $"{{{string.Join(", ", value.Content.Select(member => $"\"{member.Name}\": {Whole(member)}"))}}}",
        JsonValueKind.Array => $"[{string.Join(", ", value.Content.Select(Whole))}]",
        JsonValueKind.String => $"\"{Encoding.UTF8.GetString(value.Written)}\"",
        _ => Encoding.UTF8.GetString(value.Written),
    };
}
