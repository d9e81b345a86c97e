using IocExplorer.Coordinator.Nodes;

namespace IocExplorer.Coordinator.Tests.Nodes;

public sealed class TreeSharesTests
{
    private readonly TreeShares _shares = new(treesOfAHunt: 64, treesInAll: 100);

    [Theory]
    [InlineData(500, 500, 0, 1, 64)]
    [InlineData(500, 500, 0, 5, 64)]
    [InlineData(500, 436, 64, 5, 0)]
    [InlineData(100, 100, 0, 2, 50)]
    [InlineData(101, 101, 0, 2, 51)]
    [InlineData(100, 60, 40, 2, 10)]
    [InlineData(3, 3, 0, 2, 2)]
    [InlineData(1, 1, 0, 5, 1)]
    [InlineData(100, 5, 0, 2, 5)]
    [InlineData(100, 0, 0, 2, 0)]
    public void Take_OfOneHunt_IsThisNodesPartOfWhatWaits(int open, int waiting, int mine, int nodes, int room) =>
        _shares.Take([Load(1, open, waiting, mine)], nodes).Sum(t => t.Room).ShouldBe(room);

    [Fact]
    public void Take_OfMoreHuntsThanThereIsRoomFor_DividesEvenlyAndLeavesNothingFree() =>
        _shares.Take([Load(1, 500, 500, 0), Load(2, 5, 5, 0), Load(3, 500, 500, 0)], nodes: 1)
            .ShouldBe([(new(2), 5), (new(1), 48), (new(3), 47)]);

    [Fact]
    public void Take_WhileAllRoomIsTaken_TakesNothing() =>
        _shares.Take([Load(1, 500, 400, 64), Load(2, 500, 400, 36)], nodes: 1).ShouldBeEmpty();

    [Theory]
    [InlineData(128, 0, 64, 2, 0)]
    [InlineData(64, 0, 64, 2, 32)]
    [InlineData(64, 0, 48, 2, 0)]
    [InlineData(64, 0, 49, 2, 17)]
    [InlineData(64, 1, 64, 2, 0)]
    [InlineData(4, 0, 4, 2, 0)]
    [InlineData(8, 0, 8, 4, 6)]
    [InlineData(8, 0, 7, 4, 5)]
    public void GiveBack_IsTheSurplus_WhenItIsLargeAndNothingWaitsForTheOthers(int open, int waiting, int mine, int nodes, int surplus) =>
        _shares.GiveBack(Load(1, open, waiting, mine), nodes).ShouldBe(surplus);

    [Fact]
    public void NodesThatGiveBackAndTake_ComeToRest()
    {
        for (var nodes = 1; nodes <= 6; nodes++)
        {
            for (var open = 1; open <= 150; open++)
            {
                var mine = new int[nodes];
                mine[0] = Math.Min(open, 64);
                var waiting = open - mine[0];
                for (var round = 0; round < 3; round++)
                {
                    for (var node = 0; node < nodes; node++)
                    {
                        var back = _shares.GiveBack(Load(1, open, waiting, mine[node]), nodes);
                        var taken = _shares.Take([Load(1, open, waiting, mine[node])], nodes).Sum(t => t.Room);
                        mine[node] += taken - back;
                        waiting += back - taken;
                    }
                }

                (waiting == 0 || mine.All(m => m == 64)).ShouldBeTrue($"{nodes} nodes and {open} trees: {string.Join(' ', mine)}, {waiting} wait");
                for (var node = 0; node < nodes; node++)
                {
                    _shares.GiveBack(Load(1, open, waiting, mine[node]), nodes).ShouldBe(0);
                }
            }
        }
    }

    private static HuntLoad Load(long hunt, int open, int waiting, int mine) => new(new(hunt), open, waiting, mine);
}
