using IocExplorer.Messages;
using IocExplorer.Messages.Service;
using IocExplorer.Persistence.Postgres.Hunts;

namespace IocExplorer.Coordinator.Nodes;

/// <summary>The trees that a node owns. Written by its supervisor, read by displays at any time.</summary>
internal sealed class TreeBoard
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(HuntId Hunt, int Number), OwnedTree> _trees = [];

    /// <summary>Hunts of the service that are not over, as they were seen last.</summary>
    public int OpenHunts { get; set; }

    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _trees.Count;
            }
        }
    }

    public IReadOnlyList<OwnedTree> All()
    {
        lock (_gate)
        {
            return [.. _trees.Values];
        }
    }

    /// <summary>Whether this very ownership still stands; not that of a tree which was lost and taken again.</summary>
    public bool Has(OwnedTree tree)
    {
        lock (_gate)
        {
            return _trees.TryGetValue(Key(tree.Lease), out var here) && here == tree;
        }
    }

    public bool Has(TreeLease lease)
    {
        lock (_gate)
        {
            return _trees.TryGetValue(Key(lease), out var here) && here.Lease == lease;
        }
    }

    public void Put(OwnedTree tree)
    {
        lock (_gate)
        {
            _trees[Key(tree.Lease)] = tree;
        }
    }

    public void Remove(OwnedTree tree)
    {
        lock (_gate)
        {
            if (_trees.TryGetValue(Key(tree.Lease), out var here) && here == tree)
            {
                _trees.Remove(Key(tree.Lease));
            }
        }
    }

    public CoordinatorStatus Status()
    {
        var trees = All();
        return new(trees.Count, [.. trees.GroupBy(t => t.Lease.Hunt.Value).Select(Share)]);
    }

    private static (HuntId Hunt, int Number) Key(TreeLease lease) => (lease.Hunt, lease.Number);

    private static HuntShare Share(IGrouping<long, OwnedTree> trees)
    {
        var totals = new Dictionary<string, QueryTotals>(StringComparer.Ordinal);
        foreach (var (source, counts) in trees.SelectMany(QueryTotalsOf.BySource))
        {
            totals[source] = totals.GetValueOrDefault(source, QueryTotals.None) + counts;
        }

        return new(trees.Key, trees.Count(), totals);
    }
}
