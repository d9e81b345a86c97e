namespace IocExplorer.Coordinator.Results;

/// <summary>
/// Files of results while they are written. Each has a name of its own and is locked while it is open, best until it is renamed, so that programs that write
/// into one folder at once do not take each other's. A process that ends in between leaves one, which the next that writes there removes.
/// </summary>
public static class PartialFiles
{
    private const string Ending = ".partial";

    /// <summary>The name under which a file is written before it is renamed; another one each time.</summary>
    public static string NameOf(string path) => $"{path}.{Guid.NewGuid().ToString("N")[..6]}{Ending}";

    /// <summary>Opens a file that must not exist yet; never through a symbolic link. It can be renamed while it is open.</summary>
    public static FileStream Create(string path) => new(path, FileMode.CreateNew, FileAccess.Write, FileShare.Delete, bufferSize: 0);

    /// <param name="names">Of the files themselves, with <c>*</c> for any part.</param>
    /// <exception cref="IOException">The folder cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be read.</exception>
    public static void RemoveLeftovers(string folder, string names)
    {
        foreach (var path in Directory.EnumerateFiles(folder, names + Ending))
        {
            try
            {
                // Opening fails while another process is writing it.
                using var leftover = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
            }
            catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
            {
                // Not ours, or not removable; it does no harm.
            }
        }
    }
}
