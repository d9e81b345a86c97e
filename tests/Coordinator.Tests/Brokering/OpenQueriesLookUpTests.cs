using IocExplorer.Coordinator.Brokering;
using IocExplorer.Messages;

namespace IocExplorer.Coordinator.Tests.Brokering;

/// <summary>Answers to be looked up, answers that come while they are, and lookups that fail.</summary>
public sealed class OpenQueriesLookUpTests : OpenQueriesTest
{
    [Fact]
    public void AnswerToldBeforeTheLookupIsBack_IsNotLost_AndNothingIsAsked()
    {
        var open = Create();
        open.Add(One, [Tree(0, "a")]);
        open.TakeLookUp();
        open.Answered(new(Query("a"), new(SomeAnswer, Now)), Deliveries);

        open.LookedUp([null], Deliveries);

        Deliveries.Take()[One].ShouldHaveSingleItem();
        Asked(open).ShouldBeEmpty();
    }

    [Fact]
    public void AnswerToBeLookedUp_IsLookedUp_AndOnceMoreWhenItWasSaidDuringALookup()
    {
        var open = Create();
        open.Add(One, [Tree(0, "a"), Tree(1, "b")]);
        open.TakeLookUp();
        open.Answered(new(Query("a"), null), Deliveries);
        open.Answered(new(Query("nobody"), null), Deliveries);
        open.LookedUp([null, null], Deliveries);
        Asked(open).ShouldBe(["QiAnXin b"]);
        open.Answered(new(Query("b"), null), Deliveries);

        open.TakeLookUp().ShouldBe([Query("a"), Query("b")]);
        open.LookedUp([new(SomeAnswer, Now), new(SomeAnswer, Now)], Deliveries);

        Deliveries.Take()[One].Select(a => (a.Number, a.Origin)).ShouldBe([(0, AnswerOrigin.Ledger), (1, AnswerOrigin.Fresh)]);
    }

    [Fact]
    public void AnswerThatWasToStandAndDoesNot_IsAskedAgain()
    {
        var open = Create();
        Ask(open, "a");
        open.Answered(new(Query("a"), null), Deliveries);
        open.TakeLookUp().ShouldHaveSingleItem();

        open.LookedUp([null], Deliveries);

        Asked(open).ShouldBe(["QiAnXin a"]);
    }

    [Fact]
    public void AnswerTooOld_IsNoAnswer_AndIsAskedAgain()
    {
        var open = Create();
        Ask(open, "a", "b");

        open.Answered(new(Query("a"), new(SomeAnswer, Now.AddHours(-2))), Deliveries);
        open.Answered(new(Query("b"), new(new Answer.NotAnswered(NotAnsweredReason.Failed, ""), Now.AddSeconds(-1))), Deliveries);

        Deliveries.Take().ShouldBeEmpty();
        Asked(open).ShouldBe(["QiAnXin a b"]);
        open.Count.ShouldBe(2);
    }

    [Fact]
    public void LookupThatFailed_GoesFirstNextTime()
    {
        var open = Create(new() { MostPerLookUp = 1 });
        open.Add(One, [Tree(0, "a"), Tree(1, "b")]);
        open.TakeLookUp().ShouldBe([Query("a")]);

        open.PutBack();

        open.TakeLookUp().ShouldBe([Query("a")]);
        open.LookedUp([null], Deliveries);
        open.TakeLookUp().ShouldBe([Query("b")]);
    }
}
