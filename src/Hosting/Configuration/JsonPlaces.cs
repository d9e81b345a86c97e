using System.Globalization;
using System.Text.Json;

namespace IocExplorer.Hosting.Configuration;

/// <summary>
/// On which line each setting of a JSON configuration stands. .NET's configuration reads the values but forgets the lines, and a message
/// without a line is a search.
/// </summary>
internal static class JsonPlaces
{
    /// <summary>Line numbers by dotted path; case does not matter. The text is known to be good JSON.</summary>
    public static IReadOnlyDictionary<string, int> Read(byte[] utf8)
    {
        var places = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        var reader = new Utf8JsonReader(utf8, new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        var open = new Stack<(string Path, int Index)>();
        var next = "";
        var (line, counted) = (1, 0);
        while (reader.Read())
        {
            line += utf8.AsSpan(counted, (int)reader.TokenStartIndex - counted).Count((byte)'\n');
            counted = (int)reader.TokenStartIndex;
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    next = Join(open.Peek().Path, reader.GetString()!.Replace(':', '.'));
                    places[next] = line;
                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    open.Pop();
                    break;
                default:
                    if (open.TryPeek(out var array) && array.Index >= 0)
                    {
                        open.Pop();
                        open.Push((array.Path, array.Index + 1));
                        next = Join(array.Path, array.Index.ToString(CultureInfo.InvariantCulture));
                        places[next] = line;
                    }

                    if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
                    {
                        open.Push((next, reader.TokenType == JsonTokenType.StartArray ? 0 : -1));
                    }

                    break;
            }
        }

        return places;
    }

    private static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";
}
