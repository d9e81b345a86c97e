using System.Globalization;
using System.Text.Json;
using IocExplorer.Tagging.Matching;

namespace IocExplorer.Tagging.Lists;

/// <summary>All of a list in MISP's format but its entries. Read first, because the entries may come before the members that say how to read them.</summary>
internal sealed record ListHeader
{
    public string Title { get; private set; } = "";

    public string Type { get; private set; } = "";

    public string? Version { get; private set; }

    public IocTypes Types { get; private set; } = IocTypes.All;

    public bool HasEntries { get; private set; }

    /// <summary>What the list says of itself: <c>class</c> and <c>tag</c>, which MISP's format does not know.</summary>
    public ListMeaning Meaning { get; private set; } = new();

    /// <summary>Empty when the list can be read; else what is wrong with it.</summary>
    public string Error { get; private set; } = "";

    /// <exception cref="JsonException">It is not JSON.</exception>
    public static ListHeader Read(ref Utf8JsonReader reader)
    {
        var header = new ListHeader();
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            header.Error = "is no JSON object";
            return header;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            header.Read(name, ref reader);
            reader.Skip();
        }

        header.Check();
        return header;
    }

    private void Read(string name, ref Utf8JsonReader reader)
    {
        switch (name, reader.TokenType)
        {
            case ("name", JsonTokenType.String):
                Title = Text.AsTagName(reader.GetString()!);
                break;
            case ("type", JsonTokenType.String):
                Type = reader.GetString()!.Trim().ToLowerInvariant();
                break;
            case ("version", JsonTokenType.Number):
                Version = reader.TryGetInt64(out var number)
                    ? number.ToString(CultureInfo.InvariantCulture)
                    : reader.GetDouble().ToString(CultureInfo.InvariantCulture);
                break;
            case ("version", JsonTokenType.String):
                Version = Text.AsTagName(reader.GetString()!);
                break;
            case ("matching_attributes", JsonTokenType.StartArray):
                Types = ReadTypes(ref reader);
                break;
            case ("class", JsonTokenType.String):
                var written = reader.GetString()!;
                Error = TagClassNames.TryParse(written, out var tagClass)
                    ? Error
                    : $"has the class {Text.Shown(written)}, which is none of {string.Join(", ", TagClassNames.All)}";
                Meaning = Meaning with { Class = tagClass };
                break;
            case ("tag", JsonTokenType.String):
                Meaning = Meaning with { Tag = Text.AsTagName(reader.GetString()!) is { Length: > 0 } tag ? tag : null };
                break;
            case ("list", JsonTokenType.StartArray):
                HasEntries = true;
                break;
            default:
                break;
        }
    }

    // An empty array is the same as none; a list whose attributes are all no IOCs matches nothing.
    private static IocTypes ReadTypes(ref Utf8JsonReader reader)
    {
        var types = IocTypes.None;
        var any = false;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType == JsonTokenType.String)
            {
                any = true;
                types |= Attributes.TypesOf(reader.GetString()!.Trim().ToLowerInvariant());
            }
            else
            {
                reader.Skip();
            }
        }

        return any ? types : IocTypes.All;
    }

    private void Check()
    {
        if (Error.Length == 0 && !HasEntries)
        {
            Error = "has no \"list\" of entries";
        }
        else if (Error.Length == 0 && Type is not ("string" or "hostname" or "cidr" or "substring" or "regex"))
        {
            Error = Type.Length == 0 ? "has no \"type\"" : $"has the type {Text.Shown(Type)}";
        }
    }
}
