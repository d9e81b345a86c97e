using IocExplorer.Messages;

namespace IocExplorer.Persistence.Sqlite;

/// <summary>
/// The keys of the newest queries, in memory until there are enough of them to be written to the file's index in one sorted sweep.
/// </summary>
/// <remarks>
/// A crash loses nothing: the queries themselves are in the file, and the keys are read from them again. See query_keys in the schema for what
/// it saves. (An index over a 64-bit hash of the key was tried: it saves another 5 of 30 microseconds a query, but then the file itself no longer
/// refuses a key that stands twice.)
/// </remarks>
internal sealed class QueryKeys(Database database)
{
    /// <summary>
    /// More make sweeps rarer and each page written holds more new keys; fewer save memory (some 250 bytes a key) and make a sweep shorter (some 30 ms).
    /// </summary>
    private const int SweepAt = 8192;

    private readonly Dictionary<QueryToAsk, long> _newest = [];
    private readonly Statement _merge = database.Prepare("keys_merge");
    private readonly Statement _merged = database.Prepare("keys_merged");
    private int _sweepAt = SweepAt;

    public bool TryFind(QueryToAsk key, out long query) => _newest.TryGetValue(key, out query);

    public void Add(QueryToAsk key, long query) => _newest.Add(key, query);

    /// <summary>The query was not committed.</summary>
    public void TakeBack(QueryToAsk key) => _newest.Remove(key);

    public void Load()
    {
        using var statement = database.Prepare("keys_newest");
        using var rows = statement.Rows();
        while (rows.Next())
        {
            Add(new(new((int)statement.Number(1)), new((IocType)statement.Number(2), statement.Text(3))), statement.Number(0));
        }
    }

    /// <summary>Writes the keys when there are enough. Only between transactions.</summary>
    public void SweepIfDue()
    {
        if (_newest.Count < _sweepAt)
        {
            return;
        }

        try
        {
            database.Run("BEGIN");
            _merge.Run();
            _merged.Run();
            database.Run("COMMIT");
            _newest.Clear();
            _sweepAt = SweepAt;
        }
        catch (LedgerException trouble) when (trouble.Trouble == LedgerTrouble.Unavailable)
        {
            // No room on the disk. Nobody asked for the sweep, so nobody need hear of it: it comes again a little later.
            database.RollbackIfNeeded();
            _sweepAt = _newest.Count + (SweepAt / 8);
        }
    }
}
