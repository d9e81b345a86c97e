using System.Text.Json;
using IocExplorer.Workers.Files.Misp;
using IocExplorer.Workers.Files.Stix;

namespace IocExplorer.Workers.Files;

/// <summary>
/// A JSON file of intelligence: STIX bundles and MISP events, distinguished by their content. Its bytes are held while it is read, and of what they say one
/// object or one event at a time: many MB of events need no more memory than the largest of them.
/// </summary>
internal sealed class JsonFile(string file, FileFacts facts, StixGraph graph, MispFoundEvents foundEvents)
{
    private const int Deepest = 200;
    private readonly MispFile _misp = new(facts, file, foundEvents);
    private bool _isUnderstood;

    /// <summary>How the files are read: people write comments, a comma too many, and one object a line.</summary>
    public static JsonReaderOptions Lenient { get; } = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        AllowMultipleValues = true,
        MaxDepth = Deepest,
    };

    /// <summary>Whether the passes behind the first have anything to do.</summary>
    public bool HasStix { get; private set; }

    /// <summary>Each pass is made over all files before the next.</summary>
    /// <exception cref="JsonException">It is not JSON.</exception>
    public void Read(ReadOnlySpan<byte> json, Pass pass)
    {
        var reader = new Utf8JsonReader(json, Lenient);
        reader.Read();
        do
        {
            // Objects may stand one below the other, without an array around them.
            _isUnderstood |= ReadValue(ref reader, pass);
        }
        while (reader.Read());
        if (!_isUnderstood)
        {
            var isIndex = Path.GetFileName(file).Equals("manifest.json", StringComparison.OrdinalIgnoreCase);
            var what = isIndex
                ? "is the index of a MISP feed, without its events; name the folder that they lie in"
                : "is JSON, and neither a STIX bundle nor a MISP event";
            facts.Accounts.BadLines.Add(new(file, 0, what) { Place = "whole file" });
        }
    }

    /// <returns>Whether there was anything of STIX or MISP in it.</returns>
    private bool ReadValue(ref Utf8JsonReader reader, Pass pass)
    {
        var isUnderstood = false;
        if (reader.TokenType == JsonTokenType.StartArray)
        {
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                isUnderstood |= ReadValue(ref reader, pass);
            }
        }
        else if (reader.TokenType == JsonTokenType.StartObject)
        {
            isUnderstood = ReadObject(ref reader, pass);
        }
        else
        {
            reader.Skip();
        }

        return isUnderstood;
    }

    // A bundle's objects and a response's events are taken one by one as they come. What else belongs together (an event without a name around it, or an export
    // with attributes beside the event) is kept until its object ends.
    private bool ReadObject(ref Utf8JsonReader reader, Pass pass)
    {
        var start = reader;
        using var parts = new JsonParts();
        var isUnderstood = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = JsonParts.TextOf(in reader);
            reader.Read();
            switch (name)
            {
                case "objects" when reader.TokenType == JsonTokenType.StartArray:
                    ReadStixObjects(ref reader, pass);
                    isUnderstood = true;
                    break;
                case "response" when reader.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject:
                    isUnderstood |= ReadValue(ref reader, pass);
                    break;
                case "Event" when reader.TokenType == JsonTokenType.StartArray:
                    ReadEvents(ref reader, pass);
                    isUnderstood = true;
                    break;
                case "Event" when reader.TokenType == JsonTokenType.StartObject:
                    parts.AddEvent(ref reader, pass == Pass.First);
                    break;
                default:
                    parts.Add(name, ref reader, pass == Pass.First);
                    break;
            }
        }

        return ReadParts(parts, start, pass) || isUnderstood || ReadMembers(start, pass);
    }

    private bool ReadParts(JsonParts parts, Utf8JsonReader start, Pass pass)
    {
        if (parts.IsStix)
        {
            using var found = JsonDocument.ParseValue(ref start);
            ReadStix(found.RootElement, pass);
        }
        else if (pass == Pass.First && parts.IsMispAttribute)
        {
            using var found = JsonDocument.ParseValue(ref start);
            _misp.ReadFoundAttribute(found.RootElement, []);
        }
        else if (pass == Pass.First && parts.IsMispObject)
        {
            using var found = JsonDocument.ParseValue(ref start);
            _misp.ReadFoundObject(found.RootElement, []);
        }
        else if (pass == Pass.First && parts.IsMispEvent)
        {
            _misp.ReadEvent([.. parts.Events, parts.Beside()]);
        }
        else if (pass == Pass.First && parts.IsMisp)
        {
            _misp.ReadFound(parts.Beside());
        }

        return parts.IsStix || parts.IsMisp;
    }

    // Something unknown around it: what an interface wraps its answers in.
    private bool ReadMembers(Utf8JsonReader reader, Pass pass)
    {
        var isUnderstood = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            reader.Read();
            isUnderstood |= ReadValue(ref reader, pass);
        }

        return isUnderstood;
    }

    private void ReadEvents(ref Utf8JsonReader reader, Pass pass)
    {
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            using var found = JsonDocument.ParseValue(ref reader);
            if (pass == Pass.First)
            {
                _misp.ReadEvent([found.RootElement]);
            }
        }
    }

    private void ReadStixObjects(ref Utf8JsonReader reader, Pass pass)
    {
        HasStix = true;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            using var found = JsonDocument.ParseValue(ref reader);
            ReadStix(found.RootElement, pass);
        }
    }

    private void ReadStix(JsonElement found, Pass pass)
    {
        HasStix = true;
        if (found.Text("type") == "bundle")
        {
            foreach (var inside in found.Items("objects"))
            {
                ReadStix(inside, pass);
            }

            return;
        }

        switch (pass)
        {
            case Pass.First:
                graph.See(found);
                break;
            case Pass.Note:
                graph.Note(file, found);
                break;
            default:
                graph.Connect(file, found);
                break;
        }
    }

    /// <summary>What is done with what is read.</summary>
    public enum Pass
    {
        /// <summary>Events are read, versions of STIX objects are seen.</summary>
        First,

        Note,

        Connect,
    }
}
