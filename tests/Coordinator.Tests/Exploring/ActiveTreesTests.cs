using IocExplorer.Coordinator.Exploring;
using IocExplorer.Coordinator.Hunts;
using static IocExplorer.Coordinator.Tests.World;

namespace IocExplorer.Coordinator.Tests.Exploring;

public sealed class ActiveTreesTests
{
    private readonly ActiveTrees _board = new();

    [Fact]
    public void CountsOfAHunt_AreTheSumOfItsTrees()
    {
        Put(hunt: 1, number: 1).Counts = Counts(asked: 3);
        Put(hunt: 1, number: 2).Counts = Counts(asked: 4);
        Put(hunt: 2, number: 1).Counts = Counts(asked: 5);

        _board.CountsOf(new(1)).Queries.Asked.ShouldBe(7);
        _board.CountsOf(new(2)).Queries.Asked.ShouldBe(5);
        _board.CountsOf(new(3)).ShouldBe(TreeCounts.None);
        _board.Count.ShouldBe(3);
    }

    [Fact]
    public void Removing_TakesThatVeryWalk_NotALaterOneOfTheSameTree()
    {
        var old = Put(hunt: 1, number: 1);
        var again = Put(hunt: 1, number: 1);

        _board.Remove(old);
        _board.All.ShouldBe([again]);
        _board.Remove(again);

        _board.Count.ShouldBe(0);
    }

    private static TreeCounts Counts(int asked) => TreeCounts.None with { Queries = new(asked, 0, 0, 0) };

    private ActiveTree Put(long hunt, int number)
    {
        var tree = new ActiveTree(new(new(hunt), number), Domain("a.com"), new(OriginalCatalogue));
        _board.Put(tree);
        return tree;
    }
}
