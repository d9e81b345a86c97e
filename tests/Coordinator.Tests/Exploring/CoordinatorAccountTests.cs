using IocExplorer.Coordinator.Exploring;
using IocExplorer.Coordinator.Hunts;
using IocExplorer.Messages;
using static IocExplorer.Coordinator.Tests.World;

namespace IocExplorer.Coordinator.Tests.Exploring;

/// <summary>What a coordinator node tells of itself.</summary>
public sealed class CoordinatorAccountTests
{
    private readonly ActiveTrees _activeTrees = new();

    [Fact]
    public void NodeThatExploresNothing_SaysSo()
    {
        var account = CoordinatorAccount.Of(_activeTrees, supervised: 2);

        (account.Trees, account.Hunts.Count, account.Supervised).ShouldBe((0, 0, 2));
    }

    [Fact]
    public void Trees_AreAddedUpByHuntAndSource_ButThoseThatHaveEnded()
    {
        Put(hunt: 1, number: 1, asked: 3);
        Put(hunt: 1, number: 2, asked: 4).Phase = TreePhase.Writing;
        Put(hunt: 1, number: 3, asked: 100).Phase = TreePhase.Ended;
        Put(hunt: 2, number: 1, asked: 5);

        var account = CoordinatorAccount.Of(_activeTrees, supervised: 1);

        account.Trees.ShouldBe(3);
        account.Hunts.OrderBy(h => h.Hunt).Select(h => (h.Hunt, h.Trees)).ShouldBe([(1, 2), (2, 1)]);
        var first = account.Hunts.Single(h => h.Hunt == 1).BySource;
        first["QiAnXin"].ShouldBe(new(7, 2, 2, 2, 2, 2));
        first["VirusTotal"].ShouldBe(QueryTotals.None);
    }

    [Fact]
    public void TreeThatHasAskedNothingYet_HasNoSources()
    {
        _activeTrees.Put(new(new(new(1), 1), new(OriginalCatalogue)));

        CoordinatorAccount.Of(_activeTrees, supervised: 1).Hunts.ShouldHaveSingleItem().BySource.ShouldBeEmpty();
    }

    private ActiveTree Put(long hunt, int number, int asked)
    {
        var tree = new ActiveTree(new(new(hunt), number), new(OriginalCatalogue))
        {
            Counts = TreeCounts.None with { BySource = [new(asked, 1, 1, 1, 1, 1), default] },
        };
        _activeTrees.Put(tree);
        return tree;
    }
}
