using IocExplorer.SourceSimulator;
using IocExplorer.SourceSimulator.Worlds;

namespace IocExplorer.EndToEnd.Tests;

/// <summary>What is private is asked of internal sources only.</summary>
public sealed class EgressTests
{
    private static readonly string[] Seeds =
    [
        "ip_address,10.1.2.3", "ip_address,192.168.0.1", "ip_address,169.254.1.1", "ip_address,127.0.0.1", "ip_address,fd00::1",
        "domain,printer.local", "domain,intranet.corp", "email,root@host.localdomain",
    ];

    [Fact]
    public async Task Explore_OfPrivateSeeds_SendsNothingAndSaysSo()
    {
        await using var simulator = await Simulator.StartAsync();
        using var user = new Workspace().PointTo(simulator.BaseAddress).Seeds(Seeds);

        var run = await user.RunHereAsync("explore");

        run.ExitCode.ShouldBe(0, run.Everything);
        simulator.Stats.Requests.ShouldBe(0);
        run.Output.ShouldContain("reserved");
        user.Trees().Count.ShouldBe(2 * Seeds.Length);
    }

    [Fact]
    public async Task Explore_OfPrivateSeedsWhenConfigured_SendsThem()
    {
        await using var simulator = await Simulator.StartAsync(new() { World = new SyntheticWorld(new() { EmptyShare = 1 }) });
        using var user = new Workspace().PointTo(simulator.BaseAddress).Set("general__sendReserved", "true").Seeds(Seeds);

        var run = await user.RunHereAsync("explore");

        run.ExitCode.ShouldBe(0, run.Everything);
        simulator.Stats.DistinctQueries.ShouldBeGreaterThanOrEqualTo(Seeds.Length);
    }
}
