using IocExplorer.Messages;

namespace IocExplorer.Analysis.Records;

/// <summary>
/// The fields of a <see cref="TreeRecord"/>, column by column: what is alike stands together, and compresses well. Texts, IOCs and tags stand in tables and are named by their numbers.
/// </summary>
internal static class TreeRecordFields
{
    private const int CutBit = 0x40;
    private const int AtBit = 0x80;

    public static ReadOnlySpan<byte> Write(TreeRecord tree)
    {
        var texts = new TextTable();
        var iocs = new IocTable();
        var rows = new FieldWriter();
        WriteNodes(tree.Nodes, texts, iocs, rows);
        WriteAnswers(tree.Answers, texts, rows);

        var whole = new FieldWriter();
        whole.Signed(tree.Number);
        texts.WriteTo(whole);
        iocs.WriteTo(whole);
        whole.Bytes(rows.Written);
        return whole.Written;
    }

    /// <exception cref="DamagedTreeRecordException">They are none.</exception>
    public static TreeRecord Read(byte[] fields)
    {
        var reader = new FieldReader(fields);
        var number = (int)reader.Signed();
        var texts = TextTable.Read(reader);
        var iocs = IocTable.Read(reader);
        var nodes = ReadNodes(reader, texts, iocs);
        var answers = ReadAnswers(reader, texts, nodes.Length);
        return reader.IsAtEnd && nodes.All(node => node.Answer < answers.Length) ? new(number, nodes, answers) : throw FieldReader.Damaged();
    }

    private static void WriteNodes(IReadOnlyList<TreeRecordNode> nodes, TextTable texts, IocTable iocs, FieldWriter rows)
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

    private static TreeRecordNode[] ReadNodes(FieldReader reader, string?[] texts, Ioc[] iocs)
    {
        var nodes = new TreeRecordNode[reader.Count()];
        var given = 0;
        var ioc = Column(nodes.Length, () => reader.Index(given + 1) is var number && number > 0 ? iocs[number - 1] : given < iocs.Length ? iocs[given++] : throw FieldReader.Damaged());
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
            if (parents[at] < -1 || parents[at] >= at || parents[at] == -1 != (at == 0) || answers[at] is < -1 or >= int.MaxValue || !Enum.IsDefined(expansions[at]))
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

    private static void WriteAnswers(IReadOnlyList<TreeRecordAnswer> answers, TextTable texts, FieldWriter rows)
    {
        rows.Count(answers.Count);
        var node = 0;
        var ticks = 0L;
        Column(answers, answer => rows.Signed(answer.Node - Replace(ref node, answer.Node)));
        Column(answers, answer => rows.Count(texts.NumberOf(answer.Source)));
        Column(answers, answer => rows.Count(texts.NumberOf(answer.Operation)));
        Column(answers, answer => rows.Byte((int)answer.Outcome | (answer.IsCut ? CutBit : 0) | (answer.At is null ? 0 : AtBit)));
        Column(answers, answer => rows.Count(texts.NumberOf(answer.Detail)));
        foreach (var answer in answers)
        {
            if (answer.At is { } at)
            {
                rows.Signed(at.UtcTicks - Replace(ref ticks, at.UtcTicks));
            }

            rows.Count(answer.Dropped.Count);
            foreach (var dropped in answer.Dropped)
            {
                rows.Count(texts.NumberOf(dropped.Text));
                rows.Count(texts.NumberOf(dropped.Relation));
                rows.Count(texts.NumberOf(dropped.Reason));
            }
        }
    }

    private static TreeRecordAnswer[] ReadAnswers(FieldReader reader, string?[] texts, int nodeCount)
    {
        var answers = new TreeRecordAnswer[reader.Count()];
        var node = 0L;
        var nodes = Column(answers.Length, () => node += reader.Signed());
        var sources = Column(answers.Length, () => Needed(reader, texts));
        var operations = Column(answers.Length, () => Needed(reader, texts));
        var outcomes = Column(answers.Length, reader.Byte);
        var details = Column(answers.Length, () => texts[reader.Index(texts.Length)]);
        var ticks = 0L;
        for (var at = 0; at < answers.Length; at++)
        {
            var outcome = (RecordedOutcome)(outcomes[at] & ~(CutBit | AtBit));
            ticks += (outcomes[at] & AtBit) == 0 ? 0 : reader.Signed();
            if (nodes[at] < 0 || nodes[at] >= nodeCount || !Enum.IsDefined(outcome) || ticks < 0 || ticks > DateTime.MaxValue.Ticks)
            {
                throw FieldReader.Damaged();
            }

            answers[at] = new((int)nodes[at], sources[at], operations[at], outcome, (outcomes[at] & AtBit) == 0 ? null : new DateTimeOffset(ticks, TimeSpan.Zero))
            {
                Detail = details[at],
                IsCut = (outcomes[at] & CutBit) != 0,
                Dropped = Column(reader.Count(), () => new DroppedValue(Needed(reader, texts), Needed(reader, texts), Needed(reader, texts))),
            };
        }

        return answers;
    }

    private static string Needed(FieldReader reader, string?[] texts) => texts[reader.Index(texts.Length)] ?? throw FieldReader.Damaged();

    private static T Replace<T>(ref T held, T next)
    {
        var before = held;
        held = next;
        return before;
    }

    private static void Column<T>(IReadOnlyList<T> rows, Action<T> write)
    {
        foreach (var row in rows)
        {
            write(row);
        }
    }

    private static T[] Column<T>(int count, Func<T> read)
    {
        var column = count == 0 ? [] : new T[count];
        for (var at = 0; at < column.Length; at++)
        {
            column[at] = read();
        }

        return column;
    }
}
