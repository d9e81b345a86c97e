using IocExplorer.Analysis.Exports.Graph;

namespace IocExplorer.Analysis.Exports;

/// <summary>A format that is written from the IOCs and relations of a hunt, each once.</summary>
internal abstract class GraphExport : IHuntExport
{
    public abstract string Name { get; }

    public abstract string FileExtension { get; }

    public abstract string MediaType { get; }

    public abstract string Description { get; }

    public async Task<ExportSummary> WriteAsync(ExportedHunt hunt, Stream output, CancellationToken cancellation)
    {
        using var graph = await HuntGraph.ReadAsync(hunt, cancellation);
        using var pieces = new ExportOutput(output);
        var summary = await WriteAsync(hunt, graph, pieces, cancellation);
        await pieces.EndAsync(cancellation);
        return summary;
    }

    protected abstract Task<ExportSummary> WriteAsync(ExportedHunt hunt, HuntGraph graph, ExportOutput output, CancellationToken cancellation);
}
