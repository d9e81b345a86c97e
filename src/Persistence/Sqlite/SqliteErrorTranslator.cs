using SQLitePCL;

namespace IocExplorer.Persistence.Sqlite;

/// <summary>Says in words what SQLite says in numbers.</summary>
internal static class SqliteErrorTranslator
{
    /// <param name="code">An extended result code; its lower byte is the kind.</param>
    /// <param name="message">SQLite's own words.</param>
    public static LedgerException Translate(string path, int code, string message)
    {
        var said = $"SQLite says {code}: {message}";
        return (code & 0xFF) switch
        {
            raw.SQLITE_FULL => new($"The ledger {path} cannot be written: the disk is full. Make room; nothing that was recorded is lost. ({said})",
                LedgerErrorKind.Unavailable),
            raw.SQLITE_IOERR or raw.SQLITE_NOMEM => new(
                $"The ledger {path} cannot be read or written just now. Check the disk; nothing that was recorded is lost. ({said})",
                LedgerErrorKind.Unavailable),
            raw.SQLITE_BUSY or raw.SQLITE_LOCKED => InUse(path, said),
            raw.SQLITE_NOTADB => NotALedger(path, said),
            raw.SQLITE_CORRUPT => Damaged(path, said),
            raw.SQLITE_READONLY or raw.SQLITE_CANTOPEN or raw.SQLITE_PERM or raw.SQLITE_AUTH => NotWritable(path, said),
            _ => new($"The ledger {path} cannot be used. This is a fault of the program: please report it. ({said})", LedgerErrorKind.Unusable),
        };
    }

    public static LedgerException Damaged(string path, string found, Exception? cause = null) => new(
        $"The ledger {path} is damaged. Put a copy of it in its place, or move it away to begin with an empty one. ({found})", LedgerErrorKind.Unusable, cause);

    public static LedgerException InUse(string path, string cause) => new(
        $"The ledger {path} is in use by another process. Wait until that one has ended, or name another file. ({cause})", LedgerErrorKind.InUse);

    public static LedgerException NotALedger(string path, string cause) => new(
        $"{path} is not a ledger. Name another file, or move this one away. ({cause})", LedgerErrorKind.Unusable);

    public static LedgerException NotWritable(string path, string cause) => new(
        $"The ledger {path} cannot be opened for writing. Give this user the right to write the file and its folder, or name another file. ({cause})",
        LedgerErrorKind.Unusable);

    public static LedgerException NewerSchema(string path, long found, int known) => new(
        $"The ledger {path} was written by a newer version of this program (schema {found}; this version knows {known}). It was left as it is. "
        + "Use the newer version, or name another file.",
        LedgerErrorKind.NewerSchema);
}
