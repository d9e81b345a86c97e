using IocExplorer.Messages;
using static IocExplorer.Analysis.Records.FieldColumns;

namespace IocExplorer.Analysis.Records;

/// <summary>The answers of a record, column by column, then what only some have.</summary>
internal static class TreeRecordAnswerFields
{
    private const int CutBit = 0x40;
    private const int AtBit = 0x80;

    public static void Write(IReadOnlyList<TreeRecordAnswer> answers, TextTable texts, FieldWriter rows)
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

    public static TreeRecordAnswer[] Read(FieldReader reader, string?[] texts, int nodeCount)
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
            };
        }

        return answers;
    }
}
