using IocExplorer.Coordinator.Trees;
using IocExplorer.Messages;

namespace IocExplorer.Coordinator.Results;

/// <summary>Draws a tree as text, a line a node, as the original tool does.</summary>
internal sealed class TxtTreeWriter : ITreeWriter
{
    private static ReadOnlySpan<byte> Branch => "├── "u8;

    private static ReadOnlySpan<byte> LastBranch => "└── "u8;

    private static ReadOnlySpan<byte> Trunk => "│   "u8;

    private static ReadOnlySpan<byte> NoTrunk => "    "u8;

    public string Format => "txt";

    public string Title => "text";

    public string MediaType => "text/plain; charset=utf-8";

    public void Write(ExplorationTree tree, bool plain, Stream stream)
    {
        using var sink = new Utf8Sink(stream);
        var nodes = tree.Nodes;
        var trunks = new TrunkText();
        var open = new Stack<Siblings>();
        AppendNode(sink, tree, 0, plain);
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

            sink.Append((byte)'\n');
            sink.Append(trunks.Utf8);
            sink.Append(isLast ? LastBranch : Branch);
            AppendNode(sink, tree, at, plain);
            if (nodes[at].Children > 0)
            {
                trunks.Add(isLast ? NoTrunk : Trunk);
                open.Push(new(nodes[at], trunks.Length));
            }
        }

        sink.Flush();
    }

    private static void AppendNode(Utf8Sink sink, ExplorationTree tree, int at, bool plain)
    {
        var node = tree.Nodes[at];
        var remarks = plain ? null : tree.Remarks.GetValueOrDefault(at);

        // Attributes in alphabetical order.
        sink.Append("AnyNode("u8);
        if (remarks is { Cut.Count: > 0 })
        {
            sink.Append("cut="u8);
            PythonRepr.Append(sink, string.Join("; ", remarks.Cut.Select(Name)));
            sink.Append(", "u8);
        }

        sink.Append("id="u8);
        PythonRepr.Append(sink, node.Ioc.Value);
        if (remarks is { Missing.Count: > 0 })
        {
            sink.Append(", missing="u8);
            PythonRepr.Append(sink, string.Join("; ", remarks.Missing.Select(Line)));
        }

        if (remarks?.Parked is { } parked)
        {
            sink.Append(", parked="u8);
            PythonRepr.Append(sink, parked);
        }

        if (node.Relation is not null)
        {
            sink.Append(", relation="u8);
            PythonRepr.Append(sink, node.Relation);
        }

        if (remarks is { Seen: { IsKnown: true } seen })
        {
            sink.Append(", seen="u8);
            PythonRepr.Append(sink, SeenText.Of(seen));
        }

        if (remarks is { Tags.Count: > 0 })
        {
            sink.Append(", tags="u8);
            PythonRepr.Append(sink, string.Join("; ", remarks.Tags.Select(Line)));
        }

        sink.Append(", type="u8);
        PythonRepr.Append(sink, node.Ioc.Type.Name());
        sink.Append((byte)')');
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

    /// <summary>What stands left of the branch: grows and shrinks with the depth.</summary>
    private sealed class TrunkText
    {
        private byte[] _utf8 = new byte[64];

        public int Length { get; set; }

        public ReadOnlySpan<byte> Utf8 => _utf8.AsSpan(0, Length);

        public void Add(ReadOnlySpan<byte> trunk)
        {
            if (Length + trunk.Length > _utf8.Length)
            {
                Array.Resize(ref _utf8, _utf8.Length * 2);
            }

            trunk.CopyTo(_utf8.AsSpan(Length));
            Length += trunk.Length;
        }
    }
}
