using IocExplorer.Coordinator.Hunts;
using IocExplorer.Coordinator.Supervising;
using static IocExplorer.Coordinator.Tests.World;

namespace IocExplorer.Coordinator.Tests.Supervising;

/// <summary>A run that is stopped before it is over.</summary>
public sealed class StoppedHuntTests : EmbeddedHuntTest
{
    [Fact]
    public async Task HuntThatIsStopped_HasNoEnd()
    {
        var ledger = new PlayedLedger(World) { Holds = _ => true };
        await using var hunt = await StartAsync(ledger, [Domain("a.com")]);
        await ledger.Held.Task.InTime();

        await StopAsync(hunt);

        (Hunts.Begun.Count, Hunts.Ended.Count).ShouldBe((1, 0));
    }

    [Fact]
    public async Task StoppedHunt_EndsAtOnce_AndNamesWhatIsUnfinished()
    {
        var ledger = new PlayedLedger(World) { Holds = q => q.Ioc.Value != "done.com" };

        // One after the other: what is held is asked when the first is written.
        await using var hunt = await StartAsync(ledger, [Domain("done.com"), Domain("a.com"), Domain("b.com")], activeTrees: 1);
        await ledger.Held.Task.InTime();

        var summary = await StopAsync(hunt);

        summary.WasStopped.ShouldBeTrue();
        (summary.Seeds, summary.TreesComplete).ShouldBe((3, 1));
        Folder.Files.ShouldBe([$"done.com_depth_3_{Stamp}.json", $"done.com_depth_3_{Stamp}.txt"]);

        // What the tree that is not done has asked counts as well.
        summary.Queries.ShouldBe(new(Asked: 8, Found: 0, Empty: 4, NotAnswered: 0, FromLedger: 0, Shared: 0));
    }

    [Fact]
    public async Task StoppedHunt_MayBeLeftBeforeItsEnd()
    {
        var ledger = new PlayedLedger(World) { Holds = _ => true };
        var hunt = await StartAsync(ledger, [Seed(0)]);
        await ledger.Held.Task.InTime();

        await Stop.CancelAsync();
        await hunt.DisposeAsync();

        (await hunt.Completion.InTime()).ShouldSatisfyAllConditions(s => s.TreesComplete.ShouldBe(0), s => s.WasStopped.ShouldBeTrue());
    }

    [Fact]
    public async Task HuntThatIsOver_IsNotStoppedAfterwards()
    {
        await using var hunt = await StartAsync(new PlayedLedger(World), [Seed(0)]);
        await hunt.Completion.InTime();

        (await StopAsync(hunt)).WasStopped.ShouldBeFalse();
    }

    private async Task<HuntSummary> StopAsync(EmbeddedHunt hunt)
    {
        await Stop.CancelAsync();
        return await hunt.Completion.InTime();
    }
}
