namespace IocExplorer.Workers.Files;

/// <summary>The members of one JSON object that say what it is: a STIX object, or an event, object or attribute of MISP.</summary>
internal sealed class JsonParts : IDisposable
{
    private readonly List<JsonDocument> _events = [];
    private readonly Dictionary<string, JsonDocument> _kept = new(StringComparer.Ordinal);
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private JsonDocument? _beside;
    private string _id = "";
    private string _type = "";

    public IEnumerable<JsonElement> Events => _events.Select(e => e.RootElement);

    /// <summary>Of an object that stands alone: anything that could be in a bundle. MISP's types are others, and its ids are numbers.</summary>
    public bool IsStix =>
        _type.Length > 0 && _type != "bundle" && (_id.StartsWith($"{_type}--", StringComparison.Ordinal) || (IsStixType(_type) && !IsMispAttribute));

    /// <summary>An attribute that stands for itself, out of a list of such.</summary>
    public bool IsMispAttribute =>
        _type.Length > 0 && _names.Contains("value") && (_names.Contains("category") || _names.Contains("to_ids") || _names.Contains("event_id"));

    /// <summary>An object that stands for itself, out of a list of such.</summary>
    public bool IsMispObject => _names.Contains("Attribute") && (_names.Contains("meta-category") || _names.Contains("template_uuid"));

    /// <summary>Not what a search found of several events.</summary>
    public bool IsMispEvent => _names.Contains("Event") || (HasContent && _names.Contains("info"));

    public bool IsMisp => _names.Contains("Event") || HasContent || IsMispAttribute;

    private bool HasContent => _names.Contains("Attribute") || _names.Contains("Object");

    public void AddEvent(ref Utf8JsonReader reader, bool isKept)
    {
        _names.Add("Event");
        if (isKept)
        {
            _events.Add(JsonDocument.ParseValue(ref reader));
        }
        else
        {
            reader.Skip();
        }
    }

    /// <summary>Another member; the reader stands at its value, and is taken to its end.</summary>
    public void Add(string name, ref Utf8JsonReader reader, bool isKept)
    {
        if (reader.TokenType == JsonTokenType.String && name is "type" or "id" && TextOf(in reader) is var text)
        {
            _ = name == "type" ? _type = text : _id = text;
        }
        else if (name is "Attribute" or "Object")
        {
            // A list or one; a word that means something else elsewhere.
            if (reader.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject)
            {
                _names.Add(name);
            }
        }
        else if (name is "info" or "value" or "category" or "to_ids" or "event_id" or "meta-category" or "template_uuid")
        {
            _names.Add(name);
        }

        if (isKept && name is "Attribute" or "Object" or "ShadowAttribute" or "Tag" or "EventTag" or "Galaxy" or "uuid" or "info")
        {
            _kept[name] = JsonDocument.ParseValue(ref reader);
        }
        else
        {
            reader.Skip();
        }
    }

    /// <summary>What stands beside the event, or is one without a name around it.</summary>
    public JsonElement Beside()
    {
        _beside ??= JsonSerializer.SerializeToDocument(_kept.ToDictionary(o => o.Key, o => o.Value.RootElement));
        return _beside.RootElement;
    }

    public void Dispose()
    {
        foreach (var part in _events.Concat(_kept.Values))
        {
            part.Dispose();
        }

        _beside?.Dispose();
    }

    /// <summary>A name or text; empty when it is no UTF-8, or half of a surrogate pair: nothing that is looked for.</summary>
    public static string TextOf(ref readonly Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return "";
        }
    }

    private static bool IsStixType(string type) => type
        is "indicator" or "relationship" or "observed-data" or "domain-name" or "ipv4-addr" or "ipv6-addr" or "url" or "email-addr"
        or "file" or "artifact" or "malware" or "threat-actor" or "intrusion-set" or "campaign" or "tool" or "attack-pattern"
        or "marking-definition" or "sighting" or "network-traffic" or "malware-analysis" or "identity" or "report" or "grouping"
        or "location" or "infrastructure" or "vulnerability";
}
