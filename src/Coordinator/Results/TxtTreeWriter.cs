using System.Text;
using IocExplorer.Coordinator.Trees;

namespace IocExplorer.Coordinator.Results;

/// <summary>Draws a tree as text, a line a node, as the original tool does.</summary>
internal sealed class TxtTreeWriter : ITreeWriter
{
    // Characters. Their bytes, three times as many, stay below the size of a large object, which would be collected with the oldest generation.
    private const int BufferSize = 8 * 1024;

    public string Format => "txt";

    public string Title => "text";

    public string MediaType => "text/plain; charset=utf-8";

    public void Write(ExplorationTree tree, bool plain, Stream stream)
    {
        using var text = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), BufferSize, leaveOpen: true);
        var nodes = tree.Nodes;

        // What stands left of the branch: grows and shrinks with the depth.
        var trunks = new StringBuilder();
        var open = new Stack<Siblings>();
        WriteNode(text, tree, 0, plain);
        open.Push(new(nodes[0], 0));
        while (open.TryPop(out var siblings))
        {
            trunks.Length = siblings.Trunks;
            if (siblings.Next == siblings.End)
            {
                continue;
            }

            var at = siblings.Next++;
            var isLast = siblings.Next == siblings.End;
            open.Push(siblings);
            text.Write('\n');
            text.Write(trunks);
            text.Write(isLast ? "└── " : "├── ");
            WriteNode(text, tree, at, plain);
            if (nodes[at].Children > 0)
            {
                trunks.Append(isLast ? "    " : "│   ");
                open.Push(new(nodes[at], trunks.Length));
            }
        }

        text.Flush();
    }

    private static void WriteNode(TextWriter text, ExplorationTree tree, int at, bool plain)
    {
        var node = tree.Nodes[at];
        var remarks = plain ? null : tree.Remarks.GetValueOrDefault(at);
        var before = "AnyNode(";

        // In alphabetical order.
        Attribute("cut", remarks is { Cut.Count: > 0 } ? string.Join("; ", remarks.Cut.Select(Name)) : null);
        Attribute("id", node.Ioc.Value);
        Attribute("missing", remarks is { Missing.Count: > 0 } ? string.Join("; ", remarks.Missing.Select(Line)) : null);
        Attribute("parked", remarks?.Parked);
        Attribute("relation", node.Relation);
        Attribute("seen", remarks is { Seen: { IsKnown: true } seen } ? SeenText.Of(seen) : null);
        Attribute("tags", remarks is { Tags.Count: > 0 } ? string.Join("; ", remarks.Tags.Select(Line)) : null);
        Attribute("type", node.Ioc.Type.Name());
        text.Write(')');

        void Attribute(string name, string? value)
        {
            if (value is not null)
            {
                text.Write(before);
                text.Write(name);
                text.Write('=');
                PythonRepr.Write(text, value);
                before = ", ";
            }
        }
    }

    private static string Name(Operation operation) => $"{operation.Source} {operation.Name}";

    private static string Line(Tag tag) => tag.Version is null
        ? $"{tag.Class.Name()}: {tag.Name} ({tag.By})"
        : $"{tag.Class.Name()}: {tag.Name} ({tag.By} {tag.Version})";

    private static string Line(MissingAnswer missing) =>
        missing.Detail.Length > 0
            ? $"{Name(missing.Operation)}: {missing.Reason.Name()} ({missing.Detail})"
            : $"{Name(missing.Operation)}: {missing.Reason.Name()}";

    private record struct Siblings(int Next, int End, int Trunks)
    {
        public Siblings(in TreeNode parent, int trunks)
            : this(parent.FirstChild, parent.FirstChild + parent.Children, trunks)
        {
        }
    }
}
