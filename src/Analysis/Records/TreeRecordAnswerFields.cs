using static IocExplorer.Analysis.Records.FieldColumns;

namespace IocExplorer.Analysis.Records;

/// <summary>The answers of a record, column by column, then what only some have.</summary>
internal static class TreeRecordAnswerFields
{
    private const int CutBit = 0x40;
    private const int AtBit = 0x80;

    public static void Write(IReadOnlyList<TreeRecordAnswer> answers, TextTable texts, IocTable iocs, FieldWriter rows)
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

            rows.Count(answer.TooOld.Count);
            foreach (var relation in answer.TooOld)
            {
                rows.Count(iocs.NumberOf(relation.Target));
                rows.Count(texts.NumberOf(relation.Label));
                rows.Number((ulong)relation.Seen.FirstSeconds);
                rows.Signed(relation.Seen.LastSeconds - relation.Seen.FirstSeconds);
            }
        }
    }

    /// <param name="form">Of the record: the first one has no relations that are not shown.</param>
    public static TreeRecordAnswer[] Read(FieldReader reader, string?[] texts, IocNumbers iocs, int nodeCount, int form)
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

            DateTimeOffset? recorded = (outcomes[at] & AtBit) == 0 ? null : new(ticks, TimeSpan.Zero);
            answers[at] = new((int)nodes[at], sources[at], operations[at], outcome, recorded)
            {
                Detail = details[at],
                IsCut = (outcomes[at] & CutBit) != 0,
                Dropped = Column(reader.Count(), () => new DroppedValue(Needed(reader, texts), Needed(reader, texts), Needed(reader, texts))),
                TooOld = form == 1 ? [] : Column(reader.Count(), () => ReadRelation(reader, texts, iocs)),
            };
        }

        return answers;
    }

    private static Relation ReadRelation(FieldReader reader, string?[] texts, IocNumbers iocs)
    {
        var target = iocs.Read(reader);
        var label = Needed(reader, texts);
        var first = (long)reader.Number();
        return new(label, target) { Seen = new(first, first + reader.Signed()) };
    }
}
