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

    public static PullNow ReadPullNow(ref WireReader reader)
    {
        var pull = new PullNow("", false);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: pull = pull with { Source = reader.Shared() }; break;
                case 2: pull = pull with { WithInFlight = reader.Flag() }; break;
                default: reader.Skip(); break;
            }
        }

        return pull;
    }

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
        var grant = new Grant("", ActorRefs.Nobody, 0, 0, work, permits, TimeSpan.Zero);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: grant = grant with { Source = reader.Shared() }; break;
                case 2: grant = grant with { Throttle = reader.Actor() }; break;
                case 3: grant = grant with { Pull = reader.Int64() }; break;
                case 4: grant = grant with { Number = reader.Int64() }; break;
                case 5: work.Add(reader.Nested(ReadWorkItem)); break;
                case 6: permits.Add(reader.Nested(ReadPermit)); break;
                case 7: grant = grant with { PermitLife = reader.Duration() }; break;
                default: reader.Skip(); break;
            }
        }

        return grant;
    }

    public static void Write(WireWriter writer, SourceNews news)
    {
        writer.Shared(1, news.Source);
        writer.Each(2, news.Keys, Write);
    }

    public static SourceNews ReadSourceNews(ref WireReader reader)
    {
        List<KeyNews> keys = [];
        var source = "";
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: source = reader.Shared(); break;
                case 2: keys.Add(reader.Nested(ReadKeyNews)); break;
                default: reader.Skip(); break;
            }
        }

        return new(source, keys);
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

    private static PermitGrant ReadPermit(ref WireReader reader)
    {
        var permit = new PermitGrant("", 0, 0);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: permit = permit with { Key = reader.Shared() }; break;
                case 2: permit = permit with { Reservation = reader.Int64() }; break;
                case 3: permit = permit with { Count = reader.Int32() }; break;
                default: reader.Skip(); break;
            }
        }

        return permit;
    }

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

    private static KeyNews ReadKeyNews(ref WireReader reader)
    {
        var news = new KeyNews("", null, null, null, [], QuotaLimits.Unlimited);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: news = news with { Key = reader.Text() }; break;
                case 2: news = news with { BlockedFor = reader.Duration() }; break;
                case 3: news = news with { Out = reader.Nested(VocabularyFields.ReadNotAnswered) }; break;
                case 4: news = news with { Detail = reader.Text() }; break;
                case 5: news = news with { RefusedOperations = reader.Numbers(static id => new OperationId(id)) }; break;
                case var left when QuotaWindow.All.FirstOrDefault(w => w.LeftField == left) is { } window:
                    news = news with { Left = news.Left.With(window, reader.Int32()) };
                    break;
                default: reader.Skip(); break;
            }
        }

        return news;
    }
}
