using IocExplorer.Messages;

namespace IocExplorer.Persistence.Sqlite;

/// <summary>
/// The ledger of one process, in one SQLite file. A second process, and a second ledger of this process, is refused; the file is free again when this one
/// is disposed or its process has ended, in whatever way.
/// </summary>
/// <remarks>
/// Calls may come from any thread. Calls that overlap in time take effect in any order. A cancelled call was either made whole or not at all: cancellation
/// is heeded until the writer takes the call. Everything here only hands over to the <see cref="LedgerWriter"/>; read that first.
/// </remarks>
public sealed class SqliteLedger : IClaimLedger
{
    private readonly SqliteHints _hints;
    private readonly LedgerWriter _writer;

    private SqliteLedger(SqliteHints hints, LedgerWriter writer)
    {
        _hints = hints;
        _writer = writer;
    }

    public ILedgerHints Hints => _hints;

    /// <summary>Opens the file, makes it when there is none, and brings it to the newest schema. What was claimed when it was last closed is open again.</summary>
    /// <exception cref="LedgerException">In use, written by a newer version (the file is left as it is), or not to be used; the message says what to do.</exception>
    public static async ValueTask<SqliteLedger> OpenAsync(SqliteLedgerOptions options, CancellationToken cancellation)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(options.Path);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.CacheMebibytes);
        cancellation.ThrowIfCancellationRequested();
        var hints = new SqliteHints();
        var writer = new LedgerWriter(options, hints);
        await writer.OpenAsync();
        return new(hints, writer);
    }

    public ValueTask<IReadOnlyList<OperationId>> RegisterAsync(IReadOnlyList<Operation> operations, CancellationToken cancellation) =>
        Transact(tables => tables.Register(operations), operations.Count, cancellation);

    public ValueTask<IReadOnlyList<QueryState>> AskAsync(AskBatch batch, CancellationToken cancellation) =>
        Transact(tables => tables.Ask(batch), batch.Queries.Count, cancellation);

    public ValueTask<IReadOnlyList<QueryState>> ReadAsync(IReadOnlyList<QueryId> ids, Freshness freshness, CancellationToken cancellation) =>
        Transact(tables => tables.Read(ids, freshness), ids.Count, cancellation);

    public ValueTask<IReadOnlyList<Claim>> ClaimAsync(ClaimRequest request, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(request.Most);
        return Apart(tables => tables.TakeClaims(request), cancellation);
    }

    public ValueTask<IReadOnlyList<bool>> AnswerAsync(IReadOnlyList<AnswerToClaim> answers, CancellationToken cancellation) =>
        Transact(tables => tables.Record(answers), answers.Count, cancellation);

    public async ValueTask ReleaseAsync(IReadOnlyList<Claim> claims, CancellationToken cancellation) =>
        await Transact(
            tables =>
            {
                tables.Release(claims);
                return true;
            },
            claims.Count,
            cancellation);

    public ValueTask<KeyLease?> TakeKeyAsync(string key, CancellationToken cancellation) =>
        Transact<KeyLease?>(tables => tables.TakeKey(key), 1, cancellation);

    public ValueTask<bool> SpendAsync(KeyLease lease, string spent, CancellationToken cancellation) =>
        Transact(tables => tables.Spend(lease, spent), 1, cancellation);

    public ValueTask<IReadOnlyDictionary<string, int>> BacklogAsync(CancellationToken cancellation) =>
        Apart(tables => tables.CountBacklog(), cancellation);

    public async ValueTask DisposeAsync() => await _writer.CloseAsync();

    private ValueTask<T> Transact<T>(Func<LedgerTables, T> work, int rows, CancellationToken cancellation) =>
        _writer.CallAsync(new LedgerCall<T>(work, rows, isApart: false, cancellation));

    private ValueTask<T> Apart<T>(Func<LedgerTables, T> work, CancellationToken cancellation) =>
        _writer.CallAsync(new LedgerCall<T>(work, 1, isApart: true, cancellation));
}
