using System.Text.Json;
using IocExplorer.SourceSimulator;
using IocExplorer.SourceSimulator.Worlds;

namespace IocExplorer.EndToEnd.Tests;

/// <summary>
/// A world with six planted addresses of CDNs and parking, each of which leads to 40 values an operation, one answer in four of addresses naming one of them:
/// parked, they cost nothing and hide nothing that is reachable without them.
/// </summary>
public sealed class ParkingTests
{
    private const int Hubs = 6;
    private const int FanOut = 40;
    private const int Seeds = 40;
    private const int Depth = 3;

    private static SyntheticWorld World { get; } = new(new() { Seed = 11, FanOut = 4, EmptyShare = 0.4, Hubs = Hubs, HubFanOut = FanOut, HubShare = 0.25 });

    [Fact]
    public async Task Explore_WithParking_SavesExactlyTheRequestsBelowThePlantedAddresses()
    {
        await using var simulator = await Simulator.StartAsync(new() { World = World });
        using var all = User(simulator);
        await ExploreAsync(all, "--plain");
        var whole = Expansions(all);
        var asked = Asked(simulator);
        simulator.Reset();
        using var careful = User(simulator);

        await ExploreAsync(careful, "--plain", "--park", "shared");

        var expected = whole.Select(tree => WithoutHubs(tree)).SelectMany(iocs => iocs).ToHashSet();
        Asked(simulator).ShouldBe(asked.Where(a => expected.Contains(a.Value)), ignoreOrder: true);
        asked.Count(a => !expected.Contains(a.Value)).ShouldBeGreaterThan(Hubs * FanOut / 2);
        Expansions(careful).SelectMany(tree => tree.Expanded.Keys).ToHashSet().ShouldBe(
            expected.Where(ioc => whole.Any(tree => tree.Expanded.ContainsKey(ioc))), ignoreOrder: true);
    }

    [Fact]
    public async Task Explore_WithListsAndWithoutTheFlag_WritesTheBytesOfBefore()
    {
        await using var simulator = await Simulator.StartAsync(new() { World = World });
        using var without = User(simulator, withLists: false);
        using var with = User(simulator);

        await ExploreAsync(without, "--plain");
        await ExploreAsync(with, "--plain");

        TreeBytes.ShouldBe(with.Trees(), without.Trees());
    }

    [Fact]
    public async Task Explore_WithParkHubs_ShowsThePlantedAddressesWithoutWhatIsBelowThem()
    {
        await using var simulator = await Simulator.StartAsync(new() { World = World });
        using var user = User(simulator, withLists: false);
        await ExploreAsync(user, "--park-hubs", "30");

        var nodes = user.Trees().Where(t => t.Key.EndsWith(".txt", StringComparison.Ordinal))
            .SelectMany(t => System.Text.Encoding.UTF8.GetString(t.Value).Split('\n')).ToList();

        foreach (var hub in World.Hubs)
        {
            simulator.Egress.Count(e => e.Value == hub.Address).ShouldBeLessThanOrEqualTo(1);
            nodes.Where(n => n.Contains($"id='{hub.Address}', parked=", StringComparison.Ordinal))
                .ShouldAllBe(n => n.Contains("parked='hub: 1 of 40 relations shown'", StringComparison.Ordinal));
        }

        nodes.Count(n => n.Contains("parked='hub", StringComparison.Ordinal)).ShouldBeGreaterThan(0);
    }

    private static Workspace User(Simulator simulator, bool withLists = true)
    {
        var user = new Workspace().PointTo(simulator.BaseAddress).Set("sources__VirusTotal__limit", "40").Seeds(SeedLines.Of(World, Seeds));
        File.WriteAllLines(Path.Combine(user.Folder, "shared.csv"), World.Hubs.Select(hub => $"{hub.Address},{(hub.IsParking ? "parking" : "CDN")},shared"));
        return withLists ? user.Set("tags__lists__0", "shared.csv").Set("tags__builtIn", "false") : user;
    }

    private static async Task ExploreAsync(Workspace user, params string[] arguments)
    {
        var run = await user.RunHereAsync(["explore", "--quiet", .. arguments]);
        run.ExitCode.ShouldBe(0, run.Everything);
    }

    private static List<(string Operation, string Value)> Asked(Simulator simulator) =>
        [.. simulator.Queries.Where(q => q.Asked > 0).Select(q => (q.Operation, q.Value))];

    /// <summary>Of each tree its seed, and the children of what is expanded in it.</summary>
    private static List<(string Seed, Dictionary<string, List<string>> Expanded)> Expansions(Workspace user)
    {
        var trees = new List<(string, Dictionary<string, List<string>>)>();
        foreach (var bytes in user.Trees().Where(t => t.Key.EndsWith(".json", StringComparison.Ordinal)).Select(t => t.Value))
        {
            using var tree = JsonDocument.Parse(bytes);
            var expanded = new Dictionary<string, List<string>>();
            Add(tree.RootElement);
            trees.Add((tree.RootElement.GetProperty("id").GetString()!, expanded));

            void Add(JsonElement node)
            {
                if (node.TryGetProperty("children", out var children))
                {
                    expanded[node.GetProperty("id").GetString()!] = [.. children.EnumerateArray().Select(c => c.GetProperty("id").GetString()!)];
                    foreach (var child in children.EnumerateArray())
                    {
                        Add(child);
                    }
                }
            }
        }

        return trees;
    }

    /// <summary>What is asked about when the walk stops at hubs: breadth first over the facts of the whole tree.</summary>
    private static HashSet<string> WithoutHubs((string Seed, Dictionary<string, List<string>> Expanded) tree)
    {
        var hubs = World.Hubs.Select(hub => hub.Address).ToHashSet();
        var asked = new HashSet<string> { tree.Seed };
        List<string> level = [tree.Seed];
        for (var depth = 1; depth < Depth; depth++)
        {
            level = [.. level.SelectMany(ioc => tree.Expanded.GetValueOrDefault(ioc, [])).Where(ioc => !hubs.Contains(ioc) && asked.Add(ioc))];
        }

        return asked;
    }
}
