using System.Text.Json;
using IocExplorer.Analysis.Exports.Graph;

namespace IocExplorer.Analysis.Exports.Misp;

/// <summary>
/// A MISP event. IOCs from which relations start are objects with references, the others attributes of the event; references go to attributes.
/// </summary>
internal sealed class MispExport() : HuntExport(
    "misp",
    ".json",
    "application/json",
    "a MISP event with objects and references; what is known to be good, shared, hosting or internal is off for detection (to_ids)")
{
    private protected override async Task WriteAsync(
        ExportedHunt hunt, HuntGraph graph, ExportOutput output, Action<string> remark, CancellationToken cancellation)
    {
        await using var json = new Utf8JsonWriter(output.Stream);
        var writer = new MispWriter(json, hunt.Hunt, graph.Sharing);
        json.WriteStartObject();
        json.WriteStartObject("Event");
        writer.WriteHead();
        json.WriteStartArray("Attribute");
        foreach (var (node, edges) in graph.NodesWithEdges())
        {
            if (!edges.Any())
            {
                writer.WriteAttribute(node);
                await output.PassOnAsync(json, cancellation);
            }
        }

        json.WriteEndArray();
        json.WriteStartArray("Object");
        foreach (var (node, edges) in graph.NodesWithEdges())
        {
            var isStarted = false;
            foreach (var edge in edges)
            {
                if (!isStarted)
                {
                    writer.StartObject(node);
                    isStarted = true;
                }

                writer.WriteReference(edge);
                await output.PassOnAsync(json, cancellation);
            }

            if (isStarted)
            {
                writer.EndObject();
            }
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
        await json.FlushAsync(cancellation);
    }
}
