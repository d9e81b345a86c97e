using IocExplorer.Messages;
using IocExplorer.Messages.Service;
using IocExplorer.Persistence.Postgres.Hunts;
using static IocExplorer.Persistence.Tests.Postgres.Hunts.HuntsDatabase;

namespace IocExplorer.Persistence.Tests.Postgres.Hunts;

public sealed class TreeStoreTests : IAsyncLifetime
{
    private HuntsDatabase _database = null!;

    public async ValueTask InitializeAsync() => _database = await CreateAsync();

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task Take_ByEightNodesAtOnce_GivesEachTreeOnce()
    {
        var hunts = new[] { await _database.SubmitAsync(300), await _database.SubmitAsync(50) };
        var nodes = await NodesAsync(8);

        var taken = (await Task.WhenAll(nodes.Select(async node =>
        {
            List<TreeLease> mine = [];
            while (await node.Trees.TakeAsync(node.Id, [.. hunts.Select(h => (h, 7))], Cancellation) is { Count: > 0 } some)
            {
                some.GroupBy(t => t.Lease.Hunt).ShouldAllBe(g => g.Count() <= 7);
                mine.AddRange(some.Select(t => t.Lease));
            }

            return mine;
        }))).SelectMany(t => t).ToList();

        // Who finds the last trees locked by others leaves them to them; those have them.
        taken.Select(t => (t.Hunt, t.Number)).ShouldBeUnique();
        taken.Count.ShouldBe(350);
        taken.ShouldAllBe(t => t.Epoch.Value == 1);
        (await _database.ViewAsync(hunts[0])).Trees.ShouldBe(new(0, 300, 0, 0, 0));
    }

    [Fact]
    public async Task Take_IsInTheOrderOfTheSeeds_WithWhatANodeNeedsToKnow()
    {
        var submission = Hunt(0) with
        {
            Seeds = [new(IocType.Domain, "a.com"), new(IocType.Email, "x@a.com"), new(IocType.IpAddress, "1.2.3.4"), new(IocType.File, "a.com")],
        };
        var hunt = ((Submission.Made)await _database.Hunts.SubmitAsync(submission, Cancellation)).Hunt;

        var trees = await _database.TakeAsync(hunt, 9);

        trees.OrderBy(t => t.Lease.Number).Select(t => (t.Lease.Number, t.Seed, t.NameIsTaken, t.Deaths)).ShouldBe(
        [
            (1, new(IocType.Domain, "a.com"), false, 0), (2, new(IocType.Email, "x@a.com"), false, 0),
            (3, new(IocType.IpAddress, "1.2.3.4"), false, 0), (4, new(IocType.File, "a.com"), true, 0),
        ]);
    }

    [Fact]
    public async Task Finish_IsAcceptedOnce()
    {
        var hunt = await _database.SubmitAsync(2);
        var tree = (await _database.TakeAsync(hunt, 1))[0];

        (await _database.FinishAsync(tree.Lease)).ShouldBeTrue();
        (await _database.Trees.FinishAsync(Finished(tree.Lease, content: 9), Cancellation)).ShouldBeFalse();

        var view = await _database.ViewAsync(hunt);
        (view.Nodes, view.Trees).ShouldBe((7, new TreeTotals(1, 0, 1, 0, 0)));
        (await _database.Hunts.ResultAsync(hunt, 1, Cancellation))!.Files!.Txt.ToArray().ShouldBe([1]);
    }

    [Fact]
    public async Task Finish_UnderALeaseThatIsVoid_IsRefused_AndTheNewOwnersResultStands()
    {
        var hunt = await _database.SubmitAsync(1);
        var other = (await NodesAsync(1))[0];
        var first = (await _database.TakeAsync(hunt, 1))[0].Lease;
        await _database.Trees.ReleaseAsync([first], Cancellation);
        var second = (await _database.TakeAsync(hunt, 1, other.Id))[0].Lease;

        (await _database.FinishAsync(first)).ShouldBeFalse();
        (await _database.FinishAsync(second with { Epoch = first.Epoch })).ShouldBeFalse();
        (await _database.FinishAsync(first with { Epoch = second.Epoch })).ShouldBeFalse();
        (await other.Trees.FinishAsync(Finished(second, content: 2), Cancellation)).ShouldBeTrue();

        second.Epoch.Value.ShouldBe(first.Epoch.Value + 1);
        (await _database.Hunts.ResultAsync(hunt, 1, Cancellation))!.Files!.Txt.ToArray().ShouldBe([2]);
        (await _database.ExecuteAsync("SELECT count(*) FROM results")).ShouldBe(1L);
        (await _database.ViewAsync(hunt)).State.ShouldBe(HuntState.Finished);
    }

    [Fact]
    public async Task Finish_ByManyAtOnce_EndsTheHuntWithTheLastOne()
    {
        var hunt = await _database.SubmitAsync(100);
        var trees = await _database.TakeAsync(hunt, 100);

        var accepted = await Task.WhenAll(trees.Concat(trees).Select(t => _database.FinishAsync(t.Lease).AsTask()));

        accepted.Count(a => a).ShouldBe(100);
        var view = await _database.ViewAsync(hunt);
        (view.State, view.Trees, view.Nodes).ShouldBe((HuntState.Finished, new TreeTotals(0, 0, 100, 0, 0), 700));
        view.EndedAt.ShouldNotBeNull();
    }

    [Fact]
    public async Task TreesOfADeadNode_GoBackIntoTheLine_AndItsDeathIsCounted_AndItsLateResultRefused()
    {
        var hunt = await _database.SubmitAsync(3);
        var other = await _database.OpenAsync();
        var trees = await _database.TakeAsync(hunt, 2, other.Node.Id);

        await _database.KillAsync(other);

        (await _database.ViewAsync(hunt)).Trees.ShouldBe(new(3, 0, 0, 0, 0));
        (await _database.FinishAsync(trees[0].Lease)).ShouldBeFalse();
        (await _database.TakeAsync(hunt, 3, other.Node.Id)).ShouldBeEmpty();
        (await _database.TakeAsync(hunt, 3)).OrderBy(t => t.Lease.Number).Select(t => t.Deaths).ShouldBe([1, 1, 0]);
    }

    [Fact]
    public async Task TreesOfANodeThatEndsInOrder_GoBackIntoTheLine_AndNoDeathIsCounted()
    {
        var hunt = await _database.SubmitAsync(2);
        var other = await _database.OpenAsync();
        await _database.TakeAsync(hunt, 2, other.Node.Id);

        await other.DisposeAsync();

        (await _database.TakeAsync(hunt, 2)).Select(t => t.Deaths).ShouldBe([0, 0]);
    }

    [Fact]
    public async Task Owned_IsWhatTheNodeHas()
    {
        var hunt = await _database.SubmitAsync(3);
        var trees = await _database.TakeAsync(hunt, 3);
        await _database.FinishAsync(trees[0].Lease);
        await _database.Trees.ReleaseAsync([trees[1].Lease], Cancellation);

        (await _database.Trees.OwnedAsync(_database.Node, Cancellation)).ShouldBe([trees[2].Lease]);
    }

    [Fact]
    public async Task Release_OfWhatHasChangedHands_ChangesNothing()
    {
        var hunt = await _database.SubmitAsync(1);
        var other = (await NodesAsync(1))[0];
        var first = (await _database.TakeAsync(hunt, 1))[0].Lease;
        await _database.Trees.ReleaseAsync([first], Cancellation);
        var second = (await _database.TakeAsync(hunt, 1, other.Id))[0].Lease;

        await _database.Trees.ReleaseAsync([first], Cancellation);
        await _database.Trees.ReleaseAsync([], Cancellation);

        (await other.Trees.OwnedAsync(other.Id, Cancellation)).ShouldBe([second]);
    }

    [Fact]
    public async Task Pin_ByTwoAtOnce_KeepsOne()
    {
        var hunt = await _database.SubmitAsync(1);
        var nodes = await NodesAsync(8);

        var pinned = await Task.WhenAll(nodes.Select((n, i) => n.Trees.PinAsync(hunt, [new(i + 1), new(100 + i)], Cancellation).AsTask()));

        pinned.ShouldAllBe(p => p!.SequenceEqual(pinned[0]!));
        (await _database.Trees.OpenHuntsAsync(9, Cancellation)).ShouldHaveSingleItem().Operations.ShouldBe(pinned[0]);
        (await _database.Trees.PinAsync(new(4711), [new(1)], Cancellation)).ShouldBeNull();
    }

    [Fact]
    public async Task OpenHunts_AreThoseThatAreNotOver_WithWaitingTreesCountedSoFar()
    {
        var hunts = new[] { await _database.SubmitAsync(5), await _database.SubmitAsync(5), await _database.SubmitAsync(1), await _database.SubmitAsync(1) };
        await _database.TakeAsync(hunts[0], 1);
        await _database.Hunts.PauseAsync(hunts[1], Cancellation);
        await _database.Hunts.CancelAsync(hunts[2], Cancellation);
        await _database.FinishAsync((await _database.TakeAsync(hunts[3], 1))[0].Lease);

        var open = await _database.Trees.OpenHuntsAsync(3, Cancellation);

        open.Select(h => (h.Id, h.State, h.OpenTrees, h.WaitingTrees)).ShouldBe([(hunts[0], HuntState.Running, 5, 3), (hunts[1], HuntState.Paused, 5, 3)]);
    }

    private async Task<IReadOnlyList<(NodeId Id, TreeStore Trees)>> NodesAsync(int count)
    {
        List<(NodeId, TreeStore)> nodes = [];
        for (var i = 0; i < count; i++)
        {
            var store = await _database.OpenAsync();
            nodes.Add((store.Node.Id, new(store)));
        }

        return nodes;
    }
}
