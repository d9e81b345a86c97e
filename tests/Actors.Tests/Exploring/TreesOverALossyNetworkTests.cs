using System.Collections.Concurrent;
using System.Text;
using Akka.Actor;
using Akka.TestKit.Xunit2;
using IocExplorer.Actors.Tests.Brokering;
using IocExplorer.Coordinator.Brokering;
using IocExplorer.Coordinator.Recording;
using IocExplorer.Coordinator.Results;
using IocExplorer.Coordinator.Trees;
using IocExplorer.Messages;
using IocExplorer.Messages.Protocols;
using IocExplorer.Testing;
using static IocExplorer.Actors.Tests.Brokering.World;
using ExplorationCoordinator = IocExplorer.Coordinator.Exploring.ExplorationCoordinator;

namespace IocExplorer.Actors.Tests.Exploring;

/// <summary>Coordinators and a broker together, with a throttle that loses messages and answers in an order of chance.</summary>
public sealed class TreesOverALossyNetworkTests : TestKit
{
    private const int Trees = 12;

    private static readonly TimeSpan _patience = SafetyTimeout.Length;

    public TreesOverALossyNetworkTests()
        : base(TestKitConfig.Quiet)
    {
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, false)]
    [InlineData(3, true)]
    public void EveryTree_IsTheSameBytes_WhateverIsLostAndWhateverTheOrder(int seed, bool brokerCrashes)
    {
        var world = new OverlappingWorld();
        var ledger = new MemoryLedger();
        var throttles = Sys.ActorOf(Props.Create(() => new LossyThrottle(world, ledger, seed)));
        var notices = new ConcurrentQueue<Notice>();
        var options = new QueryBrokerOptions { TellAgainEvery = TimeSpan.FromMilliseconds(10), MostOutstanding = 16, LeastPerRound = 8 };
        var broker = Sys.ActorOf(QueryBroker.Props(ledger, throttles, options, new(), notices.Enqueue));
        var recorder = CreateTestProbe();
        var supervisor = CreateTestProbe();
        var coordinator = ExplorationCoordinator.Props(broker, recorder, new(null), new(), new() { RecordAgainEvery = 60 * _patience });
        var plan = Plan(depth: 4);
        for (var number = 1; number <= Trees; number++)
        {
            Sys.ActorOf(coordinator).Tell(
                new ExplorationProtocol.Explore(new(new HuntId(1), number), Seed(number), SharingLevel.Clear, false, plan, supervisor),
                supervisor);
        }

        var written = new Dictionary<Ioc, string>();
        while (written.Count < Trees)
        {
            var walk = recorder.ExpectMsg<RecorderProtocol.RecordTree>(_patience).Walk;
            written.Add(walk.Seed, Text(walk));
            if (brokerCrashes && written.Count is 1 or 5)
            {
                // Of an operation that the hunt does not have.
                TreeQuery unknown = new(0, new(99), Seed(1));
                broker.Tell(new QueryBroker.Need(new(supervisor), new HuntId(1), Fresh, new(Catalogue), [unknown]), supervisor);
            }
        }

        written.ShouldBe(Enumerable.Range(1, Trees).ToDictionary(Seed, number => Text(Walked(Seed(number), world))), ignoreOrder: true);
        AwaitCondition(() => notices.Count == (brokerCrashes ? 2 : 0), _patience, TimeSpan.FromMilliseconds(5));
    }

    private static Ioc Seed(int number) => Domain($"n{number}.com");

    private static TreeWalk Walked(Ioc seed, OverlappingWorld world)
    {
        var walk = new TreeWalk(seed, new(Catalogue, 4, ReservedIocs.IsReserved));
        while (!walk.IsDone)
        {
            foreach (var query in walk.TakeNew())
            {
                walk.Take(query.Number, world[new(query.Operation, query.Ioc)]);
            }
        }

        return walk;
    }

    private static string Text(TreeWalk walk)
    {
        using var bytes = new MemoryStream();
        new JsonTreeWriter().Write(ExplorationTree.Build(walk), plain: false, bytes);
        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    /// <summary>Domains that share addresses, addresses that lead to files; the same for everybody.</summary>
    private sealed class OverlappingWorld
    {
        private readonly Dictionary<Query, Answer> _answers = [];

        public OverlappingWorld()
        {
            var random = new Random(5);
            for (var i = 0; i < 60; i++)
            {
                _answers[Query($"n{i}.com")] = Found(Domain($"n{random.Next(60)}.com"), Ip($"8.8.8.{random.Next(20)}"));
                _answers[new(Resolutions, Domain($"n{i}.com"))] = Found(
                    Domain($"n{random.Next(60)}.com"), Domain($"n{random.Next(60)}.com"));
                _answers[new(Files, Ip($"8.8.8.{i}"))] = Found(Domain($"n{random.Next(60)}.com"));
            }
        }

        public Answer this[Query query] => _answers.GetValueOrDefault(query, Answer.Empty.Instance);
    }

    /// <summary>Of what it is asked and of what it answers, a part is lost; what is answered stands in the ledger first.</summary>
    private sealed class LossyThrottle(OverlappingWorld world, MemoryLedger ledger, int seed) : UntypedActor
    {
        private readonly Random _random = new(seed);

        protected override void OnReceive(object message)
        {
            if (message is not SourceThrottleProtocol.Ask ask)
            {
                return;
            }

            var queries = ask.Queries.Where(_ => _random.Next(4) > 0).ToArray();
            _random.Shuffle(queries);
            foreach (var batch in queries.Chunk(3))
            {
                List<QueryBrokerProtocol.AnsweredQuery> answered = [];
                foreach (var query in batch)
                {
                    var recorded = Recorded(world[query]);
                    ledger.Put(query, recorded);
                    answered.Add(new(query, _random.Next(3) == 0 ? null : recorded));
                }

                if (_random.Next(3) > 0)
                {
                    ask.Broker.Tell(new QueryBrokerProtocol.Answered(answered), Self);
                }
            }
        }
    }
}
