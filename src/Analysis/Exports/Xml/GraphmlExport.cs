using System.Globalization;
using System.Text;
using System.Xml;
using IocExplorer.Analysis.Exports.Graph;
using IocExplorer.Messages;

namespace IocExplorer.Analysis.Exports.Xml;

/// <summary>GraphML, with the labels and colours that yEd looks for.</summary>
internal sealed class GraphmlExport : XmlGraphExport
{
    private const string Space = "http://graphml.graphdrawing.org/xmlns";
    private const string YEd = "http://www.yworks.com/xml/graphml";

    public override string Name => "graphml";

    public override string FileExtension => ".graphml";

    public override string MediaType => "application/graphml+xml";

    public override string Description => "GraphML, for yEd, Gephi, Cytoscape and networkx";

    protected override void WriteStart(XmlWriter xml, ExportedHunt hunt, HuntGraph graph)
    {
        xml.WriteStartElement("graphml", Space);
        xml.WriteAttributeString("xmlns", "y", null, YEd);
        xml.WriteElementString("desc", Space, HuntKey.TitleOf(hunt.Hunt));
        foreach (var (name, type) in NodeAttributes)
        {
            WriteKey(xml, "node", name, type);
        }

        foreach (var (name, type) in EdgeAttributes)
        {
            WriteKey(xml, "edge", name, type);
        }

        WriteYEdKey(xml, "node");
        WriteYEdKey(xml, "edge");
        xml.WriteStartElement("graph", Space);
        xml.WriteAttributeString("id", "hunt-" + Text(hunt.Hunt.Id));
        xml.WriteAttributeString("edgedefault", "directed");
    }

    protected override void WriteNode(XmlWriter xml, GraphNode node)
    {
        xml.WriteStartElement("node", Space);
        xml.WriteAttributeString("id", IdOf(node.Ioc));
        WriteData(xml, "node", ValuesOf(node));
        var (red, green, blue) = TypeColours.Of(node.Ioc.Type);
        xml.WriteStartElement("data", Space);
        xml.WriteAttributeString("key", "node_yed");
        xml.WriteStartElement("ShapeNode", YEd);
        xml.WriteStartElement("Fill", YEd);
        xml.WriteAttributeString("color", $"#{red:X2}{green:X2}{blue:X2}");
        xml.WriteEndElement();
        xml.WriteElementString("NodeLabel", YEd, node.Ioc.Value);
        xml.WriteStartElement("Shape", YEd);
        xml.WriteAttributeString("type", node.IsSeed ? "diamond" : "ellipse");
        xml.WriteEndElement();
        xml.WriteEndElement();
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    protected override void WriteMiddle(XmlWriter xml, HuntGraph graph)
    {
    }

    protected override void WriteEdge(XmlWriter xml, string id, GraphEdge edge)
    {
        xml.WriteStartElement("edge", Space);
        xml.WriteAttributeString("id", id);
        xml.WriteAttributeString("source", IdOf(edge.From));
        xml.WriteAttributeString("target", IdOf(edge.To));
        WriteData(xml, "edge", ValuesOf(edge));
        xml.WriteStartElement("data", Space);
        xml.WriteAttributeString("key", "edge_yed");
        xml.WriteStartElement("PolyLineEdge", YEd);
        xml.WriteElementString("EdgeLabel", YEd, edge.Label);
        xml.WriteStartElement("Arrows", YEd);
        xml.WriteAttributeString("source", "none");
        xml.WriteAttributeString("target", "standard");
        xml.WriteEndElement();
        xml.WriteEndElement();
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

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

    private static void WriteKey(XmlWriter xml, string holder, string name, string type)
    {
        xml.WriteStartElement("key", Space);
        xml.WriteAttributeString("id", $"{holder}_{name}");
        xml.WriteAttributeString("for", holder);

        // By this name Gephi shows it beside the edge.
        xml.WriteAttributeString("attr.name", name == "relation" ? "label" : name);
        xml.WriteAttributeString("attr.type", type == "integer" ? "int" : type);
        xml.WriteEndElement();
    }

    private static void WriteYEdKey(XmlWriter xml, string holder)
    {
        xml.WriteStartElement("key", Space);
        xml.WriteAttributeString("id", $"{holder}_yed");
        xml.WriteAttributeString("for", holder);
        xml.WriteAttributeString("yfiles.type", $"{holder}graphics");
        xml.WriteEndElement();
    }

    private static void WriteData(XmlWriter xml, string holder, IEnumerable<(string Name, string Value)> values)
    {
        foreach (var (name, value) in values)
        {
            xml.WriteStartElement("data", Space);
            xml.WriteAttributeString("key", $"{holder}_{name}");
            xml.WriteString(value);
            xml.WriteEndElement();
        }
    }
}
