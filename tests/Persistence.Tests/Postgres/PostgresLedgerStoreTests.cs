using IocExplorer.Messages;
using IocExplorer.Persistence.Postgres;
using IocExplorer.Persistence.Postgres.Answers;
using IocExplorer.Persistence.Tests.Conformance;
using IocExplorer.Testing.Postgres;

namespace IocExplorer.Persistence.Tests.Postgres;

/// <summary>What the ledger of a cluster does beyond the contract: several nodes on one database, the database's clock, a server that goes and comes.</summary>
public sealed class PostgresLedgerStoreTests : IAsyncLifetime
{
    private static readonly Operation Operation = new("Alpha", "first", "v1", [IocType.Domain], true);
    private static readonly Freshness AnyAge = new(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch);

    private readonly PostgresBackend _backend = new();
    private ILedger _one = null!;
    private ILedger _two = null!;
    private OperationId _operation;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _one = await _backend.OpenAsync();
        _two = await _backend.OpenAsync();
        _operation = (await _one.RegisterAsync([Operation], Cancellation)).Single();
    }

    public async ValueTask DisposeAsync()
    {
        await _one.DisposeAsync();
        await _two.DisposeAsync();
        await _backend.DisposeAsync();
    }

    [Fact]
    public async Task Record_OfAnOperationThatAnotherNodeRegistered_IsKeptAndSeenByBoth()
    {
        var at = (await RecordAsync(_two, (1, Found("a")))).Single();

        foreach (var node in new[] { _one, _two })
        {
            var standing = (await LookUpAsync(node, 1)).Single()!.Value;
            standing.Answer.ShouldBeAnswer(Found("a"));
            standing.At.ShouldBe(at);
        }

        (await _two.RegisterAsync([Operation], Cancellation)).ShouldBe([_operation]);
    }

    [Fact]
    public async Task Record_ByManyNodesWithOverlappingBatchesOfFactsAndFailures_KeepsOneRowEach()
    {
        const int Queries = 100;
        var nodes = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => _backend.OpenAsync().AsTask()));
        await Task.WhenAll(nodes.Select((node, number) => Task.Run(
            async () =>
            {
                var random = new Random(number);
                for (var round = 0; round < 30; round++)
                {
                    await RecordAsync(node, [.. Enumerable.Range(0, 40).Select(_ => (random.Next(Queries), random.Next(2) == 0 ? Found("a") : Failure))]);
                }
            },
            Cancellation)));

        (await LookUpAsync(_one, [.. Enumerable.Range(0, Queries)])).ShouldAllBe(answer => answer != null);
        (await _backend.ExecuteAsync("SELECT count(*) FROM queries")).ShouldBe((long)Queries);
        foreach (var query in Enumerable.Range(0, Queries))
        {
            await RecordAsync(_one, (query, Found("last")));
        }

        (await _backend.ExecuteAsync("SELECT count(*) FROM facts")).ShouldBe((long)Queries);
        (await _backend.ExecuteAsync("SELECT count(*) FROM failures")).ShouldBe(0L);
    }

    [Fact]
    public async Task Record_WhileAnotherNodeRecordsTheSameQuery_WaitsAndCountsAsTheLater()
    {
        await RecordAsync(_one, (1, Found("old")));
        await using var database = await _backend.ConnectAsync(await _backend.OptionsAsync());
        await using var connection = await database.Source.OpenConnectionAsync(Cancellation);
        await using var transaction = await connection.BeginTransactionAsync(Cancellation);
        await using (var command = new Npgsql.NpgsqlCommand("UPDATE facts SET relations = '[]', fact_at = fact_at + 5000", connection))
        {
            (await command.ExecuteNonQueryAsync(Cancellation)).ShouldBe(1);
        }

        // It meets the row that is being changed, or comes after it: both ways end the same.
        var recording = RecordAsync(_two, (1, Found("new")));
        await transaction.CommitAsync(Cancellation);

        (await recording).ShouldBe([_backend.Time.GetUtcNow().AddSeconds(5)]);
        (await LookUpAsync(_one, 1)).Single()!.Value.Answer.ShouldBeAnswer(Found("new"));
    }

    [Fact]
    public async Task Record_ByTheDatabasesClock_IsStampedWithItAndNeverBeforeWhatThisNodeHasMet()
    {
        var ledger = new PostgresLedger(await _backend.ConnectAsync(await _backend.OptionsAsync() with { Clock = null }));
        var before = await DatabaseTimeAsync();

        var first = (await RecordAsync(ledger, (1, Found("a")))).Single();
        first.ShouldBeInRange(before, await DatabaseTimeAsync());

        // The database's clock is set back: in effect, when it is a day ahead of now.
        await _backend.ExecuteAsync("UPDATE facts SET fact_at = fact_at + 86400000");
        await LookUpAsync(ledger, 1);
        (await RecordAsync(ledger, (2, Failure), (3, Found("b")))).ShouldBe([first.AddDays(1), first.AddDays(1)]);
    }

    [Fact]
    public async Task LookUp_OfNothing_ReadsTheDatabasesClockAndRecordIsNotStampedBeforeIt()
    {
        var ledger = new PostgresLedger(await _backend.ConnectAsync(await _backend.OptionsAsync() with { Clock = null }));
        await LookUpAsync(ledger, 1);
        var after = await DatabaseTimeAsync();
        await _backend.ExecuteAsync("CREATE OR REPLACE FUNCTION now_ms() RETURNS bigint LANGUAGE sql VOLATILE PARALLEL SAFE AS $$ SELECT 1000::bigint $$");

        var at = (await RecordAsync(ledger, (1, Found("a")))).Single();

        at.ShouldBeInRange(after.AddMinutes(-5), after);
    }

    [Fact]
    public async Task LookUp_AnAnswerThatIsDamaged_SaysSoAndServesTheOthers()
    {
        await RecordAsync(_one, (1, Found("a")));
        await _backend.ExecuteAsync("UPDATE facts SET relations = '[[\"label\"'");
        await RecordAsync(_one, (2, Found("b")));

        var error = await Should.ThrowAsync<LedgerException>(() => LookUpAsync(_one, 1));
        error.Kind.ShouldBe(LedgerErrorKind.Unusable);
        error.Message.ShouldContain("is damaged");
        (await LookUpAsync(_one, 2)).Single()!.Value.Answer.ShouldBeAnswer(Found("b"));
    }

    [Fact]
    public async Task CarriedOverQuotas_AreThoseOfTheKeyAndAllItsLanes()
    {
        await _backend.ExecuteAsync(
            """
            INSERT INTO carried_over_quotas (key, spent) VALUES
              ('Alpha 1a2b', 'whole'), ('Alpha 1a2b3', 'of another'), ('Alpha 3c4d#1/2', '1 of 2'), ('Alpha 3c4d#2/2', '2 of 2')
            """);
        var quotas = new PostgresCarriedOverQuotas(await _backend.ConnectAsync(await _backend.OptionsAsync()));

        (await quotas.ReadAsync("Alpha 1a2b", Cancellation)).ShouldBe(["whole"]);
        (await quotas.ReadAsync("Alpha 3c4d", Cancellation)).ShouldBe(["1 of 2", "2 of 2"]);
        (await quotas.ReadAsync("Alpha 5e6f", Cancellation)).ShouldBeEmpty();
        (await quotas.ReadAsync("Alpha %", Cancellation)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Database=nowhere", LedgerErrorKind.Unusable, "there is no such database")]
    [InlineData("Port=1", LedgerErrorKind.Unavailable, "it cannot be reached")]
    public async Task Open_WhatCannotBeOpened_SaysSoWithoutThePassword(string change, LedgerErrorKind expected, string words)
    {
        var options = await _backend.OptionsAsync();

        var error = await Should.ThrowAsync<LedgerException>(() => PostgresStore.OpenAsync(
            options with { ConnectionString = $"{options.ConnectionString};Password=s3cr3t;{change}" }, Cancellation));

        error.Kind.ShouldBe(expected);
        error.Message.ShouldContain(words);
        error.ToString().ShouldNotContain("s3cr3t");
    }

    [Fact]
    public async Task Calls_WhileTheServerIsDown_SayUnavailableAndWorkAgainWithNothingLost()
    {
        await using var server = await PostgresServer.StartNewAsync();
        await using var database = new PostgresDatabase(
            new() { ConnectionString = await server.CreateDatabaseAsync(), Name = "test" });
        await Migrator.MigrateAsync(database, Cancellation);
        var ledger = new PostgresLedger(database);
        _operation = (await ledger.RegisterAsync([Operation], Cancellation)).Single();
        await RecordAsync(ledger, (1, Found("a")));

        await server.StopAsync(immediate: true);

        (await Should.ThrowAsync<LedgerException>(() => LookUpAsync(ledger, 1))).Kind.ShouldBe(LedgerErrorKind.Unavailable);
        (await Should.ThrowAsync<LedgerException>(() => RecordAsync(ledger, (2, Found("b"))))).Kind.ShouldBe(LedgerErrorKind.Unavailable);
        await server.StartAsync();
        (await LookUpAsync(ledger, 1, 2)).Select(answer => answer is null).ShouldBe([false, true]);
        await RecordAsync(ledger, (2, Found("b")));
        (await LookUpAsync(ledger, 2)).Single()!.Value.Answer.ShouldBeAnswer(Found("b"));
    }

    private static Answer Failure { get; } = new Answer.NotAnswered(NotAnsweredReason.Failed, "HTTP 500");

    private static Answer.Found Found(string value) => new([new("points to", new(IocType.Domain, value))], false);

    private async Task<DateTimeOffset> DatabaseTimeAsync() => DateTimeOffset.FromUnixTimeMilliseconds((long)(await _backend.ExecuteAsync("SELECT now_ms()"))!);

    private Query Query(int number) => new(_operation, new(IocType.Domain, $"{number}.example"));

    private async Task<IReadOnlyList<DateTimeOffset>> RecordAsync(ILedger ledger, params (int Query, Answer Answer)[] answers) =>
        await ledger.RecordAsync([.. answers.Select(answer => new AnswerToRecord(Query(answer.Query), answer.Answer))], Cancellation);

    private async Task<IReadOnlyList<RecordedAnswer?>> LookUpAsync(ILedger ledger, params int[] numbers) =>
        await ledger.LookUpAsync([.. numbers.Select(Query)], AnyAge, Cancellation);
}
