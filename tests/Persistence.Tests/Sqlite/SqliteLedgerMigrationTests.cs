using IocExplorer.Messages;
using IocExplorer.Persistence.Sqlite;
using IocExplorer.Persistence.Tests.Conformance;

namespace IocExplorer.Persistence.Tests.Sqlite;

/// <summary>A file of the version before, in which the ledger was a queue as well, is taken over: made here with the statements of that version.</summary>
public sealed class SqliteLedgerMigrationTests : IAsyncDisposable
{
    private static readonly Operation Other = new("Beta", "other", "v1", [IocType.Domain], true);
    private static readonly Freshness AnyAge = new(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch);

    private readonly SqliteBackend _store = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public async Task Open_AFileOfTheVersionBefore_KeepsItsAnswersAndDropsWhatWasOpen()
    {
        CreateOldFile();

        await using (var ledger = await OpenAsync())
        {
            await ShouldHoldAsync(ledger);
        }

        // And once more, now as a file of this version.
        await using var again = await OpenAsync();
        await ShouldHoldAsync(again);
    }

    [Fact]
    public async Task Record_AfterTheMigration_ReplacesWhatWasTakenOverAndAddsWhatWasOpen()
    {
        CreateOldFile();
        await using (var ledger = await OpenAsync())
        {
            var operation = (await ledger.RegisterAsync([LedgerChild.Operation], Cancellation)).Single();
            await ledger.RecordAsync(
                [.. new[] { "merged fact", "merged open", "open, no fact", "failed",
                    "new" }.Select(value => new AnswerToRecord(Query(operation, value), Answer.Empty.Instance))],
                Cancellation);
        }

        await using (var again = await OpenAsync())
        {
            var operation = (await again.RegisterAsync([LedgerChild.Operation], Cancellation)).Single();
            (await LookUpAsync(again, operation, AnyAge, "merged fact", "merged open", "open, no fact", "failed", "new", "found"))
                .Select(answer => answer?.Answer is Answer.Empty).ShouldBe([true, true, true, true, true, false]);

            // The keys of old and new answers go together into the file without one that stands twice.
            var many = Enumerable.Range(0, 10_000).Select(number => Query(operation, $"{number}")).ToList();
            await again.RecordAsync([.. many.Select(query => new AnswerToRecord(query, Answer.Empty.Instance))], Cancellation);
            await again.RecordAsync([new(many[0], Answer.Empty.Instance)], Cancellation);
            (await again.LookUpAsync(many, AnyAge, Cancellation)).ShouldAllBe(answer => answer != null);
        }
    }

    [Fact]
    public async Task CarriedOverQuotas_OfAFileOfTheVersionBefore_AreThoseOfTheKeyAndAllItsLanes()
    {
        CreateOldFile();
        await using var ledger = await OpenAsync();

        (await ledger.CarriedOverQuotas.ReadAsync("Alpha 1a2b", Cancellation)).ShouldBe(["whole"]);
        (await ledger.CarriedOverQuotas.ReadAsync("Alpha 3c4d", Cancellation)).ShouldBe(["1 of 2", "2 of 2"]);
        (await ledger.CarriedOverQuotas.ReadAsync("Alpha 5e6f", Cancellation)).ShouldBeEmpty();
        (await ledger.CarriedOverQuotas.ReadAsync("Alpha", Cancellation)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Open_WhenThereIsNoRoomToMigrate_LeavesTheFileAsItWasAndSaysSo()
    {
        CreateOldFile(answers: 5000);

        (await Should.ThrowAsync<LedgerException>(async () => await SqliteLedger.OpenAsync(_store.Options with { MostPages = 10 }, Cancellation)))
            .Kind.ShouldBe(LedgerErrorKind.Unavailable);

        using (var database = Database.Open(_store.FilePath))
        {
            database.Number("SELECT max(version) FROM schema_versions").ShouldBe(1);
            database.Number("SELECT count(*) FROM facts").ShouldBe(5006);
        }

        await using var roomy = await OpenAsync();
        await ShouldHoldAsync(roomy);
    }

    private static Query Query(OperationId operation, string value) => new(operation, new(IocType.Domain, value));

    private static async Task<IReadOnlyList<RecordedAnswer?>> LookUpAsync(SqliteLedger ledger, OperationId operation, Freshness freshness,
        params string[] values) =>
        await ledger.LookUpAsync([.. values.Select(value => Query(operation, value))], freshness, Cancellation);

    private static DateTimeOffset At(int milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);

    private static async Task ShouldHoldAsync(SqliteLedger ledger)
    {
        var ids = await ledger.RegisterAsync([LedgerChild.Operation, Other], Cancellation);
        ids.Select(id => id.Value).ShouldBe([1, 2]);
        var found = LedgerChild.AnswerTo(new(IocType.Domain, "x"));
        var throttled = new Answer.NotAnswered(NotAnsweredReason.Throttled, "HTTP 429", At(99_000));

        var all = await LookUpAsync(
            ledger, ids[0], AnyAge, "merged fact", "merged open", "merged failed", "found", "empty", "open, no fact", "open, old fact and void failure",
            "failed");
        all.Select(answer => answer?.At).ShouldBe([At(1000), null, At(3000), At(4000), At(5000), null, At(7000), At(8000)]);
        all[0]!.Value.Answer.ShouldBeAnswer(found);
        all[2]!.Value.Answer.ShouldBe(new Answer.NotAnswered(NotAnsweredReason.Failed, ""));
        all[3]!.Value.Answer.ShouldBeAnswer(new Answer.Found(((Answer.Found)found).Relations, true));
        all[4]!.Value.Answer.ShouldBe(Answer.Empty.Instance);
        all[6]!.Value.Answer.ShouldBeAnswer(found);
        all[7]!.Value.Answer.ShouldBe(throttled);

        // A failure stands beside an older fact; one whose query was opened again is over.
        var late = await LookUpAsync(ledger, ids[0], new(At(9000), DateTimeOffset.UnixEpoch), "open, old fact and void failure", "fact and failure");
        late[0].ShouldBeNull();
        late[1].ShouldBe(new RecordedAnswer(throttled, At(9500)));
        (await LookUpAsync(ledger, ids[0], AnyAge, "fact and failure")).Single()!.Value.At.ShouldBe(At(8500));
        (await LookUpAsync(ledger, ids[1], AnyAge, "found", "other")).Select(answer => answer?.At).ShouldBe([null, At(10_000)]);
    }

    private async Task<SqliteLedger> OpenAsync() => await SqliteLedger.OpenAsync(_store.Options, Cancellation);

    private void CreateOldFile(int answers = 0)
    {
        const string Found = """[["points to","domain","0.x","1.x","2.x","3.x","4.x","5.x","6.x","7.x","8.x","9.x"]]""";
        using var database = Database.Open(_store.FilePath);
        database.Run("PRAGMA application_id = 1229931352");
        database.Run(SqlFiles.Sqlite.Migrations[0].Sql);
        database.Run(
            $"""
            INSERT INTO schema_versions (version, applied_at) VALUES (1, 0);
            INSERT INTO operations (id, source, key) VALUES (1, 'Alpha', 'Alpha/first v1'), (2, 'Beta', 'Beta/other v1');
            INSERT INTO queries (id, operation, type, value, state, hunt, turn, failed_at, failure_reason, retry_at, failure_detail) VALUES
              (1, 1, 4, 'merged fact', 2, 1, NULL, NULL, NULL, NULL, NULL),
              (2, 1, 4, 'merged open', 1, 1, 2, NULL, NULL, NULL, NULL),
              (3, 1, 4, 'merged failed', 3, 1, NULL, 3000, 3, NULL, ''),
              (4, 1, 4, 'found', 2, 1, NULL, NULL, NULL, NULL, NULL),
              (5, 1, 4, 'empty', 2, 1, NULL, NULL, NULL, NULL, NULL),
              (6, 1, 4, 'open, no fact', 1, 1, 6, NULL, NULL, NULL, NULL),
              (7, 1, 4, 'open, old fact and void failure', 1, 1, 7, 7500, 3, NULL, 'HTTP 500'),
              (8, 1, 4, 'failed', 3, 1, NULL, 8000, 1, 99000, 'HTTP 429'),
              (9, 1, 4, 'fact and failure', 3, 2, NULL, 9500, 1, 99000, 'HTTP 429'),
              (10, 2, 4, 'other', 2, 2, NULL, NULL, NULL, NULL, NULL);
            INSERT INTO facts (query, fact_at, cut, relations) VALUES
              (1, 1000, 0, '{Found}'), (4, 4000, 1, '{Found}'), (5, 5000, 0, '[]'), (7, 7000, 0, '{Found}'), (9, 8500, 0, '{Found}'), (10, 10000, 0, '[]');
            INSERT INTO query_keys (operation, value, type, query) SELECT operation, value, type, id FROM queries WHERE id <= 3;
            UPDATE ledger SET generation = 5, keyed_to = 3;
            INSERT INTO source_keys (key, epoch, spent) VALUES
              ('Alpha 1a2b', 3, 'whole'), ('Alpha 1a2b3', 1, 'of another'), ('Alpha 3c4d#1/2', 1, '1 of 2'), ('Alpha 3c4d#2/2', 1, '2 of 2'),
              ('Alpha 5e6f', 1, '');
            """);
        database.Run(
            $"""
            WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < {answers})
            INSERT INTO queries (operation, type, value, state, hunt, turn) SELECT 2, 4, 'many ' || n, 2, 1, NULL FROM numbers WHERE n <= {answers};
            INSERT INTO facts (query, fact_at, cut, relations) SELECT id, 1, 0, '[]' FROM queries WHERE id > 10;
            """);
    }
}
