using IocExplorer.Analysis.Exports.Graph;

namespace IocExplorer.Analysis.Exports.Csv;

/// <summary>A format of one line an item, with a header line.</summary>
/// <param name="header">With its line end.</param>
/// <param name="itemsOf">Makes of a graph what has a line each.</param>
/// <param name="lineOf">With its line end.</param>
internal sealed class CsvExport<TItem>(
    string name, string description, string header, Func<HuntGraph, IEnumerable<TItem>> itemsOf, Func<TItem, string> lineOf)
    : HuntExport(name, ".csv", "text/csv", description)
{
    private protected override async Task WriteAsync(
        ExportedHunt hunt, HuntGraph graph, ExportOutput output, Action<string> remark, CancellationToken cancellation)
    {
        output.Write(header);
        foreach (var item in itemsOf(graph))
        {
            output.Write(lineOf(item));
            await output.PassOnAsync(cancellation);
        }
    }
}
