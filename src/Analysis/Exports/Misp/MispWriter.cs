using System.Globalization;
using System.Text.Json;
using IocExplorer.Analysis.Exports.Graph;
using IocExplorer.Analysis.Records;

namespace IocExplorer.Analysis.Exports.Misp;

/// <summary>Writes the parts of an event.</summary>
internal sealed class MispWriter(Utf8JsonWriter json, HuntRecord hunt, SharingLevel sharing)
{
    private const string Own = "7bbfdea7-4e7b-4e7d-ae49-ab5b6dbd56ce";

    // "Your organisation only", and "as the event": who may see more, the reader says.
    private const string OwnOrganisation = "0";
    private const string AsTheEvent = "5";

    private readonly ExportExclusions _exclusions = new(hunt.Rules.OwnDomains);
    private readonly string _event = NameBasedUuid.Of("misp", HuntKey.Of(hunt)).ToString();
    private readonly string _time = (hunt.EndedAt ?? hunt.StartedAt).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    /// <summary>All of the event but its attributes and objects.</summary>
    public void WriteHead()
    {
        json.WriteString("uuid", _event);
        json.WriteString("info", HuntKey.TitleOf(hunt));
        json.WriteString("date", hunt.StartedAt.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        json.WriteString("timestamp", _time);
        json.WriteString("publish_timestamp", "0");
        json.WriteBoolean("published", false);
        json.WriteString("analysis", hunt.EndedAt is null ? "1" : "2");
        json.WriteString("threat_level_id", "4");
        json.WriteString("distribution", OwnOrganisation);
        json.WriteStartObject("Orgc");
        json.WriteString("name", "IOC Explorer");
        json.WriteString("uuid", Own);
        json.WriteEndObject();
        WriteTags([$"tlp:{sharing.Name()}"]);
    }

    public void WriteAttribute(GraphNode node) => WriteAttribute(node, MispTemplate.Of(node.Ioc), isInObject: false);

    /// <summary>The object around an attribute; its references follow, then <see cref="EndObject"/>.</summary>
    public void StartObject(GraphNode node)
    {
        var template = MispTemplate.Of(node.Ioc);
        json.WriteStartObject();
        json.WriteString("uuid", ObjectIdOf(node.Ioc));
        json.WriteString("name", template.Name);
        json.WriteString("meta-category", template.MetaCategory);
        json.WriteString("description", template.Description);
        json.WriteString("template_uuid", template.Uuid);
        json.WriteString("template_version", template.Version);
        json.WriteString("timestamp", _time);
        json.WriteString("distribution", AsTheEvent);
        json.WriteString("comment", "");
        json.WriteBoolean("deleted", false);
        json.WriteStartArray("Attribute");
        WriteAttribute(node, template, isInObject: true);
        json.WriteEndArray();
        json.WriteStartArray("ObjectReference");
    }

    public void EndObject()
    {
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>MISP has no times on references: they are in the comment.</summary>
    public void WriteReference(GraphEdge edge)
    {
        json.WriteStartObject();
        json.WriteString("uuid", NameBasedUuid.Of("misp reference", _event, edge.From.ToString(), edge.To.ToString(), edge.Label, edge.Source).ToString());
        json.WriteString("object_uuid", ObjectIdOf(edge.From));
        json.WriteString("referenced_uuid", AttributeIdOf(edge.To));
        json.WriteString("referenced_type", "0");
        json.WriteString("relationship_type", edge.Label);
        json.WriteString("comment", CommentOf(edge));
        json.WriteString("timestamp", _time);
        json.WriteBoolean("deleted", false);
        json.WriteEndObject();
    }

    private void WriteAttribute(GraphNode node, MispTemplate template, bool isInObject)
    {
        var isIndicator = _exclusions.GetExclusion(node) is null;
        json.WriteStartObject();
        json.WriteString("uuid", AttributeIdOf(node.Ioc));
        json.WriteString("type", template.Type);
        json.WriteString("category", template.Category);
        if (isInObject)
        {
            json.WriteString("object_relation", template.Relation);
        }

        json.WriteString("value", node.Ioc.Value);
        json.WriteBoolean("to_ids", isIndicator);
        json.WriteBoolean("disable_correlation", !isIndicator);
        json.WriteString("distribution", AsTheEvent);
        json.WriteString("timestamp", _time);
        json.WriteString("comment", CommentOf(node));
        json.WriteBoolean("deleted", false);

        // One level, and the strictest: what a source said may be less than what holds.
        WriteTags([$"tlp:{node.Sharing.Name()}", .. node.Tags.Where(t => TreeFacts.LevelOf(t) is null).Select(TextOf).Distinct()]);
        json.WriteEndObject();
    }

    // As taxonomies have it: namespace:predicate="value".
    private static string TextOf(Tag tag) =>
        $"ioc-explorer:{tag.Class.Name()}=\"{tag.Name.Replace('"', '\'')} ({tag.By.Replace('"', '\'')})\"";

    private void WriteTags(IEnumerable<string> names)
    {
        json.WriteStartArray("Tag");
        foreach (var name in names)
        {
            json.WriteStartObject();
            json.WriteString("name", name);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static string CommentOf(GraphNode node) => node.IsSeed
        ? "seed"
        : $"level {node.Level}, of {node.Trees} {(node.Trees == 1 ? "seed" : "seeds")}";

    private static string CommentOf(GraphEdge edge)
    {
        var first = ExportTime.Text(edge.Seen.First);
        var last = ExportTime.Text(edge.Seen.Last);
        return string.Join(", ", new[]
        {
            edge.Source,
            first.Length > 0 ? $"first seen {first}" : "",
            last.Length > 0 ? $"last seen {last}" : "",
            edge.AskedAt is { } at ? $"answered {ExportTime.Text(at)}" : "",
        }.Where(p => p.Length > 0));
    }

    private string AttributeIdOf(Ioc ioc) => NameBasedUuid.Of("misp attribute", _event, ioc.ToString()).ToString();

    private string ObjectIdOf(Ioc ioc) => NameBasedUuid.Of("misp object", _event, ioc.ToString()).ToString();
}
