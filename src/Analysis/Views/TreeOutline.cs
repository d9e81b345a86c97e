using IocExplorer.Analysis.Records;

namespace IocExplorer.Analysis.Views;

/// <summary>Shows a tree piece by piece, so that one of 100,000 nodes can be looked at.</summary>
public static class TreeOutline
{
    /// <summary>The children of a node in their order, a page of them.</summary>
    /// <param name="parent">The node's place; -1 for the root alone.</param>
    /// <param name="after">The place of the last child of the page before; null for the first page.</param>
    /// <param name="most">On one page.</param>
    public static OutlinePage ChildrenOf(TreeRecord tree, int parent, int? after, int most)
    {
        var (first, end) = Range(tree, parent);
        var from = Math.Max(first, (after ?? -1) + 1);
        var to = Math.Min(end, from + most);
        var missing = MissingByNode(tree, from, to);
        var nodes = new List<OutlineNode>(Math.Max(0, to - from));
        for (var at = from; at < to; at++)
        {
            var node = tree.Nodes[at];
            var (firstChild, childrenEnd) = Range(tree, at);
            nodes.Add(new(at, node.Ioc, node.Relation, node.Expansion, node.Reason, childrenEnd - firstChild, missing.GetValueOrDefault(at))
            {
                Seen = node.Seen,
                Tags = node.Tags ?? [],
            });
        }

        return new(nodes, to < end ? to - 1 : null);
    }

    // Nodes stand in walk order, so their parents' places never fall: the children of one are found by halving.
    private static (int First, int End) Range(TreeRecord tree, int parent) => (FirstAtLeast(tree, parent), FirstAtLeast(tree, parent + 1));

    private static int FirstAtLeast(TreeRecord tree, int parent)
    {
        var (from, to) = (0, tree.Nodes.Count);
        while (from < to)
        {
            var middle = (from + to) / 2;
            if (tree.Nodes[middle].Parent < parent)
            {
                from = middle + 1;
            }
            else
            {
                to = middle;
            }
        }

        return from;
    }

    private static Dictionary<int, int> MissingByNode(TreeRecord tree, int from, int to) => tree.Answers
        .Where(answer => answer.Outcome == RecordedOutcome.NotAnswered && answer.Node >= from && answer.Node < to)
        .GroupBy(answer => answer.Node).ToDictionary(answers => answers.Key, answers => answers.Count());
}
