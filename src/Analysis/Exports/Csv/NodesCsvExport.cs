using System.Globalization;
using IocExplorer.Analysis.Exports.Graph;
using IocExplorer.Analysis.Output;
using IocExplorer.Messages;

namespace IocExplorer.Analysis.Exports.Csv;

/// <summary>All IOCs, one a line.</summary>
internal sealed class NodesCsvExport : CsvExport<GraphNode>
{
    public override string Name => "csv-nodes";

    public override string Description => "all IOCs with their distance from the seeds and their tags, for spreadsheets";

    protected override string Header => "type,value,seed,level,seeds,expansion,sharing,tags\r\n";

    protected override IEnumerable<GraphNode> ItemsOf(HuntGraph graph) => graph.Nodes;

    protected override string LineOf(GraphNode item) => CsvLine.Of(
        CsvLine.Apostrophe,
        item.Ioc.Type.Name(),
        item.Ioc.Value,
        item.IsSeed ? "yes" : "no",
        item.Level.ToString(CultureInfo.InvariantCulture),
        item.Trees.ToString(CultureInfo.InvariantCulture),
        item.Expansion.Name(),
        item.Sharing.Name(),
        string.Join("; ", item.Tags.Select(t => $"{t.Class.Name()}: {t.Name} ({t.By})")));
}
