using System.Text;
using IocExplorer.Messages;

namespace IocExplorer.Coordinator.Tests.Trees;

/// <summary>The contract of the tree in the plainest words, to compare with: knows every answer from the start, draws by recursion.</summary>
internal sealed class NaiveTree
{
    private readonly Dictionary<Node, List<Node>> _children = [];
    private readonly Node _root;

    /// <param name="world">Every answer.</param>
    /// <param name="seed">The root.</param>
    /// <param name="depth">The limit.</param>
    /// <param name="parks">IOCs that are not asked about, but as the seed.</param>
    /// <param name="hubs">From so many relations on, what was found is not followed, but of the seed.</param>
    /// <param name="since">Relations seen last before this are left out.</param>
    public NaiveTree(World world, Ioc seed, int depth, Func<Ioc, bool>? parks = null, long hubs = long.MaxValue, DateTimeOffset? since = null)
    {
        _root = new(seed, null);
        var seen = new HashSet<string> { seed.Value };
        var level = new List<Node> { _root };
        for (var i = 0; i < depth; i++)
        {
            var next = new List<Node>();
            foreach (var node in level)
            {
                if (node != _root && parks?.Invoke(node.Ioc) == true)
                {
                    continue;
                }

                Asked.UnionWith(world.Catalogue.Accepting(node.Ioc.Type).Select(o => (o, node.Ioc)));
                var found = world.Catalogue.Accepting(node.Ioc.Type)
                    .Select(o => world[o, node.Ioc]).OfType<Answer.Found>().ToList();
                if (node != _root && found.Sum(f => Math.Max(f.Total ?? 0, f.Relations.Count)) >= hubs)
                {
                    continue;
                }

                var children = found
                    .SelectMany(f => f.Relations).Where(r => since is null || r.Seen.Last is null || r.Seen.Last >= since)
                        .Select(r => new Node(r.Target, r.Label)).ToList();
                _children[node] = children;
                next.AddRange(children.Where(c => seen.Add(c.Ioc.Value)));
            }

            level = next;
        }
    }

    public HashSet<(OperationId, Ioc)> Asked { get; } = [];

    public string Draw()
    {
        var text = new StringBuilder();
        Draw(text, _root, "", "");
        return text.ToString();
    }

    private void Draw(StringBuilder text, Node node, string branch, string trunk)
    {
        var relation = node.Relation is null ? "" : $", relation='{node.Relation}'";
        text.Append(text.Length > 0 ? "\n" : "").Append(branch)
            .Append($"AnyNode(id='{node.Ioc.Value}'{relation}, type='{node.Ioc.Type.Name()}')");
        var children = _children.GetValueOrDefault(node, []);
        foreach (var child in children)
        {
            var isLast = ReferenceEquals(child, children[^1]);
            Draw(text, child, trunk + (isLast ? "└── " : "├── "), trunk + (isLast ? "    " : "│   "));
        }
    }

    private sealed class Node(Ioc ioc, string? relation)
    {
        public Ioc Ioc { get; } = ioc;

        public string? Relation { get; } = relation;
    }
}
