using IocExplorer.Analysis.Exports.Graph;

namespace IocExplorer.Analysis.Exports.Csv;

/// <summary>A format of one line an item, with a header line.</summary>
internal abstract class CsvExport<TItem> : GraphExport
{
    public override string FileExtension => ".csv";

    public override string MediaType => "text/csv";

    /// <summary>With its line end.</summary>
    protected abstract string Header { get; }

    protected abstract IEnumerable<TItem> ItemsOf(HuntGraph graph);

    /// <summary>With its line end.</summary>
    protected abstract string LineOf(TItem item);

    protected override async Task WriteAsync(ExportedHunt hunt, HuntGraph graph, ExportOutput output, Action<string> remark, CancellationToken cancellation)
    {
        output.Write(Header);
        foreach (var item in ItemsOf(graph))
        {
            output.Write(LineOf(item));
            await output.PassOnAsync(cancellation);
        }
    }
}
