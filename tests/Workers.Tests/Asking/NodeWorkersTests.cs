using IocExplorer.Messages;
using IocExplorer.Testing;
using IocExplorer.Workers.Asking;

namespace IocExplorer.Workers.Tests.Asking;

public sealed class NodeWorkersTests
{
    private readonly List<CountedSource> _made = [];
    private readonly NodeWorkers _workers;

    public NodeWorkersTests() => _workers = new(
        () =>
        {
            _made.Add(new());
            return [_made[^1]];
        },
        new FakeTime());

    [Fact]
    public void Progress_OverSeveralActorSystems_CountsOn()
    {
        _workers.Progress().ShouldBeEmpty();
        var first = _workers.Begin();
        _made[0].Requests = 5;
        _workers.Progress().ShouldHaveSingleItem().Requests.ShouldBe(5);

        _workers.End(first);
        var between = _workers.Progress().ShouldHaveSingleItem();
        var second = _workers.Begin();
        _made[1].Requests = 2;

        (between.Source, between.Requests, between.Waiting, between.LeftToday).ShouldBe(("TestSource", 5, null, null));
        var progress = _workers.Progress().ShouldHaveSingleItem();
        (progress.Requests, progress.LeftToday).ShouldBe((7, 500));
        _workers.End(second);
    }

    [Fact]
    public void Begin_BeforeTheLastOneHasEnded_CountsItOnce()
    {
        var first = _workers.Begin();
        _made[0].Requests = 5;

        var second = _workers.Begin();
        _workers.End(first);

        _workers.Progress().ShouldHaveSingleItem().Requests.ShouldBe(5);
        _made.Select(source => source.IsDisposed).ShouldBe([true, false]);
        _workers.End(second);
        _made[1].IsDisposed.ShouldBeTrue();
    }

    [Fact]
    public async Task Failed_WhenTheWorkersThatRunAreGivenUp_SaysWhy()
    {
        var status = _workers.Begin();

        status.Fail(new InvalidOperationException("A fault."));

        (await Should.ThrowAsync<InvalidOperationException>(_workers.Failed)).Message.ShouldBe("A fault.");
        _workers.End(status);
    }

    [Fact]
    public async Task Failed_WhenWorkersOfAnEndedActorSystemFail_IsNot()
    {
        var first = _workers.Begin();
        _workers.End(first);
        first.Fail(new InvalidOperationException("Too late."));
        var second = _workers.Begin();

        second.Fail(new InvalidOperationException("A fault."));

        (await Should.ThrowAsync<InvalidOperationException>(_workers.Failed)).Message.ShouldBe("A fault.");
        _workers.End(second);
    }

    private sealed class CountedSource : ISource, IDisposable
    {
        public string Name => "TestSource";

        public IReadOnlyList<Operation> Operations => [];

        public IReadOnlyList<SourceKey> Keys { get; } = [new("key", new(4, 500, 0), 4)];

        public long Requests { get; set; }

        public bool IsDisposed { get; private set; }

        public SourceStatus Status => new() { Requests = Requests };

        public ValueTask<Answer?> AskAsync(KeyGate key, NumberedOperation operation, Ioc ioc, CancellationToken cancellation) =>
            throw new NotSupportedException();

        public void Dispose() => IsDisposed = true;
    }
}
