using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using IocExplorer.Analysis.Exports.Graph;

namespace IocExplorer.Analysis.Exports.Xml;

/// <summary>GraphML, with the labels and colours that yEd looks for.</summary>
internal sealed class GraphmlExport() : XmlGraphExport("graphml", "GraphML, for yEd, Gephi, Cytoscape and networkx")
{
    private static readonly XNamespace s_space = "http://graphml.graphdrawing.org/xmlns";
    private static readonly XNamespace s_yEd = "http://www.yworks.com/xml/graphml";

    protected override void WriteStart(XmlWriter xml, ExportedHunt hunt)
    {
        xml.WriteStartElement("graphml", s_space.NamespaceName);
        xml.WriteAttributeString("xmlns", "y", null, s_yEd.NamespaceName);
        XElement[] head =
        [
            new(s_space + "desc", HuntKey.TitleOf(hunt.Hunt)),
            .. NodeAttributes.Select(attribute => KeyOf("node", attribute)),
            .. EdgeAttributes.Select(attribute => KeyOf("edge", attribute)),
            YEdKeyOf("node"),
            YEdKeyOf("edge"),
        ];
        Array.ForEach(head, element => element.WriteTo(xml));
        xml.WriteStartElement("graph", s_space.NamespaceName);
        xml.WriteAttributeString("id", "hunt-" + Text(hunt.Hunt.Id));
        xml.WriteAttributeString("edgedefault", "directed");
    }

    protected override XElement NodeOf(GraphNode node)
    {
        var (red, green, blue) = TypeColours.Of(node.Ioc.Type);
        return new(
            s_space + "node",
            new XAttribute("id", IdOf(node.Ioc)),
            DataOf("node", ValuesOf(node)),
            DataOf("node_yed", new XElement(
                s_yEd + "ShapeNode",
                new XElement(s_yEd + "Fill", new XAttribute("color", $"#{red:X2}{green:X2}{blue:X2}")),
                new XElement(s_yEd + "NodeLabel", node.Ioc.Value),
                new XElement(s_yEd + "Shape", new XAttribute("type", node.IsSeed ? "diamond" : "ellipse")))));
    }

    protected override XElement EdgeOf(string id, GraphEdge edge) => new(
        s_space + "edge",
        new XAttribute("id", id),
        new XAttribute("source", IdOf(edge.From)),
        new XAttribute("target", IdOf(edge.To)),
        DataOf("edge", ValuesOf(edge)),
        DataOf("edge_yed", new XElement(
            s_yEd + "PolyLineEdge",
            new XElement(s_yEd + "EdgeLabel", edge.Label),
            new XElement(s_yEd + "Arrows", new XAttribute("source", "none"), new XAttribute("target", "standard")))));

    // The format's schema allows letters, digits, dots, hyphens, colons and underscores in ids: the rest is written in hex behind an underscore.
    private static string IdOf(Ioc ioc)
    {
        var id = new StringBuilder(ioc.Type.Name().Replace('_', '-')).Append(':');
        foreach (var letter in ioc.Value)
        {
            var isPlain = char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' or ':';
            _ = isPlain ? id.Append(letter) : id.Append(CultureInfo.InvariantCulture, $"_{(int)letter:X4}");
        }

        return id.ToString();
    }

    // By the name "label" Gephi shows the relation beside the edge.
    private static XElement KeyOf(string holder, (string Name, string Type) attribute) => new(
        s_space + "key",
        new XAttribute("id", $"{holder}_{attribute.Name}"),
        new XAttribute("for", holder),
        new XAttribute("attr.name", attribute.Name == "relation" ? "label" : attribute.Name),
        new XAttribute("attr.type", attribute.Type == "integer" ? "int" : attribute.Type));

    private static XElement YEdKeyOf(string holder) => new(
        s_space + "key",
        new XAttribute("id", $"{holder}_yed"),
        new XAttribute("for", holder),
        new XAttribute("yfiles.type", $"{holder}graphics"));

    private static IEnumerable<XElement> DataOf(string holder, IEnumerable<(string Name, string Value)> values) =>
        values.Select(known => DataOf($"{holder}_{known.Name}", known.Value));

    private static XElement DataOf(string key, object content) => new(s_space + "data", new XAttribute("key", key), content);
}
