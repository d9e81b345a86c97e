using IocExplorer.SourceSimulator;
using IocExplorer.SourceSimulator.Worlds;

namespace IocExplorer.EndToEnd.Tests.Service;

/// <summary>Operations that would send the same request send it once, on however many workers they are asked.</summary>
public sealed class SharedRequestTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(100_000)]
    public async Task Hunt_OnFourWorkers_AsksOnceWhatTwoOperationsRead(int perMinute)
    {
        await using var simulator = await Simulator.StartAsync(new() { World = new SyntheticWorld(), Delay = DelayRange.Parse("0-20") });
        await using var cluster = await Cluster.StartAsync(simulator.BaseAddress, new()
        {
            SharesServer = true,
            Coordinators = 1,
            Workers = 4,
            Settings = new Dictionary<string, string>
            {
                ["sources__VirusTotal__enabled"] = "false",
                ["sources__QiAnXin__enabled"] = "false",
                ["sources__Pulsedive__enabled"] = "true",
                ["sources__Pulsedive__baseUrl"] = $"{simulator.AddressOf("Pulsedive")}",
                ["sources__Pulsedive__apiKeys__0"] = "a-key-of-the-tests",
                ["sources__Pulsedive__operations__domain_properties__enabled"] = "true",
                ["sources__Pulsedive__operations__ip_properties__enabled"] = "true",
                ["sources__Pulsedive__maxConcurrency"] = "4",
                ["sources__Pulsedive__quota__perSecond"] = "0",
                ["sources__Pulsedive__quota__perMinute"] = $"{perMinute}",
                ["sources__Pulsedive__quota__perMonth"] = "0",
            },
        });

        var hunt = await cluster.SubmitAsync(SeedLines.Of(simulator.World, 300));
        var end = await cluster.WhenEndedAsync(hunt.Id);

        end.Hunt.Trees.Complete.ShouldBe(hunt.Seeds);
        simulator.Stats.AskedAgain.ShouldBeEmpty();
        simulator.Stats.BySource["Pulsedive"].Requests.ShouldBe(simulator.Stats.DistinctQueries);
        end.BySource["Pulsedive"].Asked.ShouldBeGreaterThanOrEqualTo(2 * simulator.Stats.DistinctQueries, "two operations read each reply");
    }
}
