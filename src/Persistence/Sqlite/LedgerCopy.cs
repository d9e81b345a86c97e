namespace IocExplorer.Persistence.Sqlite;

/// <summary>
/// A copy of a ledger file that another process has in use, in a folder of its own below the system's for temporary files, which is gone when this is disposed.
/// The file itself is neither locked nor written, and its process does not wait.
/// </summary>
/// <remarks>
/// <para>The invariant: the copy is the ledger as it was at one commit, and holds all that was committed before the copy began. A checkpoint moves into the
/// file what the WAL has, and the WAL keeps it until it begins anew, with another salt in its header. So the file is copied first and the WAL after it, and the
/// copy counts when the header is the same before and after: whatever a checkpoint changed in the file meanwhile stands in the copied WAL, which SQLite reads
/// in its place. What the WAL's end has of a transaction that was under way is not read, for its frames do not add up.</para>
/// <para>A crash leaves the copy in its folder, and the ledger as it is.</para>
/// </remarks>
internal sealed class LedgerCopy : IDisposable
{
    /// <summary>A WAL begins anew every 16 MiB at most: only a file that takes longer to copy than that takes to write needs many.</summary>
    private const int Attempts = 20;

    private const int WalHeader = 32;

    private readonly DirectoryInfo _folder;

    private LedgerCopy(DirectoryInfo folder) => _folder = folder;

    public string Path => System.IO.Path.Combine(_folder.FullName, "ledger.db");

    /// <returns>Null when the file changed so much in each attempt that the copy would not hold together.</returns>
    /// <exception cref="IOException">The file cannot be read, or the copy not be written.</exception>
    /// <exception cref="UnauthorizedAccessException">As well.</exception>
    public static LedgerCopy? Make(string path, CancellationToken cancellation)
    {
        var copy = new LedgerCopy(Directory.CreateTempSubdirectory("ioc-explorer-"));
        try
        {
            for (var attempt = 0; attempt < Attempts; attempt++)
            {
                cancellation.ThrowIfCancellationRequested();
                if (copy.TryTake(path))
                {
                    return copy;
                }
            }
        }
        catch
        {
            copy.Dispose();
            throw;
        }

        copy.Dispose();
        return null;
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private bool TryTake(string path)
    {
        var wal = path + "-wal";
        var before = HeaderOf(wal);
        if (before.Length < WalHeader)
        {
            // Its process has just begun, or is about to end.
            return false;
        }

        File.Copy(path, Path, overwrite: true);
        try
        {
            File.Copy(wal, Path + "-wal", overwrite: true);
        }
        catch (FileNotFoundException)
        {
            return false;
        }

        return before.AsSpan().SequenceEqual(HeaderOf(wal)) && before.AsSpan().SequenceEqual(HeaderOf(Path + "-wal"));
    }

    /// <returns>Shorter than a header when there is none.</returns>
    private static byte[] HeaderOf(string wal)
    {
        try
        {
            using var file = new FileStream(wal, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var header = new byte[WalHeader];
            return header[..file.ReadAtLeast(header, WalHeader, throwOnEndOfStream: false)];
        }
        catch (FileNotFoundException)
        {
            return [];
        }
    }
}
