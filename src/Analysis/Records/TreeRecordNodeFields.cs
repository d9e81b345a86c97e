using static IocExplorer.Analysis.Records.FieldColumns;

namespace IocExplorer.Analysis.Records;

/// <summary>The nodes of a record, column by column, then the tags.</summary>
internal static class TreeRecordNodeFields
{
    public static void Write(IReadOnlyList<TreeRecordNode> nodes, TextTable texts, IocTable iocs, FieldWriter rows)
    {
        rows.Count(nodes.Count);
        Column(nodes, node => rows.Count(iocs.NumberOf(node.Ioc)));
        var (parent, answer) = (0, 0);
        Column(nodes, node => rows.Signed(node.Parent - Replace(ref parent, node.Parent)));
        Column(nodes, node => rows.Count(texts.NumberOf(node.Relation)));
        Column(nodes, node => rows.Signed(node.Answer - Replace(ref answer, node.Answer)));
        Column(nodes, node => rows.Byte((int)node.Expansion));
        Column(nodes, node => rows.Number((ulong)node.Seen.FirstSeconds));
        Column(nodes, node => rows.Signed(node.Seen.LastSeconds - node.Seen.FirstSeconds));
        Column(nodes, node => rows.Count(texts.NumberOf(node.Reason)));

        var numbers = new Dictionary<Tag, int>();
        var table = new FieldWriter();
        var tagged = new FieldWriter();
        foreach (var node in nodes)
        {
            tagged.Count(node.Tags?.Count ?? 0);
            foreach (var tag in node.Tags ?? [])
            {
                if (!numbers.TryGetValue(tag, out var number))
                {
                    numbers.Add(tag, number = numbers.Count);
                    table.Count(texts.NumberOf(tag.Name));
                    table.Byte((int)tag.Class);
                    table.Count(texts.NumberOf(tag.By));
                    table.Count(texts.NumberOf(tag.Version));
                }

                tagged.Count(number);
            }
        }

        rows.Count(numbers.Count);
        rows.Bytes(table.Written);
        rows.Bytes(tagged.Written);
    }

    public static TreeRecordNode[] Read(FieldReader reader, string?[] texts, IocNumbers iocs)
    {
        var nodes = new TreeRecordNode[reader.Count()];
        var ioc = Column(nodes.Length, () => iocs.Read(reader));
        var (parent, answer) = (0L, 0L);
        var parents = Column(nodes.Length, () => parent += reader.Signed());
        var relations = Column(nodes.Length, () => texts[reader.Index(texts.Length)]);
        var answers = Column(nodes.Length, () => answer += reader.Signed());
        var expansions = Column(nodes.Length, () => (NodeExpansion)reader.Byte());
        var first = Column(nodes.Length, () => (long)reader.Number());
        var last = Column(nodes.Length, reader.Signed);
        var reasons = Column(nodes.Length, () => texts[reader.Index(texts.Length)]);
        var tags = Column(reader.Count(), () => ReadTag(reader, texts));
        for (var at = 0; at < nodes.Length; at++)
        {
            var isPlaced = at == 0 ? parents[at] == -1 : parents[at] >= 0 && parents[at] < at;
            if (!isPlaced || answers[at] is < -1 or >= int.MaxValue || !Enum.IsDefined(expansions[at]))
            {
                throw FieldReader.Damaged();
            }

            var count = reader.Count();
            nodes[at] = new(ioc[at], (int)parents[at], relations[at], (int)answers[at], expansions[at])
            {
                Seen = new(first[at], first[at] + last[at]),
                Reason = reasons[at],
                Tags = count == 0 ? null : Column(count, () => tags[reader.Index(tags.Length)]),
            };
        }

        return nodes.Length > 0 ? nodes : throw FieldReader.Damaged();
    }

    private static Tag ReadTag(FieldReader reader, string?[] texts)
    {
        var name = Needed(reader, texts);
        var tagClass = (TagClass)reader.Byte();
        return Enum.IsDefined(tagClass) ? new(name, tagClass, Needed(reader, texts), texts[reader.Index(texts.Length)]) : throw FieldReader.Damaged();
    }
}
