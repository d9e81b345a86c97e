using IocExplorer.Analysis.Records;

namespace IocExplorer.Analysis.Exports.Graph;

/// <summary>The IOCs and relations of one tree.</summary>
internal static class TreeFacts
{
    /// <summary>The distance of each node from the root.</summary>
    public static int[] LevelsOf(TreeRecord tree)
    {
        var levels = new int[tree.Nodes.Count];
        for (var i = 1; i < levels.Length; i++)
        {
            levels[i] = levels[tree.Nodes[i].Parent] + 1;
        }

        return levels;
    }

    /// <summary>Each IOC once.</summary>
    public static IEnumerable<GraphNode> NodesOf(TreeRecord tree, SharingLevel sharing)
    {
        var levels = LevelsOf(tree);
        var known = new HashSet<Ioc>();
        for (var i = 0; i < levels.Length; i++)
        {
            // The first place in walk order is the nearest to the seed, and the one where it is expanded.
            if (known.Add(tree.Nodes[i].Ioc))
            {
                var node = tree.Nodes[i];
                IReadOnlyList<Tag> tags = node.Tags is { Count: > 0 } given ? GraphNode.Sort(given.Select(Clean)) : [];

                // Of all tags: those that a node keeps may lack the one that says its level.
                var strictest = (node.Tags ?? []).Aggregate(sharing, Strictest);
                yield return new(Clean(node.Ioc), levels[i], 1, node.Expansion, strictest, tags);
            }
        }
    }

    /// <summary>Each relation once.</summary>
    public static IEnumerable<GraphEdge> EdgesOf(TreeRecord tree, SharingLevel sharing)
    {
        // A label stands in a tree many times.
        var labels = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 1; i < tree.Nodes.Count; i++)
        {
            var node = tree.Nodes[i];
            var answer = node.Answer >= 0 ? tree.Answers[node.Answer] : null;
            var key = new EdgeKey(Clean(tree.Nodes[node.Parent].Ioc), Clean(node.Ioc), Label(node.Relation), Label(answer?.Source));
            var asked = answer?.At?.ToUnixTimeSeconds() ?? 0;
            yield return new(key, Label(answer?.Operation), node.Seen, asked, 1, (node.Tags ?? []).Aggregate(sharing, Strictest));
        }

        string Label(string? text)
        {
            text ??= "";
            if (!labels.TryGetValue(text, out var label))
            {
                labels.Add(text, label = ExportText.Label(text));
            }

            return label;
        }
    }

    public static Ioc Clean(Ioc ioc) => new(ioc.Type, ExportText.Value(ioc.Value));

    private static Tag Clean(Tag tag) =>
        new(ExportText.Label(tag.Name), tag.Class, ExportText.Label(tag.By), tag.Version is null ? null : ExportText.Label(tag.Version));

    /// <summary>The sharing level that a tag says; null when it says none.</summary>
    public static SharingLevel? LevelOf(Tag tag) =>
        tag.Name.StartsWith("tlp:", StringComparison.OrdinalIgnoreCase) && SharingLevelNames.TryParse(tag.Name, out var level) ? level : null;

    private static SharingLevel Strictest(SharingLevel level, Tag tag) => LevelOf(tag) is { } said && said > level ? said : level;
}
