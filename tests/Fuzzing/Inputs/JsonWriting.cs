using System.Globalization;
using System.Text;

namespace IocExplorer.Fuzzing.Inputs;

/// <summary>Writes what no serializer would: half of a surrogate pair is written as its escape.</summary>
internal static class JsonWriting
{
    public static string Of(JsonPiece piece)
    {
        var json = new StringBuilder();
        Write(piece, json);
        return json.ToString();
    }

    public static string Quoted(string text)
    {
        var quoted = new StringBuilder(text.Length + 2).Append('"');
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            var isPair = char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]);
            if (isPair)
            {
                quoted.Append(c).Append(text[++i]);
            }
            else if (c is < ' ' or '"' or '\\' || char.IsSurrogate(c))
            {
                quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
            }
            else
            {
                quoted.Append(c);
            }
        }

        return quoted.Append('"').ToString();
    }

    private static void Write(JsonPiece piece, StringBuilder json)
    {
        if (piece.Members is { } members)
        {
            json.Append('{');
            for (var i = 0; i < members.Count; i++)
            {
                json.Append(i == 0 ? "" : ",").Append(Quoted(members[i].Name)).Append(':');
                Write(members[i].Value, json);
            }

            json.Append('}');
        }
        else if (piece.Items is { } items)
        {
            json.Append('[');
            for (var i = 0; i < items.Count; i++)
            {
                json.Append(i == 0 ? "" : ",");
                Write(items[i], json);
            }

            json.Append(']');
        }
        else
        {
            json.Append(piece.Raw);
        }
    }
}
