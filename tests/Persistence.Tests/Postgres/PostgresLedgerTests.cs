using IocExplorer.Messages;
using IocExplorer.Persistence.Postgres;
using IocExplorer.Testing;

namespace IocExplorer.Persistence.Tests.Postgres;

/// <summary>What the PostgreSQL ledger does beyond the contract: races of its statements, hints between nodes, plain words for trouble.</summary>
public sealed class PostgresLedgerTests : IAsyncLifetime
{
    private static readonly Operation Operation = new("Alpha", "first", "v1", [IocType.Domain], true);
    private static readonly Freshness AnyAge = new(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch);

    private readonly PostgresTestStore _database = new();
    private PostgresStore _one = null!;
    private PostgresStore _two = null!;
    private OperationId _operation;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _one = await _database.OpenStoreAsync(await _database.OptionsAsync());
        _two = await _database.OpenStoreAsync(await _database.OptionsAsync());
        _operation = (await _one.Ledger.RegisterAsync([Operation], Cancellation)).Single();
        await _two.Ledger.RegisterAsync([Operation], Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await _one.DisposeAsync();
        await _two.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Ask_WhenTheAnswerComesBetweenLookAndInsert_SharesItAndOpensNothing(bool isFact)
    {
        Answer answer = isFact ? Answer.Empty.Instance : new Answer.NotAnswered(NotAnsweredReason.Failed, "HTTP 500");
        ((PostgresClaimLedger)_two.Ledger).Found = async () =>
        {
            ((PostgresClaimLedger)_two.Ledger).Found = null;
            await AskAsync(_one, "a");
            await _one.Ledger.AnswerAsync([new((await ClaimAsync(_one)).Single(), answer)], Cancellation);
        };

        var state = await AskAsync(_two, "a");

        state.Answer.ShouldBe(answer);
        (await ClaimAsync(_two)).ShouldBeEmpty();
        (await _two.Ledger.BacklogAsync(Cancellation)).ShouldBeEmpty();
        (await AskAsync(_one, "a")).Answer.ShouldBe(answer);
    }

    [Fact]
    public async Task Ask_WhenAnotherNodeOpensItBetweenLookAndInsert_SharesTheWork()
    {
        var ledger = (PostgresClaimLedger)_two.Ledger;
        ledger.Found = async () =>
        {
            ledger.Found = null;
            await AskAsync(_one, "a");
        };

        (await AskAsync(_two, "a")).Answer.ShouldBeNull();

        (await ClaimAsync(_two)).Count.ShouldBe(1);
        (await ClaimAsync(_one)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Ask_WhoseInsertWaitsForAnAnswerBeingRecorded_SharesThatAnswer()
    {
        await AskAsync(_one, "a");
        var claim = (await ClaimAsync(_one)).Single();
        await using var answering = await _one.Database.OpenConnectionAsync(Cancellation);
        await using var transaction = await answering.BeginTransactionAsync(Cancellation);
        await RunAsync(answering, "DELETE FROM work");
        await RunAsync(answering, $"INSERT INTO facts VALUES ({claim.Id.Value}, {_database.Time.GetUtcNow().ToUnixTimeMilliseconds()}, false, '[]')");

        // The insert meets the row that is being deleted, or comes after it: both ways end the same.
        var opening = Task.Run(() => OpenOnOneConnectionAsync(claim.Id.Value), Cancellation);
        await transaction.CommitAsync(Cancellation);

        (await opening).ShouldBe((0L, 1L));
    }

    [Fact]
    public async Task Hints_OfAnotherNode_TellWorkAndAnswers()
    {
        await Task.WhenAll(_one.Hints.Listening, _two.Hints.Listening).InTimeAsync("listening", "both nodes", "LISTEN");
        var work = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var answered = new TaskCompletionSource<IReadOnlyList<QueryState>>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var first = _two.Ledger.Hints.WhenWorkIsOpen("Alpha", () => work.TrySetResult());
        using var second = _two.Ledger.Hints.WhenAnswered(states => answered.TrySetResult(states));

        var id = (await AskAsync(_one, "a")).Id;
        await work.Task.InTimeAsync("asking", "the other node", "a hint of work");
        await _one.Ledger.AnswerAsync([new((await ClaimAsync(_one)).Single(), Answer.Empty.Instance)], Cancellation);

        (await answered.Task.InTimeAsync("answering", "the other node", "a hint of the answer")).ShouldBe([new(id, null, null)]);
    }

    [Fact]
    public async Task Hints_WhenTheListenersConnectionIsCut_SayThatSomeWereMissedAndComeAgain()
    {
        await _two.Hints.Listening.InTimeAsync("listening", "the node", "LISTEN");
        var missed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var first = _two.Ledger.Hints.WhenMissed(() => missed.TrySetResult());

        await _database.ExecuteAsync(
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND query LIKE '%listen_to_hints%'");
        await missed.Task.InTimeAsync("cutting the connection", "the listener", "the word that hints were missed");
        var work = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var second = _two.Ledger.Hints.WhenWorkIsOpen("Alpha", () => work.TrySetResult());
        await AskAsync(_one, "a");

        await work.Task.InTimeAsync("asking", "the other node", "a hint of work");
    }

    [Fact]
    public async Task ThroughAPooler_WithoutHints_EverythingIsThereForWhoLooks()
    {
        await using var polling = await PostgresStore.OpenAsync(await _database.OptionsAsync() with { Listen = false }, Cancellation);
        await polling.Ledger.RegisterAsync([Operation], Cancellation);
        await AskAsync(_one, "a");

        var claim = (await ClaimAsync(polling)).Single();
        (await polling.Ledger.AnswerAsync([new(claim, Answer.Empty.Instance)], Cancellation)).ShouldBe([true]);

        (await AskAsync(_one, "a")).Answer.ShouldBe(Answer.Empty.Instance);
    }

    [Theory]
    [InlineData("Database=nowhere", LedgerTrouble.Unusable, "there is no such database")]
    [InlineData("Port=1", LedgerTrouble.Unavailable, "it cannot be reached")]
    public async Task Open_WhatCannotBeOpened_SaysSoWithoutThePassword(string change, LedgerTrouble expected, string words)
    {
        var options = await _database.OptionsAsync();

        var trouble = await Should.ThrowAsync<LedgerException>(() => PostgresStore.OpenAsync(
            options with { ConnectionString = $"{options.ConnectionString};Password=s3cr3t;{change}" }, Cancellation));

        trouble.Trouble.ShouldBe(expected);
        trouble.Message.ShouldContain(words);
        trouble.ToString().ShouldNotContain("s3cr3t");
    }

    [Fact]
    public async Task Claim_ASourceWithMoreOperationsThanOneLookTakes_FindsThemAll()
    {
        var ids = await _one.Ledger.RegisterAsync(
            [.. Enumerable.Range(0, 40).Select(number => new Operation("Many", $"operation {number}", "v1", [IocType.Domain], true))], Cancellation);
        await _one.Ledger.AskAsync(new(new(1), AnyAge, [.. ids.Select(id => new QueryToAsk(id, new(IocType.Domain, "a")))]), Cancellation);

        var claims = await _one.Ledger.ClaimAsync(new("Many", 100, []), Cancellation);

        claims.Select(claim => claim.Operation).ShouldBe(ids, ignoreOrder: true);
    }

    [Fact]
    public async Task Claim_WhatAnotherNodeGaveBackInFrontOfOurs_IsFoundWhenTheLineEnds()
    {
        foreach (var value in new[] { "a", "b", "c" })
        {
            await AskAsync(_one, value);
        }

        var first = (await _one.Ledger.ClaimAsync(new("Alpha", 1, []), Cancellation)).Single();
        (await _two.Ledger.ClaimAsync(new("Alpha", 1, []), Cancellation)).Single().Ioc.Value.ShouldBe("b");
        await _one.Ledger.ReleaseAsync([first], Cancellation);

        (await ClaimAsync(_two)).Select(claim => claim.Ioc.Value).ShouldBe(["a", "c"], ignoreOrder: true);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Answer_UnderAnEarlierClaimOfTheSameNode_IsRefused(bool isSwept)
    {
        await AskAsync(_one, "a");
        var earlier = (await ClaimAsync(_one)).Single();
        if (isSwept)
        {
            _database.Time.Advance(TimeSpan.FromHours(1) + TimeSpan.FromMilliseconds(1));
            (await _one.Node.SweepAsync(isTidying: true, Cancellation)).Overdue.ShouldBe(1);
        }
        else
        {
            await _one.Ledger.ReleaseAsync([earlier], Cancellation);
        }

        var current = (await ClaimAsync(_one)).Single();
        current.Id.ShouldBe(earlier.Id);
        var late = new Answer.NotAnswered(NotAnsweredReason.Failed, "HTTP 500");

        (await _one.Ledger.AnswerAsync([new(earlier, late)], Cancellation)).ShouldBe([false]);
        (await AskAsync(_one, "a")).Answer.ShouldBeNull();
        (await _one.Ledger.AnswerAsync([new(earlier, late), new(current, Answer.Empty.Instance)], Cancellation)).ShouldBe([false, true]);

        (await AskAsync(_one, "a")).Answer.ShouldBe(Answer.Empty.Instance);
    }

    private static async Task<IReadOnlyList<Claim>> ClaimAsync(PostgresStore store) => await store.Ledger.ClaimAsync(new("Alpha", 100, []), Cancellation);

    private static async Task RunAsync(Npgsql.NpgsqlConnection connection, string sql)
    {
        await using var command = new Npgsql.NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Cancellation);
    }

    private async Task<QueryState> AskAsync(PostgresStore store, string value) =>
        (await store.Ledger.AskAsync(new(new(1), AnyAge, [new(_operation, new(IocType.Domain, value))]), Cancellation)).Single();

    /// <summary>The second transaction of an ask, as it stands in the files. Gives how much is open and how much answered afterwards.</summary>
    private async Task<(long Open, long Answered)> OpenOnOneConnectionAsync(long query)
    {
        await using var connection = await _two.Database.OpenConnectionAsync(Cancellation);
        await using (var batch = new Npgsql.NpgsqlBatch(connection))
        {
            batch.Add("ask_turn");
            batch.Add("ask_open").With([query]).With([_operation.Value]).With([0]).With(1).With(_database.Time.GetUtcNow().ToUnixTimeMilliseconds());
            batch.Add("ask_take_back").With([query]).With(0).With(0);
            batch.Add("ask_forget_failures").With([query]);
            await batch.ExecuteNonQueryAsync(Cancellation);
        }

        return ((long)(await _database.ExecuteAsync("SELECT count(*) FROM work"))!, (long)(await _database.ExecuteAsync("SELECT count(*) FROM facts"))!);
    }
}
