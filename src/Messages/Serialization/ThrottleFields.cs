using Akka.Actor;
using static IocExplorer.Messages.Protocols.SourceThrottleProtocol;

namespace IocExplorer.Messages.Serialization;

/// <summary>The fields of messages to a <c>SourceThrottle</c>.</summary>
internal static class ThrottleFields
{
    public static void Write(WireWriter writer, Ask ask)
    {
        writer.Shared(1, ask.Source);
        writer.Actor(2, ask.Broker);
        writer.Number(3, ask.Hunt.Value);
        writer.Nested(4, ask.Freshness, VocabularyFields.Write);
        writer.Each(5, ask.Queries, VocabularyFields.Write);
    }

    public static Ask ReadAsk(ref WireReader reader)
    {
        List<Query> queries = [];
        return reader.Fields(new Ask("", ActorRefs.Nobody, default, default, queries), (ref r, ask) => r.Field switch
        {
            1 => ask with { Source = r.Shared() },
            2 => ask with { Broker = r.Actor() },
            3 => ask with { Hunt = new(r.Int64()) },
            4 => ask with { Freshness = r.Nested(VocabularyFields.ReadFreshness) },
            5 => r.Add(ask, queries, VocabularyFields.ReadQuery),
            _ => r.Skip(ask),
        });
    }

    public static void Write(WireWriter writer, Withdraw withdraw)
    {
        writer.Shared(1, withdraw.Source);
        writer.Actor(2, withdraw.Broker);
        writer.Number(3, withdraw.Hunt.Value);
        writer.Each(4, withdraw.Queries, VocabularyFields.Write);
    }

    public static Withdraw ReadWithdraw(ref WireReader reader)
    {
        List<Query> queries = [];
        return reader.Fields(new Withdraw("", ActorRefs.Nobody, default, queries), (ref r, withdraw) => r.Field switch
        {
            1 => withdraw with { Source = r.Shared() },
            2 => withdraw with { Broker = r.Actor() },
            3 => withdraw with { Hunt = new(r.Int64()) },
            4 => r.Add(withdraw, queries, VocabularyFields.ReadQuery),
            _ => r.Skip(withdraw),
        });
    }

    public static void Write(WireWriter writer, Pull pull)
    {
        writer.Shared(1, pull.Source);
        writer.Actor(2, pull.Worker);
        writer.Number(3, pull.Number);
        writer.Number(4, pull.GrantSeen);
        writer.Numbers(5, pull.Operations, static operation => operation.Value);
        writer.Each(6, pull.Keys, Write);
        writer.Each(7, pull.Done, VocabularyFields.Write);
        writer.Each(8, pull.HandedBack, VocabularyFields.Write);
        writer.Flag(9, pull.InFlight is not null);
        writer.Each(10, pull.InFlight ?? [], VocabularyFields.Write);
        writer.Numbers(11, pull.Alike, static operation => operation.Value);
    }

    public static Pull ReadPull(ref WireReader reader)
    {
        List<KeyDemand> keys = [];
        List<Query> done = [], handedBack = [], inFlight = [];
        var saysInFlight = false;
        var pull = new Pull("", ActorRefs.Nobody, 0, 0, [], keys, done, handedBack, null);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: pull = pull with { Source = reader.Shared() }; break;
                case 2: pull = pull with { Worker = reader.Actor() }; break;
                case 3: pull = pull with { Number = reader.Int64() }; break;
                case 4: pull = pull with { GrantSeen = reader.Int64() }; break;
                case 5: pull = pull with { Operations = reader.Numbers(static id => new OperationId(id)) }; break;
                case 6: keys.Add(reader.Nested(ReadKeyDemand)); break;
                case 7: done.Add(reader.Nested(VocabularyFields.ReadQuery)); break;
                case 8: handedBack.Add(reader.Nested(VocabularyFields.ReadQuery)); break;
                case 9: saysInFlight = reader.Flag(); break;
                case 10: inFlight.Add(reader.Nested(VocabularyFields.ReadQuery)); break;
                case 11: pull = pull with { Alike = reader.Numbers(static id => new OperationId(id)) }; break;
                default: reader.Skip(); break;
            }
        }

        return saysInFlight ? pull with { InFlight = inFlight } : pull;
    }

    public static void Write(WireWriter writer, KeyThrottled told)
    {
        Write(writer, told.Source, told.Key, told.Detail);
        writer.Duration(4, told.RetryAfter);
    }

    public static KeyThrottled ReadKeyThrottled(ref WireReader reader)
    {
        var told = ReadKeyNews(ref reader);
        return new(told.Source, told.Key, told.RetryAfter, told.Detail);
    }

    public static void Write(WireWriter writer, KeyRefused told) => Write(writer, told.Source, told.Key, told.Detail);

    public static KeyRefused ReadKeyRefused(ref WireReader reader)
    {
        var told = ReadKeyNews(ref reader);
        return new(told.Source, told.Key, told.Detail);
    }

    public static void Write(WireWriter writer, OperationRefused told)
    {
        Write(writer, told.Source, told.Key, told.Detail);
        writer.Number(5, told.Operation.Value);
    }

    public static OperationRefused ReadOperationRefused(ref WireReader reader)
    {
        var told = ReadKeyNews(ref reader);
        return new(told.Source, told.Key, told.Operation, told.Detail);
    }

    public static void Write(WireWriter writer, SourceLost lost) => Write(writer, lost.Source, "", lost.Detail);

    public static SourceLost ReadSourceLost(ref WireReader reader)
    {
        var told = ReadKeyNews(ref reader);
        return new(told.Source, told.Detail);
    }

    public static void Write(WireWriter writer, NothingInFlight nothing)
    {
        writer.Shared(1, nothing.Source);
        writer.Actor(2, nothing.Workers);
    }

    public static NothingInFlight ReadNothingInFlight(ref WireReader reader) =>
        reader.Fields(new NothingInFlight("", ActorRefs.Nobody), static (ref r, nothing) => r.Field switch
        {
            1 => nothing with { Source = r.Shared() },
            2 => nothing with { Workers = r.Actor() },
            _ => r.Skip(nothing),
        });

    private static void Write(WireWriter writer, string source, string key, string detail)
    {
        writer.Shared(1, source);
        writer.Text(2, key);
        writer.Text(3, detail);
    }

    // What the four about a key and a source have in common, and each of them beside it.
    private static (string Source, string Key, string Detail, TimeSpan? RetryAfter, OperationId Operation) ReadKeyNews(ref WireReader reader)
    {
        string source = "", key = "", detail = "";
        TimeSpan? retryAfter = null;
        OperationId operation = default;
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: source = reader.Shared(); break;
                case 2: key = reader.Text(); break;
                case 3: detail = reader.Text(); break;
                case 4: retryAfter = reader.Duration(); break;
                case 5: operation = new(reader.Int32()); break;
                default: reader.Skip(); break;
            }
        }

        return (source, key, detail, retryAfter, operation);
    }

    private static void Write(WireWriter writer, KeyDemand demand)
    {
        writer.Text(1, demand.Key);
        foreach (var (window, limit) in demand.Quota.Counts)
        {
            writer.Number(window.LimitField, limit);
        }

        writer.Number(5, demand.Slots);
        writer.Number(6, demand.FreeSlots);
        writer.Number(7, demand.PermitsWanted);
        writer.Each(8, demand.Unused, static (w, unused) =>
        {
            w.Number(1, unused.Reservation);
            w.Number(2, unused.Count);
        });
        writer.Number(9, demand.Answered);
    }

    private static KeyDemand ReadKeyDemand(ref WireReader reader)
    {
        List<UnusedPermits> unused = [];
        return reader.Fields(new KeyDemand("", QuotaLimits.Unlimited, 0, 0, 0, unused), (ref r, demand) => r.Field switch
        {
            1 => demand with { Key = r.Text() },
            5 => demand with { Slots = r.Int32() },
            6 => demand with { FreeSlots = r.Int32() },
            7 => demand with { PermitsWanted = r.Int32() },
            8 => r.Add(demand, unused, ReadUnused),
            9 => demand with { Answered = r.Int32() },
            var limit when QuotaWindow.All.FirstOrDefault(w => w.LimitField == limit) is { } window =>
                demand with { Quota = demand.Quota.WithLimit(window, r.Int32()) },
            _ => r.Skip(demand),
        });
    }

    private static UnusedPermits ReadUnused(ref WireReader reader) => reader.Fields(default(UnusedPermits), static (ref r, unused) => r.Field switch
    {
        1 => unused with { Reservation = r.Int64() },
        2 => unused with { Count = r.Int32() },
        _ => r.Skip(unused),
    });
}
