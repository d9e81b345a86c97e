using IocExplorer.Persistence.Sqlite.Hunts;

namespace IocExplorer.Persistence.Sqlite;

/// <summary>
/// The ledger of one process, in one SQLite file. A second process, and a second ledger of this process, is refused; the file is free again when this one
/// is disposed or its process has ended, in whatever way.
/// </summary>
/// <remarks>
/// Calls may come from any thread. Calls that overlap in time take effect in any order. A cancelled call was either made whole or not at all: cancellation
/// is heeded until the writer takes the call. Everything here only forwards to the <see cref="LedgerWriter"/>; read that first.
/// </remarks>
public sealed class SqliteLedger : ILedger, ICarriedOverQuotas
{
    private readonly LedgerWriter _writer;

    private SqliteLedger(LedgerWriter writer)
    {
        _writer = writer;
        Hunts = new(writer);
    }

    /// <summary>What the version before had written into this file of the API keys' quotas.</summary>
    public ICarriedOverQuotas CarriedOverQuotas => this;

    /// <summary>The hunts of this file.</summary>
    public SqliteHunts Hunts { get; }

    /// <summary>Opens the file, makes it when there is none, and brings it to the newest schema, which may take some seconds a gigabyte.</summary>
    /// <exception cref="LedgerException">In use, written by a newer version (the file is left as it is), or not to be used;
    /// the message says what to do.</exception>
    public static async ValueTask<SqliteLedger> OpenAsync(SqliteLedgerOptions options, CancellationToken cancellation)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(options.Path);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.CacheMebibytes);
        cancellation.ThrowIfCancellationRequested();
        var writer = new LedgerWriter(options);
        await writer.OpenAsync();
        return new(writer);
    }

    public ValueTask<IReadOnlyList<OperationId>> RegisterAsync(IReadOnlyList<Operation> operations, CancellationToken cancellation) =>
        _writer.CallAsync(
            new LedgerCall<IReadOnlyList<OperationId>>(
                tables => tables.Register(operations), operations.Count, isApart: false, cancellation));

    public ValueTask<IReadOnlyList<RecordedAnswer?>> LookUpAsync(
        IReadOnlyList<Query> queries, Freshness freshness, CancellationToken cancellation) =>
        _writer.CallAsync(
            new LedgerCall<IReadOnlyList<RecordedAnswer?>>(
                tables => tables.LookUp(queries, freshness), queries.Count, isApart: true, cancellation));

    public ValueTask<IReadOnlyList<DateTimeOffset>> RecordAsync(IReadOnlyList<AnswerToRecord> answers, CancellationToken cancellation)
    {
        AnswersToRecord.Validate(answers);
        return _writer.CallAsync(
            new LedgerCall<IReadOnlyList<DateTimeOffset>>(
                tables => tables.Record(answers), answers.Count, isApart: false, cancellation));
    }

    ValueTask<IReadOnlyList<string>> ICarriedOverQuotas.ReadAsync(string key, CancellationToken cancellation) =>
        _writer.CallAsync(new LedgerCall<IReadOnlyList<string>>(tables => tables.ReadCarriedOverQuotas(key), 1, isApart: true, cancellation));

    public async ValueTask DisposeAsync() => await _writer.CloseAsync();
}
