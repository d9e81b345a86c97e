namespace IocExplorer.Persistence.Sqlite;

/// <summary>What a group of calls did that others wait for.</summary>
internal sealed class LedgerNews
{
    public HashSet<string> OpenSources { get; } = [];

    public List<QueryState> Answered { get; } = [];

    public void Clear()
    {
        OpenSources.Clear();
        Answered.Clear();
    }
}
