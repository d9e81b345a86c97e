using System.Text.Json;
using IocExplorer.Analysis.Exports.Graph;

namespace IocExplorer.Analysis.Exports.Stix;

/// <summary>
/// A STIX 2.1 bundle: observables, relationships by the source that says them, notes with tags, indicators of what somebody says to be malicious, TLP 2.0
/// markings. Our label of a relation is its description; its time of creation is when it was answered, or when the hunt was submitted.
/// </summary>
internal sealed class StixExport() : HuntExport("stix", ".json", "application/stix+json", "a STIX 2.1 bundle")
{
    private protected override async Task WriteAsync(
        ExportedHunt hunt, HuntGraph graph, ExportOutput output, Action<string> remark, CancellationToken cancellation)
    {
        await using var json = new Utf8JsonWriter(output.Stream);
        var exclusions = new ExportExclusions(hunt.Hunt.Rules.OwnDomains);
        var writer = new StixWriter(json, hunt.Hunt);
        json.WriteStartObject();
        json.WriteString("type", "bundle");
        json.WriteString("id", StixIds.Of("bundle", HuntKey.Of(hunt.Hunt)));
        json.WriteStartArray("objects");
        foreach (var (node, edges) in graph.NodesWithEdges())
        {
            writer.WriteObservable(node);
            writer.WriteNote(node);
            if (node.Is(TagClass.KnownBad) && exclusions.GetExclusion(node) is null)
            {
                writer.WriteIndicator(node);
            }

            foreach (var edge in edges)
            {
                writer.WriteRelationship(edge);
                await output.PassOnAsync(json, cancellation);
            }

            await output.PassOnAsync(json, cancellation);
        }

        json.WriteEndArray();
        json.WriteEndObject();
        await json.FlushAsync(cancellation);
    }
}
