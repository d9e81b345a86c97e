using IocExplorer.Coordinator.Hunts;
using static IocExplorer.Coordinator.Tests.World;

namespace IocExplorer.Coordinator.Tests.Hunts;

public sealed class ActiveTreesTests
{
    private readonly ActiveTrees _board = new();

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

    private ActiveTree Put(long hunt, int number)
    {
        var tree = new ActiveTree(new(new(hunt), number), Domain("a.com"), new(OriginalCatalogue));
        _board.Put(tree);
        return tree;
    }
}
