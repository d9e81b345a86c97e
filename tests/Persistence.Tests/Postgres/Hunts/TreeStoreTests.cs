using IocExplorer.Messages;
using IocExplorer.Messages.Service.Hunts;
using IocExplorer.Messages.Service.Trees;
using IocExplorer.Persistence.Postgres.Hunts;
using static IocExplorer.Persistence.Tests.Postgres.Hunts.HuntsDatabase;

namespace IocExplorer.Persistence.Tests.Postgres.Hunts;

/// <summary>What there is of a hunt, how it stands, and its end.</summary>
public sealed class TreeStoreTests : IAsyncLifetime
{
    private static readonly HuntId Unknown = new(4711);

    private HuntsDatabase _database = null!;

    private TreeStore Trees => _database.Trees;

    public async ValueTask InitializeAsync() => _database = await CreateAsync();

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task OpenHunts_AreThoseThatAreNotOver()
    {
        var hunts = new List<HuntId>();
        foreach (var state in new[] { HuntState.Running, HuntState.Paused, HuntState.Cancelled, HuntState.Finished, HuntState.Running })
        {
            hunts.Add(await _database.SubmitAsync(1));
            await _database.UpdateAsync(hunts[^1], state, new(1, 0, 0, 0, 0));
        }

        (await Trees.OpenHuntsAsync(Cancellation)).ShouldBe([hunts[0], hunts[1], hunts[4]]);
    }

    [Fact]
    public async Task Load_GivesWhatWasSubmitted_AndWhatWasFixedLater()
    {
        var rules = new HuntRules { Sharing = SharingLevel.Green };
        var submission = Hunt(3) with { SendReserved = true, Plain = true, Rules = rules };
        var hunt = ((Submission.Made)await _database.Hunts.SubmitAsync(submission, Cancellation)).Hunt;
        var now = _database.Time.GetUtcNow();

        var before = (await Trees.LoadAsync(hunt, Cancellation)).ShouldNotBeNull();
        await Trees.PinAsync(hunt, [new(new(7), SharingLevel.Amber), new(new(3), SharingLevel.Clear)], Cancellation);
        var after = (await Trees.LoadAsync(hunt, Cancellation)).ShouldNotBeNull();

        (before.Id, before.State, before.Depth, before.Plain, before.SendReserved, before.Trees).ShouldBe((hunt, HuntState.Running, 3, true, true, 3));
        before.Freshness.ShouldBe(new(now - TimeSpan.FromHours(24), now));
        before.Rules.Sharing.ShouldBe(SharingLevel.Green);
        before.Operations.ShouldBeNull();
        after.Operations.ShouldBe([new(new(7), SharingLevel.Amber), new(new(3), SharingLevel.Clear)]);
        (await Trees.LoadAsync(Unknown, Cancellation)).ShouldBeNull();
    }

    [Fact]
    public async Task Seeds_AreInTheOrderOfTheSubmission_FromANumberOn()
    {
        Ioc seed = new(IocType.Email, "x@a.com");
        var submission = Hunt(0) with
        {
            Seeds = [new(IocType.Domain, "a.com"), seed, new(IocType.IpAddress, "1.2.3.4"), new(IocType.File, "a.com")],
            Sharing = new Dictionary<Ioc, SharingLevel> { [seed] = SharingLevel.Red },
            Rules = new() { Sharing = SharingLevel.Green },
        };
        var hunt = ((Submission.Made)await _database.Hunts.SubmitAsync(submission, Cancellation)).Hunt;

        (await Trees.SeedsAsync(hunt, 1, 9, Cancellation)).ShouldBe(
        [
            new(1, new(IocType.Domain, "a.com"), false, SharingLevel.Green), new(2, seed, false, SharingLevel.Red),
            new(3, new(IocType.IpAddress, "1.2.3.4"), false, SharingLevel.Green), new(4, new(IocType.File, "a.com"), true, SharingLevel.Green),
        ]);
        (await Trees.SeedsAsync(hunt, 2, 2, Cancellation)).Select(s => s.Number).ShouldBe([2, 3]);
        (await Trees.SeedsAsync(hunt, 5, 2, Cancellation)).ShouldBeEmpty();
        (await Trees.SeedsAsync(Unknown, 1, 2, Cancellation)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Pin_ByManyAtOnce_GivesAllWhatTheFirstHasFixed()
    {
        var hunt = await _database.SubmitAsync(1);

        var pinned = await Task.WhenAll(Enumerable.Range(1, 8).Select(i => Task.Run(
            async () => await Trees.PinAsync(hunt, [new(new(i), (SharingLevel)(i % 5)), new(new(100 + i), SharingLevel.Clear)], Cancellation), Cancellation)));

        pinned.ShouldAllBe(p => p!.SequenceEqual(pinned[0]!));
        var first = pinned[0]![0].Id.Value;
        pinned[0].ShouldBe([new(new(first), (SharingLevel)(first % 5)), new(new(100 + first), SharingLevel.Clear)]);
        (await Trees.LoadAsync(hunt, Cancellation))!.Operations.ShouldBe(pinned[0]);
        (await Trees.PinAsync(Unknown, [new(new(1), SharingLevel.Clear)], Cancellation)).ShouldBeNull();
    }

    [Fact]
    public async Task Look_GivesTheOperationsOfTheFiveHuntsBeforeIt_Together()
    {
        var hunts = await Task.WhenAll(Enumerable.Range(1, 7).Select(_ => _database.SubmitAsync(1)));
        Array.Sort(hunts, (one, other) => one.Value.CompareTo(other.Value));
        int[][] asked = [[9], [7, 3], [3], [], [3, 8], [3]];
        foreach (var (hunt, operations) in hunts.Zip(asked))
        {
            await Trees.PinAsync(hunt, [.. operations.Select(id => new ClearedOperation(new(id), SharingLevel.Clear))], Cancellation);
        }

        (await BeforeAsync(hunts[0])).ShouldBeEmpty();
        (await BeforeAsync(hunts[2])).ShouldBe([3, 7, 9]);
        (await BeforeAsync(hunts[6])).ShouldBe([3, 7, 8]);

        async Task<IEnumerable<int>> BeforeAsync(HuntId hunt) =>
            (await _database.Hunts.LookAsync(hunt, Cancellation))!.OperationsBefore.Select(operation => operation.Value);
    }

    [Fact]
    public async Task Update_ShowsWhichTreesAreExplored_AsLongAsTheyHaveNoEnd()
    {
        var hunt = await _database.SubmitAsync(4);
        await _database.RecordAsync(hunt, 2);

        await Trees.UpdateAsync(new(hunt, HuntState.Running, new(1, 2, 1, 0, 0), 3) { Active = [1, 2, 4] }, Cancellation);
        var running = await _database.Hunts.TreesAsync(hunt, 0, 9, Cancellation);
        await Trees.UpdateAsync(new(hunt, HuntState.Paused, new(3, 0, 1, 0, 0), 3), Cancellation);
        var paused = await _database.Hunts.TreesAsync(hunt, 0, 9, Cancellation);

        running.Select(tree => tree.State).ShouldBe([TreeState.Exploring, TreeState.Complete, TreeState.Waiting, TreeState.Exploring]);
        paused.Select(tree => tree.State).ShouldBe([TreeState.Waiting, TreeState.Complete, TreeState.Waiting, TreeState.Waiting]);
    }

    [Fact]
    public async Task Update_ShowsHowTheHuntStands_AndAgainWithTheSameChangesNothing()
    {
        var hunt = await _database.SubmitAsync(6);

        (await _database.UpdateAsync(hunt, HuntState.Running, new(1, 2, 1, 1, 1), 40)).ShouldBeTrue();
        var running = await _database.ViewAsync(hunt);
        _database.Time.Advance(TimeSpan.FromMinutes(1));
        var end = _database.Time.GetUtcNow();
        await _database.UpdateAsync(hunt, HuntState.Finished, new(0, 0, 4, 1, 1), 50);
        _database.Time.Advance(TimeSpan.FromMinutes(1));
        (await _database.UpdateAsync(hunt, HuntState.Finished, new(0, 0, 4, 1, 1), 50)).ShouldBeTrue();
        var finished = await _database.ViewAsync(hunt);
        await _database.UpdateAsync(hunt, HuntState.Running, new(2, 0, 4, 0, 0), 45);
        var retried = await _database.ViewAsync(hunt);

        (running.State, running.EndedAt, running.Nodes, running.Trees).ShouldBe((HuntState.Running, null, 40, new TreeTotals(1, 2, 1, 1, 1)));
        (finished.State, finished.EndedAt, finished.Nodes, finished.Trees).ShouldBe((HuntState.Finished, end, 50, new TreeTotals(0, 0, 4, 1, 1)));
        (retried.State, retried.EndedAt).ShouldBe((HuntState.Running, null));
    }

    [Theory]
    [InlineData(HuntState.Running)]
    [InlineData(HuntState.Cancelled)]
    public async Task Delete_TakesTreesAndResultsAlong_AndWhatComesLaterIsPassedOver(HuntState state)
    {
        var (hunt, other) = (await _database.SubmitAsync(2), await _database.SubmitAsync(1));
        await _database.RecordAsync(hunt, 1);
        var late = await _database.FinishedAsync(hunt, 2);
        await _database.UpdateAsync(hunt, state, new(1, 0, 1, 0, 0));

        (await Trees.DeleteAsync(hunt, Cancellation)).ShouldBeTrue();
        (await Trees.DeleteAsync(hunt, Cancellation)).ShouldBeFalse();

        (await Trees.RecordAsync([late, await _database.FinishedAsync(other, 1)], Cancellation)).ShouldBe([new(other, 1)]);
        (await _database.UpdateAsync(hunt, HuntState.Finished, new(0, 0, 2, 0, 0))).ShouldBeFalse();
        (await _database.Hunts.FindAsync(hunt, Cancellation)).ShouldBeNull();
        (await _database.Hunts.LookAsync(hunt, Cancellation)).ShouldBeNull();
        (await Trees.PinAsync(hunt, [], Cancellation)).ShouldBeNull();
        (await Trees.RetryAsync(hunt, [1], Cancellation)).ShouldBeNull();
        (await _database.ExecuteAsync("SELECT count(DISTINCT (hunt, number)) FROM results")).ShouldBe(1L);
        (await _database.ExecuteAsync("SELECT count(*) FROM explorations")).ShouldBe(1L);
    }
}
