namespace IocExplorer.Workers.Files;

/// <summary>
/// The files behind what a user named with <c>--relations</c>: files as they are, of folders all that are CSV or JSON, in the order of their names.
/// </summary>
internal static class RelationPaths
{
    private static readonly string[] s_json = [".json", ".stix", ".stix2", ".ndjson", ".jsonl"];

    // Of a MISP feed: what is in the events stands in their files.
    private static readonly string[] s_indexes = ["manifest.json", "hashes.csv"];

    /// <param name="IsNamed">Whether the user named this file itself.</param>
    public readonly record struct Found(string Path, bool IsNamed)
    {
        public bool IsJson => s_json.Contains(System.IO.Path.GetExtension(Path), StringComparer.OrdinalIgnoreCase);
    }

    public static IEnumerable<Found> Of(IEnumerable<string> paths)
    {
        foreach (var path in paths)
        {
            if (!Directory.Exists(path))
            {
                yield return new(path, IsNamed: true);
                continue;
            }

            var options = new EnumerationOptions
            {
                RecurseSubdirectories = true,
                AttributesToSkip = FileAttributes.Hidden | FileAttributes.System | FileAttributes.ReparsePoint,
            };
            foreach (var file in Directory.EnumerateFiles(path, "*", options).Order(StringComparer.Ordinal))
            {
                var found = new Found(file, IsNamed: false);
                if ((found.IsJson || file.EndsWith(".csv", StringComparison.OrdinalIgnoreCase))
                    && !s_indexes.Contains(Path.GetFileName(file), StringComparer.OrdinalIgnoreCase))
                {
                    yield return found;
                }
            }
        }
    }
}
