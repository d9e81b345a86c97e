namespace IocExplorer.Analysis.Exports;

/// <summary>
/// A format in which what a hunt found is handed to other tools. Two exports of the same hunt are the same bytes. Memory does not grow with the hunt: IOCs and
/// relations are sorted and
/// made distinct in temporary files, and written as they are read back.
/// </summary>
public interface IHuntExport
{
    /// <summary>By which the user asks for it: <c>stix</c>.</summary>
    string Name { get; }

    /// <summary>Of files, with its dot: <c>.json</c>.</summary>
    string FileExtension { get; }

    /// <summary>As HTTP names it: <c>application/json</c>.</summary>
    string MediaType { get; }

    /// <summary>What it is and for what, in one clause.</summary>
    string Description { get; }

    /// <summary>Writes the hunt; the stream stays open. The stream is written asynchronously alone.</summary>
    /// <returns>What was written, and notes on it for the user.</returns>
    /// <exception cref="IOException">The output or a temporary file could not be written.</exception>
    Task<ExportSummary> WriteAsync(ExportedHunt hunt, Stream output, CancellationToken cancellation);
}
