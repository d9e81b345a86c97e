using static IocExplorer.Messages.Protocols.QueryBrokerProtocol;

namespace IocExplorer.Messages.Serialization;

/// <summary>The fields of answers, and of the message that carries them.</summary>
internal static class AnswerFields
{
    private const int None = 0;
    private const int Empty = 1;
    private const int Found = 2;
    private const int NotAnswered = 3;

    public static void Write(WireWriter writer, Answered answered) => writer.Each(1, answered.Queries, Write);

    public static Answered ReadAnswered(ref WireReader reader)
    {
        List<AnsweredQuery> queries = [];
        return reader.Fields(new Answered(queries), (ref r, answered) => r.Field == 1 ? r.Add(answered, queries, ReadAnsweredQuery) : r.Skip(answered));
    }

    private static void Write(WireWriter writer, AnsweredQuery answered)
    {
        writer.Nested(1, answered.Query, VocabularyFields.Write);
        if (answered.Answer is { } recorded)
        {
            writer.Time(2, recorded.At);
            Write(writer, recorded.Answer);
        }
    }

    private static void Write(WireWriter writer, Answer answer)
    {
        switch (answer)
        {
            case Answer.Empty:
                writer.Number(3, Empty);
                break;
            case Answer.Found found:
                writer.Number(3, Found);
                writer.Each(4, found.Relations, Write);
                writer.Flag(5, found.Cut);
                writer.Each(6, found.Tags, Write);
                writer.NumberOrZero(7, found.Total);
                break;
            case Answer.NotAnswered failure:
                writer.Number(3, NotAnswered);
                writer.Nested(8, failure, VocabularyFields.Write);
                break;
        }

        if (answer is Answer.Fact fact)
        {
            writer.Each(9, fact.Dropped, Write);
        }
    }

    private static AnsweredQuery ReadAnsweredQuery(ref WireReader reader)
    {
        Query query = default;
        DateTimeOffset at = default;
        var kind = None;
        List<Relation> relations = [];
        List<AnswerTag> tags = [];
        List<DroppedValue>? dropped = null;
        var cut = false;
        long? total = null;
        var failure = new Answer.NotAnswered(NotAnsweredReason.Failed, "");
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: query = reader.Nested(VocabularyFields.ReadQuery); break;
                case 2: at = reader.Time(); break;
                case 3: kind = reader.Int32(); break;
                case 4: relations.Add(reader.Nested(ReadRelation)); break;
                case 5: cut = reader.Flag(); break;
                case 6: tags.Add(reader.Nested(ReadTag)); break;
                case 7: total = reader.Int64(); break;
                case 8: failure = reader.Nested(VocabularyFields.ReadNotAnswered); break;
                case 9: (dropped ??= []).Add(reader.Nested(ReadDropped)); break;
                default: reader.Skip(); break;
            }
        }

        VocabularyFields.Known(query.Ioc.Type, query.Ioc.Value ?? "");
        Answer? answer = kind switch
        {
            Empty => Answer.Empty.Without(dropped ?? []),
            Found => new Answer.Found(relations, cut) { Tags = tags, Total = total, Dropped = dropped ?? [] },
            NotAnswered => failure,

            // None, or a kind that a newer version has: what cannot be read here is looked up.
            _ => null,
        };
        return new(query, answer is null ? null : new RecordedAnswer(answer, at));
    }

    private static void Write(WireWriter writer, Relation relation)
    {
        writer.Shared(1, relation.Label);
        writer.Number(2, (int)relation.Target.Type);
        writer.Text(3, relation.Target.Value);
        writer.Number(4, relation.Seen.FirstSeconds);
        writer.Number(5, relation.Seen.LastSeconds);
    }

    private static Relation ReadRelation(ref WireReader reader)
    {
        string label = "", value = "";
        IocType type = default;
        long first = 0, last = 0;
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: label = reader.Shared(); break;
                case 2: type = reader.Member<IocType>(); break;
                case 3: value = reader.Text(); break;
                case 4: first = reader.Int64(); break;
                case 5: last = reader.Int64(); break;
                default: reader.Skip(); break;
            }
        }

        return new(label, VocabularyFields.Known(type, value)) { Seen = new(first, last) };
    }

    private static void Write(WireWriter writer, DroppedValue dropped)
    {
        writer.Text(1, dropped.Text);
        writer.Shared(2, dropped.Relation);
        writer.Shared(3, dropped.Reason);
    }

    private static DroppedValue ReadDropped(ref WireReader reader)
    {
        string text = "", relation = "", reason = "";
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: text = reader.Text(); break;
                case 2: relation = reader.Shared(); break;
                case 3: reason = reader.Shared(); break;
                default: reader.Skip(); break;
            }
        }

        return new(text, relation, reason);
    }

    private static void Write(WireWriter writer, AnswerTag tag)
    {
        writer.Number(1, (int)tag.About.Type);
        writer.Shared(2, tag.About.Value);
        writer.Shared(3, tag.Name);
        writer.Number(4, (int)tag.Class);
        writer.Number(5, tag.AsOf);
        writer.Flag(6, tag.OnlyWithTags);
    }

    private static AnswerTag ReadTag(ref WireReader reader)
    {
        string value = "", name = "";
        IocType type = default;
        var @class = TagClass.Info;
        long asOf = 0;
        var onlyWithTags = false;
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: type = reader.Member<IocType>(); break;
                case 2: value = reader.Shared(); break;
                case 3: name = reader.Shared(); break;
                case 4: @class = reader.Member<TagClass>(); break;
                case 5: asOf = reader.Int64(); break;
                case 6: onlyWithTags = reader.Flag(); break;
                default: reader.Skip(); break;
            }
        }

        return new(VocabularyFields.Known(type, value), name, @class) { AsOf = asOf, OnlyWithTags = onlyWithTags };
    }
}
