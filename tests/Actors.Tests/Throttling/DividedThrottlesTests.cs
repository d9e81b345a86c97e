using IocExplorer.Hosting.Engine;
using IocExplorer.Workers.Throttling;
using static IocExplorer.Messages.Protocols.SourceWorkerProtocol;

namespace IocExplorer.Actors.Tests.Throttling;

/// <summary>Two throttles of one source that each believe to be the only one, over one journal.</summary>
public sealed class DividedThrottlesTests : ThrottleTestKit
{
    private readonly string _folder;

    public DividedThrottlesTests()
        : this(Directory.CreateTempSubdirectory("ioc-explorer-").FullName)
    {
    }

    private DividedThrottlesTests(string folder)
        : base(PatientJournal.In(Path.Combine(folder, "quotas.db")))
    {
        _folder = folder;
        Options = Options with { Journal = JournalConfig.Quotas, Snapshots = JournalConfig.QuotaSnapshots };
    }

    [Fact]
    public async Task StaleOne_HandsNothingOut_AndStops_AtItsNextReservation()
    {
        var (stale, staleWorker) = (Create(), Worker());
        stale.Tell(Ask("a.com"), Broker);
        stale.Tell(Pull(staleWorker, 1, keys: [Demand(quota: Metered)]), staleWorker);
        await staleWorker.ExpectMsgAsync<Grant>(Patience);
        var (current, worker) = (Create(), Worker());
        current.Tell(Ask("b.com"), Broker);
        current.Tell(Pull(worker, 1, keys: [Demand(quota: Metered)]), worker);
        await worker.ExpectMsgAsync<Grant>(Patience);
        await WatchAsync(stale);

        stale.Tell(Ask("c.com"), Broker);
        stale.Tell(Pull(staleWorker, 2, seen: 1, keys: [Demand(quota: Metered)]), staleWorker);

        await ExpectTerminatedAsync(stale, Patience);
        ToldTo(staleWorker).ShouldBeEmpty();
        current.Tell(Ask("d.com"), Broker);
        current.Tell(Pull(worker, 2, seen: 1, keys: [Demand(quota: Metered)]), worker);
        (await worker.ExpectMsgAsync<Grant>(Patience)).Work.Single().Query.ShouldBe(Query("d.com"));
    }

    [Fact]
    public async Task NextOne_KnowsFromTheFile_WhatTheOneBeforeSpent()
    {
        var (throttle, worker) = (Create(), Worker());
        throttle.Tell(Ask("a.com", "b.com", "c.com"), Broker);
        throttle.Tell(Pull(worker, 1, keys: [Demand(quota: new(0, 3, 0))]), worker);
        (await worker.ExpectMsgAsync<Grant>(Patience)).Work.Count.ShouldBe(3);
        await WatchAsync(throttle);
        throttle.Tell(SourceThrottle.Leave.Instance, Broker);
        await ExpectTerminatedAsync(throttle, Patience);

        var (next, newcomer) = (Create(), Worker());
        next.Tell(Ask("d.com"), Broker);
        next.Tell(Pull(newcomer, 1, keys: [Demand(quota: new(0, 3, 0))]), newcomer);

        (await newcomer.ExpectMsgAsync<Grant>(Patience)).Work.Single().Refusal!.RetryAt.ShouldNotBeNull();
    }

    protected override void AfterAll()
    {
        base.AfterAll();
        Directory.Delete(_folder, recursive: true);
    }
}
