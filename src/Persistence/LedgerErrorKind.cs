namespace IocExplorer.Persistence;

/// <summary>Why a ledger cannot be used.</summary>
public enum LedgerErrorKind
{
    /// <summary>Disk full, database away: the same call may work later.</summary>
    Unavailable = 1,

    /// <summary>Another process has the file.</summary>
    InUse = 2,

    /// <summary>Written by a newer version of the program.</summary>
    NewerSchema = 3,

    /// <summary>Not a ledger, or damaged, or not to be written to.</summary>
    Unusable = 4,
}
