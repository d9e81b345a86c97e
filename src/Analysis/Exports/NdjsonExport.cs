using System.Text.Json;
using IocExplorer.Analysis.Exports.Graph;

namespace IocExplorer.Analysis.Exports;

/// <summary>
/// All relations, a JSON object a line:
/// <c>{"from":{"type","value"},"relation","to":{"type","value"},"source","operation","first_seen","last_seen","answered_at","seeds","sharing"}</c>.
/// </summary>
internal sealed class NdjsonExport()
    : HuntExport("ndjson", ".ndjson", "application/x-ndjson", "all relations, a JSON object a line, for scripts and search engines")
{
    private protected override async Task WriteAsync(
        ExportedHunt hunt, HuntGraph graph, ExportOutput output, Action<string> remark, CancellationToken cancellation)
    {
        await using var json = new Utf8JsonWriter(output.Stream);
        foreach (var edge in graph.Edges)
        {
            Write(json, edge);
            await json.FlushAsync(cancellation);
            json.Reset();
            output.Write("\n");
            await output.PassOnAsync(cancellation);
        }
    }

    private static void Write(Utf8JsonWriter json, GraphEdge edge)
    {
        json.WriteStartObject();
        Write(json, "from", edge.From);
        json.WriteString("relation", edge.Label);
        Write(json, "to", edge.To);
        json.WriteString("source", edge.Source);
        json.WriteString("operation", edge.Operation);
        WriteTime(json, "first_seen", edge.Seen.First);
        WriteTime(json, "last_seen", edge.Seen.Last);
        WriteTime(json, "answered_at", edge.AskedAt);
        json.WriteNumber("seeds", edge.Trees);
        json.WriteString("sharing", edge.Sharing.Name());
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, Ioc ioc)
    {
        json.WriteStartObject(name);
        json.WriteString("type", ioc.Type.Name());
        json.WriteString("value", ioc.Value);
        json.WriteEndObject();
    }

    // What is unknown is not there.
    private static void WriteTime(Utf8JsonWriter json, string name, DateTimeOffset? time)
    {
        if (time is not null)
        {
            json.WriteString(name, ExportTime.Text(time));
        }
    }
}
