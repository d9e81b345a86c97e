using System.Text;
using System.Text.Json;
using IocExplorer.SourceSimulator.Worlds;

namespace IocExplorer.SourceSimulator.Tests;

/// <summary>The shortest walk that makes the original tool's tree out of a simulator's answers.</summary>
internal sealed class TreeWalker(WireClient wire, int depth = 3)
{
    public async Task<string> WalkAsync(IocType type, string value)
    {
        var root = new Node(type, value, null);
        var seen = new HashSet<string>(StringComparer.Ordinal) { value };
        var open = new Queue<(Node Node, int Depth)>([(root, 0)]);
        while (open.TryDequeue(out var next))
        {
            var answers = new Dictionary<Operation, JsonElement>();
            foreach (var row in RelationTable.Rows.Where(row => row.Accepts == next.Node.Type))
            {
                if (!answers.TryGetValue(row.Operation, out var answer))
                {
                    answer = answers[row.Operation] = await wire.AskForJsonAsync(row.Operation, next.Node.Value);
                }

                foreach (var found in AnswerReader.ValuesOf(row.Kind, answer))
                {
                    var child = new Node(row.Yields, found, row.Label);
                    next.Node.Children.Add(child);
                    if (seen.Add(found) && next.Depth + 1 < depth)
                    {
                        open.Enqueue((child, next.Depth + 1));
                    }
                }
            }
        }

        var text = new StringBuilder();
        root.Write(text, "");
        return text.ToString();
    }

    private sealed record Node(IocType Type, string Value, string? Relation)
    {
        public List<Node> Children { get; } = [];

        public void Write(StringBuilder text, string indent)
        {
            _ = text.Append(indent).Append("{\n").Append(indent).Append("  \"id\": \"").Append(Value).Append("\",\n")
                .Append(indent).Append("  \"type\": \"").Append(RelationTable.NameOf(Type)).Append('"');
            if (Relation is not null)
            {
                _ = text.Append(",\n").Append(indent).Append("  \"relation\": \"").Append(Relation).Append('"');
            }

            if (Children.Count > 0)
            {
                _ = text.Append(",\n").Append(indent).Append("  \"children\": [\n");
                for (var i = 0; i < Children.Count; i++)
                {
                    Children[i].Write(text, indent + "    ");
                    _ = text.Append(i < Children.Count - 1 ? ",\n" : "\n");
                }

                _ = text.Append(indent).Append("  ]");
            }

            _ = text.Append('\n').Append(indent).Append('}');
        }
    }
}
