using SQLitePCL;

namespace IocExplorer.Persistence.Sqlite;

/// <summary>
/// One SQLite connection, used by one thread. A thin layer over the C interface: the hot path is a few million tiny calls, and the ADO.NET
/// provider's commands, readers and parameter names cost more there than SQLite itself.
/// </summary>
internal sealed class Database : IDisposable
{
    private readonly List<Statement> _statements = [];
    private readonly sqlite3 _handle;

    private Database(string path, sqlite3 handle)
    {
        Path = path;
        _handle = handle;
    }

    public string Path { get; }

    public long LastInsertedId => raw.sqlite3_last_insert_rowid(_handle);

    /// <summary>Rows changed by the last statement.</summary>
    public int Changes => raw.sqlite3_changes(_handle);

    /// <summary>Opens the file without reading or writing it; SQLite makes it with the first write.</summary>
    public static Database Open(string path)
    {
        Batteries_V2.Init();

        // One thread uses the connection, so its locks are left out (NOMUTEX).
        var result = raw.sqlite3_open_v2(path, out var handle, raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE | raw.SQLITE_OPEN_NOMUTEX, null);
        var database = new Database(path, handle);
        try
        {
            database.Check(result);
            database.Check(raw.sqlite3_extended_result_codes(handle, 1));
            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>Whether closing the file writes what is in the WAL back into it. Off while it is not yet known whether the file is ours.</summary>
    public void SetWriteBackOnClose(bool on) =>
        Check(raw.sqlite3_db_config(_handle, raw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, on ? 0 : 1, out _));

    /// <summary>Runs statements that need no parameters and give no rows: pragmas, transactions, migrations.</summary>
    public void Run(string sql) => Check(raw.sqlite3_exec(_handle, sql));

    /// <summary>The first column of the first row, as a number; null for no row or a null.</summary>
    public long? Number(string sql)
    {
        using var statement = Statement.Prepare(this, _handle, sql);
        using var rows = statement.Rows();
        return rows.Next() ? statement.NumberOrNull(0) : null;
    }

    /// <summary>The first column of the first row, as text; null for no row.</summary>
    public string? Text(string sql)
    {
        using var statement = Statement.Prepare(this, _handle, sql);
        using var rows = statement.Rows();
        return rows.Next() ? statement.Text(0) : null;
    }

    /// <summary>Prepares an embedded statement, kept until the database is closed.</summary>
    public Statement Prepare(string name)
    {
        var statement = Statement.Prepare(this, _handle, SqlFiles.Sqlite.Read(name));
        _statements.Add(statement);
        return statement;
    }

    /// <summary>
    /// From now on the first 2 GiB of the file, which is SQLite's limit, are read by memory-mapped I/O: without a system call and a copy for each page.
    /// </summary>
    /// <remarks>A disk that fails then ends the process (SIGBUS) where it else fails the call, so this is for those who only read.</remarks>
    public void MapPages() => Run("PRAGMA mmap_size = 2147418112");

    /// <summary>Moves the WAL into the file and cuts it to nothing.</summary>
    public void WriteBack() => Check(raw.sqlite3_wal_checkpoint_v2(_handle, null, raw.SQLITE_CHECKPOINT_TRUNCATE, out _, out _));

    /// <summary>Ends the transaction without effect; a full disk may have done so already.</summary>
    public void RollbackIfNeeded()
    {
        if (raw.sqlite3_get_autocommit(_handle) == 0)
        {
            Run("ROLLBACK");
        }
    }

    public void Check(int result)
    {
        if (result is not (raw.SQLITE_OK or raw.SQLITE_ROW or raw.SQLITE_DONE))
        {
            throw SqliteErrorTranslator.Translate(Path, result, raw.sqlite3_errmsg(_handle).utf8_to_string());
        }
    }

    public void Dispose()
    {
        foreach (var statement in _statements)
        {
            statement.Dispose();
        }

        raw.sqlite3_close_v2(_handle);
        _handle.Dispose();
    }
}
