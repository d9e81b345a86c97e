using System.Text;
using Akka.Actor;
using IocExplorer.Messages.Protocols;

namespace IocExplorer.Workers.Asking;

/// <summary>
/// Sorts recorded answers by the brokers that wait for them, in batches that a frame of remoting can carry. An answer that is too large for
/// a batch of its own goes as "look it up".
/// </summary>
/// <param name="batchBytes">Of answers in one batch, as estimated.</param>
internal sealed class AnswerMail(int batchBytes)
{
    // With names of types and lengths; what a serializer takes more is covered by what a frame holds more.
    private const int BytesOfQuery = 48;
    private const int BytesOfEntry = 24;

    private readonly Dictionary<IActorRef, (List<QueryBrokerProtocol.AnsweredQuery> Queries, int Bytes)> _open = [];

    public void Add(SourceWorkerProtocol.WorkItem item, RecordedAnswer recorded, IActorRef sender)
    {
        var bytes = BytesOfQuery + item.Query.Ioc.Value.Length;
        var size = bytes + SizeOf(recorded.Answer);
        var entry = new QueryBrokerProtocol.AnsweredQuery(item.Query, size > batchBytes ? null : recorded);
        bytes = size > batchBytes ? bytes : size;
        foreach (var broker in item.Brokers)
        {
            var (queries, filled) = _open.TryGetValue(broker, out var open) ? open : ([], 0);
            if (queries.Count > 0 && filled + bytes > batchBytes)
            {
                broker.Tell(new QueryBrokerProtocol.Answered(queries), sender);
                (queries, filled) = ([], 0);
            }

            queries.Add(entry);
            _open[broker] = (queries, filled + bytes);
        }
    }

    /// <summary>Sends what was added and has not gone out yet.</summary>
    public void Send(IActorRef sender)
    {
        foreach (var (broker, (queries, _)) in _open)
        {
            broker.Tell(new QueryBrokerProtocol.Answered(queries), sender);
        }

        _open.Clear();
    }

    private static int SizeOf(Answer answer)
    {
        if (answer is not Answer.Fact fact)
        {
            return answer is Answer.NotAnswered { Detail: var detail } ? Encoding.UTF8.GetByteCount(detail) : 0;
        }

        var bytes = fact.Dropped.Sum(dropped => BytesOfEntry + Size(dropped.Text) + Size(dropped.Relation) + Size(dropped.Reason));
        if (fact is Answer.Found found)
        {
            bytes += found.Relations.Sum(relation => BytesOfEntry + Size(relation.Label) + Size(relation.Target.Value))
                + found.Tags.Sum(tag => BytesOfEntry + Size(tag.Name) + Size(tag.About.Value));
        }

        return (int)Math.Min(bytes, int.MaxValue / 2);

        static long Size(string text) => Encoding.UTF8.GetByteCount(text);
    }
}
