using IocExplorer.Messages;

namespace IocExplorer.Persistence.Sqlite;

internal sealed partial class LedgerTables
{
    private readonly Statement _findOperation;
    private readonly Statement _insertOperation;
    private readonly Statement _takeKey;
    private readonly Statement _spendKey;

    public IReadOnlyList<OperationId> Register(IReadOnlyList<Operation> operations) => [.. operations.Select(Register)];

    public KeyLease TakeKey(string key)
    {
        using var rows = _takeKey.Bind(1, key).Rows();
        rows.Next();
        var lease = new KeyLease(key, new(_takeKey.Number(0)), _takeKey.Text(1));
        rows.Next();
        return lease;
    }

    public bool Spend(KeyLease lease, string spent)
    {
        _spendKey.Bind(1, lease.Key).Bind(2, lease.Epoch.Value).Bind(3, spent).Run();
        return _database.Changes > 0;
    }

    private OperationId Register(Operation operation)
    {
        _insertOperation.Bind(1, operation.Source).Bind(2, operation.Key).Run();
        using var rows = _findOperation.Bind(1, operation.Key).Rows();
        rows.Next();
        var id = (int)_findOperation.Number(0);
        _changes.Registered.Add((id, operation.Source));
        return new(id);
    }
}
