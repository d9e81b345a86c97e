using System.Text.Json;

namespace IocExplorer.Persistence.Sqlite;

/// <summary>
/// What the ledger's calls do, in SQL and in memory, on one thread. Knows nothing of queues, callers or groups: the <see cref="LedgerWriter"/>
/// begins and ends the transactions.
/// </summary>
/// <remarks>
/// Memory (<see cref="Backlog"/>) follows the file: what a transaction does is noted in <see cref="LedgerChanges"/> and carried over when it is
/// committed. Claims are made between transactions, so that they see only what is committed and depend on no commit.
/// </remarks>
internal sealed partial class LedgerTables
{
    private readonly Database _database;
    private readonly LedgerClock _clock;
    private readonly FactText _facts;
    private readonly LedgerChanges _changes = new();
    private readonly Backlog _backlog;
    private readonly Claims _claims;
    private readonly QueryKeys _keys;
    private readonly long _standsAside;
    private readonly Statement _begin;
    private readonly Statement _commit;
    private long _lastTurn;

    public LedgerTables(Database database, LedgerClock clock, FactText facts, SqliteLeftovers leftovers)
    {
        _facts = facts;
        _database = database;
        _clock = clock;
        _begin = database.Prepare("begin");
        _commit = database.Prepare("commit");
        _find = database.Prepare("ask_find");
        _insert = database.Prepare("ask_insert");
        _reopen = database.Prepare("ask_reopen");
        _read = database.Prepare("read");
        _answerFact = database.Prepare("answer_fact");
        _answerAnswered = database.Prepare("answer_answered");
        _answerFailure = database.Prepare("answer_failure");
        _findOperation = database.Prepare("operation_find");
        _insertOperation = database.Prepare("operation_insert");
        _takeKey = database.Prepare("key_take");
        _spendKey = database.Prepare("key_spend");

        _keys = new(database);
        _keys.Load();
        _claims = new(NextGeneration());
        var open = LoadBacklog();
        _lastTurn = open.Select(line => line.LastTurn).DefaultIfEmpty(0).Max();
        _standsAside = leftovers == SqliteLeftovers.WaitUntilAskedAgain ? _lastTurn : 0;
        _backlog = new(_standsAside);
        LoadOperations();
        foreach (var line in open.Where(line => line.LastTurn > _standsAside))
        {
            _backlog.Opened(line.Operation, line.Hunt, line.Count);
        }
    }

    public void Begin() => _begin.Run();

    /// <summary>Makes the transaction durable.</summary>
    public void Commit() => _commit.Run();

    /// <summary>Lets memory follow what was committed, and adds to the news what others wait for.</summary>
    public void Follow(LedgerNews news)
    {
        foreach (var (operation, source) in _changes.Registered)
        {
            _backlog.AddOperation(operation, source, isKnown: true);
        }

        foreach (var ((operation, hunt), count) in _changes.Opened)
        {
            _backlog.Opened(operation, hunt, count);
            news.OpenSources.Add(_backlog.SourceOf(operation));
        }

        foreach (var (_, held) in _changes.Closed)
        {
            _backlog.Closed(held.Line);
        }

        foreach (var claim in _changes.Released)
        {
            if (_claims.TryEnd(claim, out var held))
            {
                _backlog.Released(held.Line, held.Turn);
                news.OpenSources.Add(_backlog.SourceOf(held.Line.Operation));
            }
        }

        news.Answered.AddRange(_changes.Answered);
        _changes.Clear();
    }

    /// <summary>Puts things in order while nobody waits. Only between transactions.</summary>
    public void TidyUp() => _keys.SweepIfDue();

    /// <summary>Takes back what was done since <see cref="Begin"/>.</summary>
    public void Rollback()
    {
        foreach (var (query, held) in _changes.Closed)
        {
            _claims.Restore(query, held);
        }

        _changes.Inserted.ForEach(_keys.TakeBack);
        _changes.Clear();
        _database.RollbackIfNeeded();
    }

    private long NextGeneration()
    {
        using var statement = _database.Prepare("generation_next");
        using var rows = statement.Rows();
        rows.Next();
        var generation = statement.Number(0);
        rows.Next();
        return generation;
    }

    private List<(int Operation, long Hunt, int Count, long LastTurn)> LoadBacklog()
    {
        var lines = new List<(int, long, int, long)>();
        using var statement = _database.Prepare("backlog_load");
        using var rows = statement.Rows();
        while (rows.Next())
        {
            lines.Add(((int)statement.Number(0), statement.Number(1), (int)statement.Number(2), statement.Number(3)));
        }

        return lines;
    }

    private void LoadOperations()
    {
        using var statement = _database.Prepare("operation_all");
        using var rows = statement.Rows();
        while (rows.Next())
        {
            _backlog.AddOperation((int)statement.Number(0), statement.Text(1), isKnown: false);
        }
    }

    private LedgerException Damaged(long query, JsonException trouble) => new(
        $"The ledger {_database.Path} is damaged: the answer of query {query} cannot be read. Put a copy of it in its place, or move it away to begin "
        + $"with an empty one. ({trouble.Message})",
        LedgerTrouble.Unusable,
        trouble);
}
