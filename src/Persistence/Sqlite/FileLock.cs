namespace IocExplorer.Persistence.Sqlite;

/// <summary>
/// Keeps a second process, and a second ledger of this process, away from the file. The operating system frees it when the process ends, however it
/// ends. The empty file stays behind: deleting it would let two processes hold two locks of one name.
/// </summary>
internal sealed class FileLock : IDisposable
{
    private readonly FileStream _file;

    private FileLock(FileStream file) => _file = file;

    /// <param name="path">The file to guard; the lock is <c>path.lock</c>.</param>
    /// <exception cref="LedgerException">It is taken, or the folder cannot be written.</exception>
    public static FileLock Take(string path)
    {
        if (Directory.Exists(path))
        {
            throw new LedgerException($"The ledger {path} is a folder. Name a file.", LedgerErrorKind.Unusable);
        }

        try
        {
            if (Path.GetDirectoryName(path) is { Length: > 0 } folder)
            {
                Directory.CreateDirectory(folder);
            }

            return new(new FileStream($"{path}.lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (UnauthorizedAccessException error)
        {
            throw SqliteErrorTranslator.NotWritable(path, error.Message);
        }
        catch (IOException error) when (IsSharingViolation(error))
        {
            throw SqliteErrorTranslator.InUse(path, error.Message);
        }
        catch (IOException error)
        {
            throw SqliteErrorTranslator.NotWritable(path, error.Message);
        }
    }

    public void Dispose() => _file.Dispose();

    /// <summary>.NET reports a lock held elsewhere as Windows' sharing violation, or as EWOULDBLOCK (11 on Linux, 35 on macOS) of flock.</summary>
    private static bool IsSharingViolation(IOException error) => (error.HResult & 0xFFFF) is 32 or 33 or 11 or 35;
}
