namespace IocExplorer.Persistence.Sqlite;

/// <summary>A call on its way to the writer.</summary>
/// <param name="rows">How much it adds to its group.</param>
/// <param name="isApart">It only reads, and is made between transactions.</param>
internal abstract class LedgerCall(int rows, bool isApart, CancellationToken cancellation)
{
    public int Rows => rows;

    public bool IsApart => isApart;

    public CancellationToken Cancellation => cancellation;

    /// <summary>Does it and keeps the result. Is called again when the transaction had to be taken back for another call's sake.</summary>
    public abstract void Run(LedgerTables tables);

    public abstract void Succeed();

    public abstract void Fail(Exception error);

    /// <summary>Cancels it if its caller has cancelled; the last moment to do so.</summary>
    public abstract bool TryCancel();
}
