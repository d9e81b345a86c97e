namespace IocExplorer.Persistence.Sqlite;

/// <summary>What a ledger file of the version before has kept of quotas.</summary>
internal sealed class SqliteCarriedOverQuotas(LedgerWriter writer) : ICarriedOverQuotas
{
    public ValueTask<IReadOnlyList<string>> ReadAsync(string key, CancellationToken cancellation) =>
        writer.CallAsync(new LedgerCall<IReadOnlyList<string>>(tables => tables.ReadCarriedOverQuotas(key), 1, isApart: true, cancellation));
}
