using System.Globalization;
using IocExplorer.Analysis.Exports.Graph;
using IocExplorer.Analysis.Output;
using IocExplorer.Messages;

namespace IocExplorer.Analysis.Exports.Csv;

/// <summary>All relations with who says them, one a line.</summary>
internal sealed class EdgesCsvExport : CsvExport<GraphEdge>
{
    public override string Name => "csv-edges";

    public override string Description => "all relations with their sources and times, for spreadsheets";

    protected override string Header => "from_type,from_value,relation,to_type,to_value,source,operation,first_seen,last_seen,answered_at,seeds,sharing\r\n";

    protected override IEnumerable<GraphEdge> ItemsOf(HuntGraph graph) => graph.Edges;

    protected override string LineOf(GraphEdge item) => CsvLine.Of(
        CsvLine.Apostrophe,
        item.From.Type.Name(),
        item.From.Value,
        item.Label,
        item.To.Type.Name(),
        item.To.Value,
        item.Source,
        item.Operation,
        ExportTime.Text(item.Seen.First),
        ExportTime.Text(item.Seen.Last),
        ExportTime.Text(item.AskedAt),
        item.Trees.ToString(CultureInfo.InvariantCulture),
        item.Sharing.Name());
}
