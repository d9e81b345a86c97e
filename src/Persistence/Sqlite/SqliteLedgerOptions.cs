namespace IocExplorer.Persistence.Sqlite;

/// <summary>Where the ledger of one process stands and how it is kept.</summary>
public sealed record SqliteLedgerOptions
{
    /// <summary>
    /// The database file; it and its folder are made when they do not exist. Beside it stand <c>-wal</c> (recent writes, while it is open or after a
    /// crash: it belongs to the file) and <c>.lock</c> (empty; says that the file is in use). Must be on a disk of this machine, not on a network share.
    /// </summary>
    public required string Path { get; init; }

    /// <summary>The ledger's clock. It stamps answers in whole milliseconds and is never taken to run backwards while the ledger is open.</summary>
    public required TimeProvider Time { get; init; }

    /// <summary>What a call that has returned survives. Default: everything.</summary>
    public SqliteSynchronous Synchronous { get; init; } = SqliteSynchronous.Full;

    /// <summary>
    /// Memory for pages of the file, in MiB; default 32. Too small costs time once the ledger is much larger than this, too large only memory.
    /// </summary>
    public int CacheMebibytes { get; init; } = 32;

    /// <summary>The file may grow to so many pages of 4 KiB, then the disk counts as full. For tests; 0 is without limit.</summary>
    internal int MostPages { get; init; }
}
