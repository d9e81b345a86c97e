using IocExplorer.Coordinator.Trees;
using IocExplorer.Messages;

namespace IocExplorer.Coordinator.Results;

/// <summary>Writes a tree as nested JSON objects, laid out as Python's <c>json.dump(indent=2)</c> does.</summary>
internal sealed class JsonTreeWriter : ITreeWriter
{
    public string Format => "json";

    public string Title => "JSON";

    public string MediaType => "application/json";

    public void Write(ExplorationTree tree, bool plain, Stream stream)
    {
        using var sink = new Utf8Sink(stream);
        var nodes = tree.Nodes;
        var open = new Stack<Siblings>();
        Begin(sink, tree, 0, 0, plain);
        open.Push(new(nodes[0]));
        while (open.TryPop(out var siblings))
        {
            // A node's brace stands four spaces further in than its parent's: two for the object, two for the list.
            var indent = open.Count * 4;
            if (siblings.Next == siblings.End)
            {
                End(sink, indent, hasChildren: siblings.First != siblings.End);
                continue;
            }

            var at = siblings.Next;
            open.Push(siblings with { Next = at + 1 });
            if (at != siblings.First)
            {
                sink.Append((byte)',');
            }

            NewLine(sink, indent + 4);
            Begin(sink, tree, at, indent + 4, plain);
            open.Push(new(nodes[at]));
        }

        sink.Flush();
    }

    private static void Begin(Utf8Sink sink, ExplorationTree tree, int at, int indent, bool plain)
    {
        var node = tree.Nodes[at];
        sink.Append((byte)'{');
        Text(sink, indent + 2, "\"id\": "u8, node.Ioc.Value, isFirst: true);
        Text(sink, indent + 2, "\"type\": "u8, node.Ioc.Type.Name());
        if (node.Relation is not null)
        {
            Text(sink, indent + 2, "\"relation\": "u8, node.Relation);
        }

        if (!plain && tree.Remarks.TryGetValue(at, out var remarks))
        {
            AppendRemarks(sink, remarks, indent + 2);
        }

        if (node.Children > 0)
        {
            sink.Append((byte)',');
            NewLine(sink, indent + 2);
            sink.Append("\"children\": ["u8);
        }
    }

    private static void End(Utf8Sink sink, int indent, bool hasChildren)
    {
        if (hasChildren)
        {
            NewLine(sink, indent + 2);
            sink.Append((byte)']');
        }

        NewLine(sink, indent);
        sink.Append((byte)'}');
    }

    private static void AppendRemarks(Utf8Sink sink, NodeRemarks remarks, int indent)
    {
        AppendSeen(sink, remarks.Seen, indent);
        AppendTags(sink, remarks.Tags, indent);
        if (remarks.Parked is not null)
        {
            Text(sink, indent, "\"parked\": "u8, remarks.Parked);
        }

        for (var i = 0; i < remarks.Missing.Count; i++)
        {
            var missing = remarks.Missing[i];
            BeginEntry(sink, "\"missing\": ["u8, indent, missing.Operation, isFirst: i == 0);
            Text(sink, indent + 4, "\"reason\": "u8, missing.Reason.Name());
            Text(sink, indent + 4, "\"detail\": "u8, missing.Detail);
            EndEntry(sink, indent, isLast: i == remarks.Missing.Count - 1);
        }

        for (var i = 0; i < remarks.Cut.Count; i++)
        {
            BeginEntry(sink, "\"cut\": ["u8, indent, remarks.Cut[i], isFirst: i == 0);
            EndEntry(sink, indent, isLast: i == remarks.Cut.Count - 1);
        }
    }

    private static void AppendSeen(Utf8Sink sink, Seen seen, int indent)
    {
        if (!seen.IsKnown)
        {
            return;
        }

        sink.Append((byte)',');
        NewLine(sink, indent);
        sink.Append("\"seen\": {"u8);
        if (seen.First is { } first)
        {
            Text(sink, indent + 2, "\"first\": "u8, SeenText.Of(first), isFirst: true);
        }

        if (seen.Last is { } last)
        {
            Text(sink, indent + 2, "\"last\": "u8, SeenText.Of(last), isFirst: seen.First is null);
        }

        NewLine(sink, indent);
        sink.Append((byte)'}');
    }

    private static void AppendTags(Utf8Sink sink, IReadOnlyList<Tag> tags, int indent)
    {
        for (var i = 0; i < tags.Count; i++)
        {
            var tag = tags[i];
            BeginEntry(sink, "\"tags\": ["u8, indent, isFirst: i == 0);
            Text(sink, indent + 4, "\"tag\": "u8, tag.Name, isFirst: true);
            Text(sink, indent + 4, "\"class\": "u8, tag.Class.Name());
            Text(sink, indent + 4, "\"by\": "u8, tag.By);
            if (tag.Version is not null)
            {
                Text(sink, indent + 4, "\"version\": "u8, tag.Version);
            }

            EndEntry(sink, indent, isLast: i == tags.Count - 1);
        }
    }

    private static void BeginEntry(Utf8Sink sink, ReadOnlySpan<byte> list, int indent, Operation operation, bool isFirst)
    {
        BeginEntry(sink, list, indent, isFirst);
        Text(sink, indent + 4, "\"source\": "u8, operation.Source, isFirst: true);
        Text(sink, indent + 4, "\"operation\": "u8, operation.Name);
    }

    private static void BeginEntry(Utf8Sink sink, ReadOnlySpan<byte> list, int indent, bool isFirst)
    {
        sink.Append((byte)',');
        if (isFirst)
        {
            NewLine(sink, indent);
            sink.Append(list);
        }

        NewLine(sink, indent + 2);
        sink.Append((byte)'{');
    }

    private static void EndEntry(Utf8Sink sink, int indent, bool isLast)
    {
        NewLine(sink, indent + 2);
        sink.Append((byte)'}');
        if (isLast)
        {
            NewLine(sink, indent);
            sink.Append((byte)']');
        }
    }

    private static void Text(Utf8Sink sink, int indent, ReadOnlySpan<byte> name, string value, bool isFirst = false)
    {
        if (!isFirst)
        {
            sink.Append((byte)',');
        }

        NewLine(sink, indent);
        sink.Append(name);
        PythonJson.Append(sink, value);
    }

    private static void NewLine(Utf8Sink sink, int indent)
    {
        sink.Append((byte)'\n');
        sink.AppendSpaces(indent);
    }

    private readonly record struct Siblings(int First, int Next, int End)
    {
        public Siblings(in TreeNode parent)
            : this(parent.FirstChild, parent.FirstChild, parent.FirstChild + parent.Children)
        {
        }
    }
}
