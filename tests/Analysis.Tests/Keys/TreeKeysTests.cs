using IocExplorer.Analysis.Keys;
using IocExplorer.Analysis.Tests.Hunts;
using IocExplorer.Messages;

namespace IocExplorer.Analysis.Tests.Keys;

public sealed class TreeKeysTests
{
    [Fact]
    public void PlaceIn_EveryIocOfATree_IsAtItsLeastDistance_AndOthersAreNotThere()
    {
        var tree = new SyntheticHunt(new() { Seeds = 50, Pieces = 1 }).Tree(7);
        var keys = TreeKeys.Of(tree);
        var distances = new int[tree.Nodes.Count];
        for (var at = 1; at < distances.Length; at++)
        {
            distances[at] = distances[tree.Nodes[at].Parent] + 1;
        }

        foreach (var ioc in tree.Nodes.Select(node => node.Ioc).Distinct())
        {
            DistanceOf(keys, ioc).ShouldBe(Enumerable.Range(0, distances.Length).Where(at => tree.Nodes[at].Ioc == ioc).Min(at => distances[at]));
        }

        keys.Length.ShouldBe(5 * tree.Nodes.Select(node => node.Ioc).Distinct().Count());
        DistanceOf(keys, new(IocType.Url, tree.Seed.Value)).ShouldBeNull();
        DistanceOf([], tree.Seed).ShouldBeNull();
    }

    [Fact]
    public void NearestFirst_LeavesOutWhatIsNone_AndOrdersByDistanceThenByNumber() =>
        TreeKeys.NearestFirst([new(1, 2), null, new(9, 1), new(3, 2), new(2, 1)]).ShouldBe([new(2, 1), new(9, 1), new(1, 2), new(3, 2)]);

    // Stores keep them: another value would lose every IOC of every hunt that is stored.
    [Fact]
    public void Of_ASmallTree_GivesTheBytesThatStoresHold() =>
        Convert.ToHexString(TreeKeys.Of(new TreeBuilder(1, "one.example").Answer("one.example").Node("one.example", "203.0.113.1").Build()))
            .ShouldBe("4D76A66C016C9FC74F00");

    private static int? DistanceOf(byte[] keys, Ioc ioc) => TreeKeys.PlaceIn(1, keys, TreeKeys.FingerprintOf(ioc))?.Distance;
}
