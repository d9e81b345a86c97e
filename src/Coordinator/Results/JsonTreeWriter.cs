using System.Text.Encodings.Web;
using System.Text.Json;
using IocExplorer.Coordinator.Trees;

namespace IocExplorer.Coordinator.Results;

/// <summary>Writes a tree as nested JSON objects, laid out as Python's <c>json.dump(indent=2)</c> does.</summary>
internal sealed class JsonTreeWriter : ITreeWriter
{
    // The writer's buffer doubles: a large object would be collected with the oldest generation, once for every few trees.
    private const int FlushedAt = 16 * 1024;
    private static readonly JsonWriterOptions Layout = new()
    {
        // Of texts that Python leaves as they are it leaves each character as it is.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Indented = true,
        IndentSize = 2,
        NewLine = "\n",
        MaxDepth = int.MaxValue,
        SkipValidation = true,
    };

    public string Format => "json";

    public string Title => "JSON";

    public string MediaType => "application/json";

    public void Write(ExplorationTree tree, bool plain, Stream stream)
    {
        using var json = new Utf8JsonWriter(stream, Layout);
        var nodes = tree.Nodes;
        var open = new Stack<(int Node, int NextChild)>();
        Begin(json, tree, 0, plain);
        open.Push((0, 0));
        while (open.TryPop(out var at))
        {
            if (json.BytesPending > FlushedAt)
            {
                json.Flush();
            }

            var (node, next) = at;
            if (next < nodes[node].Children)
            {
                open.Push((node, next + 1));
                open.Push((nodes[node].FirstChild + next, 0));
                Begin(json, tree, nodes[node].FirstChild + next, plain);
                continue;
            }

            if (next > 0)
            {
                json.WriteEndArray();
            }

            json.WriteEndObject();
        }

        json.Flush();
    }

    private static void Begin(Utf8JsonWriter json, ExplorationTree tree, int at, bool plain)
    {
        var node = tree.Nodes[at];
        json.WriteStartObject();
        Write(json, "id"u8, node.Ioc.Value);
        Write(json, "type"u8, node.Ioc.Type.Name());
        Write(json, "relation"u8, node.Relation);
        if (!plain && tree.Remarks.TryGetValue(at, out var remarks))
        {
            Write(json, remarks);
        }

        if (node.Children > 0)
        {
            json.WriteStartArray("children"u8);
        }
    }

    private static void Write(Utf8JsonWriter json, NodeRemarks remarks)
    {
        if (remarks.Seen.IsKnown)
        {
            json.WriteStartObject("seen"u8);
            Write(json, "first"u8, remarks.Seen.First is { } first ? SeenText.Of(first) : null);
            Write(json, "last"u8, remarks.Seen.Last is { } last ? SeenText.Of(last) : null);
            json.WriteEndObject();
        }

        WriteEach(json, "tags"u8, remarks.Tags, static (json, tag) =>
        {
            Write(json, "tag"u8, tag.Name);
            Write(json, "class"u8, tag.Class.Name());
            Write(json, "by"u8, tag.By);
            Write(json, "version"u8, tag.Version);
        });
        Write(json, "parked"u8, remarks.Parked);
        WriteEach(json, "missing"u8, remarks.Missing, static (json, missing) =>
        {
            Write(json, missing.Operation);
            Write(json, "reason"u8, missing.Reason.Name());
            Write(json, "detail"u8, missing.Detail);
        });
        WriteEach(json, "cut"u8, remarks.Cut, Write);
    }

    private static void Write(Utf8JsonWriter json, Operation operation)
    {
        Write(json, "source"u8, operation.Source);
        Write(json, "operation"u8, operation.Name);
    }

    /// <summary>A list of objects; nothing where it is empty.</summary>
    private static void WriteEach<T>(Utf8JsonWriter json, ReadOnlySpan<byte> name, IReadOnlyList<T> items, Action<Utf8JsonWriter, T> write)
    {
        if (items.Count == 0)
        {
            return;
        }

        json.WriteStartArray(name);
        foreach (var item in items)
        {
            json.WriteStartObject();
            write(json, item);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>A text; nothing where there is none.</summary>
    private static void Write(Utf8JsonWriter json, ReadOnlySpan<byte> name, string? text)
    {
        if (text is null)
        {
            return;
        }

        if (PythonJson.IsPlain(text))
        {
            json.WriteString(name, text);
            return;
        }

        json.WritePropertyName(name);
        json.WriteRawValue(PythonJson.Quote(text), skipInputValidation: true);
    }
}
