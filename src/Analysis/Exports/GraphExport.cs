using IocExplorer.Analysis.Exports.Graph;

namespace IocExplorer.Analysis.Exports;

/// <summary>A format that is written from the IOCs and relations of a hunt, each once.</summary>
internal abstract class GraphExport : IHuntExport
{
    public abstract string Name { get; }

    public abstract string FileExtension { get; }

    public abstract string MediaType { get; }

    public abstract string Description { get; }

    public async Task WriteAsync(ExportedHunt hunt, Stream output, Action<string> remark, CancellationToken cancellation)
    {
        using var graph = await HuntGraph.ReadAsync(hunt, cancellation);
        using var pieces = new ExportOutput(output);
        await WriteAsync(hunt, graph, pieces, remark, cancellation);
        await pieces.EndAsync(cancellation);
    }

    /// <param name="remark">To be called before anything is written.</param>
    protected abstract Task WriteAsync(ExportedHunt hunt, HuntGraph graph, ExportOutput output, Action<string> remark, CancellationToken cancellation);
}
