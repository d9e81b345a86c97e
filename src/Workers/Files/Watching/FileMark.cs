namespace IocExplorer.Workers.Files.Watching;

/// <summary>By what a change of a file is seen. Digests would see more; they would read every file at every look.</summary>
/// <param name="Size">In bytes.</param>
/// <param name="WrittenAt">When it was written last, UTC, by the clock of its file system.</param>
internal readonly record struct FileMark(long Size, DateTime WrittenAt)
{
    /// <exception cref="IOException">It cannot be read, or is not there.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static FileMark Of(string path)
    {
        // Through a handle: of a link, what it points at.
        using var handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        return new(RandomAccess.GetLength(handle), File.GetLastWriteTimeUtc(handle));
    }
}
