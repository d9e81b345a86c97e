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

    protected abstract ExportSummary SummaryOf(long written);

    protected override async Task<ExportSummary> WriteAsync(ExportedHunt hunt, HuntGraph graph, ExportOutput output, CancellationToken cancellation)
    {
        output.Write(Header);
        var written = 0L;
        foreach (var item in ItemsOf(graph))
        {
            output.Write(LineOf(item));
            written++;
            await output.PassOnAsync(cancellation);
        }

        return SummaryOf(written);
    }
}
