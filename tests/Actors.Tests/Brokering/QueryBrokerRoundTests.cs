using IocExplorer.Coordinator.Brokering;
using IocExplorer.Messages;
using IocExplorer.Messages.Protocols;
using static IocExplorer.Actors.Tests.Brokering.World;
using Ask = IocExplorer.Messages.Protocols.SourceThrottleProtocol.Ask;

namespace IocExplorer.Actors.Tests.Brokering;

/// <summary>What stays unanswered is told to its throttles again, round after round.</summary>
public sealed class QueryBrokerRoundTests : QueryBrokerTestKit
{
    [Fact]
    public void AnswerTooOldForTheHunt_IsNotDelivered_AndIsAskedAgain()
    {
        var broker = Create();
        broker.Tell(Need(Asker(), Tree(0, "a.com"), Tree(1, "b.com")), Walk);
        Next<Ask>();

        broker.Tell(
            new QueryBrokerProtocol.Answered(
            [
                new(Query("a.com"), Recorded(Answer.Empty.Instance, TimeSpan.FromHours(25))),
                new(Query("b.com"), Recorded(new Answer.NotAnswered(NotAnsweredReason.Failed, ""), TimeSpan.FromSeconds(1))),
            ]),
            Throttles);

        Next<Ask>().Queries.ShouldBe([Query("a.com"), Query("b.com")]);

        // Answers would be told after what is asked, in the same turn.
        Settle(broker);
        Walk.HasMessages.ShouldBeFalse();
    }

    [Fact]
    public void WhatStaysUnanswered_IsToldAgain_AfterAWholeRound()
    {
        var broker = Create();
        broker.Tell(Need(Asker(), Tree(0, "a.com"), Tree(1, "b.com")), Walk);
        var first = Next<Ask>();
        broker.Tell(Answered([Query("b.com")], Answer.Empty.Instance), Throttles);

        // It was told within the round that ends here, and what comes after it within the next: only the first is told again.
        broker.Tell(QueryBroker.TellAgain.Instance, Walk);
        broker.Tell(Need(Asker(), Tree(2, "c.com")), Walk);
        Next<Ask>().Queries.ShouldBe([Query("c.com")]);
        broker.Tell(QueryBroker.TellAgain.Instance, Walk);

        var again = Next<Ask>();
        again.Queries.ShouldBe([Query("a.com")]);
        again.ShouldBe(first with { Queries = again.Queries });
    }

    [Fact]
    public void Rounds_ComeByThemselves()
    {
        var broker = Create(new() { TellAgainEvery = TimeSpan.FromMilliseconds(20) });
        broker.Tell(Need(Asker(), Tree(0, "a.com")), Walk);

        for (var told = 0; told < 3; told++)
        {
            Next<Ask>().Queries.ShouldBe([Query("a.com")]);
        }
    }

    [Fact]
    public void AnswerWhoseMessageWasLost_IsFoundInTheLedger()
    {
        var broker = Create();
        broker.Tell(Need(Asker(), Tree(0, "a.com")), Walk);
        Next<Ask>();
        Ledger.Put(Query("a.com"), Recorded(Answer.Empty.Instance));

        for (var round = 0; round <= new QueryBrokerOptions().LookUpEvery; round++)
        {
            broker.Tell(QueryBroker.TellAgain.Instance, Walk);

            // So that what the round says is told before the next.
            broker.Tell(Need(Asker(), Tree(9, $"n{round}.com")), Walk);
            FishForMessage(Throttles, $"n{round}.com");
        }

        Walk.ExpectMsg<QueryBroker.Answers>(Patience).List.Single()
            .ShouldBe(new(0, Answer.Empty.Instance, Recorded(Answer.Empty.Instance).At, AnswerOrigin.Fresh));
    }
}
