using IocExplorer.Coordinator.Supervising;
using IocExplorer.Messages;
using IocExplorer.Persistence;

namespace IocExplorer.Coordinator.Tests.Supervising;

public sealed class HuntStoreCallsTests
{
    private readonly FailingStore _store = new();
    private readonly HuntStoreCalls _calls;

    public HuntStoreCallsTests() => _calls = new(new(7), _store);

    [Theory]
    [InlineData(LedgerErrorKind.Unavailable, false)]
    [InlineData(LedgerErrorKind.Unusable, true)]
    public async Task CallThatFails_BringsTheReason_AndWhetherItPasses(LedgerErrorKind kind, bool isFault)
    {
        _store.Trouble = new LedgerException("The database is away.", kind);

        var failure = (await _calls.LoadAsync()).Failure.ShouldNotBeNull();

        failure.ShouldBe(new(isFault, _store.Trouble));
        Should.Throw<InvalidOperationException>(() => new StoreFailure(true, failure.Cause).ThrowIfFault())
            .Message.ShouldBe("The hunt's store failed: The database is away.");
        new StoreFailure(false, failure.Cause).ThrowIfFault();
    }

    [Fact]
    public async Task CallUnderWay_IsCancelledWhenItsSupervisorStops()
    {
        var call = _calls.SeedsAsync(1);

        _calls.Dispose();

        var failure = (await call).Failure.ShouldNotBeNull();
        (failure.IsFault, failure.Cause is OperationCanceledException).ShouldBe((false, true));
    }

    [Fact]
    public async Task Listing_TellsOfARetryFirst_AndRemovesADeletedHunt()
    {
        HuntStatus running = new(new(7), HuntPhase.Running, 1, 0, 0, 0, 0, 0);

        await _calls.ListAsync(running, [1], 3);
        await _calls.ListAsync(running, null, 4);
        var listed = await _calls.ListAsync(running with { Phase = HuntPhase.Deleted }, [1], 5);

        _store.Calls.ShouldBe(["retry", "update", "update", "delete"]);
        (listed.By, listed.Version, listed.Failure).ShouldBe((_calls, 5, null));
    }

    private sealed class FailingStore : IHuntStore
    {
        public Exception? Trouble { get; set; }

        public List<string> Calls { get; } = [];

        public Task<RunnableHunt?> LoadAsync(HuntId hunt, CancellationToken cancellation) => throw Trouble!;

        public async Task<IReadOnlyList<SeedOfHunt>> SeedsAsync(HuntId hunt, int first, int most, CancellationToken cancellation)
        {
            await new TaskCompletionSource().Task.WaitAsync(cancellation);
            return [];
        }

        public Task UpdateAsync(HuntStatus standing, CancellationToken cancellation) => Count("update");

        public Task RetryAsync(HuntId hunt, IReadOnlyList<int> trees, CancellationToken cancellation) => Count("retry");

        public Task GiveUpAsync(TreeId tree, HuntPlan plan, string problem, CancellationToken cancellation) => Count("give up");

        public Task DeleteAsync(HuntId hunt, CancellationToken cancellation) => Count("delete");

        private Task Count(string call)
        {
            Calls.Add(call);
            return Task.CompletedTask;
        }
    }
}
