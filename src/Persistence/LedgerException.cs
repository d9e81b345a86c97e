namespace IocExplorer.Persistence;

/// <summary>The ledger cannot be used. The message says what happened, to which file or database, and what to do.</summary>
public sealed class LedgerException(string message, LedgerErrorKind kind, Exception? cause = null) : Exception(message, cause)
{
    public LedgerErrorKind Kind { get; } = kind;
}
