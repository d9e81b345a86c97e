namespace IocExplorer.Messages.Serialization;

/// <summary>The fields of what many messages hold. A number here is for ever: a field that goes leaves its number unused.</summary>
internal static class VocabularyFields
{
    public static void Write(WireWriter writer, Query query)
    {
        writer.Number(1, query.Operation.Value);
        writer.Number(2, (int)query.Ioc.Type);
        writer.Text(3, query.Ioc.Value);
    }

    public static Query ReadQuery(ref WireReader reader)
    {
        var operation = 0;
        IocType type = default;
        var value = "";
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: operation = reader.Int32(); break;
                case 2: type = reader.Member<IocType>(); break;
                case 3: value = reader.Text(); break;
                default: reader.Skip(); break;
            }
        }

        return new(new(operation), Known(type, value));
    }

    public static void Write(WireWriter writer, Ioc ioc)
    {
        writer.Number(1, (int)ioc.Type);
        writer.Text(2, ioc.Value);
    }

    public static Ioc ReadIoc(ref WireReader reader)
    {
        IocType type = default;
        var value = "";
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: type = reader.Member<IocType>(); break;
                case 2: value = reader.Text(); break;
                default: reader.Skip(); break;
            }
        }

        return Known(type, value);
    }

    /// <summary>There is no default for an IOC: without a type or a value it is none.</summary>
    public static Ioc Known(IocType type, string value) =>
        type != default && value.Length > 0 ? new(type, value) : WireReader.Refuse<Ioc>("An IOC has no type or no value.");

    public static void Write(WireWriter writer, Freshness freshness)
    {
        writer.Time(1, freshness.FactsSince);
        writer.Time(2, freshness.FailuresSince);
    }

    public static Freshness ReadFreshness(ref WireReader reader) => reader.Fields(default(Freshness), static (ref r, freshness) => r.Field switch
    {
        1 => freshness with { FactsSince = r.Time() },
        2 => freshness with { FailuresSince = r.Time() },
        _ => r.Skip(freshness),
    });

    public static void Write(WireWriter writer, Answer.NotAnswered answer)
    {
        writer.Number(1, (int)answer.Reason);
        writer.Shared(2, answer.Detail);
        writer.Time(3, answer.RetryAt);
    }

    public static Answer.NotAnswered ReadNotAnswered(ref WireReader reader) =>
        reader.Fields(new Answer.NotAnswered(NotAnsweredReason.Failed, ""), static (ref r, answer) => r.Field switch
        {
            1 => answer with { Reason = r.Member<NotAnsweredReason>() },
            2 => answer with { Detail = r.Shared() },
            3 => answer with { RetryAt = r.Time() },
            _ => r.Skip(answer),
        });
}
