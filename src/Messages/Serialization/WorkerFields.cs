using Akka.Actor;
using static IocExplorer.Messages.Protocols.SourceWorkerProtocol;

namespace IocExplorer.Messages.Serialization;

/// <summary>The fields of messages to a <c>SourceWorker</c>.</summary>
internal static class WorkerFields
{
    public static void Write(WireWriter writer, PullNow pull)
    {
        writer.Shared(1, pull.Source);
        writer.Flag(2, pull.WithInFlight);
    }

    public static PullNow ReadPullNow(ref WireReader reader) => reader.Fields(new PullNow("", false), static (ref r, pull) => r.Field switch
    {
        1 => pull with { Source = r.Shared() },
        2 => pull with { WithInFlight = r.Flag() },
        _ => r.Skip(pull),
    });

    public static void Write(WireWriter writer, Grant grant)
    {
        writer.Shared(1, grant.Source);
        writer.Actor(2, grant.Throttle);
        writer.Number(3, grant.Pull);
        writer.Number(4, grant.Number);
        writer.Each(5, grant.Work, Write);
        writer.Each(6, grant.Permits, static (w, permit) =>
        {
            w.Shared(1, permit.Key);
            w.Number(2, permit.Reservation);
            w.Number(3, permit.Count);
        });
        writer.Duration(7, grant.PermitLife);
    }

    public static Grant ReadGrant(ref WireReader reader)
    {
        List<WorkItem> work = [];
        List<PermitGrant> permits = [];
        return reader.Fields(new Grant("", ActorRefs.Nobody, 0, 0, work, permits, TimeSpan.Zero), (ref r, grant) => r.Field switch
        {
            1 => grant with { Source = r.Shared() },
            2 => grant with { Throttle = r.Actor() },
            3 => grant with { Pull = r.Int64() },
            4 => grant with { Number = r.Int64() },
            5 => r.Add(grant, work, ReadWorkItem),
            6 => r.Add(grant, permits, ReadPermit),
            7 => grant with { PermitLife = r.Duration() },
            _ => r.Skip(grant),
        });
    }

    public static void Write(WireWriter writer, SourceNews news)
    {
        writer.Shared(1, news.Source);
        writer.Each(2, news.Keys, Write);
    }

    public static SourceNews ReadSourceNews(ref WireReader reader)
    {
        List<KeyNews> keys = [];
        return reader.Fields(new SourceNews("", keys), (ref r, news) => r.Field switch
        {
            1 => news with { Source = r.Shared() },
            2 => r.Add(news, keys, ReadKeyNews),
            _ => r.Skip(news),
        });
    }

    private static void Write(WireWriter writer, WorkItem item)
    {
        writer.Nested(1, item.Query, VocabularyFields.Write);
        writer.Number(2, item.Hunt.Value);
        writer.Nested(3, item.Freshness, VocabularyFields.Write);
        for (var i = 0; i < item.Brokers.Count; i++)
        {
            writer.Actor(4, item.Brokers[i]);
        }

        writer.Shared(5, item.Key);
        if (item.Refusal is { } refusal)
        {
            writer.Nested(6, refusal, VocabularyFields.Write);
        }
    }

    private static WorkItem ReadWorkItem(ref WireReader reader)
    {
        Query query = default;
        HuntId hunt = default;
        Freshness freshness = default;
        List<IActorRef> brokers = new(1);
        var key = "";
        Answer.NotAnswered? refusal = null;
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: query = reader.Nested(VocabularyFields.ReadQuery); break;
                case 2: hunt = new(reader.Int64()); break;
                case 3: freshness = reader.Nested(VocabularyFields.ReadFreshness); break;
                case 4: brokers.Add(reader.Actor()); break;
                case 5: key = reader.Shared(); break;
                case 6: refusal = reader.Nested(VocabularyFields.ReadNotAnswered); break;
                default: reader.Skip(); break;
            }
        }

        VocabularyFields.Known(query.Ioc.Type, query.Ioc.Value ?? "");
        return new(query, hunt, freshness, brokers, key, refusal);
    }

    private static PermitGrant ReadPermit(ref WireReader reader) => reader.Fields(new PermitGrant("", 0, 0), static (ref r, permit) => r.Field switch
    {
        1 => permit with { Key = r.Shared() },
        2 => permit with { Reservation = r.Int64() },
        3 => permit with { Count = r.Int32() },
        _ => r.Skip(permit),
    });

    private static void Write(WireWriter writer, KeyNews news)
    {
        writer.Text(1, news.Key);
        writer.Duration(2, news.BlockedFor);
        if (news.Out is { } isOut)
        {
            writer.Nested(3, isOut, VocabularyFields.Write);
        }

        writer.TextOrEmpty(4, news.Detail);
        writer.Numbers(5, news.RefusedOperations, static operation => operation.Value);
        foreach (var (window, left) in news.Left.Counts)
        {
            writer.NumberOrZero(window.LeftField, left);
        }
    }

    private static KeyNews ReadKeyNews(ref WireReader reader) =>
        reader.Fields(new KeyNews("", null, null, null, [], QuotaLimits.Unlimited), static (ref r, news) => r.Field switch
        {
            1 => news with { Key = r.Text() },
            2 => news with { BlockedFor = r.Duration() },
            3 => news with { Out = r.Nested(VocabularyFields.ReadNotAnswered) },
            4 => news with { Detail = r.Text() },
            5 => news with { RefusedOperations = r.Numbers(static id => new OperationId(id)) },
            var left when QuotaWindow.All.FirstOrDefault(w => w.LeftField == left) is { } window => news with { Left = news.Left.With(window, r.Int32()) },
            _ => r.Skip(news),
        });
}
