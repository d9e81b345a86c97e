namespace IocExplorer.Tagging.Lists;

/// <summary>Where in a folder or an archive lists are, and what they are called.</summary>
internal static class TagListPaths
{
    /// <summary>Of MISP's repository: a folder for each list below it.</summary>
    public const string ListsFolder = "lists";
    public const string SuffixFile = "public_suffix_list.dat";
    public const string ListFile = "list.json";

    /// <summary>Files beside lists that say how lists are read.</summary>
    public static IReadOnlyList<string> Beside { get; } = [ListMeanings.FileName, SuffixFile];

    public static bool IsBeside(string name) => Beside.Contains(name, StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// In a copy of MISP's repository the lists are below <c>lists</c>. In any other folder every file is one, and <c>list.json</c> in each folder in it.
    /// </summary>
    public static IEnumerable<string> InFolder(string folder)
    {
        var inner = Path.Combine(folder, ListsFolder);
        if (Directory.Exists(inner) && Directory.EnumerateDirectories(inner).Any(f => File.Exists(Path.Combine(f, ListFile))))
        {
            return OneEach(inner);
        }

        return Directory.EnumerateFiles(folder)
            .Where(f => !IsBeside(Path.GetFileName(f)) && !Path.GetFileName(f).StartsWith('.'))
            .Order(StringComparer.Ordinal)
            .Concat(OneEach(folder));
    }

    public static bool IsListInArchive(string entry)
    {
        var parts = entry.Split('/', '\\');
        var file = parts[^1];
        return file == ListFile
            || (parts.Length <= 2 && !file.StartsWith('.') && (HasEnd(file, ".csv") || HasEnd(file, ".txt")))
            || (parts.Length == 1 && HasEnd(file, ".json") && !IsBeside(file));
    }

    /// <summary>The short name of a list.</summary>
    public static string NameOf(string path)
    {
        var parts = path.Split('/', '\\');
        var name = parts[^1] == ListFile && parts.Length > 1 ? parts[^2] : Path.GetFileNameWithoutExtension(parts[^1]);
        return Text.AsTagName(name) is { Length: > 0 } shown ? shown : "list";
    }

    private static IEnumerable<string> OneEach(string folder) =>
        Directory.EnumerateDirectories(folder).Select(f => Path.Combine(f, ListFile)).Where(File.Exists).Order(StringComparer.Ordinal);

    private static bool HasEnd(string name, string end) => name.EndsWith(end, StringComparison.OrdinalIgnoreCase);
}
