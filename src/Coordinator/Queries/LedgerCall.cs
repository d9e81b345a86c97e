namespace IocExplorer.Coordinator.Queries;

/// <summary>A call to the ledger that has not ended yet, by identity.</summary>
/// <param name="queries">For which hunt.</param>
/// <param name="isRead">Whether it reads; else it asks.</param>
internal sealed class LedgerCall(OpenQueries queries, bool isRead)
{
    public OpenQueries Queries { get; } = queries;

    public bool IsRead { get; } = isRead;
}
