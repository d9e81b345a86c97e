using IocExplorer.Coordinator.Brokering;
using IocExplorer.Messages;
using static IocExplorer.Actors.Tests.Brokering.World;
using Ask = IocExplorer.Messages.Protocols.SourceThrottleProtocol.Ask;

namespace IocExplorer.Actors.Tests.Brokering;

/// <summary>What trees need is asked of the throttles once, whoever needs it.</summary>
public sealed class QueryBrokerTests : QueryBrokerTestKit
{
    [Fact]
    public void WhatDoesNotStand_IsAskedOfItsThrottles_OneMessageASource()
    {
        var broker = Create();

        broker.Tell(Need(Asker(), Tree(0, "a.com"), new(1, Files, Ip("8.8.8.8")), Tree(2, "b.com")), Walk);

        var asks = new[] { Next<Ask>(), Next<Ask>() };
        asks.Select(ask => ask.Source).ShouldBe(["QiAnXin", "VirusTotal"]);
        asks[0].Queries.ShouldBe([Query("a.com"), Query("b.com")]);
        asks[1].Queries.ShouldBe([new(Files, Ip("8.8.8.8"))]);
        asks.ShouldAllBe(ask => ask.Broker.Equals(broker) && ask.Hunt == Hunt && ask.Freshness == Fresh);
        Status.Waiting.ShouldBe(3);
    }

    [Fact]
    public void WhatStands_IsAnsweredInOneMessage_AndNotAsked()
    {
        var queries = Enumerable.Range(0, 5).Select(i => Tree(i, $"n{i}.com")).ToArray();
        var recorded = Recorded(Answer.Empty.Instance, TimeSpan.FromHours(1));
        Array.ForEach(queries, query => Ledger.Put(new(query.Operation, query.Ioc), recorded));
        var asker = Asker();

        Create().Tell(Need(asker, queries), Walk);

        var answers = Walk.ExpectMsg<QueryBroker.Answers>(Patience);
        answers.Asker.ShouldBe(asker);
        answers.List.ShouldBe(Enumerable.Range(0, 5).Select(i => new TreeAnswer(i, Answer.Empty.Instance, recorded.At, AnswerOrigin.Ledger)));
        Throttles.HasMessages.ShouldBeFalse();
    }

    [Fact]
    public void NoMoreThanAllowed_IsInOneMessage_OutAtASource_OrInALookup()
    {
        var broker = Create(new() { MostPerAsk = 10, MostOutstanding = 25, MostPerLookUp = 40 });
        broker.Tell(Need(Asker(), [.. Enumerable.Range(0, 60).Select(i => Tree(i, $"n{i}.com"))]), Walk);

        Next<Ask>().Queries.Count.ShouldBe(10);
        var second = Next<Ask>();
        Next<Ask>().Queries.Count.ShouldBe(5);
        broker.Tell(Answered(second.Queries, Answer.Empty.Instance), Throttles);

        Next<Ask>().Queries.Select(query => query.Ioc.Value).ShouldBe(Enumerable.Range(25, 10).Select(i => $"n{i}.com"));
        Walk.ExpectMsg<QueryBroker.Answers>(Patience).List.Select(answer => answer.Number).ShouldBe(Enumerable.Range(10, 10));
        Until(() => Ledger.LookUps.Count == 2);
        Ledger.LookUps.Select(call => call.Queries.Count).ShouldBe([40, 20]);
    }

    [Fact]
    public void TwoTrees_ShareWhatTheyAsk()
    {
        var other = CreateTestProbe();
        var broker = Create();
        broker.Tell(Need(Asker(), Tree(0, "a.com")), Walk);
        var ask = Next<Ask>();
        broker.Tell(Need(new(other), Tree(7, "a.com")), other);

        broker.Tell(Answered(ask.Queries, Found(Ip("8.8.8.8"))), Throttles);

        Walk.ExpectMsg<QueryBroker.Answers>(Patience).List.Single().Origin.ShouldBe(AnswerOrigin.Fresh);
        var shared = other.ExpectMsg<QueryBroker.Answers>(Patience).List.Single();
        (shared.Number, shared.Origin).ShouldBe((7, AnswerOrigin.Shared));
        Ledger.LookUps.Count.ShouldBe(1);
        Throttles.HasMessages.ShouldBeFalse();
        Status.Waiting.ShouldBe(0);
    }

    [Fact]
    public void HuntsThatAcceptOtherAges_EachLookUpAndAskForThemselves()
    {
        var other = CreateTestProbe();
        Ledger.Put(Query("a.com"), Recorded(Answer.Empty.Instance, TimeSpan.FromHours(5)));
        var broker = Create();

        broker.Tell(Need(Asker(), Tree(0, "a.com")), Walk);
        Walk.ExpectMsg<QueryBroker.Answers>(Patience);
        broker.Tell(new QueryBroker.Need(new(other), new(2), new(Noon, Noon), Sources, [Tree(0, "a.com")]), other);
        var ask = Next<Ask>();
        broker.Tell(Answered(ask.Queries, Found(Ip("8.8.8.8"))), Throttles);

        (ask.Hunt, ask.Freshness).ShouldBe((new HuntId(2), new(Noon, Noon)));
        other.ExpectMsg<QueryBroker.Answers>(Patience).List.Single().Answer.ShouldBeOfType<Answer.Found>();
    }
}
