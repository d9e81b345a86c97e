namespace IocExplorer.Persistence.Sqlite;

/// <summary>
/// The keys of the newest answers, in memory until there are enough of them to be written to the file's index in one sorted sweep. Keys have whole surrogate
/// pairs only (<see cref="Utf16"/>), as the file has.
/// </summary>
/// <remarks>
/// A crash loses nothing: the answers themselves are in the file, and the keys are read from them again. See answer_keys in the schema for what
/// it saves. (An index over a 64-bit hash of the key was tried: it saves another 5 of 30 microseconds a query, but then the file itself no longer
/// refuses a key that stands twice.)
/// </remarks>
internal sealed class AnswerKeys(Database database)
{
    /// <summary>
    /// More make sweeps rarer and each page written holds more new keys; fewer save memory (some 250 bytes a key) and make a sweep shorter (some 30 ms).
    /// </summary>
    private const int SweepAt = 8192;

    private readonly Dictionary<Query, long> _newest = [];
    private readonly Statement _merge = database.Prepare("keys_merge");
    private readonly Statement _merged = database.Prepare("keys_merged");
    private int _sweepAt = SweepAt;

    public bool TryFind(Query query, out long answer) => _newest.TryGetValue(query, out answer);

    public void Add(Query query, long answer) => _newest.Add(query, answer);

    /// <summary>The answer was not committed.</summary>
    public void TakeBack(Query query) => _newest.Remove(query);

    /// <exception cref="LedgerException">A query stands twice.</exception>
    public void Load()
    {
        using var statement = database.Prepare("keys_newest");
        using var rows = statement.Rows();
        while (rows.Next())
        {
            var query = new Query(new((int)statement.Number(1)), new((IocType)statement.Number(2), statement.Text(3)));
            if (!_newest.TryAdd(query, statement.Number(0)))
            {
                throw SqliteErrorTranslator.Damaged(database.Path, $"answers {_newest[query]} and {statement.Number(0)} are of one query");
            }
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
        catch (LedgerException error) when (error.Kind == LedgerErrorKind.Unavailable)
        {
            // The disk is full. No caller waits for the sweep, so none is told: it is retried later.
            database.RollbackIfNeeded();
            _sweepAt = _newest.Count + (SweepAt / 8);
        }
    }
}
