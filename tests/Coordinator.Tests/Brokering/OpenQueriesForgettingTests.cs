using IocExplorer.Coordinator.Brokering;

namespace IocExplorer.Coordinator.Tests.Brokering;

/// <summary>Walks that are over wait for nothing, and what nobody waits for is withdrawn.</summary>
public sealed class OpenQueriesForgettingTests : OpenQueriesTest
{
    [Fact]
    public void ForgottenWalk_GetsNothing_AndOnlyWhatNobodyElseWaitsForIsWithdrawn()
    {
        var open = Create(new() { MostOutstanding = 2 });
        Ask(open, "a", "b", "c");
        open.Add(Other, [Tree(0, "b")]);

        open.Forget(new HashSet<Asker> { One });

        open.TakeWithdrawals(_ => false).Select(Text).ShouldBe(["QiAnXin a"]);
        open.Answered(new(Query("a"), new(SomeAnswer, Now)), Deliveries);
        open.Answered(new(Query("b"), new(SomeAnswer, Now)), Deliveries);
        Deliveries.Take().ShouldHaveSingleItem().Key.ShouldBe(Other);
        (open.Count, open.Outstanding).ShouldBe((0, 0));
        Asked(open).ShouldBeEmpty();
    }

    [Fact]
    public void WhatIsWantedElsewhereInTheHunt_IsNotWithdrawn()
    {
        var open = Create();
        Ask(open, "a", "b");

        open.Forget(new HashSet<Asker> { One });

        open.TakeWithdrawals(query => query == Query("a")).Select(Text).ShouldBe(["QiAnXin b"]);
    }

    [Fact]
    public void WalkForgottenWhileItsLookupIsOut_GetsNothing_AndNothingIsAsked()
    {
        var open = Create();
        open.Add(One, [Tree(0, "a"), Tree(1, "b")]);
        open.TakeLookUp();
        open.Forget(new HashSet<Asker> { One });

        open.LookedUp([new(SomeAnswer, Now), null], Deliveries);

        Deliveries.Take().ShouldBeEmpty();
        Asked(open).ShouldBeEmpty();
        open.TakeWithdrawals(_ => false).ShouldBeEmpty();
    }

    [Fact]
    public void QueryNeededAgainAfterItWasForgotten_IsLookedUpAndAskedAnew()
    {
        var open = Create();
        Ask(open, "a");
        open.Forget(new HashSet<Asker> { One });

        open.Add(Other, [Tree(3, "a")]);

        open.TakeLookUp().ShouldBe([Query("a")]);
        open.LookedUp([null], Deliveries);
        Asked(open).ShouldBe(["QiAnXin a"]);
    }
}
