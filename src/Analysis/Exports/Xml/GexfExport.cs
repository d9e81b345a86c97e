using System.Xml;
using IocExplorer.Analysis.Exports.Graph;
using IocExplorer.Messages;

namespace IocExplorer.Analysis.Exports.Xml;

/// <summary>GEXF 1.2, which all readers of the format know.</summary>
internal sealed class GexfExport : XmlGraphExport
{
    private const string Space = "http://www.gexf.net/1.2draft";
    private const string Look = "http://www.gexf.net/1.2draft/viz";

    public override string Name => "gexf";

    public override string FileExtension => ".gexf";

    public override string MediaType => "application/gexf+xml";

    public override string Description => "GEXF, for Gephi and networkx";

    protected override void WriteStart(XmlWriter xml, ExportedHunt hunt, HuntGraph graph)
    {
        xml.WriteStartElement("gexf", Space);
        xml.WriteAttributeString("xmlns", "viz", null, Look);
        xml.WriteAttributeString("version", "1.2");
        xml.WriteStartElement("meta", Space);
        xml.WriteAttributeString("lastmodifieddate", ExportTime.Text(hunt.Hunt.EndedAt ?? hunt.Hunt.StartedAt)[.."yyyy-MM-dd".Length]);
        xml.WriteElementString("creator", Space, "IOC Explorer");
        xml.WriteElementString("description", Space, HuntKey.TitleOf(hunt.Hunt));
        xml.WriteEndElement();
        xml.WriteStartElement("graph", Space);
        xml.WriteAttributeString("mode", "static");
        xml.WriteAttributeString("defaultedgetype", "directed");
        WriteAttributes(xml, "node", NodeAttributes);
        WriteAttributes(xml, "edge", EdgeAttributes);
        xml.WriteStartElement("nodes", Space);
    }

    protected override void WriteNode(XmlWriter xml, GraphNode node)
    {
        xml.WriteStartElement("node", Space);
        xml.WriteAttributeString("id", IdOf(node.Ioc));
        xml.WriteAttributeString("label", node.Ioc.Value);
        WriteValues(xml, "node", ValuesOf(node));
        var (red, green, blue) = TypeColours.Of(node.Ioc.Type);
        xml.WriteStartElement("color", Look);
        xml.WriteAttributeString("r", Text(red));
        xml.WriteAttributeString("g", Text(green));
        xml.WriteAttributeString("b", Text(blue));
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    protected override void WriteMiddle(XmlWriter xml, HuntGraph graph)
    {
        // Nothing below it is no reason to write it in short: readers look for both.
        xml.WriteFullEndElement();
        xml.WriteStartElement("edges", Space);
    }

    protected override void WriteEdge(XmlWriter xml, string id, GraphEdge edge)
    {
        xml.WriteStartElement("edge", Space);
        xml.WriteAttributeString("id", id);
        xml.WriteAttributeString("source", IdOf(edge.From));
        xml.WriteAttributeString("target", IdOf(edge.To));
        xml.WriteAttributeString("label", edge.Label);
        WriteValues(xml, "edge", ValuesOf(edge));
        xml.WriteEndElement();
    }

    private static string IdOf(Ioc ioc) => $"{ioc.Type.Name()}:{ioc.Value}";

    private static void WriteAttributes(XmlWriter xml, string holder, IReadOnlyList<(string Name, string Type)> attributes)
    {
        xml.WriteStartElement("attributes", Space);
        xml.WriteAttributeString("class", holder);
        foreach (var (name, type) in attributes)
        {
            xml.WriteStartElement("attribute", Space);
            xml.WriteAttributeString("id", $"{holder}_{name}");
            xml.WriteAttributeString("title", name);
            xml.WriteAttributeString("type", type);
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void WriteValues(XmlWriter xml, string holder, IEnumerable<(string Name, string Value)> values)
    {
        xml.WriteStartElement("attvalues", Space);
        foreach (var (name, value) in values)
        {
            xml.WriteStartElement("attvalue", Space);
            xml.WriteAttributeString("for", $"{holder}_{name}");
            xml.WriteAttributeString("value", value);
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }
}
