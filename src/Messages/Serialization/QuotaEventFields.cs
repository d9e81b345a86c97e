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

    public static PermitsReserved ReadPermitsReserved(ref WireReader reader) =>
        reader.Fields(new PermitsReserved("", 0, ""), static (ref r, reserved) => r.Field switch
        {
            1 => reserved with { Key = r.Text() },
            2 => reserved with { Count = r.Int32() },
            3 => reserved with { Quota = r.Text() },
            _ => r.Skip(reserved),
        });

    public static void Write(WireWriter writer, KeyOut isOut)
    {
        writer.Text(1, isOut.Key);
        writer.Number(2, (int)isOut.Reason);
        writer.Text(3, isOut.Detail);
        writer.Time(4, isOut.At);
        writer.Time(5, isOut.RetryAt);
    }

    public static KeyOut ReadKeyOut(ref WireReader reader) =>
        reader.Fields(new KeyOut("", NotAnsweredReason.Refused, "", default, null), static (ref r, isOut) => r.Field switch
        {
            1 => isOut with { Key = r.Text() },
            2 => isOut with { Reason = r.Member<NotAnsweredReason>() },
            3 => isOut with { Detail = r.Text() },
            4 => isOut with { At = r.Time() },
            5 => isOut with { RetryAt = r.Time() },
            _ => r.Skip(isOut),
        });

    public static void Write(WireWriter writer, KeyBack back) => writer.Text(1, back.Key);

    public static KeyBack ReadKeyBack(ref WireReader reader) =>
        reader.Fields(new KeyBack(""), static (ref r, back) => r.Field == 1 ? back with { Key = r.Text() } : r.Skip(back));

    public static void Write(WireWriter writer, OperationOut isOut)
    {
        writer.Text(1, isOut.Key);
        writer.Number(2, isOut.Operation.Value);
        writer.Text(3, isOut.Detail);
        writer.Time(4, isOut.At);
    }

    public static OperationOut ReadOperationOut(ref WireReader reader) =>
        reader.Fields(new OperationOut("", default, "", default), static (ref r, isOut) => r.Field switch
        {
            1 => isOut with { Key = r.Text() },
            2 => isOut with { Operation = new(r.Int32()) },
            3 => isOut with { Detail = r.Text() },
            4 => isOut with { At = r.Time() },
            _ => r.Skip(isOut),
        });

    public static void Write(WireWriter writer, OperationBack back)
    {
        writer.Text(1, back.Key);
        writer.Number(2, back.Operation.Value);
    }

    public static OperationBack ReadOperationBack(ref WireReader reader) =>
        reader.Fields(new OperationBack("", default), static (ref r, back) => r.Field switch
        {
            1 => back with { Key = r.Text() },
            2 => back with { Operation = new(r.Int32()) },
            _ => r.Skip(back),
        });

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
        return reader.Fields(new Snapshot(events), (ref r, snapshot) => r.Field == 1 ? r.Add(snapshot, events, ReadEvent) : r.Skip(snapshot));
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
