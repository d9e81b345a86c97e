namespace IocExplorer.Analysis.Exports.Graph;

/// <summary>All IOCs and relations of a hunt, each once and by value, with what all of its trees say of them.</summary>
internal sealed class HuntGraph : IDisposable
{
    // Characters; two bytes each, and as much again for what is around them. Both together stay under 150 MB.
    private const long HeldAtOnce = 16 * 1024 * 1024;

    private readonly Lazy<DirectoryInfo> _folder = new(() => Directory.CreateTempSubdirectory("ioc-explorer-export-"));
    private readonly MergedRuns<GraphNode, Ioc> _nodes;
    private readonly MergedRuns<GraphEdge, EdgeKey> _edges;

    private HuntGraph(long heldAtOnce) => (_nodes, _edges) = (new(_folder, "nodes", heldAtOnce), new(_folder, "edges", heldAtOnce));

    public long NodeCount => _nodes.Count;

    public long EdgeCount => _edges.Count;

    /// <summary>The strictest level of all IOCs.</summary>
    public SharingLevel Sharing { get; private set; }

    /// <summary>By type and value. May be read any number of times.</summary>
    public IEnumerable<GraphNode> Nodes => _nodes.Read();

    /// <summary>By the IOC that they start from, in the order of <see cref="Nodes"/>.</summary>
    public IEnumerable<GraphEdge> Edges => NodesWithEdges().SelectMany(n => n.Edges);

    /// <summary>Each node with the relations that start from it.</summary>
    public IEnumerable<(GraphNode Node, IEnumerable<GraphEdge> Edges)> NodesWithEdges()
    {
        using var edges = _edges.Read().GetEnumerator();
        var isMore = edges.MoveNext();
        foreach (var node in Nodes)
        {
            yield return (node, EdgesOf(node));

            // What the reader did not take.
            foreach (var _ in EdgesOf(node))
            {
            }
        }

        IEnumerable<GraphEdge> EdgesOf(GraphNode node)
        {
            while (isMore && edges.Current.From == node.Ioc)
            {
                // A relation tells of the IOC that it starts from: it may not travel further than that.
                yield return edges.Current.Sharing < node.Sharing ? edges.Current with { Sharing = node.Sharing } : edges.Current;
                isMore = edges.MoveNext();
            }
        }
    }

    /// <param name="hunt">All of its trees are read, once.</param>
    /// <param name="heldAtOnce">How much of the IOCs and of the relations is in memory, in characters; the rest is on disk.</param>
    public static async Task<HuntGraph> ReadAsync(ExportedHunt hunt, CancellationToken cancellation, long heldAtOnce = HeldAtOnce)
    {
        var graph = new HuntGraph(heldAtOnce);
        try
        {
            await foreach (var tree in hunt.ReadTrees(cancellation).WithCancellation(cancellation))
            {
                var level = hunt.LevelOf(tree);
                foreach (var node in TreeFacts.NodesOf(tree, level))
                {
                    graph._nodes.Add(node);
                    graph.Sharing = node.Sharing > graph.Sharing ? node.Sharing : graph.Sharing;
                }

                foreach (var edge in TreeFacts.EdgesOf(tree, level))
                {
                    graph._edges.Add(edge);
                }
            }

            graph._nodes.End();
            graph._edges.End();
            return graph;
        }
        catch
        {
            graph.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        if (_folder.IsValueCreated && _folder.Value.Exists)
        {
            _folder.Value.Delete(recursive: true);
        }
    }
}
