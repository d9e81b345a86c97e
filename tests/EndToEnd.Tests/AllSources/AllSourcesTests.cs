using System.Globalization;
using IocExplorer.SourceSimulator;
using IocExplorer.SourceSimulator.Worlds;

namespace IocExplorer.EndToEnd.Tests.AllSources;

/// <summary>The real program through all sources at once, each in its own format, with its own key, pages and words.</summary>
public sealed class AllSourcesTests
{
    private const int Depth = 3;
    private const int Seeds = 12;
    private const string Key = "user:secret-of-the-tests";
    private static readonly string[] WithPages = ["Mnemonic", "OTX", "SecurityTrails", "Urlscan"];

    [Fact]
    public async Task Explore_WithAllKeys_FindsWhatEverySourceKnowsAndAsksNothingTwice()
    {
        var world = new BusySeedsWorld(Seeds);
        await using var simulator = await Simulator.StartAsync(new() { World = world, PageSize = 10, AcceptedKeys = [Key] });
        using var user = PointedTo(simulator, withKeys: true).Seeds(SeedLines.Of(world, Seeds));

        var run = await user.ExploreAsync();

        run.ExitCode.ShouldBe(0, run.Everything);
        var audit = Audit(user, world);
        audit.Differences.ShouldBeEmpty();
        audit.SourcesSeen.Order(StringComparer.Ordinal).ShouldBe(
            Simulator.Sources.Except(["Hashlookup", "MalwareBazaar", "CirclPassiveSsl", "GreyNoise", "Pulsedive"]).Order(StringComparer.Ordinal));

        var stats = simulator.Stats;
        stats.AskedAgain.ShouldBeEmpty();
        stats.Refused.ShouldBe(0);
        stats.Unroutable.ShouldBe(0);
        stats.ForeignRequests.ShouldBeEmpty();
        simulator.Queries.Where(query => query.FurtherPages > 0).Select(query => query.Operation.Split('/')[0]).Distinct().Order(StringComparer.Ordinal)
            .ShouldBe(WithPages);

        var expected = audit.Expanded.SelectMany(ioc => BuiltInSource.All
            .Where(source => source.AcceptsByDefault.Contains(ioc.Type))
            .Select(source => (source.Name, ioc.Type, ioc.Value))).ToHashSet();
        var heard = simulator.Egress.Select(entry => (entry.Source, RelationTable.NameOf(entry.Type), entry.Value)).ToHashSet();
        heard.Except(expected).ShouldBeEmpty();
        expected.Except(heard).ShouldBeEmpty();
    }

    [Fact]
    public async Task Explore_WithoutAnyKey_HasATreeOfSixSourcesAndNamesWhatAFreeKeyWouldAdd()
    {
        var world = new BusySeedsWorld(Seeds);
        await using var simulator = await Simulator.StartAsync(new() { World = world, PageSize = 10 });
        using var user = PointedTo(simulator, withKeys: false).Seeds(SeedLines.Of(world, Seeds));

        var run = await user.ExploreAsync();

        run.ExitCode.ShouldBe(0, run.Everything);
        string[] asked = ["CrtSh", "Hashlookup", "InternetDB", "Mnemonic", "RDAP", "Urlscan"];
        simulator.Egress.Select(entry => entry.Source).Distinct().ShouldBe(asked);
        var trees = user.Trees().Where(tree => tree.Key.EndsWith(".json", StringComparison.Ordinal))
            .Select(tree => System.Text.Encoding.UTF8.GetString(tree.Value)).ToList();
        foreach (var label in new[] { "crt.sh: ", "Shodan: ", "MN: ", "RDAP: ", "urlscan: " })
        {
            trees.ShouldContain(tree => tree.Contains($"\"relation\": \"{label}", StringComparison.Ordinal), label);
        }

        trees.ShouldContain(tree => tree.Contains("hashlookup:trust=", StringComparison.Ordinal), "a tag of hashlookup");
        simulator.Stats.Refused.ShouldBe(0);
        foreach (var source in BuiltInSource.All.Where(source => source.NeedsKey && source.IsFree))
        {
            run.Everything.ShouldContain(source.Name);
        }

        run.Everything.ShouldContain("free key");
    }

    private static Workspace PointedTo(Simulator simulator, bool withKeys)
    {
        var user = new Workspace().Set("general__depth", Depth.ToString(CultureInfo.InvariantCulture)).Set("general__defaultSources", "true");
        foreach (var source in BuiltInSource.All)
        {
            if (!withKeys && source.Name == "QiAnXin")
            {
                // Without a host of its own nobody can ask it.
                continue;
            }

            user.Set($"sources__{source.Name}__baseUrl", simulator.AddressOf(source.Name) + source.BasePath)
                .WithoutQuota(source.Name, concurrency: 8)
                .Set($"sources__{source.Name}__quota__perSecond", "0");
            if (withKeys)
            {
                user.Set($"sources__{source.Name}__apiKeys__0", Key).Set($"sources__{source.Name}__enabled", "true");
            }
        }

        return user;
    }

    private static AllSourcesAudit Audit(Workspace user, IWorld world)
    {
        var audit = new AllSourcesAudit(world, Depth);
        foreach (var (file, bytes) in user.Trees())
        {
            if (file.EndsWith(".json", StringComparison.Ordinal))
            {
                audit.Add(bytes);
            }
        }

        return audit;
    }
}
