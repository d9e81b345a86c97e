using IocExplorer.Messages;
using IocExplorer.Persistence.Sqlite;
using IocExplorer.Testing;

namespace IocExplorer.Persistence.Tests.Sqlite;

/// <summary>What the SQLite ledger does beyond the contract: groups, its thread, its end.</summary>
public sealed class SqliteLedgerTests : IAsyncLifetime
{
    private readonly SqliteBackend _store = new();
    private readonly HoldableTime _time;
    private SqliteLedger _ledger = null!;
    private OperationId _operation;

    public SqliteLedgerTests() => _time = new(_store.Time);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static Freshness AnyAge => new(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch);

    public async ValueTask InitializeAsync() => await OpenAsync(_store.Options with { Time = _time });

    public async ValueTask DisposeAsync()
    {
        await _ledger.DisposeAsync();
        await _store.DisposeAsync();
    }

    [Fact]
    public async Task AGroup_WithACallThatFails_DoesTheOthers()
    {
        var calls = await WhileTheWriterIsBusyAsync(() => Enumerable.Range(0, 20).Select(
            number => RecordAsync(number == 7 ? new OperationId(4711) : _operation, number)).ToList());

        for (var number = 0; number < calls.Count; number++)
        {
            if (number == 7)
            {
                await Should.ThrowAsync<ArgumentException>(calls[number]);
            }
            else
            {
                (await calls[number]).ShouldBe([_store.Time.GetUtcNow()]);
            }
        }

        (await CountAsync(20)).ShouldBe(19);
    }

    [Fact]
    public async Task AGroup_InWhichTheSameQueryIsRecordedByManyCalls_KeepsTheLastOfThem()
    {
        var calls = await WhileTheWriterIsBusyAsync(() => Enumerable.Range(0, 20).Select(
            number => _ledger.RecordAsync([new(new(_operation, Domain(1)), LedgerChild.AnswerTo(Domain(number)))], Cancellation).AsTask()).ToList());

        await Task.WhenAll(calls);

        (await _ledger.LookUpAsync([new(_operation, Domain(1))], AnyAge, Cancellation)).Single()!.Value.Answer
            .ShouldBeOfType<Answer.Found>().Relations[0].Target.Value.ShouldBe("0.19.example");
    }

    [Fact]
    public async Task ACaller_GoesOnOnAnotherThreadThanTheWriters()
    {
        // What follows a call that has ended already would run on the test's thread.
        var name = await WhileTheWriterIsBusyAsync(() => RecordAsync(_operation, 1).ContinueWith(
            _ => Thread.CurrentThread.Name, Cancellation, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default));

        (await name).ShouldNotBe("ledger");
    }

    [Fact]
    public async Task Close_WithCallsWaiting_MakesThemFirst()
    {
        var closing = Task.CompletedTask;
        var calls = await WhileTheWriterIsBusyAsync(() =>
        {
            var waiting = Enumerable.Range(0, 200).Select(number => RecordAsync(_operation, number)).ToList();
            closing = _ledger.DisposeAsync().AsTask();
            return waiting;
        });

        (await Task.WhenAll(calls)).Length.ShouldBe(200);
        await closing;
        await OpenAsync(_store.Options);
        (await CountAsync(200)).ShouldBe(200);
    }

    [Fact]
    public async Task ACall_ThatIsCancelledWhileItWaits_IsNotMade()
    {
        using var cancelled = new CancellationTokenSource();

        var (call, cancelling) = await WhileTheWriterIsBusyAsync(() =>
            (_ledger.RecordAsync([new(new(_operation, Domain(1)), Answer.Empty.Instance)], cancelled.Token).AsTask(), cancelled.CancelAsync()));

        await cancelling;
        await Should.ThrowAsync<OperationCanceledException>(call);
        (await CountAsync(2)).ShouldBe(0);
    }

    [Fact]
    public async Task ACall_AfterTheLedgerIsClosed_SaysSo()
    {
        await _ledger.DisposeAsync();
        await _ledger.DisposeAsync();

        (await Should.ThrowAsync<ObjectDisposedException>(() => RecordAsync(_operation, 1))).Message.ShouldContain(_store.FilePath);
    }

    [Fact]
    public async Task Synchronous_Normal_ServesAsFullDoes()
    {
        await _ledger.DisposeAsync();
        await OpenAsync(_store.Options with { Synchronous = SqliteSynchronous.Normal });

        await RecordAsync(_operation, 1);

        (await CountAsync(2)).ShouldBe(1);
    }

    [Fact]
    public async Task CarriedOverQuotas_OfAFileThatIsNew_AreNone() =>
        (await _ledger.CarriedOverQuotas.ReadAsync("Alpha 1a2b3c", Cancellation)).ShouldBeEmpty();

    private static Ioc Domain(int number) => new(IocType.Domain, $"{number}.example");

    private async Task OpenAsync(SqliteLedgerOptions options)
    {
        _ledger = await SqliteLedger.OpenAsync(options, Cancellation);
        _operation = (await _ledger.RegisterAsync([LedgerChild.Operation], Cancellation)).Single();
    }

    private Task<IReadOnlyList<DateTimeOffset>> RecordAsync(OperationId operation, int number) =>
        _ledger.RecordAsync([new(new(operation, Domain(number)), Answer.Empty.Instance)], Cancellation).AsTask();

    /// <summary>How many of so many domains have an answer.</summary>
    private async Task<int> CountAsync(int domains) =>
        (await _ledger.LookUpAsync([.. Enumerable.Range(0, domains).Select(number => new Query(_operation, Domain(number)))], AnyAge, Cancellation))
            .Count(answer => answer is not null);

    /// <summary>Holds the writer while calls are made, so that they become one group.</summary>
    private async Task<T> WhileTheWriterIsBusyAsync<T>(Func<T> calls)
    {
        var hold = _time.HoldNext();
        var first = RecordAsync(_operation, 1_000_000);
        await hold.Reached.Task.InTimeAsync("holding", "the writer", "it reads the clock");
        var made = calls();
        hold.GoOn.SetResult();
        await first;
        return made;
    }
}
