using IocExplorer.Coordinator.Hunts;
using static IocExplorer.Coordinator.Tests.World;

namespace IocExplorer.Coordinator.Tests.Hunts;

public sealed class ActiveTreesTests
{
    private readonly ActiveTrees _activeTrees = new();

    [Fact]
    public void Removing_TakesThatVeryWalk_NotALaterOneOfTheSameTree()
    {
        var old = Put(hunt: 1, number: 1);
        var again = Put(hunt: 1, number: 1);

        _activeTrees.Remove(old);
        _activeTrees.All.ShouldBe([again]);
        _activeTrees.Remove(again);

        _activeTrees.Count.ShouldBe(0);
    }

    private ActiveTree Put(long hunt, int number)
    {
        var tree = new ActiveTree(new(new(hunt), number), new(OriginalCatalogue));
        _activeTrees.Put(tree);
        return tree;
    }
}
