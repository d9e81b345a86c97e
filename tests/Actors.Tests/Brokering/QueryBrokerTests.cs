using System.Collections.Concurrent;
using Akka.Actor;
using Akka.TestKit;
using Akka.TestKit.Xunit2;
using IocExplorer.Coordinator.Brokering;
using IocExplorer.Coordinator.Hunts;
using IocExplorer.Coordinator.Trees;
using IocExplorer.Messages;
using IocExplorer.Messages.Protocols;
using IocExplorer.Persistence;
using IocExplorer.Testing;
using static IocExplorer.Actors.Tests.Brokering.World;
using Ask = IocExplorer.Messages.Protocols.SourceThrottleProtocol.Ask;
using Withdraw = IocExplorer.Messages.Protocols.SourceThrottleProtocol.Withdraw;

namespace IocExplorer.Actors.Tests.Brokering;

public sealed class QueryBrokerTests : TestKit
{
    private static readonly HuntId _hunt = new(1);
    private static readonly SourceIndex _sources = new(Catalogue);
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);

#pragma warning disable CA2213 // It holds nothing that is to be freed.
    private readonly MemoryLedger _ledger = new();
#pragma warning restore CA2213
    private readonly FakeTime _time = new();
    private readonly QueryBrokerStatus _status = new();
    private readonly ConcurrentQueue<Notice> _notices = [];
    private readonly TestProbe _throttles;
    private readonly TestProbe _tree;

    public QueryBrokerTests()
        : base("akka.loglevel = OFF")
    {
        _throttles = CreateTestProbe("throttles");
        _tree = CreateTestProbe("tree");
    }

    [Fact]
    public void WhatDoesNotStand_IsAskedOfItsThrottles_OneMessageASource()
    {
        var broker = Create();

        broker.Tell(Need(Asker(), Tree(0, "a.com"), new(1, Files, Ip("8.8.8.8")), Tree(2, "b.com")), _tree);

        var asks = new[] { Next<Ask>(), Next<Ask>() };
        asks.Select(ask => ask.Source).ShouldBe(["QiAnXin", "VirusTotal"]);
        asks[0].Queries.ShouldBe([Query("a.com"), Query("b.com")]);
        asks[1].Queries.ShouldBe([new(Files, Ip("8.8.8.8"))]);
        asks.ShouldAllBe(ask => ask.Broker.Equals(broker) && ask.Hunt == _hunt && ask.Freshness == Fresh);
        _status.Waiting.ShouldBe(3);
    }

    [Fact]
    public void WhatStands_IsAnsweredInOneMessage_AndNotAsked()
    {
        var queries = Enumerable.Range(0, 5).Select(i => Tree(i, $"n{i}.com")).ToArray();
        var recorded = Recorded(Answer.Empty.Instance, TimeSpan.FromHours(1));
        Array.ForEach(queries, query => _ledger.Put(new(query.Operation, query.Ioc), recorded));
        var asker = Asker();

        Create().Tell(Need(asker, queries), _tree);

        var answers = _tree.ExpectMsg<QueryBroker.Answers>(_patience);
        answers.Asker.ShouldBe(asker);
        answers.List.ShouldBe(Enumerable.Range(0, 5).Select(i => new TreeAnswer(i, Answer.Empty.Instance, recorded.At, AnswerOrigin.Ledger)));
        _throttles.HasMessages.ShouldBeFalse();
    }

    [Fact]
    public async Task NeedsWhileALookupIsOut_GoTogetherWithTheNext()
    {
        var (isOut, mayReturn) = HoldLookUps();
        var broker = Create();
        broker.Tell(Need(Asker(), Tree(0, "first.com")), _tree);
        await isOut.Task.WaitAsync(_patience);

        for (var i = 1; i < 50; i++)
        {
            broker.Tell(Need(Asker(), Tree(0, $"n{i}.com")), _tree);
        }

        // Whatever it was told is taken in when it answers this.
        (await broker.Ask<ActorIdentity>(new Identify(1), _patience)).Subject.ShouldBe(broker);
        mayReturn.SetResult();
        for (var asked = 0; asked < 50;)
        {
            asked += Next<Ask>().Queries.Count;
        }

        _ledger.LookUps.Select(call => call.Queries.Count).ShouldBe([1, 49]);
        _ledger.MostOut.ShouldBe(1);
    }

    [Fact]
    public void NoMoreThanAllowed_IsInOneMessage_OutAtASource_OrInALookup()
    {
        var broker = Create(new() { MostPerAsk = 10, MostOutstanding = 25, MostPerLookUp = 40 });
        broker.Tell(Need(Asker(), [.. Enumerable.Range(0, 60).Select(i => Tree(i, $"n{i}.com"))]), _tree);

        Next<Ask>().Queries.Count.ShouldBe(10);
        var second = Next<Ask>();
        Next<Ask>().Queries.Count.ShouldBe(5);
        broker.Tell(Answered(second.Queries, Answer.Empty.Instance), _throttles);

        Next<Ask>().Queries.Select(query => query.Ioc.Value).ShouldBe(Enumerable.Range(25, 10).Select(i => $"n{i}.com"));
        _tree.ExpectMsg<QueryBroker.Answers>(_patience).List.Select(answer => answer.Number).ShouldBe(Enumerable.Range(10, 10));
        Until(() => _ledger.LookUps.Count == 2);
        _ledger.LookUps.Select(call => call.Queries.Count).ShouldBe([40, 20]);
    }

    [Fact]
    public void TwoTrees_ShareWhatTheyAsk()
    {
        var other = CreateTestProbe();
        var broker = Create();
        broker.Tell(Need(Asker(), Tree(0, "a.com")), _tree);
        var ask = Next<Ask>();
        broker.Tell(Need(new(other), Tree(7, "a.com")), other);

        broker.Tell(Answered(ask.Queries, Found(Ip("8.8.8.8"))), _throttles);

        _tree.ExpectMsg<QueryBroker.Answers>(_patience).List.Single().Origin.ShouldBe(AnswerOrigin.Fresh);
        var shared = other.ExpectMsg<QueryBroker.Answers>(_patience).List.Single();
        (shared.Number, shared.Origin).ShouldBe((7, AnswerOrigin.Shared));
        _ledger.LookUps.Count.ShouldBe(1);
        _throttles.HasMessages.ShouldBeFalse();
        _status.Waiting.ShouldBe(0);
    }

    [Fact]
    public void HuntsThatAcceptOtherAges_EachLookUpAndAskForThemselves()
    {
        var other = CreateTestProbe();
        _ledger.Put(Query("a.com"), Recorded(Answer.Empty.Instance, TimeSpan.FromHours(5)));
        var broker = Create();

        broker.Tell(Need(Asker(), Tree(0, "a.com")), _tree);
        _tree.ExpectMsg<QueryBroker.Answers>(_patience);
        broker.Tell(new QueryBroker.Need(new(other), new(2), new(Noon, Noon), _sources, [Tree(0, "a.com")]), other);
        var ask = Next<Ask>();
        broker.Tell(Answered(ask.Queries, Found(Ip("8.8.8.8"))), _throttles);

        (ask.Hunt, ask.Freshness).ShouldBe((new HuntId(2), new(Noon, Noon)));
        other.ExpectMsg<QueryBroker.Answers>(_patience).List.Single().Answer.ShouldBeOfType<Answer.Found>();
    }

    [Fact]
    public async Task AnswerToldWhileTheLookupIsOut_IsDelivered_AndNotAskedForAgain()
    {
        var (isOut, mayReturn) = HoldLookUps();
        var broker = Create();
        broker.Tell(Need(Asker(), Tree(0, "a.com"), Tree(1, "b.com")), _tree);
        await isOut.Task.WaitAsync(_patience);

        broker.Tell(Answered([Query("a.com")], Found(Ip("8.8.8.8"))), _throttles);
        (await _tree.ExpectMsgAsync<QueryBroker.Answers>(_patience)).List.Single().Number.ShouldBe(0);
        mayReturn.SetResult();

        Next<Ask>().Queries.ShouldBe([Query("b.com")]);
    }

    [Fact]
    public async Task LookItUp_SaidWhileALookupIsOut_IsLookedUpAfterIt()
    {
        var (isOut, mayReturn) = HoldLookUps();
        var broker = Create();
        broker.Tell(Need(Asker(), Tree(0, "a.com")), _tree);
        await isOut.Task.WaitAsync(_patience);

        _ledger.Put(Query("a.com"), Recorded(Answer.Empty.Instance));
        broker.Tell(LookUp("a.com"), _throttles);
        (await broker.Ask<ActorIdentity>(new Identify(1), _patience)).Subject.ShouldBe(broker);
        mayReturn.SetResult();

        (await _tree.ExpectMsgAsync<QueryBroker.Answers>(_patience)).List.Single().Answer.ShouldBe(Answer.Empty.Instance);
        _ledger.LookUps.Count.ShouldBe(2);
        _throttles.HasMessages.ShouldBeFalse();
    }

    [Fact]
    public void LookItUp_BringsTheAnswer()
    {
        var broker = Create();
        broker.Tell(Need(Asker(), Tree(0, "a.com")), _tree);
        Next<Ask>();

        _ledger.Put(Query("a.com"), Recorded(Answer.Empty.Instance));
        broker.Tell(LookUp("a.com"), _throttles);

        _tree.ExpectMsg<QueryBroker.Answers>(_patience).List.Single().ShouldBe(new(0, Answer.Empty.Instance, Recorded(Answer.Empty.Instance).At, AnswerOrigin.Fresh));
    }

    [Fact]
    public void AnswerTooOldForTheHunt_IsNotDelivered_AndIsAskedAgain()
    {
        var broker = Create();
        broker.Tell(Need(Asker(), Tree(0, "a.com"), Tree(1, "b.com")), _tree);
        Next<Ask>();

        broker.Tell(
            new QueryBrokerProtocol.Answered(
            [
                new(Query("a.com"), Recorded(Answer.Empty.Instance, TimeSpan.FromHours(25))),
                new(Query("b.com"), Recorded(new Answer.NotAnswered(NotAnsweredReason.Failed, ""), TimeSpan.FromSeconds(1))),
            ]),
            _throttles);

        Next<Ask>().Queries.ShouldBe([Query("a.com"), Query("b.com")]);
        _tree.HasMessages.ShouldBeFalse();
    }

    [Fact]
    public void WhatStaysUnanswered_IsToldAgain_AfterAWholeRound()
    {
        var broker = Create();
        broker.Tell(Need(Asker(), Tree(0, "a.com"), Tree(1, "b.com")), _tree);
        var first = Next<Ask>();
        broker.Tell(Answered([Query("b.com")], Answer.Empty.Instance), _throttles);

        // It was told within the round that ends here, and what comes after it within the next: only the first is told again.
        broker.Tell(QueryBroker.TellAgain.Instance, _tree);
        broker.Tell(Need(Asker(), Tree(2, "c.com")), _tree);
        Next<Ask>().Queries.ShouldBe([Query("c.com")]);
        broker.Tell(QueryBroker.TellAgain.Instance, _tree);

        var again = Next<Ask>();
        again.Queries.ShouldBe([Query("a.com")]);
        again.ShouldBe(first with { Queries = again.Queries });
    }

    [Fact]
    public void Rounds_ComeByThemselves()
    {
        var broker = Create(new() { TellAgainEvery = TimeSpan.FromMilliseconds(20) });
        broker.Tell(Need(Asker(), Tree(0, "a.com")), _tree);

        for (var told = 0; told < 3; told++)
        {
            Next<Ask>().Queries.ShouldBe([Query("a.com")]);
        }
    }

    [Fact]
    public void AnswerWhoseMessageWasLost_IsFoundInTheLedger()
    {
        var broker = Create();
        broker.Tell(Need(Asker(), Tree(0, "a.com")), _tree);
        Next<Ask>();
        _ledger.Put(Query("a.com"), Recorded(Answer.Empty.Instance));

        for (var round = 0; round <= new QueryBrokerOptions().LookUpEvery; round++)
        {
            broker.Tell(QueryBroker.TellAgain.Instance, _tree);

            // So that what the round says is told before the next.
            broker.Tell(Need(Asker(), Tree(9, $"n{round}.com")), _tree);
            FishForMessage(_throttles, $"n{round}.com");
        }

        _tree.ExpectMsg<QueryBroker.Answers>(_patience).List.Single().ShouldBe(new(0, Answer.Empty.Instance, Recorded(Answer.Empty.Instance).At, AnswerOrigin.Fresh));
    }

    [Fact]
    public void ForgottenWalk_GetsNothing_AndOnlyWhatNobodyElseWaitsForIsWithdrawn()
    {
        var other = CreateTestProbe();
        var broker = Create();
        var asker = Asker();
        broker.Tell(Need(asker, Tree(0, "a.com"), Tree(1, "b.com")), _tree);
        Next<Ask>();
        broker.Tell(Need(new(other), Tree(0, "b.com")), other);

        broker.Tell(new QueryBroker.Forget(asker), _tree);
        var withdrawn = Next<Withdraw>();
        broker.Tell(Answered([Query("a.com"), Query("b.com")], Answer.Empty.Instance), _throttles);

        (withdrawn.Source, withdrawn.Hunt, withdrawn.Broker).ShouldBe(("QiAnXin", _hunt, broker));
        withdrawn.Queries.ShouldBe([Query("a.com")]);
        other.ExpectMsg<QueryBroker.Answers>(_patience).List.ShouldHaveSingleItem();
        _tree.HasMessages.ShouldBeFalse();
        _status.Waiting.ShouldBe(0);
    }

    [Fact]
    public void WhatTheSameHuntNeedsUnderAnotherFreshness_IsNotWithdrawn()
    {
        var other = CreateTestProbe();
        var broker = Create();
        var asker = Asker();
        broker.Tell(Need(asker, Tree(0, "a.com"), Tree(1, "b.com")), _tree);
        Next<Ask>();
        broker.Tell(new QueryBroker.Need(new(other), _hunt, new(Noon, Noon), _sources, [Tree(0, "a.com")]), other);
        Next<Ask>();

        broker.Tell(new QueryBroker.Forget(asker), _tree);

        Next<Withdraw>().Queries.ShouldBe([Query("b.com")]);
    }

    [Fact]
    public void LedgerAwayForAWhile_IsWaitedOutAndSaidOnce()
    {
        var failures = 0;
        _ledger.Trouble = () =>
        {
            failures++;
            throw new LedgerException("The disk of ledger.db is full. Make room.", LedgerErrorKind.Unavailable);
        };
        var broker = Create();
        broker.Tell(Need(Asker(), Tree(0, "a.com")), _tree);
        for (var i = 1; i <= 10; i++)
        {
            // The outage begins when the broker has heard of the failure, not when the ledger was called.
            Until(() => _ledger.LookUps.Count == i && !_notices.IsEmpty);
            _time.Advance(TimeSpan.FromSeconds(5));

            // What was told meanwhile waits for the pause as well.
            broker.Tell(Need(Asker(), Tree(i, $"n{i}.com")), _tree);
            Until(() => _status.Waiting == i + 1);
            broker.Tell(QueryBroker.TryAgain.Instance, _tree);
        }

        Until(() => _ledger.LookUps.Count == 11);
        _ledger.Trouble = () => { };
        broker.Tell(Need(Asker(), Tree(11, "n11.com")), _tree);
        Until(() => _status.Waiting == 12);
        broker.Tell(QueryBroker.TryAgain.Instance, _tree);

        Next<Ask>().Queries.Count.ShouldBe(12);
        failures.ShouldBe(11);
        _notices.ShouldBe(
        [
            new(IsError: true, "The disk of ledger.db is full. Make room. Nothing is lost; waiting until it works again."),
            new(IsError: false, "The ledger works again after 50 s."),
        ]);
        _status.Failed.IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public void PauseAfterAFailedLookup_EndsByItself()
    {
        var isAway = true;
        _ledger.Trouble = () =>
        {
            if (isAway)
            {
                isAway = false;
                throw new LedgerException("Away.", LedgerErrorKind.Unavailable);
            }
        };

        Create(new() { FirstBackOff = TimeSpan.FromMilliseconds(10) }).Tell(Need(Asker(), Tree(0, "a.com")), _tree);

        Next<Ask>().Queries.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task LedgerThatIsUnusable_IsNotWaitedOut_AndFailsTheBroker()
    {
        var broken = new LedgerException("ledger.db is damaged.", LedgerErrorKind.Unusable);
        _ledger.Trouble = () => throw broken;

        Create().Tell(Need(Asker(), Tree(0, "a.com")), _tree);

        (await _status.Failed.WaitAsync(_patience)).ShouldBe(broken);
        _ledger.LookUps.Count.ShouldBe(1);
    }

    [Fact]
    public void BrokerThatCrashes_TellsEverybodyWhoWaits_AndGoesOnWithWhatTheyAskAgain()
    {
        var other = CreateTestProbe();
        var (mine, others) = (Asker(), new Asker(other));
        var broker = Create();
        broker.Tell(Need(mine, Tree(0, "a.com")), _tree);
        Next<Ask>();
        _ledger.Trouble = () =>
        {
            _ledger.Trouble = () => { };
            throw new InvalidOperationException("A bug,\nin two lines.");
        };

        broker.Tell(Need(others, Tree(0, "b.com")), other);

        _tree.ExpectMsg<QueryBroker.AskAgain>(_patience).Asker.ShouldBe(mine);
        other.ExpectMsg<QueryBroker.AskAgain>(_patience).Asker.ShouldBe(others);
        broker.Tell(Need(mine, Tree(0, "a.com")), _tree);
        broker.Tell(Need(others, Tree(0, "b.com")), other);
        FishForMessage(_throttles, "b.com");
        broker.Tell(Answered([Query("a.com")], Answer.Empty.Instance), _throttles);
        _tree.ExpectMsg<QueryBroker.Answers>(_patience);
        _notices.ShouldBe(
            [new(IsError: false, "The query broker crashed and starts again: InvalidOperationException: A bug, in two lines.")]);
    }

    [Fact]
    public void NeedThatCrashesTheBroker_IsToldSoToo()
    {
        var asker = Asker();

        Create().Tell(Need(asker, new TreeQuery(0, new(99), Domain("a.com"))), _tree);

        _tree.ExpectMsg<QueryBroker.AskAgain>(_patience).Asker.ShouldBe(asker);
    }

    [Fact]
    public async Task BrokerThatCrashesAgainAndAgain_IsGivenUp()
    {
        var broker = Create(new() { MostCrashes = 3 });

        for (var i = 0; i < 3; i++)
        {
            broker.Tell(Need(Asker(), new TreeQuery(0, new(99), Domain("a.com"))), _tree);
        }

        (await _status.Failed.WaitAsync(_patience)).ShouldBeOfType<KeyNotFoundException>();
        _notices.Count.ShouldBe(2);
    }

    private static QueryBroker.Need Need(Asker asker, params TreeQuery[] queries) => new(asker, _hunt, Fresh, _sources, queries);

    private static QueryBrokerProtocol.Answered Answered(IEnumerable<Query> queries, Answer answer) =>
        new([.. queries.Select(query => new QueryBrokerProtocol.AnsweredQuery(query, Recorded(answer)))]);

    private static QueryBrokerProtocol.Answered LookUp(string domain) => new([new(Query(domain), null)]);

    private static void FishForMessage(TestProbe throttles, string domain) =>
        throttles.FishForMessage(message => message is Ask ask && ask.Queries.Contains(Query(domain)), _patience);

    private void Until(Func<bool> condition) => AwaitCondition(condition, _patience, TimeSpan.FromMilliseconds(5));

    private Asker Asker() => new(_tree);

    private T Next<T>() => _throttles.ExpectMsg<T>(_patience);

    /// <summary>Lookups have read and do not return before the test says so.</summary>
    private (TaskCompletionSource IsOut, TaskCompletionSource MayReturn) HoldLookUps()
    {
        var isOut = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var mayReturn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _ledger.Return = () =>
        {
            isOut.TrySetResult();
            return mayReturn.Task;
        };
        return (isOut, mayReturn);
    }

    /// <summary>Rounds and pauses come when the test says so, unless it sets their times.</summary>
    private IActorRef Create(QueryBrokerOptions? options = null)
    {
        options ??= new();
        var defaults = new QueryBrokerOptions();
        var never = TimeSpan.FromDays(1);
        options = options with
        {
            Time = _time,
            Random = new(1),
            TellAgainEvery = options.TellAgainEvery == defaults.TellAgainEvery ? never : options.TellAgainEvery,
            FirstBackOff = options.FirstBackOff == defaults.FirstBackOff ? never : options.FirstBackOff,
            LongestBackOff = never,
        };
        return Sys.ActorOf(QueryBroker.Props(_ledger, _throttles, options, _status, _notices.Enqueue), QueryBroker.Name);
    }
}
