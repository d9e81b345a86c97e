using IocExplorer.Analysis.Keys;
using IocExplorer.Analysis.Sorting;

namespace IocExplorer.Analysis.Reports;

/// <summary>The first look at all trees: how common each IOC is, and which are hubs.</summary>
internal sealed class IocCount(ReportOptions options, string folder) : IDisposable
{
    private readonly SortedRuns<IocFact> _facts = new(options.MemoryBudget, folder);

    /// <summary>The seeds in the order in which their trees came.</summary>
    public List<PivotSeed> Seeds { get; } = [];

    public int IncompleteSeeds { get; private set; }

    public long Iocs { get; private set; }

    public long Relations { get; private set; }

    /// <summary>IOCs that hang on too much, with or without a tag.</summary>
    public HashSet<IocKey> Hubs { get; } = [];

    public void Add(TreeScan scan)
    {
        var tree = scan.Tree;
        var seed = Seeds.Count;
        Seeds.Add(new(tree.Number, tree.Seed));
        IncompleteSeeds += tree.IsComplete ? 0 : 1;
        Relations += tree.Nodes.Count - 1;
        for (var at = 0; at < tree.Nodes.Count; at++)
        {
            var node = tree.Nodes[at];
            var marks = IocMarksOf.Node(node);
            if (scan.IsFirst[at] || marks != IocMarks.None)
            {
                _facts.Add(IocFact.InTree(scan.Keys[at], seed, marks));
            }

            if (node.Parent >= 0)
            {
                _facts.Add(IocFact.Neighbour(scan.Keys[at], scan.Keys[node.Parent]));
                _facts.Add(IocFact.Neighbour(scan.Keys[node.Parent], scan.Keys[at]));
            }
        }
    }

    /// <summary>Counts what was added.</summary>
    /// <param name="shared">Takes the IOCs that stand in several trees.</param>
    public void Finish(SortedRuns<SharedIoc> shared)
    {
        var limit = options.HubSeedsOf(Seeds.Count);
        foreach (var ioc in Counted())
        {
            Iocs++;
            if (ioc.Seeds > 1)
            {
                shared.Add(ioc);
            }

            if (ioc.Seeds > limit || ioc.Degree > options.HubDegree)
            {
                Hubs.Add(ioc.Key);
            }
        }
    }

    public void Dispose() => _facts.Dispose();

    // Facts of one IOC stand together: those of trees first, by seed, then neighbours.
    private IEnumerable<SharedIoc> Counted()
    {
        SharedIoc counted = default;
        IocFact? before = null;
        foreach (var fact in _facts.Read())
        {
            if (before is { } last && last.Key != fact.Key)
            {
                yield return counted;
                before = null;
            }

            if (before is null)
            {
                counted = new(fact.Key, 0, 0, IocMarks.None);
            }

            counted = fact.IsNeighbour
                ? counted with { Degree = counted.Degree + (fact == before ? 0 : 1) }
                : counted with { Seeds = counted.Seeds + (before is { } other && other.Seed == fact.Seed ? 0 : 1), Marks = counted.Marks | fact.Marks };
            before = fact;
        }

        if (before is not null)
        {
            yield return counted;
        }
    }
}
