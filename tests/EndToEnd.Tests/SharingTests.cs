using System.Text.Json;
using IocExplorer.Messages;
using IocExplorer.SourceSimulator;
using IocExplorer.SourceSimulator.Worlds;

namespace IocExplorer.EndToEnd.Tests;

/// <summary>Who may hear of what: the sources' own log of what they were asked, in a hunt of 1,000 seeds of all sharing levels.</summary>
public sealed class SharingTests
{
    private const int Seeds = 1_000;

    private static readonly (string Source, SharingLevel ClearedFor)[] Sources = [("VirusTotal", SharingLevel.Amber), ("QiAnXin", SharingLevel.Clear)];

    [Fact]
    public async Task Explore_WithSeedsOfAllLevels_AsksNoSourceAboutWhatItIsNotClearedFor()
    {
        await using var simulator = await Simulator.StartAsync(new() { World = new SyntheticWorld(new() { Seed = 3, FanOut = 3, EmptyShare = 0.3 }) });
        var levels = Enum.GetValues<SharingLevel>();
        var seeds = simulator.World.Seeds(Seeds)
            .Select((seed, i) => (Line: $"{RelationTable.NameOf(seed.Type)},{seed.Value}", seed.Value, Level: levels[i % levels.Length])).ToList();
        using var user = new Workspace().PointTo(simulator.BaseAddress)
            .Set("sources__VirusTotal__clearedFor", "amber")
            .Set("general__ownDomains__0", "own.example")
            .Seeds([.. seeds.Select(s => $"{s.Line},tlp:{s.Level.Name()}"), "domain,www.own.example", "email,me@own.example", "ip_address,10.0.0.7",
                "domain,printer.local"]);

        var run = await user.RunHereAsync("explore", "--depth", "2", "--plain", "--summary", "summary.json");

        run.ExitCode.ShouldBe(0, run.Everything);
        var asked = simulator.Egress.Select(e => (e.Source, e.Value)).ToHashSet();
        var trees = user.Trees();
        var expected = new HashSet<(string, string)>();
        foreach (var (source, clearedFor) in Sources)
        {
            foreach (var seed in seeds.Where(s => s.Level <= clearedFor))
            {
                expected.UnionWith(Expanded(trees, seed.Value).Where(ioc => MayAsk(source, ioc.Type)).Select(ioc => (source, ioc.Value)));
            }
        }

        asked.Except(expected).ShouldBeEmpty();
        expected.Except(asked).ShouldBeEmpty();
        asked.Where(a => a.Value.Contains("own.example", StringComparison.Ordinal) || a.Value is "10.0.0.7" or "printer.local").ShouldBeEmpty();
        using var summary = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(user.Folder, "summary.json"), TestContext.Current.CancellationToken));
        summary.RootElement.GetProperty("notCleared").GetInt64().ShouldBeGreaterThan(0);
        run.Everything.ShouldContain("not sent to sources that are not cleared for the seed's sharing level");
    }

    private static bool MayAsk(string source, string type) => RelationTable.Rows.Any(row =>
        RelationTable.NameOf(row.Accepts) == type && RelationTable.IsQiAnXin(row.Operation) == (source == "QiAnXin"));

    /// <summary>The IOCs of a seed's tree that stand above the depth limit of 2.</summary>
    private static List<(string Type, string Value)> Expanded(SortedDictionary<string, byte[]> trees, string seed)
    {
        using var tree = JsonDocument.Parse(trees[$"{seed}_depth_2.json"]);
        IEnumerable<JsonElement> nodes = tree.RootElement.TryGetProperty("children", out var children)
            ? [tree.RootElement, .. children.EnumerateArray()]
            : [tree.RootElement];
        return [.. nodes.Select(n => (n.GetProperty("type").GetString()!, n.GetProperty("id").GetString()!))];
    }
}
