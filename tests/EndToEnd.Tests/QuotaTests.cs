using IocExplorer.SourceSimulator;
using IocExplorer.SourceSimulator.Worlds;

namespace IocExplorer.EndToEnd.Tests;

/// <summary>
/// A key's quota is not overspent, neither by a crash nor by many runs: what is spent stands in the journal beside the ledger before it is spent.
/// </summary>
public sealed class QuotaTests
{
    private const int PerDay = 40;
    private const int Slots = 4;

    // A permit is reserved only for a slot that is free: those handed out and not sent, and one reservation that was being written.
    private const int MayBeWasted = 2 * Slots;

    [Fact]
    public Task Quota_OverAKilledRunAndThoseThatFollow_IsNeverExceededAndAKillWastesNoMoreThanItsSlots() => OneDay.RunAsync(async () =>
    {
        var world = new WatchedWorld(new SyntheticWorld());
        await using var simulator = await Simulator.StartAsync(new() { World = world });
        using var user = new Workspace().PointTo(simulator.BaseAddress, Slots).Seeds(SeedLines.Of(world, 20))
            .Set("sources__QiAnXin__enabled", "false")
            .Set("sources__VirusTotal__quota__perDay", $"{PerDay}")

            // In the last hour of a day a run would wait for the next.
            .Set("general__longestQuotaWait", "0s");

        var moment = world.WhenLookedIntoAsync(PerDay / 4);
        await using (var killed = user.StartExplore())
        {
            await moment;
            killed.Kill();
            await killed.ExitAsync();
        }

        var afterKill = simulator.Stats.BySource["VirusTotal"].Requests;
        var second = await user.RunHereAsync("explore", "--quiet");
        var afterSecond = simulator.Stats.BySource["VirusTotal"].Requests;
        var third = await user.RunHereAsync("explore", "--quiet");

        second.ExitCode.ShouldBe(1, second.Everything);
        second.Everything.ShouldContain($"the quota of {PerDay} requests of the day is used up until ");
        afterKill.ShouldBeLessThanOrEqualTo(PerDay);
        afterSecond.ShouldBeInRange(PerDay - MayBeWasted, PerDay);
        third.ExitCode.ShouldBe(1, third.Everything);
        simulator.Stats.BySource["VirusTotal"].Requests.ShouldBe(afterSecond, "nothing is left, and the third run knows it");
    });
}
