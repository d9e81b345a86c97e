using IocExplorer.Analysis.Exports;
using IocExplorer.Seed.Reports;

namespace IocExplorer.Seed.Findings;

/// <summary>A hunt written to a file for other tools.</summary>
internal static class HuntExportFile
{
    /// <param name="path">Full path of the file, which is whole or not there at all.</param>
    /// <param name="asGiven">The same as the user wrote it, for messages.</param>
    /// <returns>Lines for the user.</returns>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="FindingException">There is no such hunt.</exception>
    public static async Task<IReadOnlyList<string>> WriteAsync(
        IFindingReader reader, long hunt, HuntExport format, string path, string asGiven, CancellationToken cancellation)
    {
        IReadOnlyList<string> remarks = [];
        var length = 0L;
        await WholeFile.WriteAsync(path, async file =>
        {
            remarks = await reader.AnswerAsync(new FindingQuestion.Export(hunt, format), file, cancellation);
            length = file.Length;
        });
        return [$"Hunt {hunt} is written to {asGiven} ({format.Name}, {length:N0} bytes).", .. remarks];
    }
}
