using IocExplorer.Messages;
using IocExplorer.Messages.Protocols;
using IocExplorer.Workers.Throttling;

namespace IocExplorer.Workers.Tests.Throttling;

public sealed class WorkSharesTests
{
    private static readonly OperationId s_operation = new(1), s_otherOperation = new(2);

    private readonly ThrottleQueue _queue = new();
    private readonly KeyRing _keys = new("TestSource", new() { Time = TimeProvider.System, Random = new(1) });
    private readonly KeyState _key;
    private readonly WorkShares _shares;

    public WorkSharesTests()
    {
        _key = _keys.Learn("key");
        _key.Handle(new NamedRef("anybody"), QuotaLimits.Unlimited, 64);
        _shares = new(_queue, _keys, new(_queue, TimeProvider.System));
    }

    [Fact]
    public void Split_AmongWorkersWithRoom_GivesEvenShares()
    {
        Ask(s_operation, 5);

        var shares = _shares.Split([Worker("one", free: 10), Worker("full", free: 0), Worker("two", free: 10)], _key).ToList();

        shares.Select(share => (share.Worker.Actor.Path.Name, share.Work.Count)).ShouldBe([("one", 3), ("two", 2)]);
        (_queue.Queued, _key.InFlight).ShouldBe((0, 5));
    }

    [Fact]
    public void Take_GivesNoMoreThanTheWorkerHasSlots()
    {
        Ask(s_operation, 5);

        _shares.Take(Worker("one", free: 2), _key, 100, 100, out _).Count.ShouldBe(2);

        _queue.Queued.ShouldBe(3);
    }

    [Fact]
    public void TakeRefusals_GivesWhatNoKeyMayAsk_WithTheReason_AndNothingElse()
    {
        Ask(s_operation, 1);
        Ask(s_otherOperation, 1);
        _keys.Refused(_key, s_otherOperation, "HTTP 403");

        var refused = _shares.TakeRefusals(Worker("one", free: 10), "key").ShouldHaveSingleItem();

        refused.Query.Operation.ShouldBe(s_otherOperation);
        refused.Refusal!.Reason.ShouldBe(NotAnsweredReason.Refused);
        _queue.Queued.ShouldBe(1);
    }

    [Fact]
    public void WhoWants_PutsFirstWhoHoldsSlotsThatWaitForPermits()
    {
        Ask(s_operation, 5);

        var ready = _shares.WhoWants([Worker("idle", free: 10), Worker("waits", free: 0, permitsWanted: 1), Worker("full", free: 0)], _key);

        ready.Select(worker => (worker.Actor.Path.Name, _shares.PermitsFor(worker, _key))).ShouldBe([("waits", 1), ("idle", 5)]);
    }

    private static ThrottledWorker Worker(string name, int free, int permitsWanted = 0)
    {
        var actor = new NamedRef(name);
        var worker = new ThrottledWorker(actor);
        var demand = new SourceThrottleProtocol.KeyDemand("key", QuotaLimits.Unlimited, 10, free, permitsWanted, []);
        worker.Take(new("TestSource", actor, 1, 0, [s_operation, s_otherOperation], [demand], [], [], null), 0).ShouldBeTrue();
        return worker;
    }

    private void Ask(OperationId operation, int count) => _queue.Ask(
        new NamedRef("broker"),
        new(1),
        new(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch),
        [.. Enumerable.Range(0, count).Select(i => new Query(operation, new(IocType.Domain, $"n{i}.example")))]);
}
