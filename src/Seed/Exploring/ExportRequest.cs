using IocExplorer.Analysis.Exports;
using IocExplorer.Seed.Reports;

namespace IocExplorer.Seed.Exploring;

/// <summary>A file for other tools that is wanted of a run.</summary>
/// <param name="Path">Full path of the file.</param>
/// <param name="AsGiven">The same as the user wrote it, for messages.</param>
internal sealed record ExportRequest(HuntExport Format, string Path, string AsGiven)
{
    /// <param name="given"><c>FORMAT=FILE</c> each.</param>
    /// <param name="full">Makes a path full.</param>
    /// <param name="files">The other files of the run.</param>
    /// <param name="problems">Gets a line for each that is no such thing, and for each file that could not be written.</param>
    public static IReadOnlyList<ExportRequest> Read(
        IEnumerable<string> given, Func<string, string> full, OutputFiles files, List<string> problems)
    {
        List<ExportRequest> exports = [];
        foreach (var text in given)
        {
            if (text.Split('=', 2) is not [var name, { Length: > 0 } file])
            {
                problems.Add($"command line: --export `{text}` is not FORMAT=FILE, such as stix=hunt.json.");
            }
            else if (HuntExports.Find(name) is not { } format)
            {
                problems.Add($"command line: --export `{text}` names no format. There are {string.Join(", ", HuntExports.All.Select(e => e.Name))}.");
            }
            else if (exports.Exists(e => e.Path == full(file)))
            {
                problems.Add($"command line: --export names {file} twice. Give each format a file of its own.");
            }
            else if (files.TakePlace(full(file), "another export") is { } why)
            {
                problems.Add($"The export {file} cannot be written ({why}). Check the path given with --export.");
            }
            else
            {
                exports.Add(new(format, full(file), file));
            }
        }

        return exports;
    }
}
