using IocExplorer.Workers.Definitions.Catalogue;
using IocExplorer.Workers.Host;
using IocExplorer.Workers.Settings;
using IocExplorer.Workers.Tests.Definitions;

namespace IocExplorer.Workers.Tests.Host;

public sealed class TreePositionsTests
{
    [Fact]
    public void Of_TwoWorkersWithDifferentSources_AgreeOnTheOrder()
    {
        var both = Positions(Given.WithKeyAndHost, Given.WithKeyAndHost);
        var one = Positions(Given.WithKeyAndHost, new() { Enabled = false });
        var other = Positions(new() { Enabled = false }, Given.WithKeyAndHost);

        both.Take(10).Select(p => p.Position).ShouldBe(Enumerable.Range(0, 10));
        both.Select(p => p.Position).ShouldBeInOrder();
        one.ShouldNotBeEmpty();
        other.ShouldNotBeEmpty();
        one.Concat(other).OrderBy(p => p.Position).ShouldBe(both);
    }

    private static List<(string Key, int Position)> Positions(SourceSettings virusTotal, SourceSettings qiAnXin)
    {
        var catalogue = SourceCatalogue.Build(Given.BuiltIn, new Dictionary<string, SourceSettings> { ["VirusTotal"] = virusTotal, ["QiAnXin"] = qiAnXin },
            new(), new(DefaultSources: false));
        return [.. TreePositions.Of(Given.BuiltIn, catalogue).Select(p => (p.Operation.Key, p.Position))];
    }
}
