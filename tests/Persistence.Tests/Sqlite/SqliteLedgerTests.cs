using IocExplorer.Messages;
using IocExplorer.Persistence.Sqlite;

namespace IocExplorer.Persistence.Tests.Sqlite;

/// <summary>What the SQLite ledger does beyond the contract: groups, its thread, its end, leftovers.</summary>
public sealed class SqliteLedgerTests : IAsyncLifetime
{
    private readonly SqliteStore _store = new();
    private SqliteLedger _ledger = null!;
    private OperationId _operation;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static Freshness AnyAge => new(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch);

    public async ValueTask InitializeAsync() => await OpenAsync(_store.Options);

    public async ValueTask DisposeAsync()
    {
        await _ledger.DisposeAsync();
        await _store.DisposeAsync();
    }

    [Fact]
    public async Task AGroup_WithACallThatFails_DoesTheOthers()
    {
        var calls = await WhileTheWriterIsBusyAsync(() => Enumerable.Range(0, 20).Select(
            number => AskAsync(number == 7 ? new OperationId(4711) : _operation, number)).ToList());

        for (var number = 0; number < calls.Count; number++)
        {
            if (number == 7)
            {
                await Should.ThrowAsync<ArgumentException>(calls[number]);
            }
            else
            {
                (await calls[number]).Single().Answer.ShouldBeNull();
            }
        }

        (await ClaimAsync()).Count.ShouldBe(19 + 1);
    }

    [Fact]
    public async Task AGroup_WithAnAnswerThatFails_RecordsTheOthersAndKeepsTheClaim()
    {
        await AskAsync(_operation, 1, 2, 3);
        var claims = await ClaimAsync();
        var empty = new Answer.Found([], false);

        var calls = await WhileTheWriterIsBusyAsync(() => claims.Select(
            claim => _ledger.AnswerAsync([new(claim, claim == claims[1] ? empty : Answer.Empty.Instance)], Cancellation).AsTask()).ToList());

        (await calls[0]).ShouldBe([true]);
        await Should.ThrowAsync<ArgumentException>(calls[1]);
        (await calls[2]).ShouldBe([true]);
        (await _ledger.AnswerAsync([new(claims[1], Answer.Empty.Instance)], Cancellation)).ShouldBe([true]);
    }

    [Fact]
    public async Task ACaller_GoesOnOnAnotherThreadThanTheWriters()
    {
        var name = await AskAsync(_operation, 1).ContinueWith(
            _ => Thread.CurrentThread.Name, Cancellation, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);

        name.ShouldNotBe("ledger");
    }

    [Fact]
    public async Task Close_WithCallsWaiting_MakesThemFirst()
    {
        var closing = Task.CompletedTask;
        var calls = await WhileTheWriterIsBusyAsync(() =>
        {
            var waiting = Enumerable.Range(0, 200).Select(number => AskAsync(_operation, number)).ToList();
            closing = _ledger.DisposeAsync().AsTask();
            return waiting;
        });

        (await Task.WhenAll(calls)).Length.ShouldBe(200);
        await closing;
        await OpenAsync(_store.Options);
        (await ClaimAsync()).Count.ShouldBe(200 + 1);
    }

    [Fact]
    public async Task ACall_AfterTheLedgerIsClosed_SaysSo()
    {
        await _ledger.DisposeAsync();
        await _ledger.DisposeAsync();

        (await Should.ThrowAsync<ObjectDisposedException>(() => AskAsync(_operation, 1))).Message.ShouldContain(_store.FilePath);
    }

    [Fact]
    public async Task AHint_ThatThrows_StopsTheLedgerInsteadOfPassingUnseen()
    {
        using var subscription = _ledger.Hints.WhenWorkIsOpen("Alpha", () => throw new InvalidOperationException("a bug of the subscriber"));

        await AskAsync(_operation, 1);
        await _ledger.DisposeAsync();

        var stopped = await Should.ThrowAsync<LedgerException>(() => AskAsync(_operation, 2));
        stopped.Message.ShouldContain("a bug of the subscriber");
    }

    [Fact]
    public async Task Leftovers_ThatWaitUntilAskedAgain_AreNotClaimedBefore()
    {
        await AskAsync(_operation, 1, 2, 3);
        await ClaimAsync(most: 1);
        await _ledger.DisposeAsync();
        await OpenAsync(_store.Options with { Leftovers = SqliteLeftovers.WaitUntilAskedAgain });

        (await ClaimAsync()).ShouldBeEmpty();
        (await _ledger.BacklogAsync(Cancellation)).ShouldBeEmpty();
        await AskAsync(_operation, 9, 3, 1, 3);

        (await ClaimAsync()).Select(claim => claim.Ioc).ShouldBe([Domain(9), Domain(3), Domain(1)]);
        await AskAsync(_operation, 1, 3);
        (await ClaimAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Leftovers_ThatStayInLine_AreClaimedFirst()
    {
        await AskAsync(_operation, 1, 2);
        await _ledger.DisposeAsync();
        await OpenAsync(_store.Options);

        await AskAsync(_operation, 9, 2);

        (await ClaimAsync()).Select(claim => claim.Ioc).ShouldBe([Domain(1), Domain(2), Domain(9)]);
    }

    [Fact]
    public async Task Synchronous_Normal_ServesAsFullDoes()
    {
        await _ledger.DisposeAsync();
        await OpenAsync(_store.Options with { Synchronous = SqliteSynchronous.Normal });

        await AskAsync(_operation, 1);

        (await ClaimAsync()).Single().Ioc.ShouldBe(Domain(1));
    }

    private static Ioc Domain(int number) => new(IocType.Domain, $"{number}.example");

    private async Task OpenAsync(SqliteLedgerOptions options)
    {
        _ledger = await SqliteLedger.OpenAsync(options, Cancellation);
        _operation = (await _ledger.RegisterAsync([LedgerChild.Operation], Cancellation)).Single();
    }

    private Task<IReadOnlyList<QueryState>> AskAsync(OperationId operation, params int[] numbers) =>
        _ledger.AskAsync(new(HuntId.Embedded, AnyAge, [.. numbers.Select(number => new QueryToAsk(operation, Domain(number)))]), Cancellation).AsTask();

    private async Task<IReadOnlyList<Claim>> ClaimAsync(int most = 10_000) => await _ledger.ClaimAsync(new("Alpha", most, []), Cancellation);

    /// <summary>Holds the writer in a hint while calls are made, so that they become one group. Costs one query of its own.</summary>
    private async Task<T> WhileTheWriterIsBusyAsync<T>(Func<T> calls)
    {
        var busy = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var goOn = new TaskCompletionSource();
        using var subscription = _ledger.Hints.WhenWorkIsOpen(
            "Alpha",
            () =>
            {
                busy.TrySetResult();
                goOn.Task.Wait(Cancellation);
            });
        await AskAsync(_operation, 1_000_000);
        await busy.Task.WaitAsync(Cancellation);
        subscription.Dispose();
        var made = calls();
        goOn.SetResult();
        return made;
    }
}
