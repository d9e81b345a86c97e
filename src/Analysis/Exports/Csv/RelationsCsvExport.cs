using IocExplorer.Analysis.Exports.Graph;
using IocExplorer.Analysis.Output;
using IocExplorer.Messages;

namespace IocExplorer.Analysis.Exports.Csv;

/// <summary>All relations as <c>--relations</c> reads them, one a line.</summary>
internal sealed class RelationsCsvExport : CsvExport<EdgeKey>
{
    // Read back, spaces around a field are nothing; an apostrophe would be another IOC.
    private const string Guard = " ";

    public override string Name => "csv-relations";

    public override string Description => "all relations as `explore --relations` reads them";

    protected override string Header => "type,value,relation,type,value\r\n";

    protected override IEnumerable<EdgeKey> ItemsOf(HuntGraph graph)
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

    protected override string LineOf(EdgeKey item) => CsvLine.Of(Guard, item.From.Type.Name(), item.From.Value, item.Label, item.To.Type.Name(), item.To.Value);
}
