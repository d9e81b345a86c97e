using IocExplorer.Coordinator.Supervising;
using IocExplorer.Messages;
using IocExplorer.Messages.Protocols;

namespace IocExplorer.Coordinator.Tests.Supervising;

public sealed class LoadedHuntTests
{
    private static readonly DateTimeOffset _noon = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);
    private static readonly HuntPlan _plan = new(2, false, false, new(), new(_noon.AddHours(-24), _noon), []);

    private readonly LoadedHunt _loaded = new();

    [Fact]
    public void OneCallIsUnderWayAtATime()
    {
        _loaded.Begin().ShouldBeTrue();
        _loaded.Begin().ShouldBeFalse();
        _loaded.End().ShouldBeTrue();

        _loaded.Begin().ShouldBeTrue();
    }

    [Fact]
    public void CallThatBeganBeforeARetryWasRecorded_IsOutdated_AndTheNextIsNot()
    {
        _loaded.Begin();
        _loaded.Outdate();

        _loaded.End().ShouldBeFalse();
        _loaded.Begin();
        _loaded.End().ShouldBeTrue();
        _loaded.Outdate();
        _loaded.Begin();

        _loaded.End().ShouldBeTrue("nothing was under way");
    }

    [Fact]
    public void HuntThatTheStoreDoesNotKnow_IsUnknown()
    {
        _loaded.IsUnknown.ShouldBeFalse();

        _loaded.Take(null);

        (_loaded.IsUnknown, _loaded.Plan).ShouldBe((true, null));
    }

    [Fact]
    public void NewRound_HasNoPlanUntilItIsLoaded_AndNothingOfTheOldOneCounts()
    {
        _loaded.Take(new(3, _plan, []));
        _loaded.IsOfAnotherRound(_noon).ShouldBeFalse();

        _loaded.BeginRound();

        (_loaded.Hunt, _loaded.Plan).ShouldBe((new(3, null), null));
        _loaded.IsOfAnotherRound(_noon).ShouldBeTrue();
    }

    [Theory]
    [InlineData(2, "Submitted TreesEnded Cancelled")]
    [InlineData(3, "Submitted TreesEnded")]
    public void HuntFromBeforeThereWereEvents_BeginsWithWhatThereIsOfIt(int ended, string events)
    {
        var outcomes = Enumerable.Range(1, ended).Select(tree => new HuntProtocol.TreeOutcome(tree, HuntProtocol.TreeEndKind.Complete, 4)).ToList();

        var first = new RunnableHunt(3, _plan, outcomes).FirstEvents();

        string.Join(' ', first.Select(happened => happened.GetType().Name)).ShouldBe(events);
        first.OfType<HuntProtocol.TreesEnded>().Single().Outcomes.ShouldBe(outcomes);
    }

    [Fact]
    public void NewHunt_BeginsWithItsTrees() => new RunnableHunt(3, _plan).FirstEvents().ShouldBe([new HuntProtocol.Submitted(3)]);
}
