namespace IocExplorer.Analysis.Exports;

/// <summary>
/// A format in which what a hunt found is handed to other tools. Two exports of the same hunt are the same bytes: no time of writing, nothing drawn at random.
/// Memory does not grow with the hunt: IOCs and relations are sorted and made distinct in temporary files, and written as they are read back.
/// Values come from outside: no control character except line ends, mark that turns the reading direction, line separator, byte order mark or broken character
/// is written as it is.
/// </summary>
public interface IHuntExport
{
    /// <summary>By which the user asks for it, whatever its case: <c>stix</c>. No other format has it; also part of a file name and of a URL.</summary>
    string Name { get; }

    /// <summary>Of files, with its dot: <c>.json</c>.</summary>
    string FileExtension { get; }

    /// <summary>As HTTP names it: <c>application/json</c>.</summary>
    string MediaType { get; }

    /// <summary>What it is and for what, in one clause; shown in the help and on the page, never empty.</summary>
    string Description { get; }

    /// <summary>
    /// Writes the hunt, whole also where it has no trees; the stream stays open. The stream is written asynchronously alone, in pieces of less than
    /// 100,000 bytes however large the hunt is.
    /// </summary>
    /// <param name="remark">Takes what the user should know, a sentence in ASCII each: what is left out, and why. Not called any
    /// more once the first byte is written.</param>
    /// <exception cref="OperationCanceledException">Cancelled; what was written by then is no whole file.</exception>
    /// <exception cref="IOException">The output or a temporary file could not be written.</exception>
    Task WriteAsync(ExportedHunt hunt, Stream output, Action<string> remark, CancellationToken cancellation);
}
