using System.Text.Json;
using IocExplorer.Analysis.Exports.Graph;

namespace IocExplorer.Analysis.Exports.Page;

/// <summary>
/// What the page's script reads, as JSON without a character that means something in HTML: <c>nodes</c> are [type, value, level, seeds, [tags]], <c>edges</c>
/// [from, to, label, source,
/// first, last, answered] with times in Unix seconds (0: unknown), <c>tags</c> [name, class, by]; all other numbers are places in the lists beside them.
/// </summary>
internal sealed class PageData(Utf8JsonWriter json, Func<ValueTask> passOn)
{
    private readonly Dictionary<Ioc, int> _places = [];
    private readonly Dictionary<string, int> _labels = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _sources = new(StringComparer.Ordinal);
    private readonly Dictionary<Tag, int> _tags = [];

    /// <param name="isShown">Which IOCs are.</param>
    public async Task WriteNodesAsync(HuntGraph graph, Func<Ioc, bool> isShown)
    {
        json.WriteStartArray("nodes");
        foreach (var node in graph.Nodes.Where(n => isShown(n.Ioc)))
        {
            _places.Add(node.Ioc, _places.Count);
            json.WriteStartArray();
            json.WriteNumberValue((int)node.Ioc.Type - 1);
            json.WriteStringValue(node.Ioc.Value);
            json.WriteNumberValue(node.Level);
            json.WriteNumberValue(node.Trees);
            json.WriteStartArray();
            foreach (var tag in node.Tags)
            {
                json.WriteNumberValue(PlaceOf(_tags, tag));
            }

            json.WriteEndArray();
            json.WriteEndArray();
            await passOn();
        }

        json.WriteEndArray();
    }

    /// <summary>The relations between the IOCs that were written.</summary>
    public async Task WriteEdgesAsync(HuntGraph graph, int most)
    {
        var written = 0;
        json.WriteStartArray("edges");
        foreach (var edge in graph.Edges)
        {
            if (!_places.TryGetValue(edge.From, out var from) || !_places.TryGetValue(edge.To, out var to))
            {
                continue;
            }

            if (written++ == most)
            {
                break;
            }

            json.WriteStartArray();
            var (label, source) = (PlaceOf(_labels, edge.Label), PlaceOf(_sources, edge.Source));
            foreach (var number in new[] { from, to, label, source, edge.Seen.FirstSeconds, edge.Seen.LastSeconds, edge.At })
            {
                json.WriteNumberValue(number);
            }

            json.WriteEndArray();
            await passOn();
        }

        json.WriteEndArray();
    }

    /// <summary>To be called last.</summary>
    public void WriteLists()
    {
        WriteTexts("types", IocTypeNames.All);
        WriteTexts("classes", TagClassNames.All);
        WriteTexts("labels", _labels.Keys);
        WriteTexts("sources", _sources.Keys);
        json.WriteStartArray("tags");
        foreach (var tag in _tags.Keys)
        {
            json.WriteStartArray();
            json.WriteStringValue(tag.Name);
            json.WriteNumberValue((int)tag.Class - 1);
            json.WriteStringValue(tag.By);
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    // Nothing is ever taken out, so the keys stay in the order in which they came.
    private static int PlaceOf<T>(Dictionary<T, int> places, T item)
        where T : notnull
    {
        if (!places.TryGetValue(item, out var place))
        {
            places.Add(item, place = places.Count);
        }

        return place;
    }

    private void WriteTexts(string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }
}
