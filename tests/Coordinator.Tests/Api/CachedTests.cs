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

    /// <summary>A hunt that was changed while its progress was read was read twice at once, into the same totals.</summary>
    [Fact]
    public async Task ReadThatBeganBeforeAnInvalidation_IsNotKept_AndTheNextBeginsWhenItHasEnded()
    {
        var (before, after) = (new TaskCompletionSource<string>(), new TaskCompletionSource<string>());
        _reads.Enqueue(before);
        _reads.Enqueue(after);
        var (running, most) = (0, 0);
        var cached = new Cached<string>(
            async _ =>
            {
                most = Math.Max(most, Interlocked.Increment(ref running));
                var read = await _reads.Dequeue().Task;
                Interlocked.Decrement(ref running);
                return read;
            },
            TimeSpan.FromSeconds(3),
            _time);
        var early = cached.GetAsync(Cancellation);
        cached.Invalidate();
        var late = cached.GetAsync(Cancellation);

        after.SetResult("after");
        before.SetResult("before");

        (await early).ShouldBe("before");
        (await late).ShouldBe("after");
        (await cached.GetAsync(Cancellation)).ShouldBe("after");
        most.ShouldBe(1);
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
