namespace IocExplorer.Workers.Files.Watching;

/// <summary>A file, or a folder with its files, as the user named it.</summary>
internal sealed class WatchedFolder(string path)
{
    private readonly SortedDictionary<string, WatchedFile> _files = new(StringComparer.Ordinal);
    private bool _isFolder;

    public string Path => path;

    public IReadOnlyCollection<WatchedFile> Files => _files.Values;

    /// <summary>The files that are there now; none when the folder is gone or cannot be read.</summary>
    public IReadOnlySet<string> Find()
    {
        try
        {
            _isFolder |= Directory.Exists(path);
            return _isFolder && !Directory.Exists(path)
                ? []
                : RelationPaths.Of([path]).Select(f => f.Path).ToHashSet(StringComparer.Ordinal);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return new HashSet<string>();
        }
    }

    public WatchedFile Of(string file, RelationFileCopies stage)
    {
        if (!_files.TryGetValue(file, out var known))
        {
            _files.Add(file, known = new(file, stage.PlaceFor(file)));
        }

        return known;
    }

    public IReadOnlyList<WatchedFile> Missing(IReadOnlySet<string> found) => [.. _files.Values.Where(f => !found.Contains(f.Path))];

    public void Remove(WatchedFile file) => _files.Remove(file.Path);
}
