using IocExplorer.Coordinator.Api;
using IocExplorer.Testing;

namespace IocExplorer.Coordinator.Tests.Api;

public sealed class CachedTests
{
    private readonly FakeTime _time = new();
    private readonly Queue<TaskCompletionSource<string>> _reads = new();
    private int _count;

    [Fact]
    public async Task Value_IsReadOnce_AsLongAsItIsGood()
    {
        var cached = new Cached<string>(_ => Task.FromResult($"read {++_count}"), TimeSpan.FromSeconds(3), _time);

        (await cached.GetAsync(Cancellation)).ShouldBe("read 1");
        _time.Advance(TimeSpan.FromSeconds(2.9));
        (await cached.GetAsync(Cancellation)).ShouldBe("read 1");
        _time.Advance(TimeSpan.FromSeconds(0.1));
        (await cached.GetAsync(Cancellation)).ShouldBe("read 2");
        cached.Invalidate();
        (await cached.GetAsync(Cancellation)).ShouldBe("read 3");
    }

    [Fact]
    public async Task Readers_ShareOneRead_AndOneWhoLeavesDoesNotEndIt()
    {
        var read = new TaskCompletionSource<string>();
        var cached = new Cached<string>(_ => read.Task, TimeSpan.FromSeconds(3), _time);
        using var leaving = new CancellationTokenSource();
        var first = cached.GetAsync(leaving.Token);
        var second = cached.GetAsync(Cancellation);

        await leaving.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => first);
        read.SetResult("read");

        (await second).ShouldBe("read");
    }

    [Fact]
    public async Task ReadThatBeganBeforeAnInvalidation_IsNotKept()
    {
        var (before, after) = (new TaskCompletionSource<string>(), new TaskCompletionSource<string>());
        _reads.Enqueue(before);
        _reads.Enqueue(after);
        var cached = new Cached<string>(_ => _reads.Dequeue().Task, TimeSpan.FromSeconds(3), _time);
        var early = cached.GetAsync(Cancellation);
        cached.Invalidate();
        var late = cached.GetAsync(Cancellation);

        before.SetResult("before");
        after.SetResult("after");

        (await late).ShouldBeOneOf("before", "after");
        await early;
        (await cached.GetAsync(Cancellation)).ShouldBe(await late);
        _reads.ShouldBeEmpty();
    }

    [Fact]
    public async Task Failure_IsNobodysButThoseWhoWaitForIt()
    {
        var cached = new Cached<string>(
            _ => ++_count == 1 ? Task.FromException<string>(new InvalidOperationException("away")) : Task.FromResult("read"), TimeSpan.FromSeconds(3), _time);

        await Should.ThrowAsync<InvalidOperationException>(() => cached.GetAsync(Cancellation));
        (await cached.GetAsync(Cancellation)).ShouldBe("read");
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;
}
