using System.Globalization;
using IocExplorer.Analysis.Exports.Graph;
using IocExplorer.Analysis.Output;

namespace IocExplorer.Analysis.Exports.Csv;

/// <summary>The formats of comma-separated values.</summary>
internal static class CsvExports
{
    // Read back, spaces around a field are nothing; an apostrophe would be another IOC.
    private const string SpaceBeforeFormula = " ";

    /// <summary>All IOCs, one a line.</summary>
    public static HuntExport Nodes { get; } = new CsvExport<GraphNode>(
        "csv-nodes",
        "all IOCs with their distance from the seeds and their tags, for spreadsheets",
        "type,value,seed,level,seeds,expansion,sharing,tags\r\n",
        graph => graph.Nodes,
        node => CsvLine.Of(
            CsvLine.Apostrophe,
            node.Ioc.Type.Name(),
            node.Ioc.Value,
            node.IsSeed ? "yes" : "no",
            node.Level.ToString(CultureInfo.InvariantCulture),
            node.Trees.ToString(CultureInfo.InvariantCulture),
            node.Expansion.Name(),
            node.Sharing.Name(),
            string.Join("; ", node.Tags.Select(t => $"{t.Class.Name()}: {t.Name} ({t.By})"))));

    /// <summary>All relations with who says them, one a line.</summary>
    public static HuntExport Edges { get; } = new CsvExport<GraphEdge>(
        "csv-edges",
        "all relations with their sources and times, for spreadsheets",
        "from_type,from_value,relation,to_type,to_value,source,operation,first_seen,last_seen,answered_at,seeds,sharing\r\n",
        graph => graph.Edges,
        edge => CsvLine.Of(
            CsvLine.Apostrophe,
            edge.From.Type.Name(),
            edge.From.Value,
            edge.Label,
            edge.To.Type.Name(),
            edge.To.Value,
            edge.Source,
            edge.Operation,
            ExportTime.Text(edge.Seen.First),
            ExportTime.Text(edge.Seen.Last),
            ExportTime.Text(edge.AskedAt),
            edge.Trees.ToString(CultureInfo.InvariantCulture),
            edge.Sharing.Name()));

    /// <summary>All relations as <c>--relations</c> reads them, one a line.</summary>
    public static HuntExport Relations { get; } = new CsvExport<EdgeKey>(
        "csv-relations",
        "all relations as `explore --relations` reads them",
        "type,value,relation,type,value\r\n",
        RelationsOf,
        edge => CsvLine.Of(SpaceBeforeFormula, edge.From.Type.Name(), edge.From.Value, edge.Label, edge.To.Type.Name(), edge.To.Value));

    private static IEnumerable<EdgeKey> RelationsOf(HuntGraph graph)
    {
        // Several sources may say the same; they follow each other.
        EdgeKey? last = null;
        foreach (var edge in graph.Edges)
        {
            if (last is not { } known || known != edge.Key with { Source = known.Source })
            {
                yield return edge.Key;
            }

            last = edge.Key;
        }
    }
}
