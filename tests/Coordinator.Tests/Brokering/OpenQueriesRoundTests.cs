using IocExplorer.Coordinator.Brokering;

namespace IocExplorer.Coordinator.Tests.Brokering;

/// <summary>What stays unanswered is told again, and looked up now and then.</summary>
public sealed class OpenQueriesRoundTests : OpenQueriesTest
{
    [Fact]
    public void TellingAgain_BeginsAfterAWholeRound_AndTakesTheOldestInRotation()
    {
        var open = Create(new() { LeastPerRound = 2, RoundsForAll = 100, LookUpEvery = 100 });
        Ask(open, "a", "b", "c");
        open.TellAgain();
        Asked(open).ShouldBeEmpty();

        Round().ShouldBe(["QiAnXin a b"]);
        Ask(open, "d");
        Round().ShouldBe(["QiAnXin c a"]);
        Round().ShouldBe(["QiAnXin b d"]);
        open.Answered(new(Query("c"), new(SomeAnswer, Now)), Deliveries);
        Round().ShouldBe(["QiAnXin a b"]);

        IEnumerable<string> Round()
        {
            open.TellAgain();
            return Asked(open);
        }
    }

    [Fact]
    public void TellingAgain_TakesATenthOfManyInOneRound()
    {
        var open = Create();
        Ask(open, [.. Enumerable.Range(0, 1000).Select(i => $"n{i}")]);
        open.TellAgain();
        Asked(open).ShouldBeEmpty();

        open.TellAgain();

        open.TakeAsks().Sum(batch => batch.Queries.Count).ShouldBe(100);
    }

    [Fact]
    public void EveryFewRounds_WhatIsToldAgainIsLookedUpFirst_AndItsAnswerCountsAsFresh()
    {
        var open = Create(new() { LookUpEvery = 2 });
        Ask(open, "a", "b");
        open.TellAgain();
        Asked(open).ShouldBeEmpty();
        open.TellAgain();
        Asked(open).ShouldBe(["QiAnXin a b"]);

        open.TellAgain();

        Asked(open).ShouldBeEmpty();
        open.TakeLookUp().ShouldBe([Query("a"), Query("b")]);
        open.LookedUp([new(SomeAnswer, Now), null], Deliveries);
        Deliveries.Take()[One].ShouldBe([new(0, SomeAnswer, Now, AnswerOrigin.Fresh)]);
        Asked(open).ShouldBe(["QiAnXin b"]);
    }
}
