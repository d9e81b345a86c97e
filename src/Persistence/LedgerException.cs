namespace IocExplorer.Persistence;

/// <summary>The ledger cannot be used. The message says what happened, to which file or database, and what to do.</summary>
public sealed class LedgerException(string message, LedgerTrouble trouble, Exception? cause = null) : Exception(message, cause)
{
    public LedgerTrouble Trouble { get; } = trouble;
}
