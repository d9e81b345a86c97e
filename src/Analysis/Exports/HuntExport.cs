using IocExplorer.Analysis.Exports.Graph;

namespace IocExplorer.Analysis.Exports;

/// <summary>
/// A format in which what a hunt found is handed to other tools. Two exports of the same hunt are the same bytes: no time of writing, nothing drawn at random.
/// Memory does not grow with the hunt: IOCs and relations are sorted and made distinct in temporary files, and written as they are read back.
/// Values come from outside: no control character except line ends, mark that turns the reading direction, line separator, byte order mark or broken character
/// is written as it is.
/// </summary>
public abstract class HuntExport(string name, string fileExtension, string mediaType, string description)
{
    /// <summary>By which the user asks for it, whatever its case: <c>stix</c>. No other format has it; also part of a file name and of a URL.</summary>
    public string Name => name;

    /// <summary>Of files, with its dot: <c>.json</c>.</summary>
    public string FileExtension => fileExtension;

    /// <summary>As HTTP names it: <c>application/json</c>.</summary>
    public string MediaType => mediaType;

    /// <summary>What it is and for what, in one clause; shown in the help and on the page, never empty.</summary>
    public string Description => description;

    /// <summary>
    /// Writes the hunt, whole also where it has no trees; the stream stays open. The stream is written asynchronously alone, in pieces of less than
    /// 100,000 bytes however large the hunt is.
    /// </summary>
    /// <param name="remark">Takes what the user should know, a sentence in ASCII each: what is left out, and why. Not called any
    /// more once the first byte is written.</param>
    /// <exception cref="OperationCanceledException">Cancelled; what was written by then is no whole file.</exception>
    /// <exception cref="IOException">The output or a temporary file could not be written.</exception>
    public async Task WriteAsync(ExportedHunt hunt, Stream output, Action<string> remark, CancellationToken cancellation)
    {
        using var graph = await HuntGraph.ReadAsync(hunt, cancellation);
        using var pieces = new ExportOutput(output);
        await WriteAsync(hunt, graph, pieces, remark, cancellation);
        await pieces.EndAsync(cancellation);
    }

    /// <param name="remark">To be called before anything is written.</param>
    private protected abstract Task WriteAsync(
        ExportedHunt hunt, HuntGraph graph, ExportOutput output, Action<string> remark, CancellationToken cancellation);
}
