using Akka.Actor;
using Akka.Configuration;
using Akka.TestKit;
using IocExplorer.Actors.Tests.Supervising;
using IocExplorer.Messages;
using IocExplorer.Messages.Protocols;
using IocExplorer.Workers.Throttling;

namespace IocExplorer.Actors.Tests.Throttling;

/// <summary>The journal of a throttle that the test plays.</summary>
public sealed class QuotaJournalTests : ThrottleTestKit
{
    private static readonly DateTimeOffset _at = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);

    private readonly TestProbe _throttle;

    public QuotaJournalTests()
        : base(ConfigurationFactory.ParseString(TestPersistence.Config)) => _throttle = CreateTestProbe("throttle");

    [Fact]
    public async Task Recovered_TellsTheNewestOfEachKind_AndWhatWasTakenBackNoMore()
    {
        var journal = Create(known: 0);
        Write(journal, 1, Permits(Key, 1), Permits(OtherKey, 2));
        Write(
            journal,
            2,
            new QuotaProtocol.KeyOut(Key, NotAnsweredReason.Refused, "HTTP 401", _at, null),
            new QuotaProtocol.OperationOut(Key, new(1), "HTTP 403", _at),
            new QuotaProtocol.OperationOut(Key, new(2), "HTTP 403", _at));
        Write(journal, 3, Permits(Key, 3), new QuotaProtocol.KeyBack(Key), new QuotaProtocol.OperationBack(Key, new(1)));
        await StopAsync(journal);

        Recovered().ShouldBe(
            [Permits(Key, 3), Permits(OtherKey, 2), new QuotaProtocol.OperationOut(Key, new(2), "HTTP 403", _at)], ignoreOrder: true);
    }

    [Fact]
    public async Task Snapshots_HoldAllThatStands()
    {
        Options = Options with { SnapshotEvery = 3 };
        var journal = Create(known: 0);
        Write(journal, 1, Permits(Key, 1), Permits(OtherKey, 1));
        for (var number = 2; number <= 10; number++)
        {
            Write(journal, number, Permits(Key, number));
        }

        await StopAsync(journal);

        // The event of the other key lies before the newest snapshot: it is read from there and nowhere else.
        Recovered().ShouldBe([Permits(Key, 10), Permits(OtherKey, 1)], ignoreOrder: true);
    }

    [Fact]
    public async Task RefusedWrite_IsNotTold_AndEndsIt()
    {
        var journal = Create(known: 0);
        await TestPersistence.Journal(Sys).OnWrite.Reject();
        await WatchAsync(journal);

        journal.Tell(new QuotaJournal.Write(1, [Permits(Key, 1), Permits(OtherKey, 1)]), _throttle);

        await ExpectTerminatedAsync(journal, Patience);
        ToldTo(_throttle).ShouldBeEmpty();
    }

    [Fact]
    public async Task UnreadableJournal_TellsNothing_AndEndsIt_AndTheUserIsToldOnce()
    {
        var told = new List<Notice>();
        Options = Options with { Outages = new(told.Add) };
        var first = Create(known: 0);
        Write(first, 1, Permits(Key, 1));
        await StopAsync(first);
        await TestPersistence.Journal(Sys).OnRecovery.Fail();

        for (var i = 0; i < 2; i++)
        {
            var journal = await _throttle.ChildActorOfAsync(QuotaJournal.Props(Source, Options));
            await WatchAsync(journal);
            await ExpectTerminatedAsync(journal, Patience);
        }

        ToldTo(_throttle).ShouldBeEmpty();
        told.Single().IsError.ShouldBeTrue();
    }

    private static QuotaProtocol.PermitsReserved Permits(string key, int count) => new(key, count, "");

    private IActorRef Create(int known)
    {
        var journal = _throttle.ChildActorOf(QuotaJournal.Props(Source, Options));
        _throttle.ExpectMsg<QuotaJournal.Recovered>(Patience).Events.Count.ShouldBe(known);
        return journal;
    }

    private void Write(IActorRef journal, long number, params QuotaProtocol.IEvent[] events)
    {
        journal.Tell(new QuotaJournal.Write(number, events), _throttle);
        _throttle.ExpectMsg<QuotaJournal.Written>(Patience).Number.ShouldBe(number);
    }

    private IReadOnlyList<QuotaProtocol.IEvent> Recovered()
    {
        _throttle.ChildActorOf(QuotaJournal.Props(Source, Options));
        return _throttle.ExpectMsg<QuotaJournal.Recovered>(Patience).Events;
    }

    private async Task StopAsync(IActorRef journal)
    {
        await WatchAsync(journal);
        Sys.Stop(journal);
        await ExpectTerminatedAsync(journal, Patience);
    }
}
