using System.Collections.Concurrent;

namespace IocExplorer.Coordinator.Hunts;

/// <summary>The trees that a node explores, for displays and the node's status. Written by their coordinators, read at any time from any thread.</summary>
internal sealed class ActiveTrees
{
    private readonly ConcurrentDictionary<TreeId, ActiveTree> _trees = [];

    public int Count => _trees.Count;

    /// <summary>As they are now; in no order.</summary>
    public IEnumerable<ActiveTree> All => _trees.Select(tree => tree.Value);

    /// <summary>The tree is explored here from now on; an entry from before a crash is replaced.</summary>
    public void Put(ActiveTree tree) => _trees[tree.Id] = tree;

    /// <summary>Removes this very entry; not that of a later walk of the same tree.</summary>
    public void Remove(ActiveTree tree) => _trees.TryRemove(new(tree.Id, tree));
}
