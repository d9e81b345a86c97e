using IocExplorer.Messages;

namespace IocExplorer.Coordinator.Nodes;

/// <summary>Decides how many trees of each hunt a node takes, and how many it gives back. Pure arithmetic; every node does it for itself.</summary>
/// <remarks>
/// A node's share of a hunt is its part of the hunt's open trees, and never more than it may explore at once. Taking stops at the share, so nodes that
/// start together divide a hunt evenly, and a node that joins finds trees as long as some wait. When none wait, a node that holds far more than its share (others
/// have joined since it took them) gives the surplus back; a little more is left alone, because at the end of a hunt shares shrink all the time and to walk a
/// tree again costs something too.
/// </remarks>
/// <param name="treesOfAHunt">Most trees of one hunt that a node explores at once.</param>
/// <param name="treesInAll">Most trees that it explores at once.</param>
internal sealed class TreeShares(int treesOfAHunt, int treesInAll)
{
    private const int Tolerance = 4;

    /// <summary>What to take now; hunts without room are left out.</summary>
    /// <param name="hunts">All that are running.</param>
    /// <param name="nodes">Live coordinators, this one among them.</param>
    public IReadOnlyList<(HuntId Hunt, int Room)> Take(IReadOnlyList<HuntLoad> hunts, int nodes)
    {
        var free = treesInAll - hunts.Sum(h => h.Mine);
        var room = hunts
            .Select(h => (h.Hunt, Most: Math.Min(h.Waiting, Share(h.Open, nodes) - h.Mine)))
            .Where(h => h.Most > 0)
            .ToList();

        // What is free is divided evenly; hunts with little to take leave the rest to the others.
        List<(HuntId Hunt, int Room)> taken = [];
        foreach (var (hunt, most) in room.OrderBy(h => h.Most).ThenBy(h => h.Hunt.Value))
        {
            var part = Math.Min(most, (int)Math.Ceiling((double)free / (room.Count - taken.Count)));
            taken.Add((hunt, part));
            free -= part;
        }

        return [.. taken.Where(t => t.Room > 0)];
    }

    /// <summary>How many trees of a hunt this node should give back, because others wait for work.</summary>
    public int GiveBack(HuntLoad hunt, int nodes)
    {
        var share = Share(hunt.Open, nodes);
        return hunt.Waiting == 0 && hunt.Mine > share + Math.Max(Tolerance, share / 2) ? hunt.Mine - share : 0;
    }

    private int Share(int open, int nodes) => Math.Min(treesOfAHunt, (open + nodes - 1) / Math.Max(1, nodes));
}
