using System.Collections.Concurrent;
using Akka.Actor;
using Akka.TestKit;
using Akka.TestKit.Xunit2;
using IocExplorer.Coordinator.Brokering;
using IocExplorer.Coordinator.Hunts;
using IocExplorer.Coordinator.Trees;
using IocExplorer.Messages;
using IocExplorer.Messages.Protocols;
using IocExplorer.Testing;
using static IocExplorer.Actors.Tests.Brokering.World;
using Ask = IocExplorer.Messages.Protocols.SourceThrottleProtocol.Ask;

namespace IocExplorer.Actors.Tests.Brokering;

/// <summary>A query broker over a <see cref="MemoryLedger"/>; its throttles and the tree that needs something are played by the test.</summary>
public abstract class QueryBrokerTestKit : TestKit
{
    protected QueryBrokerTestKit()
        : base(TestKitConfig.Quiet) =>
        (Throttles, Walk) = (CreateTestProbe("throttles"), CreateTestProbe("tree"));

    private protected static TimeSpan Patience { get; } = SafetyTimeout.Length;

    private protected static HuntId Hunt { get; } = new(1);

    private protected static SourceIndex Sources { get; } = new(Catalogue);

    private protected MemoryLedger Ledger { get; } = new();

    private protected FakeTime Time { get; } = new();

    private protected QueryBrokerStatus Status { get; } = new();

    private protected ConcurrentQueue<Notice> Notices { get; } = [];

    private protected TestProbe Throttles { get; }

    private protected TestProbe Walk { get; }

    private protected static QueryBroker.Need Need(Asker asker, params TreeQuery[] queries) => new(asker, Hunt, Fresh, Sources, queries);

    private protected static QueryBrokerProtocol.Answered Answered(IEnumerable<Query> queries, Answer answer) =>
        new([.. queries.Select(query => new QueryBrokerProtocol.AnsweredQuery(query, Recorded(answer)))]);

    private protected static QueryBrokerProtocol.Answered LookUp(string domain) => new([new(Query(domain), null)]);

    private protected static void FishForMessage(TestProbe throttles, string domain) =>
        throttles.FishForMessage(message => message is Ask ask && ask.Queries.Contains(Query(domain)), Patience);

    private protected void Until(Func<bool> condition) => AwaitCondition(condition, Patience, TimeSpan.FromMilliseconds(5));

    /// <summary>The turn of whatever it has told the test so far is over when it answers this.</summary>
    private protected void Settle(IActorRef broker)
    {
        var here = CreateTestProbe();
        broker.Tell(new Identify(1), here);
        here.ExpectMsg<ActorIdentity>(Patience);
    }

    private protected Asker Asker() => new(Walk);

    private protected T Next<T>() => Throttles.ExpectMsg<T>(Patience);

    /// <summary>Lookups have read and do not return before the test says so.</summary>
    private protected (TaskCompletionSource IsOut, TaskCompletionSource MayReturn) HoldLookUps()
    {
        var isOut = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var mayReturn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Ledger.Return = () =>
        {
            isOut.TrySetResult();
            return mayReturn.Task;
        };
        return (isOut, mayReturn);
    }

    /// <summary>Rounds and pauses come when the test says so, unless it sets their times.</summary>
    private protected IActorRef Create(QueryBrokerOptions? options = null)
    {
        options ??= new();
        var defaults = new QueryBrokerOptions();
        var never = TimeSpan.FromDays(1);
        options = options with
        {
            Time = Time,
            Random = new(1),
            TellAgainEvery = options.TellAgainEvery == defaults.TellAgainEvery ? never : options.TellAgainEvery,
            FirstBackOff = options.FirstBackOff == defaults.FirstBackOff ? never : options.FirstBackOff,
            LongestBackOff = never,
        };
        return Sys.ActorOf(QueryBroker.Props(Ledger, Throttles, options, Status, Notices.Enqueue), QueryBroker.Name);
    }
}
