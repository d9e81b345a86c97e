using IocExplorer.Messages;
using IocExplorer.Persistence.Sqlite;

namespace IocExplorer.Persistence.Tests.Sqlite;

/// <summary>A ledger file that a test opens, closes and changes behind the ledger's back.</summary>
public abstract class SqliteLedgerFileTest : IAsyncDisposable
{
    private protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private protected SqliteBackend Store { get; } = new();

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private protected static Freshness AnyAge => new(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch);

    private protected static Ioc Ioc(int number) => new(IocType.Domain, $"{number * 7919L % 1_000_003:D7}.example");

    private protected static async Task<Query> QueryAsync(SqliteLedger ledger, int number) =>
        new((await ledger.RegisterAsync([LedgerChild.Operation], Cancellation)).Single(), Ioc(number));

    private protected static async Task<IReadOnlyList<DateTimeOffset>> RecordAsync(SqliteLedger ledger, int from, int count)
    {
        var (operation, _) = await QueryAsync(ledger, 0);
        return await ledger.RecordAsync(
            [.. Enumerable.Range(from, count).Select(number => new AnswerToRecord(new(operation, Ioc(number)), LedgerChild.AnswerTo(Ioc(number))))],
            Cancellation);
    }

    private protected static async Task<IReadOnlyList<RecordedAnswer?>> LookUpAsync(SqliteLedger ledger, int from, int count)
    {
        var (operation, _) = await QueryAsync(ledger, 0);
        return await ledger.LookUpAsync([.. Enumerable.Range(from, count).Select(number => new Query(operation, Ioc(number)))], AnyAge, Cancellation);
    }

    private protected Task<SqliteLedger> OpenAsync(SqliteLedgerOptions? options = null) =>
        SqliteLedger.OpenAsync(options ?? Store.Options, Cancellation).AsTask();

    private protected async Task<LedgerException> ShouldRefuseAsync(LedgerErrorKind error, string named)
    {
        var refused = await Should.ThrowAsync<LedgerException>(() => OpenAsync());
        refused.Kind.ShouldBe(error);
        refused.Message.ShouldContain(named);
        return refused;
    }

    private protected void ChangeFile(string sql, bool walLeft)
    {
        using var database = Database.Open(Store.FilePath);
        if (walLeft)
        {
            database.SetWriteBackOnClose(false);
        }

        database.Run(sql);
    }
}
