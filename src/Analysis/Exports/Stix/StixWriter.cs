using System.Text.Json;
using IocExplorer.Analysis.Exports.Graph;
using IocExplorer.Analysis.Records;

namespace IocExplorer.Analysis.Exports.Stix;

/// <summary>Writes the objects of a bundle. Identities and markings are written where they are first referred to.</summary>
internal sealed class StixWriter(Utf8JsonWriter json, HuntRecord hunt)
{
    private const string Own = "IOC Explorer";

    // What never changes has one version.
    private const string CreatedOnce = "2026-01-01T00:00:00.000Z";

    private readonly HashSet<string> _written = new(StringComparer.Ordinal);
    private readonly string _submitted = ExportTime.Milliseconds(hunt.StartedAt);

    public void WriteObservable(GraphNode node)
    {
        EnsureMarking(node.Sharing);
        Start(StixIds.TypeOf(node.Ioc), StixIds.Of(node.Ioc));
        if (StixIds.HashNameOf(node.Ioc) is { } hash)
        {
            json.WriteStartObject("hashes");
            json.WriteString(hash, node.Ioc.Value);
            json.WriteEndObject();
        }
        else
        {
            json.WriteString(node.Ioc.Type == IocType.File ? "name" : "value", node.Ioc.Value);
        }

        End(node.Sharing);
    }

    /// <summary>Says that it is a seed, and what is known of it.</summary>
    public void WriteNote(GraphNode node)
    {
        string[] seed = node.IsSeed ? ["Seed of the hunt."] : [];
        var content = string.Join('\n', [.. seed, .. node.Tags.Select(t => $"{t.Class.Name()}: {t.Name} ({t.By})")]);
        if (content.Length == 0)
        {
            return;
        }

        var about = StixIds.Of(node.Ioc);
        StartByUs("note", about, content);
        json.WriteString("abstract", HuntKey.TitleOf(hunt));
        json.WriteString("content", content);
        json.WriteStartArray("object_refs");
        json.WriteStringValue(about);
        json.WriteEndArray();
        End(node.Sharing);
    }

    /// <summary>Says that it is malicious.</summary>
    public void WriteIndicator(GraphNode node)
    {
        var pattern = StixPatternText.Of(node.Ioc);
        StartByUs("indicator", pattern);
        json.WriteString("name", node.Ioc.Value);
        json.WriteStartArray("indicator_types");
        json.WriteStringValue("malicious-activity");
        json.WriteEndArray();
        json.WriteString("pattern", pattern);
        json.WriteString("pattern_type", "stix");
        json.WriteString("valid_from", _submitted);
        End(node.Sharing);
    }

    public void WriteRelationship(GraphEdge edge)
    {
        EnsureMarking(edge.Sharing);
        var by = EnsureIdentity(edge.Source);
        var (from, to) = (StixIds.Of(edge.From), StixIds.Of(edge.To));
        var created = edge.AskedAt is { } at ? ExportTime.Milliseconds(at) : _submitted;
        var start = edge.Seen.First is { } first ? ExportTime.Milliseconds(first) : "";

        // It must be later than the start.
        var stop = edge.Seen.LastSeconds > edge.Seen.FirstSeconds ? ExportTime.Milliseconds(edge.Seen.Last!.Value) : "";
        Start("relationship", StixIds.Of("relationship", from, to, edge.Label, by, created, start, stop));
        json.WriteString("created_by_ref", by);
        json.WriteString("created", created);
        json.WriteString("modified", created);
        json.WriteString("relationship_type", TypeOf(edge));
        json.WriteString("description", edge.Label);
        json.WriteString("source_ref", from);
        json.WriteString("target_ref", to);
        WriteIfAny("start_time", start);
        WriteIfAny("stop_time", stop);
        End(edge.Sharing);
    }

    // The specification's words for observables; a label of ours may hold characters that a type may not.
    private static string TypeOf(GraphEdge edge) =>
        edge.From.Type == IocType.Domain && edge.To.Type is IocType.IpAddress or IocType.Domain && edge.From != edge.To
            && edge.Label.Contains("resol", StringComparison.OrdinalIgnoreCase) ? "resolves-to" : "related-to";

    private void StartByUs(string type, params IEnumerable<string> parts)
    {
        var by = EnsureIdentity(Own);
        Start(type, StixIds.Of(type, [HuntKey.Of(hunt), .. parts]));
        json.WriteString("created_by_ref", by);
        json.WriteString("created", _submitted);
        json.WriteString("modified", _submitted);
    }

    private string EnsureIdentity(string name)
    {
        var id = StixIds.Of("identity", name);
        if (_written.Add(id))
        {
            Start("identity", id);
            json.WriteString("created", CreatedOnce);
            json.WriteString("modified", CreatedOnce);
            json.WriteString("name", name);
            json.WriteString("identity_class", "system");
            json.WriteEndObject();
        }

        return id;
    }

    private void EnsureMarking(SharingLevel level)
    {
        var id = StixMarkings.IdOf(level);
        if (_written.Add(id))
        {
            Start("marking-definition", id);
            json.WriteString("created", StixMarkings.Created);
            json.WriteString("name", $"TLP:{level.Name().ToUpperInvariant()}");
            json.WriteStartObject("extensions");
            json.WriteStartObject(StixMarkings.Extension);
            json.WriteString("extension_type", "property-extension");
            json.WriteString("tlp_2_0", level.Name());
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndObject();
        }
    }

    private void Start(string type, string id)
    {
        json.WriteStartObject();
        json.WriteString("type", type);
        json.WriteString("spec_version", "2.1");
        json.WriteString("id", id);
    }

    private void End(SharingLevel sharing)
    {
        json.WriteStartArray("object_marking_refs");
        json.WriteStringValue(StixMarkings.IdOf(sharing));
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private void WriteIfAny(string name, string text)
    {
        if (text.Length > 0)
        {
            json.WriteString(name, text);
        }
    }
}
