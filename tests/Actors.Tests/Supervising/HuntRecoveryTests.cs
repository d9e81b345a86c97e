using Akka.Cluster.Sharding;
using IocExplorer.Coordinator.Supervising;
using IocExplorer.Messages.Protocols;
using static IocExplorer.Messages.Protocols.HuntProtocol;

namespace IocExplorer.Actors.Tests.Supervising;

/// <summary>What a new incarnation makes of the events and of its store.</summary>
public sealed class HuntRecoveryTests : SupervisorTestKit
{
    [Fact]
    public void NewIncarnation_GoesOnWithTheTreesThatAreOpen()
    {
        var store = new RecordingHuntStore(4, Plan);
        var supervisor = Wake(store);
        for (var tree = 1; tree <= 4; tree++)
        {
            Explored();
        }

        End(supervisor, 2);
        Stopped();
        Kill(supervisor);
        Wake(store);

        new[] { Explored(), Explored(), Explored() }.Select(e => e.Tree.Number).ShouldBe([1, 3, 4]);
    }

    [Fact]
    public async Task Recovery_OfAHundredThousandTrees_FromSnapshotAndEvents_LosesNone()
    {
        const int Many = 100_000;
        const int Group = 1_000;
        var store = new RecordingHuntStore(Many + 1, Plan);
        var supervisor = Wake(store, snapshotEvery: 30);
        for (var first = 1; first <= Many; first += Group)
        {
            for (var tree = first; tree < first + Group; tree++)
            {
                End(supervisor, tree);
            }
        }

        Trees.FishForMessage<ExplorationProtocol.Stop>(stop => stop.Tree.Number == Many, Patience);
        Kill(supervisor);
        var listed = new TaskCompletionSource<HuntStatus>(TaskCreationOptions.RunContinuationsAsynchronously);
        store.Updated = standing => listed.TrySetResult(standing);
        Wake(store);

        var standing = await listed.Task.WaitAsync(Patience);
        (standing.Complete, standing.Nodes, standing.Waiting + standing.Exploring).ShouldBe((Many, Many * 10L, 1));
    }

    [Fact]
    public void EachIncarnation_SaysHowLongItsRecoveryTook()
    {
        var recoveries = 0;
        Board.RecoveryMeasured += _ => Interlocked.Increment(ref recoveries);
        var store = new RecordingHuntStore(1, Plan);

        var supervisor = Wake(store);
        Explored();
        var first = Volatile.Read(ref recoveries);
        Kill(supervisor);
        Wake(store);
        Explored();

        (first, Volatile.Read(ref recoveries)).ShouldBe((1, 2));
    }

    [Fact]
    public void RetryThatTheStoreHasNotHeardOf_IsSaidAfterARecovery()
    {
        var store = new RecordingHuntStore(1, Plan);
        var supervisor = Wake(store);
        Explored();
        Tell(supervisor, new Cancel(Hunt));
        User.ExpectMsg<Done>(Patience);
        Stopped();
        store.Outages = int.MaxValue;
        Tell(supervisor, new Retry(Hunt));
        Tell(supervisor, new Retry(Hunt));
        User.ExpectMsg<Refused>(Patience);
        Kill(supervisor);
        store.Outages = 0;

        Wake(store);

        Explored().Tree.Number.ShouldBe(1);
        store.Retries.ShouldHaveSingleItem().ShouldBe([1]);
    }

    [Theory]
    [InlineData(false, 200)]
    [InlineData(true, 200)]

    // Submitted, Cancelled, Retried: the snapshot is taken on the retry's event.
    [InlineData(false, 3)]
    [InlineData(true, 3)]

    // And on the pause that follows it.
    [InlineData(true, 4)]
    public void RetryBeforeACrash_ReachesTheStoreAfterIt_WithAPauseOrASnapshotBetween(bool pauses, int snapshotEvery)
    {
        var store = new RecordingHuntStore(1, Plan);
        var supervisor = Wake(store, snapshotEvery: snapshotEvery);
        Explored();
        Tell(supervisor, new Cancel(Hunt));
        User.ExpectMsg<Done>(Patience);
        Stopped();
        store.Outages = int.MaxValue;
        Tell(supervisor, new Retry(Hunt));
        if (pauses)
        {
            Tell(supervisor, new Pause(Hunt));
        }

        Tell(supervisor, new Retry(Hunt));
        User.ExpectMsg<Refused>(Patience);
        Kill(supervisor);
        store.Outages = 0;
        supervisor = Wake(store, snapshotEvery: snapshotEvery);
        if (pauses)
        {
            Tell(supervisor, new Resume(Hunt));
        }

        Explored().Tree.Number.ShouldBe(1);
        store.Retries.ShouldHaveSingleItem().ShouldBe([1]);
    }

    [Fact]
    public void DeleteThatTheStoreHasNotHeardOf_IsSaidAfterARecovery_AlsoOfAHuntThatIsListedAsOver()
    {
        var store = new RecordingHuntStore(1, Plan);
        var supervisor = Wake(store);
        Explored();
        store.Outages = int.MaxValue;
        Tell(supervisor, new Delete(Hunt));
        Stopped();
        Kill(supervisor);

        var after = new RecordingHuntStore(1, Plan) { Before = [new(1, TreeEndKind.Complete, 10)] };
        Wake(after);
        Region.ExpectMsg<Passivate>(Patience);

        after.IsDeleted.ShouldBeTrue();
    }

    [Fact]
    public void HuntFromBeforeThereWereEvents_IsTakenOverAsItStands_UntilARetry()
    {
        var store = new RecordingHuntStore(3, Plan)
        {
            Before = [new(1, TreeEndKind.Complete, 4), new(2, TreeEndKind.WithMissing, 2)],
        };
        var supervisor = Wake(store);
        Region.ExpectMsg<Passivate>(Patience);
        store.Standings.ShouldBeEmpty();

        Tell(supervisor, new Retry(Hunt));
        User.ExpectMsg<Done>(Patience);

        store.Retries.ShouldHaveSingleItem().ShouldBe([2, 3]);
        new[] { Explored(), Explored() }.Select(e => e.Tree.Number).ShouldBe([2, 3]);
        (store.Standings[^1].Complete, store.Standings[^1].Nodes).ShouldBe((1, 4));
    }

    [Fact]
    public void FinishedHunt_IsListedAgainByItsNextIncarnation()
    {
        var store = new RecordingHuntStore(1, Plan);
        var supervisor = Wake(store);
        Explored();
        End(supervisor, 1);
        Region.ExpectMsg<Passivate>(Patience);
        Kill(supervisor);
        var before = store.Standings.Count;

        Wake(store);
        Region.ExpectMsg<Passivate>(Patience);

        store.Standings.Count.ShouldBe(before + 1);
        store.Standings[^1].ShouldBe(new(Hunt, HuntPhase.Finished, 0, 0, 1, 0, 0, 10));
        Trees.FishForMessage<ExplorationProtocol.Stop>(_ => true, Patience);
        Trees.HasMessages.ShouldBeFalse();
    }
}
