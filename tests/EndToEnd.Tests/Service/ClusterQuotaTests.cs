using IocExplorer.SourceSimulator;
using IocExplorer.SourceSimulator.Worlds;

namespace IocExplorer.EndToEnd.Tests.Service;

/// <summary>A key's quota holds over all nodes, whatever happens to them.</summary>
public sealed class ClusterQuotaTests
{
    private const int PerMinute = 240;
    private const int PerDay = 300;
    private const int Kills = 4;

    [Fact]
    public Task Quota_WhileWorkersAreKilled_IsNeverExceeded() => OneDay.RunAsync(async () =>
    {
        var world = new WatchedWorld(new SyntheticWorld());
        await using var simulator = await Simulator.StartAsync(new() { World = world });
        await using var cluster = await Cluster.StartAsync(simulator.BaseAddress, new()
        {
            SharesServer = true,
            Coordinators = 1,
            Workers = 5,
            Settings = new Dictionary<string, string>
            {
                ["sources__QiAnXin__enabled"] = "false",
                ["sources__VirusTotal__quota__perMinute"] = $"{PerMinute}",
                ["sources__VirusTotal__quota__perDay"] = $"{PerDay}",
            },
        });
        var chance = new Random(20261122);
        var hunt = await cluster.SubmitAsync(SeedLines.Of(world, 50));

        var usedUp = cluster.WhenAsync(hunt.Id, progress =>
            progress.Sources.Count > 0
            && progress.Sources.All(s => s.Waiting is { } why && why.Contains("a day is used up", StringComparison.Ordinal)));
        for (var kill = 0; kill < Kills; kill++)
        {
            await Task.WhenAny(world.WhenLookedIntoAsync(20 + chance.Next(20)), usedUp);
            var victim = cluster.Workers[chance.Next(cluster.Workers.Count)];
            await victim.KillAsync();
            await cluster.StartAsync(victim);
        }

        await usedUp;

        var key = simulator.Stats.BySource["VirusTotal"];
        key.MostInAnyMinute.ShouldBeLessThanOrEqualTo(PerMinute);
        key.Requests.ShouldBeInRange(PerMinute, PerDay);
        key.Throttled.ShouldBe(0);
    });
}
