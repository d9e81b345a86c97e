namespace IocExplorer.Persistence.Sqlite;

/// <summary>Brings a file to the newest schema, or refuses it without changing a byte.</summary>
internal static class Schema
{
    /// <summary>Says in the file's header that it is ours: "IOCX". A file without it belongs to another program, unless it is empty.</summary>
    private const int ApplicationId = 0x494F4358;

    /// <param name="database">Just opened, nothing read yet.</param>
    public static void Prepare(Database database, SqliteLedgerOptions options)
    {
        // Nothing is written before the file is known to be ours: no journal, no WAL, no checkpoint. With the exclusive mode, set before the first
        // read, the WAL's index is kept in memory and no other program gets in, not even to read.
        database.SetWriteBackOnClose(false);
        database.Run("PRAGMA locking_mode = EXCLUSIVE");
        var version = Recognise(database);
        if (version > SqlFiles.Sqlite.Migrations.Count)
        {
            throw SqliteErrorTranslator.NewerSchema(database.Path, version, SqlFiles.Sqlite.Migrations.Count);
        }

        if (database.Text("PRAGMA journal_mode = WAL") != "wal")
        {
            throw SqliteErrorTranslator.NotWritable(database.Path, "the file system cannot keep a write-ahead log");
        }

        database.SetWriteBackOnClose(true);
        database.Run($"PRAGMA synchronous = {(options.Synchronous == SqliteSynchronous.Full ? "FULL" : "NORMAL")}");
        database.Run($"PRAGMA cache_size = -{options.CacheMebibytes * 1024L}");
        database.Run("PRAGMA foreign_keys = ON");
        database.Run("PRAGMA temp_store = MEMORY");

        // The WAL is written back every 16 MiB (pages that changed often in between are written back once), and one great transaction does not leave a
        // great file behind.
        database.Run("PRAGMA wal_autocheckpoint = 4096");
        database.Run("PRAGMA journal_size_limit = 33554432");
        if (options.MostPages > 0)
        {
            database.Run($"PRAGMA max_page_count = {options.MostPages}");
        }

        Migrate(database, version, options.Time.GetUtcNow().ToUnixTimeMilliseconds());
    }

    private static long Recognise(Database database)
    {
        if (database.Number("PRAGMA application_id") == ApplicationId)
        {
            return database.Number(SqlFiles.Sqlite.Read("schema_version_max")) ?? 0;
        }

        return database.Number(SqlFiles.Sqlite.Read("schema_tables")) == 0
            ? 0
            : throw SqliteErrorTranslator.NotALedger(database.Path, "it is a database of another program");
    }

    /// <summary>All or nothing: a crash in the middle leaves the file at the version it had.</summary>
    private static void Migrate(Database database, long from, long now)
    {
        if (from == SqlFiles.Sqlite.Migrations.Count)
        {
            return;
        }

        database.Run("BEGIN IMMEDIATE");
        database.Run($"PRAGMA application_id = {ApplicationId}");
        foreach (var (version, sql) in SqlFiles.Sqlite.Migrations.Skip((int)from))
        {
            database.Run(sql);
            database.Prepare("schema_version_insert").Bind(1, version).Bind(2, now).Run();
        }

        database.Run("COMMIT");
    }
}
