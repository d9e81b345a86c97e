namespace IocExplorer.Workers.Tests;

public sealed class WaitersTests
{
    private readonly Waiters<int> _waiters = new();

    [Fact]
    public async Task WhatIsHandedOut_GoesToWhoCameFirst()
    {
        var (first, second, third) = (_waiters.Add(), _waiters.Add(), _waiters.Add());

        (_waiters.TryHand(1), _waiters.TryHand(2)).ShouldBe((true, true));

        (await first.Task, await second.Task, third.Task.IsCompleted, _waiters.Count).ShouldBe((1, 2, false, 1));
    }

    [Fact]
    public async Task WhoHasLeft_IsPassedOver()
    {
        var (gone, next) = (_waiters.Add(), _waiters.Add());
        gone.SetCanceled(TestContext.Current.CancellationToken);

        _waiters.TryHand(1).ShouldBeTrue();

        (await next.Task, _waiters.Count).ShouldBe((1, 0));
    }

    [Fact]
    public void WithNobodyLeft_NothingIsHandedOut()
    {
        _waiters.Add().SetCanceled(TestContext.Current.CancellationToken);

        (_waiters.TryHand(1), _waiters.Count).ShouldBe((false, 0));
    }

    [Fact]
    public void WhoHasLeftBehindOneThatWaits_IsForgotten()
    {
        _waiters.Add();
        _waiters.Add().SetCanceled(TestContext.Current.CancellationToken);

        _waiters.Forget();

        _waiters.Count.ShouldBe(1);
    }

    [Fact]
    public async Task HandedToAll_NobodyWaitsAnyMore()
    {
        var (first, second) = (_waiters.Add(), _waiters.Add());

        _waiters.HandAll(7);

        (await first.Task, await second.Task, _waiters.Count).ShouldBe((7, 7, 0));
    }

    [Fact]
    public async Task Cancelled_AWaiterHasLeft()
    {
        using var cancellation = new CancellationTokenSource();
        var waiting = Waiters<int>.WaitAsync(_waiters.Add(), cancellation.Token).AsTask();

        await cancellation.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(waiting);
        _waiters.TryHand(1).ShouldBeFalse();
    }
}
