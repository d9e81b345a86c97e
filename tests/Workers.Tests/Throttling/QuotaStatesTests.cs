using IocExplorer.Messages;
using IocExplorer.Testing;
using IocExplorer.Workers.Quotas;
using IocExplorer.Workers.Throttling;

namespace IocExplorer.Workers.Tests.Throttling;

public sealed class QuotaStatesTests
{
    private static readonly DateTimeOffset _noon = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);
    private static readonly QuotaLimits _limits = new(8, 500, 15_500);
    private static readonly TimeSpan _life = TimeSpan.FromSeconds(1);

    [Fact]
    public void WithoutNotes_AKeyIsNew() => Left().ShouldBe(QuotaLimits.Left(8, 500, 15_500));

    [Fact]
    public void NotesOfLanes_AddUp_AndTheirBlocksAreToldApart()
    {
        string[] lanes = [Spent(2), Spent(1), Spent(3)];

        var together = QuotaStates.Together(lanes, _limits, _noon);

        new QuotaPlan(_limits).Left(together, _noon, null).ShouldBe(QuotaLimits.Left(2, 494, 15_494));
        together.Blocks.Select(block => block.Number).ShouldBe([1, 2, 3]);
        together.NextNumber.ShouldBe(4);
    }

    [Fact]
    public void LongestBlockOfAnyLane_Stands()
    {
        var blocked = QuotaText.Write(QuotaState.New(_noon) with { BlockedIn = TimeSpan.FromSeconds(30).Ticks });

        QuotaPlan.BlockedFor(QuotaStates.Together([Spent(1), blocked], _limits, _noon), _noon).ShouldBe(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public void BlockThatWasOverLongAgo_DoesNotBeginAnew()
    {
        var old = QuotaText.Write(QuotaState.New(_noon.AddHours(-1)) with { BlockedIn = TimeSpan.FromMinutes(5).Ticks });

        QuotaPlan.BlockedFor(QuotaStates.Together([Spent(1), old], _limits, _noon), _noon).ShouldBeNull();
    }

    [Fact]
    public void DamagedNote_CountsAsAMinuteUsedUp_AndTheOthersStand() => Left("{}", Spent(2)).ShouldBe(QuotaLimits.Left(0, 498, 15_498));

    [Fact]
    public void LaneThatWasUsedLongAgo_LeavesTheCountOfTheDayOfTheOthers()
    {
        var yesterday = new QuotaPlan(_limits).Reserve(QuotaState.New(_noon.AddDays(-1)), 4, _noon.AddDays(-1), null, _life).State;

        Left(Spent(2), QuotaText.Write(yesterday)).ShouldBe(QuotaLimits.Left(6, 498, 15_494));
    }

    [Fact]
    public void LaneWhoseNoteIsOlder_FreesItsMinuteNoEarlier()
    {
        // Ten seconds ago this lane spent 4: by its own note they are free in 51.6 s from now.
        var older = new QuotaPlan(_limits).Reserve(QuotaState.New(_noon.AddSeconds(-10)), 4, _noon.AddSeconds(-10), null, _life).State;
        var together = QuotaStates.Together([QuotaText.Write(older), Spent(1)], _limits, _noon);

        new QuotaPlan(_limits).Left(together, _noon.AddSeconds(51), null).ThisMinute.ShouldBe(3);
        new QuotaPlan(_limits).Left(together, _noon.AddSeconds(62), null).ThisMinute.ShouldBe(8);
    }

    private static QuotaLimits Left(params string[] texts) =>
        new QuotaPlan(_limits).Left(QuotaStates.Together(texts, _limits, _noon), _noon, null);

    private static string Spent(int count) =>
        QuotaText.Write(new QuotaPlan(_limits).Reserve(QuotaState.New(_noon), count, _noon, null, _life).State);
}
