using System.Text.Json;
using IocExplorer.Persistence.Sqlite.Hunts;

namespace IocExplorer.Persistence.Sqlite;

/// <summary>
/// What the ledger's calls do, in SQL and in memory, on one thread. Knows nothing of queues, callers or groups: the <see cref="LedgerWriter"/>
/// begins and ends the transactions.
/// </summary>
/// <remarks>
/// Memory (operations, <see cref="AnswerKeys"/>) follows the file: what a transaction adds is taken back when the transaction is. Look-ups are made between
/// transactions, so that they see only what is committed.
/// </remarks>
internal sealed partial class LedgerTables
{
    private readonly Database _database;
    private readonly LedgerClock _clock;
    private readonly FactText _facts;
    private readonly AnswerKeys _keys;
    private readonly HashSet<int> _operations = [];
    private readonly List<Query> _inserted = [];
    private readonly List<int> _registered = [];
    private readonly Statement _begin;
    private readonly Statement _commit;
    private readonly Statement _findOperation;
    private readonly Statement _insertOperation;
    private readonly Statement _carriedOver;

    public LedgerTables(Database database, LedgerClock clock, FactText facts)
    {
        _facts = facts;
        _database = database;
        _clock = clock;
        _begin = database.Prepare("begin");
        _commit = database.Prepare("commit");
        _find = database.Prepare("answer_find");
        _read = database.Prepare("answer_read");
        _insert = database.Prepare("answer_insert");
        _replaceFact = database.Prepare("answer_replace_fact");
        _replaceFailure = database.Prepare("answer_replace_failure");
        _findOperation = database.Prepare("operation_find");
        _insertOperation = database.Prepare("operation_insert");
        _carriedOver = database.Prepare("carried_over_quotas");
        Hunts = new(database, clock);
        _keys = new(database);
        _keys.Load();
        LoadOperations();
    }

    public HuntTables Hunts { get; }

    public void Begin() => _begin.Run();

    /// <summary>Makes the transaction durable.</summary>
    public void Commit()
    {
        _commit.Run();
        _inserted.Clear();
        _registered.Clear();
    }

    /// <summary>Takes back what was done since <see cref="Begin"/>.</summary>
    public void Rollback()
    {
        _inserted.ForEach(_keys.TakeBack);
        _inserted.Clear();
        _operations.ExceptWith(_registered);
        _registered.Clear();
        _database.RollbackIfNeeded();
    }

    /// <summary>Housekeeping while no call waits. Only between transactions.</summary>
    public void TidyUp() => _keys.SweepIfDue();

    public IReadOnlyList<OperationId> Register(IReadOnlyList<Operation> operations) => [.. operations.Select(Register)];

    public IReadOnlyList<string> ReadCarriedOverQuotas(string key) => _carriedOver.Bind(1, key).All(row => row.Text(0));

    private OperationId Register(Operation operation)
    {
        _insertOperation.Bind(1, operation.Source).Bind(2, operation.Key).Run();
        using var rows = _findOperation.Bind(1, operation.Key).Rows();
        rows.Next();
        var id = (int)_findOperation.Number(0);
        if (_operations.Add(id))
        {
            _registered.Add(id);
        }

        return new(id);
    }

    private void LoadOperations()
    {
        using var statement = _database.Prepare("operation_all");
        _operations.UnionWith(statement.All(row => (int)row.Number(0)));
    }

    private LedgerException Damaged(long answer, JsonException error) =>
        SqliteErrorTranslator.Damaged(_database.Path, $"answer {answer} cannot be read: {error.Message}", error);
}
