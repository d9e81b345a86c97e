using System.Xml;
using System.Xml.Linq;
using IocExplorer.Analysis.Exports.Graph;

namespace IocExplorer.Analysis.Exports.Xml;

/// <summary>GEXF 1.2, which all readers of the format know.</summary>
internal sealed class GexfExport() : XmlGraphExport("gexf", "GEXF, for Gephi and networkx")
{
    private static readonly XNamespace s_space = "http://www.gexf.net/1.2draft";
    private static readonly XNamespace s_look = "http://www.gexf.net/1.2draft/viz";

    protected override void WriteStart(XmlWriter xml, ExportedHunt hunt)
    {
        xml.WriteStartElement("gexf", s_space.NamespaceName);
        xml.WriteAttributeString("xmlns", "viz", null, s_look.NamespaceName);
        xml.WriteAttributeString("version", "1.2");
        new XElement(
            s_space + "meta",
            new XAttribute("lastmodifieddate", ExportTime.Text(hunt.Hunt.EndedAt ?? hunt.Hunt.StartedAt)[.."yyyy-MM-dd".Length]),
            new XElement(s_space + "creator", "IOC Explorer"),
            new XElement(s_space + "description", HuntKey.TitleOf(hunt.Hunt))).WriteTo(xml);
        xml.WriteStartElement("graph", s_space.NamespaceName);
        xml.WriteAttributeString("mode", "static");
        xml.WriteAttributeString("defaultedgetype", "directed");
        AttributesOf("node", NodeAttributes).WriteTo(xml);
        AttributesOf("edge", EdgeAttributes).WriteTo(xml);
        xml.WriteStartElement("nodes", s_space.NamespaceName);
    }

    protected override XElement NodeOf(GraphNode node)
    {
        var (red, green, blue) = TypeColours.Of(node.Ioc.Type);
        return new(
            s_space + "node",
            new XAttribute("id", IdOf(node.Ioc)),
            new XAttribute("label", node.Ioc.Value),
            Values("node", ValuesOf(node)),
            new XElement(s_look + "color", new XAttribute("r", red), new XAttribute("g", green), new XAttribute("b", blue)));
    }

    protected override void WriteMiddle(XmlWriter xml)
    {
        // Nothing below it is no reason to write it in short: readers look for both.
        xml.WriteFullEndElement();
        xml.WriteStartElement("edges", s_space.NamespaceName);
    }

    protected override XElement EdgeOf(string id, GraphEdge edge) => new(
        s_space + "edge",
        new XAttribute("id", id),
        new XAttribute("source", IdOf(edge.From)),
        new XAttribute("target", IdOf(edge.To)),
        new XAttribute("label", edge.Label),
        Values("edge", ValuesOf(edge)));

    private static string IdOf(Ioc ioc) => $"{ioc.Type.Name()}:{ioc.Value}";

    private static XElement AttributesOf(string holder, IReadOnlyList<(string Name, string Type)> attributes) => new(
        s_space + "attributes",
        new XAttribute("class", holder),
        attributes.Select(attribute => new XElement(
            s_space + "attribute",
            new XAttribute("id", $"{holder}_{attribute.Name}"),
            new XAttribute("title", attribute.Name),
            new XAttribute("type", attribute.Type))));

    private static XElement Values(string holder, IEnumerable<(string Name, string Value)> values) => new(
        s_space + "attvalues",
        values.Select(known => new XElement(s_space + "attvalue", new XAttribute("for", $"{holder}_{known.Name}"), new XAttribute("value", known.Value))));
}
