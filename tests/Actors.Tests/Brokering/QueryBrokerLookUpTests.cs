using Akka.Actor;
using IocExplorer.Coordinator.Brokering;
using IocExplorer.Messages;
using static IocExplorer.Actors.Tests.Brokering.World;
using Ask = IocExplorer.Messages.Protocols.SourceThrottleProtocol.Ask;

namespace IocExplorer.Actors.Tests.Brokering;

/// <summary>What is read in the ledger before it is asked, and what happens meanwhile.</summary>
public sealed class QueryBrokerLookUpTests : QueryBrokerTestKit
{
    [Fact]
    public async Task NeedsWhileALookupIsOut_GoTogetherWithTheNext()
    {
        var (isOut, mayReturn) = HoldLookUps();
        var broker = Create();
        broker.Tell(Need(Asker(), Tree(0, "first.com")), Walk);
        await isOut.Task.WaitAsync(Patience);

        for (var i = 1; i < 50; i++)
        {
            broker.Tell(Need(Asker(), Tree(0, $"n{i}.com")), Walk);
        }

        // Whatever it was told is taken in when it answers this.
        (await broker.Ask<ActorIdentity>(new Identify(1), Patience)).Subject.ShouldBe(broker);
        mayReturn.SetResult();
        for (var asked = 0; asked < 50;)
        {
            asked += Next<Ask>().Queries.Count;
        }

        Ledger.LookUps.Select(call => call.Queries.Count).ShouldBe([1, 49]);
        Ledger.MostOut.ShouldBe(1);
    }

    [Fact]
    public async Task AnswerToldWhileTheLookupIsOut_IsDelivered_AndNotAskedForAgain()
    {
        var (isOut, mayReturn) = HoldLookUps();
        var broker = Create();
        broker.Tell(Need(Asker(), Tree(0, "a.com"), Tree(1, "b.com")), Walk);
        await isOut.Task.WaitAsync(Patience);

        broker.Tell(Answered([Query("a.com")], Found(Ip("8.8.8.8"))), Throttles);
        (await Walk.ExpectMsgAsync<QueryBroker.Answers>(Patience)).List.Single().Number.ShouldBe(0);
        mayReturn.SetResult();

        Next<Ask>().Queries.ShouldBe([Query("b.com")]);
    }

    [Fact]
    public async Task LookItUp_SaidWhileALookupIsOut_IsLookedUpAfterIt()
    {
        var (isOut, mayReturn) = HoldLookUps();
        var broker = Create();
        broker.Tell(Need(Asker(), Tree(0, "a.com")), Walk);
        await isOut.Task.WaitAsync(Patience);

        Ledger.Put(Query("a.com"), Recorded(Answer.Empty.Instance));
        broker.Tell(LookUp("a.com"), Throttles);
        (await broker.Ask<ActorIdentity>(new Identify(1), Patience)).Subject.ShouldBe(broker);
        mayReturn.SetResult();

        (await Walk.ExpectMsgAsync<QueryBroker.Answers>(Patience)).List.Single().Answer.ShouldBe(Answer.Empty.Instance);
        Ledger.LookUps.Count.ShouldBe(2);
        Throttles.HasMessages.ShouldBeFalse();
    }

    [Fact]
    public void LookItUp_BringsTheAnswer()
    {
        var broker = Create();
        broker.Tell(Need(Asker(), Tree(0, "a.com")), Walk);
        Next<Ask>();

        Ledger.Put(Query("a.com"), Recorded(Answer.Empty.Instance));
        broker.Tell(LookUp("a.com"), Throttles);

        Walk.ExpectMsg<QueryBroker.Answers>(Patience).List.Single()
            .ShouldBe(new(0, Answer.Empty.Instance, Recorded(Answer.Empty.Instance).At, AnswerOrigin.Fresh));
    }
}
