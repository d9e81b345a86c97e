using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using IocExplorer.Analysis.Exports.Graph;

namespace IocExplorer.Analysis.Exports.Xml;

/// <summary>A graph in XML: nodes first, then edges. Nodes are referred to by type and value, so that nothing has to be looked up.</summary>
internal abstract class XmlGraphExport(string name, string description) : HuntExport(name, $".{name}", $"application/{name}+xml", description)
{
    private const string Words = "string";
    private const string Number = "integer";

    /// <summary>What is said of each node, with the types <c>string</c>, <c>boolean</c> and <c>integer</c>.</summary>
    protected static IReadOnlyList<(string Name, string Type)> NodeAttributes { get; } =
    [
        ("type", Words), ("value", Words), ("seed", "boolean"), ("level", Number), ("seeds", Number), ("classes", Words), ("tags", Words), ("sharing", Words),
    ];

    /// <summary>What is said of each edge.</summary>
    protected static IReadOnlyList<(string Name, string Type)> EdgeAttributes { get; } =
    [
        ("relation", Words), ("source", Words), ("operation", Words), ("first_seen", Words), ("last_seen", Words), ("answered_at", Words),
        ("seeds", Number), ("sharing", Words),
    ];

    private protected override async Task WriteAsync(
        ExportedHunt hunt, HuntGraph graph, ExportOutput output, Action<string> remark, CancellationToken cancellation)
    {
        await using var xml = XmlWriter.Create(output.Stream, new() { Encoding = ExportOutput.Utf8, Indent = true, CloseOutput = false, Async = true });
        WriteStart(xml, hunt);
        foreach (var node in graph.Nodes)
        {
            await WriteAsync(NodeOf(node));
        }

        WriteMiddle(xml);
        var number = 0L;
        foreach (var edge in graph.Edges)
        {
            await WriteAsync(EdgeOf("e" + Text(number++), edge));
        }

        // Closes all that is open.
        await xml.WriteEndDocumentAsync();
        await xml.FlushAsync();

        async ValueTask WriteAsync(XElement element)
        {
            element.WriteTo(xml);
            await xml.FlushAsync();
            await output.PassOnAsync(cancellation);
        }
    }

    /// <summary>The attributes that are known of it.</summary>
    protected static IEnumerable<(string Name, string Value)> ValuesOf(GraphNode node) => Known(NodeAttributes,
    [
        node.Ioc.Type.Name(), node.Ioc.Value, node.IsSeed ? "true" : "false", Text(node.Level), Text(node.Trees),
        ClassesOf(node), TagsOf(node), node.Sharing.Name(),
    ]);

    /// <inheritdoc cref="ValuesOf(GraphNode)"/>
    protected static IEnumerable<(string Name, string Value)> ValuesOf(GraphEdge edge) => Known(EdgeAttributes,
    [
        edge.Label, edge.Source, edge.Operation, ExportTime.Text(edge.Seen.First), ExportTime.Text(edge.Seen.Last),
        ExportTime.Text(edge.AskedAt), Text(edge.Trees), edge.Sharing.Name(),
    ]);

    protected static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static IEnumerable<(string Name, string Value)> Known(IReadOnlyList<(string Name, string Type)> attributes, IReadOnlyList<string> values) =>
        attributes.Zip(values, (attribute, value) => (attribute.Name, value)).Where(known => known.value.Length > 0);

    private static string TagsOf(GraphNode node) => string.Join("; ", node.Tags.Select(t => $"{t.Class.Name()}: {t.Name}"));

    /// <summary>The classes of its tags, as a tool can filter by.</summary>
    private static string ClassesOf(GraphNode node) => string.Join(' ', node.Tags.Select(t => t.Class).Distinct().Order().Select(c => c.Name()));

    /// <summary>What stands before the nodes; elements may stay open.</summary>
    protected abstract void WriteStart(XmlWriter xml, ExportedHunt hunt);

    /// <summary>Between nodes and edges.</summary>
    protected virtual void WriteMiddle(XmlWriter xml)
    {
    }

    protected abstract XElement NodeOf(GraphNode node);

    protected abstract XElement EdgeOf(string id, GraphEdge edge);
}
