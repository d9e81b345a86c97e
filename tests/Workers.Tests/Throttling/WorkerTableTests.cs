using IocExplorer.Messages;
using IocExplorer.Workers.Throttling;

namespace IocExplorer.Workers.Tests.Throttling;

public sealed class WorkerTableTests
{
    private readonly ThrottleParts _parts = new();

    [Fact]
    public void OldPull_IsPassedOver()
    {
        _parts.Pull("one");
        var old = ThrottleParts.PullOf("one", 1, 8, 0, QuotaLimits.Unlimited, [], []);

        _parts.Workers.Take(old, 0).ShouldBeNull();

        _parts.Workers.All.Count.ShouldBe(1);
    }

    [Fact]
    public void WhatIsDone_FreesASlotOfItsKey_AndIsToldToWhoCameLater()
    {
        HandOut("one", 2);
        _parts.Ask(new NamedRef("late"), 1);

        _parts.Pull("one", done: [0, 1]);

        (_parts.Queue.InFlight, _parts.Key.InFlight).ShouldBe((0, 0));
        var (broker, answered) = _parts.Late.Take().ShouldHaveSingleItem();
        (broker.Path.Name, answered.Queries.ShouldHaveSingleItem().Query).ShouldBe(("late", ThrottleParts.Query(0)));
    }

    [Fact]
    public void DoneToldBySomebodyElse_ChangesNothing()
    {
        HandOut("one", 1);

        _parts.Pull("two", done: [0], handedBack: [0]);

        (_parts.Queue.InFlight, _parts.Key.InFlight).ShouldBe((1, 1));
    }

    [Fact]
    public void WhatIsHandedBack_WaitsAgain()
    {
        HandOut("one", 2);

        _parts.Pull("one", handedBack: [1]);

        (_parts.Queue.Queued, _parts.Queue.InFlight, _parts.Key.InFlight).ShouldBe((1, 1, 1));
    }

    [Fact]
    public void AfterAStart_WhatAWorkerHasInHand_IsUnderWay_AndCountsOnce()
    {
        _parts.Ask(3);
        var worker = _parts.Pull("one")!;

        _parts.Workers.TakeOver(worker, [ThrottleParts.Query(0), ThrottleParts.Query(1)]);
        _parts.Workers.TakeOver(worker, [ThrottleParts.Query(0), ThrottleParts.Query(1)]);

        (_parts.Queue.Queued, _parts.Queue.InFlight, _parts.Key.InFlight).ShouldBe((1, 2, 2));
    }

    [Fact]
    public void GrantedButNotInHand_WaitsAgain()
    {
        var worker = HandOut("one", 2);

        _parts.Workers.Compare(worker, [ThrottleParts.Query(0)], grantSeen: worker.Grants + 1).ShouldBeEmpty();

        (_parts.Queue.Queued, _parts.Queue.InFlight, _parts.Key.InFlight).ShouldBe((1, 1, 1));
    }

    [Fact]
    public void WorkerThatIsGone_LeavesWhatItHadToOthers()
    {
        var worker = HandOut("one", 2);

        _parts.Workers.Remove(worker.Actor).ShouldBeTrue();
        _parts.Workers.Remove(worker.Actor).ShouldBeFalse();

        _parts.Workers.Contains(worker).ShouldBeFalse();
        (_parts.Queue.Queued, _parts.Key.InFlight).ShouldBe((2, 0));
    }

    private ThrottledWorker HandOut(string name, int count)
    {
        _parts.Ask(count);
        var worker = _parts.Pull(name, quota: QuotaLimits.Unlimited)!;
        _parts.Shares.WithoutPermits(_parts.Workers.All).Single().Work.Count.ShouldBe(count);
        return worker;
    }
}
