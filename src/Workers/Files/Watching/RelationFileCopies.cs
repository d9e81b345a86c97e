namespace IocExplorer.Workers.Files.Watching;

/// <summary>
/// Copies of the files, in a folder that only this process can read. What is read are the copies: a reader goes over a file more than once,
/// and what is written meanwhile would be half of one content and half of another. The copies of what is held are also what there is to
/// read again while the file itself cannot be read.
/// </summary>
internal sealed class RelationFileCopies : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("ioc-explorer-relations-").FullName;
    private readonly Dictionary<string, string> _places = new(StringComparer.Ordinal);

    /// <summary>
    /// A place for the copy of a file, under the same name and beside its neighbours': how a file is read may depend on how it
    /// ends, and on what stands in the same folder.
    /// </summary>
    public string PlaceFor(string path)
    {
        var folder = Path.GetDirectoryName(path) ?? "";
        if (!_places.TryGetValue(folder, out var place))
        {
            _places.Add(folder, place = Directory.CreateDirectory(Path.Combine(_root, $"{_places.Count + 1}")).FullName);
        }

        return Path.Combine(place, Path.GetFileName(path));
    }

    /// <summary>Copies a file beside its place.</summary>
    /// <returns>The copy; null when the file changed meanwhile.</returns>
    /// <exception cref="IOException">It cannot be read, or there is no room.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static string? Copy(WatchedFile file, FileMark mark)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Path.GetDirectoryName(file.Staged)!, "new")).FullName;
        var copy = Path.Combine(folder, Path.GetFileName(file.Staged));
        using (var from = new FileStream(file.Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete))
        using (var to = new FileStream(copy, FileMode.Create, FileAccess.Write))
        {
            from.CopyTo(to);
        }

        return new FileInfo(copy).Length == mark.Size && FileMark.Of(file.Path) == mark ? copy : null;
    }

    public static void Accept(WatchedFile file, string copy) => File.Move(copy, file.Staged, overwrite: true);

    public void Dispose()
    {
        try
        {
            Directory.Delete(_root, recursive: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Left in the folder for temporary files.
        }
    }
}
