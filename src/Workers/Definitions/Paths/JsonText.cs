using System.Text;
using System.Text.Json;

namespace IocExplorer.Workers.Definitions.Paths;

/// <summary>The text of JSON values.</summary>
internal static class JsonText
{
    /// <summary>Of a string, number or boolean; null for everything else.</summary>
    public static string? Of(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                try
                {
                    return value.GetString();
                }
                catch (InvalidOperationException)
                {
                    // Half of a surrogate pair: text that cannot be shown or sent on.
                    return "";
                }

            case JsonValueKind.Number:
                return value.GetRawText();
            case JsonValueKind.True:
                return "true";
            case JsonValueKind.False:
                return "false";
            default:
                return null;
        }
    }

    /// <summary>Whether something other than null stands there.</summary>
    public static bool IsThere(JsonElement value) => value.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null);

    /// <summary>The value as JSON on one line, with a space behind colons and commas.</summary>
    public static string Whole(JsonElement value) => Append(new(), value).ToString();

    private static StringBuilder Append(StringBuilder text, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                var members = value.EnumerateObject().Select(m => $"\"{m.Name}\": {Whole(m.Value)}");
                return text.Append('{').AppendJoin(", ", members).Append('}');
            case JsonValueKind.Array:
                return text.Append('[').AppendJoin(", ", value.EnumerateArray().Select(Whole)).Append(']');
            default:
                return text.Append(value.GetRawText());
        }
    }
}
