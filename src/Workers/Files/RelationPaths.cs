using System.IO.Enumeration;
using System.Text.RegularExpressions;

namespace IocExplorer.Workers.Files;

/// <summary>
/// The files behind what a user named with <c>--relations</c>: files as they are, of folders all that are CSV or JSON, in the order of their names. Trees of
/// earlier runs lie there where the folder of results does; they are no intelligence.
/// </summary>
internal static partial class RelationPaths
{
    // Lies beside the trees of a service.
    private const string SummaryOfTrees = "summary.json";

    private static readonly string[] s_json = [".json", ".stix", ".stix2", ".ndjson", ".jsonl"];

    // Of a MISP feed: what is in the events stands in their files.
    private static readonly string[] s_indexes = ["manifest.json", "hashes.csv"];

    public readonly record struct Found(string Path, bool IsNamed)
    {
        public bool IsJson => HasJsonEnding(Path);
    }

    /// <summary>Whether a file is read that lies in a folder.</summary>
    public static bool IsRead(string file) =>
        (HasJsonEnding(file) || file.EndsWith(".csv", StringComparison.OrdinalIgnoreCase))
        && !s_indexes.Contains(Path.GetFileName(file), StringComparer.OrdinalIgnoreCase)
        && !Tree().IsMatch(file);

    public static IEnumerable<Found> Of(IEnumerable<string> paths)
    {
        foreach (var path in paths)
        {
            if (!Directory.Exists(path))
            {
                yield return new(path, IsNamed: true);
                continue;
            }

            List<string> files = [.. FilesBelow(path).Order(StringComparer.Ordinal)];
            var withTrees = files.Where(file => Tree().IsMatch(file)).Select(Path.GetDirectoryName).ToHashSet();
            foreach (var file in files.Where(file => IsRead(file) && !IsSummaryOfTrees(file)))
            {
                yield return new(file, IsNamed: false);
            }

            bool IsSummaryOfTrees(string file) => Path.GetFileName(file) == SummaryOfTrees && withTrees.Contains(Path.GetDirectoryName(file));
        }
    }

    // A link to a file is read, as where a system mounts files by links; one to a folder is not followed: it may lead in a circle.
    private static FileSystemEnumerable<string> FilesBelow(string folder) => new(
        folder,
        static (ref FileSystemEntry entry) => entry.ToSpecifiedFullPath(),
        new() { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.Hidden | FileAttributes.System })
    {
        ShouldIncludePredicate = static (ref FileSystemEntry entry) => !entry.IsDirectory,
        ShouldRecursePredicate = static (ref FileSystemEntry entry) => !entry.Attributes.HasFlag(FileAttributes.ReparsePoint),
    };

    private static bool HasJsonEnding(string file) => s_json.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase);

    [GeneratedRegex(@"_depth_[0-9]+_[0-9]{12}\.json\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Tree();
}
