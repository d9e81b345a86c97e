using IocExplorer.Coordinator.Brokering;
using IocExplorer.Messages;
using static IocExplorer.Actors.Tests.Brokering.World;
using Ask = IocExplorer.Messages.Protocols.SourceThrottleProtocol.Ask;
using Withdraw = IocExplorer.Messages.Protocols.SourceThrottleProtocol.Withdraw;

namespace IocExplorer.Actors.Tests.Brokering;

/// <summary>What a forgotten walk waited for is withdrawn, unless somebody else waits for it.</summary>
public sealed class QueryBrokerWithdrawalTests : QueryBrokerTestKit
{
    [Fact]
    public void ForgottenWalk_GetsNothing_AndOnlyWhatNobodyElseWaitsForIsWithdrawn()
    {
        var other = CreateTestProbe();
        var broker = Create();
        var asker = Asker();
        broker.Tell(Need(asker, Tree(0, "a.com"), Tree(1, "b.com")), Walk);
        Next<Ask>();
        broker.Tell(Need(new(other), Tree(0, "b.com")), other);

        broker.Tell(new QueryBroker.Forget(asker), Walk);
        var withdrawn = Next<Withdraw>();
        broker.Tell(Answered([Query("a.com"), Query("b.com")], Answer.Empty.Instance), Throttles);

        (withdrawn.Source, withdrawn.Hunt, withdrawn.Broker).ShouldBe(("QiAnXin", Hunt, broker));
        withdrawn.Queries.ShouldBe([Query("a.com")]);
        other.ExpectMsg<QueryBroker.Answers>(Patience).List.ShouldHaveSingleItem();
        Walk.HasMessages.ShouldBeFalse();
        Status.Waiting.ShouldBe(0);
    }

    [Fact]
    public void WhatTheSameHuntNeedsUnderAnotherFreshness_IsNotWithdrawn()
    {
        var other = CreateTestProbe();
        var broker = Create();
        var asker = Asker();
        broker.Tell(Need(asker, Tree(0, "a.com"), Tree(1, "b.com")), Walk);
        Next<Ask>();
        broker.Tell(new QueryBroker.Need(new(other), Hunt, new(Noon, Noon), Sources, [Tree(0, "a.com")]), other);
        Next<Ask>();

        broker.Tell(new QueryBroker.Forget(asker), Walk);

        Next<Withdraw>().Queries.ShouldBe([Query("b.com")]);
    }
}
