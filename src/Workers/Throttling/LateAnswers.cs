using Akka.Actor;
using IocExplorer.Messages.Protocols;

namespace IocExplorer.Workers.Throttling;

/// <summary>Brokers that wait for a recorded query and were not named to the worker that asked it: they are to be told to look it up. Pure state.</summary>
internal sealed class LateAnswers
{
    private readonly Dictionary<IActorRef, List<QueryBrokerProtocol.AnsweredQuery>> _byBroker = [];

    /// <summary>A query is recorded.</summary>
    public void Add(QueuedQuery query)
    {
        foreach (var (broker, _) in query.Waiting)
        {
            if (!query.Named.Contains(broker))
            {
                _byBroker.GetOrAdd(broker).Add(new(query.Query, null));
            }
        }
    }

    /// <summary>What is to be told, once, in messages that a frame of remoting can carry.</summary>
    public IReadOnlyList<(IActorRef Broker, QueryBrokerProtocol.Answered Answered)> Take()
    {
        if (_byBroker.Count == 0)
        {
            return [];
        }

        List<(IActorRef, QueryBrokerProtocol.Answered)> told =
            [.. _byBroker.SelectMany(late => late.Value.Chunk(WorkShares.MostPerGrant), (late, part) => (late.Key, new QueryBrokerProtocol.Answered(part)))];
        _byBroker.Clear();
        return told;
    }
}
