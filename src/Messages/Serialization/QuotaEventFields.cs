using static IocExplorer.Messages.Protocols.QuotaProtocol;

namespace IocExplorer.Messages.Serialization;

/// <summary>The fields of what stands in the journal of quotas. Golden files in the tests hold the form of each.</summary>
internal static class QuotaEventFields
{
    public static void Write(WireWriter writer, PermitsReserved reserved)
    {
        writer.Text(1, reserved.Key);
        writer.Number(2, reserved.Count);
        writer.Text(3, reserved.Quota);
    }

    public static PermitsReserved ReadPermitsReserved(ref WireReader reader)
    {
        var reserved = new PermitsReserved("", 0, "");
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: reserved = reserved with { Key = reader.Text() }; break;
                case 2: reserved = reserved with { Count = reader.Int32() }; break;
                case 3: reserved = reserved with { Quota = reader.Text() }; break;
                default: reader.Skip(); break;
            }
        }

        return reserved;
    }

    public static void Write(WireWriter writer, KeyOut isOut)
    {
        writer.Text(1, isOut.Key);
        writer.Number(2, (int)isOut.Reason);
        writer.Text(3, isOut.Detail);
        writer.Time(4, isOut.At);
        writer.Time(5, isOut.RetryAt);
    }

    public static KeyOut ReadKeyOut(ref WireReader reader)
    {
        var isOut = new KeyOut("", NotAnsweredReason.Refused, "", default, null);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: isOut = isOut with { Key = reader.Text() }; break;
                case 2: isOut = isOut with { Reason = reader.Member<NotAnsweredReason>() }; break;
                case 3: isOut = isOut with { Detail = reader.Text() }; break;
                case 4: isOut = isOut with { At = reader.Time() }; break;
                case 5: isOut = isOut with { RetryAt = reader.Time() }; break;
                default: reader.Skip(); break;
            }
        }

        return isOut;
    }

    public static void Write(WireWriter writer, KeyBack back) => writer.Text(1, back.Key);

    public static KeyBack ReadKeyBack(ref WireReader reader)
    {
        var key = "";
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: key = reader.Text(); break;
                default: reader.Skip(); break;
            }
        }

        return new(key);
    }

    public static void Write(WireWriter writer, OperationOut isOut)
    {
        writer.Text(1, isOut.Key);
        writer.Number(2, isOut.Operation.Value);
        writer.Text(3, isOut.Detail);
        writer.Time(4, isOut.At);
    }

    public static OperationOut ReadOperationOut(ref WireReader reader)
    {
        var isOut = new OperationOut("", default, "", default);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: isOut = isOut with { Key = reader.Text() }; break;
                case 2: isOut = isOut with { Operation = new(reader.Int32()) }; break;
                case 3: isOut = isOut with { Detail = reader.Text() }; break;
                case 4: isOut = isOut with { At = reader.Time() }; break;
                default: reader.Skip(); break;
            }
        }

        return isOut;
    }

    public static void Write(WireWriter writer, OperationBack back)
    {
        writer.Text(1, back.Key);
        writer.Number(2, back.Operation.Value);
    }

    public static OperationBack ReadOperationBack(ref WireReader reader)
    {
        var back = new OperationBack("", default);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: back = back with { Key = reader.Text() }; break;
                case 2: back = back with { Operation = new(reader.Int32()) }; break;
                default: reader.Skip(); break;
            }
        }

        return back;
    }

    /// <summary>Each event under its own manifest, as in the journal.</summary>
    public static void Write(WireWriter writer, Snapshot snapshot) => writer.Each(1, snapshot.Events, static (w, happened) =>
    {
        var codec = MessageTable.ByType[happened.GetType()];
        w.Shared(1, codec.Manifest);
        w.Nested(2, (codec, happened), static (inner, pair) => pair.codec.Write(inner, pair.happened));
    });

    public static Snapshot ReadSnapshot(ref WireReader reader)
    {
        List<IEvent> events = [];
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: events.Add(reader.Nested(ReadEvent)); break;
                default: reader.Skip(); break;
            }
        }

        return new(events);
    }

    private static IEvent ReadEvent(ref WireReader reader)
    {
        var manifest = "";
        IEvent? happened = null;
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: manifest = reader.Shared(); break;

                // The manifest stands before it. No event of quotas holds another, so that this goes no deeper.
                case 2 when MessageTable.ByManifest.TryGetValue(manifest, out var codec) && codec.Type.IsAssignableTo(typeof(IEvent)):
                    happened = (IEvent)reader.Nested(codec.Read);
                    break;
                case 2: WireReader.Refuse($"A snapshot holds an unknown event '{manifest}'."); break;
                default: reader.Skip(); break;
            }
        }

        return happened ?? WireReader.Refuse<IEvent>("A snapshot holds no event where one is announced.");
    }
}
