using IocExplorer.Workers.Asking;

namespace IocExplorer.Workers.Tests.Asking;

public sealed class PermitWaitersTests
{
    private readonly PermitWaiters _waiters = new();
    private readonly Queue<Permit> _permits = new();
    private readonly List<Permit> _putBack = [];

    [Fact]
    public async Task Permits_GoToWhoCameFirst_AsFarAsThereAreAny()
    {
        var (first, second, third) = (_waiters.Add(), _waiters.Add(), _waiters.Add());
        _permits.Enqueue(new(1, 100, 0));
        _permits.Enqueue(new(2, 100, 0));

        HandOut();

        ((await first.Task).Reservation, (await second.Task).Reservation, third.Task.IsCompleted, _waiters.Count).ShouldBe((1, 2, false, 1));
    }

    [Fact]
    public async Task WhoHasLeft_IsPassedOver_AndForgotten()
    {
        var (gone, next, alsoGone) = (_waiters.Add(), _waiters.Add(), _waiters.Add());
        gone.SetCanceled(TestContext.Current.CancellationToken);
        alsoGone.SetCanceled(TestContext.Current.CancellationToken);
        _permits.Enqueue(new(1, 100, 0));

        HandOut();

        ((await next.Task).Reservation, _waiters.Count).ShouldBe((1, 0));
    }

    [Fact]
    public void WhoHasLeftBehindOneThatWaits_CountsNoMore()
    {
        _waiters.Add();
        _waiters.Add().SetCanceled(TestContext.Current.CancellationToken);

        HandOut();

        _waiters.Count.ShouldBe(1);
    }

    [Fact]
    public void WhoLeavesInTheMomentOfItsPermit_GivesItBack()
    {
        var leaving = _waiters.Add();

        _waiters.HandOut(
            () =>
            {
                leaving.TrySetCanceled(TestContext.Current.CancellationToken);
                return new(1, 100, 0);
            },
            _putBack.Add);

        (_putBack.ShouldHaveSingleItem().Reservation, _waiters.Count).ShouldBe((1, 0));
    }

    [Fact]
    public async Task SentAway_AllLeaveWithoutAPermit()
    {
        var waiter = _waiters.Add();

        _waiters.SendAway();

        ((await waiter.Task).IsNone, _waiters.Count).ShouldBe((true, 0));
    }

    private void HandOut() => _waiters.HandOut(() => _permits.TryDequeue(out var permit) ? permit : Permit.None, _putBack.Add);
}
