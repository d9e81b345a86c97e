using System.Text.Json;
using IocExplorer.Workers.Files.Misp;
using IocExplorer.Workers.Files.Stix;

namespace IocExplorer.Workers.Files;

/// <summary>
/// A JSON file of intelligence: STIX bundles and MISP events, told apart by what is in them. Its bytes are held while it is read, and of what they say one object or one event at a
/// time: many MB of events need no more memory than the largest of them.
/// </summary>
internal sealed class JsonFile(string file, FileFacts facts, StixGraph graph)
{
    private const int Deepest = 200;
    private static readonly JsonReaderOptions s_lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, MaxDepth = Deepest };
    private bool _isUnderstood;

    /// <summary>First pass: events are read, STIX objects are noted.</summary>
    /// <exception cref="JsonException">It is not JSON.</exception>
    public void Read(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, s_lenient);
        reader.Read();
        ReadValue(ref reader, isFirstPass: true);
        while (reader.Read())
        {
            // Objects one below the other, without an array around them.
            ReadValue(ref reader, isFirstPass: true);
        }

        if (!_isUnderstood)
        {
            facts.BadLines.Add(new(file, 0, "is JSON, and neither a STIX bundle nor a MISP event") { Place = "whole file" });
        }
    }

    /// <summary>Second pass: STIX objects are connected, after all files have been noted.</summary>
    public void Connect(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, s_lenient);
        reader.Read();
        ReadValue(ref reader, isFirstPass: false);
        while (reader.Read())
        {
            ReadValue(ref reader, isFirstPass: false);
        }
    }

    private void ReadValue(ref Utf8JsonReader reader, bool isFirstPass)
    {
        if (reader.TokenType == JsonTokenType.StartArray)
        {
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                ReadValue(ref reader, isFirstPass);
            }
        }
        else if (reader.TokenType == JsonTokenType.StartObject)
        {
            ReadObject(ref reader, isFirstPass);
        }
        else
        {
            reader.Skip();
        }
    }

    // A bundle's objects and a response's events are taken one by one as they come. What else belongs together (an event without a name around it, or an export
    // with attributes beside the event) is kept until its object ends.
    private void ReadObject(ref Utf8JsonReader reader, bool isFirstPass)
    {
        var start = reader;
        var parts = new List<JsonDocument>();
        var own = new Dictionary<string, JsonDocument>(StringComparer.Ordinal);
        var isStix = false;
        try
        {
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var name = TextOf(in reader);
                reader.Read();
                switch (name)
                {
                    case "objects" when reader.TokenType == JsonTokenType.StartArray:
                        ReadStixObjects(ref reader, isFirstPass);
                        break;
                    case "response" when reader.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject:
                        ReadValue(ref reader, isFirstPass);
                        break;
                    case "Event" when isFirstPass && reader.TokenType == JsonTokenType.StartObject:
                        parts.Add(JsonDocument.ParseValue(ref reader));
                        break;
                    case "Attribute" or "Object" or "Tag" or "Galaxy" or "uuid" or "info" when isFirstPass:
                        own[name] = JsonDocument.ParseValue(ref reader);
                        break;
                    case "type" when reader.TokenType == JsonTokenType.String:
                        isStix = IsStixType(TextOf(in reader));
                        break;
                    default:
                        reader.Skip();
                        break;
                }
            }

            if (isStix)
            {
                using var found = JsonDocument.ParseValue(ref start);
                ReadStix(found.RootElement, isFirstPass);
            }

            if (parts.Count > 0 || own.ContainsKey("Attribute") || own.ContainsKey("Object"))
            {
                _isUnderstood = true;
                using var beside = JsonSerializer.SerializeToDocument(own.ToDictionary(o => o.Key, o => o.Value.RootElement));
                new MispEvent(facts, file).Read([.. parts.Select(p => p.RootElement), beside.RootElement]);
            }
        }
        finally
        {
            parts.ForEach(p => p.Dispose());
            foreach (var part in own.Values)
            {
                part.Dispose();
            }
        }
    }

    private void ReadStixObjects(ref Utf8JsonReader reader, bool isFirstPass)
    {
        _isUnderstood = true;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            using var found = JsonDocument.ParseValue(ref reader);
            ReadStix(found.RootElement, isFirstPass);
        }
    }

    private void ReadStix(JsonElement found, bool isFirstPass)
    {
        _isUnderstood = true;
        if (isFirstPass)
        {
            graph.Note(file, found);
        }
        else
        {
            graph.Connect(file, found);
        }
    }

    private static string TextOf(ref readonly Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            // No UTF-8, or half of a surrogate pair: nothing that is looked for.
            return "";
        }
    }

    // Of an object that stands alone: anything that could be in a bundle. Attributes of MISP have types too, of other names, and never stand alone.
    private static bool IsStixType(string type) => type is "indicator" or "relationship" or "observed-data" or "domain-name" or "ipv4-addr" or "ipv6-addr" or "url" or "email-addr"
        or "file" or "artifact" or "malware" or "threat-actor" or "intrusion-set" or "campaign" or "tool" or "attack-pattern" or "marking-definition" or "sighting" or "network-traffic"
        or "malware-analysis" or "identity" or "report" or "grouping" or "location" or "infrastructure" or "vulnerability";
}
