using IocExplorer.Analysis.Exports;
using IocExplorer.Analysis.Exports.Graph;
using IocExplorer.Messages;

namespace IocExplorer.Analysis.Tests.Exports.Graph;

public sealed class HuntGraphTests
{
    private static readonly Tag s_red = new("tlp:red", TagClass.Info, "file");

    [Theory]
    [InlineData(600)]
    [InlineData(20_000)]
    public async Task Read_WithLessMemoryThanTheHuntNeeds_IsTheSame(long heldAtOnce)
    {
        var hunt = Many(trees: 30, domains: 20);
        using var whole = await HuntGraph.ReadAsync(hunt, CancellationToken.None);

        using var spilled = await HuntGraph.ReadAsync(hunt, CancellationToken.None, heldAtOnce);

        spilled.NodeCount.ShouldBe(whole.NodeCount);
        spilled.EdgeCount.ShouldBe(whole.EdgeCount);
        spilled.Nodes.Select(Text).ShouldBe(whole.Nodes.Select(Text));
        spilled.Edges.ShouldBe(whole.Edges);
        spilled.Edges.ShouldBe(spilled.Edges, "they can be read again");
    }

    [Fact]
    public async Task Nodes_ComeInOrder_EachOnce_WithTheEdgesThatStartFromThem()
    {
        using var graph = await HuntGraph.ReadAsync(Many(trees: 5, domains: 20), CancellationToken.None);

        var pairs = graph.NodesWithEdges().Select(n => (n.Node.Ioc, Edges: n.Edges.ToList())).ToList();

        pairs.Count.ShouldBe((int)graph.NodeCount);
        pairs.ShouldAllBe(p => p.Edges.All(e => e.From == p.Ioc));
        pairs.SelectMany(p => p.Edges).ShouldBe(graph.Edges);
        pairs.Select(p => p.Ioc).ShouldBe(pairs.Select(p => p.Ioc).Distinct().Order(Comparer<Ioc>.Create(GraphNode.Compare)));
    }

    [Fact]
    public async Task Nodes_OfWhichNobodyTakesTheEdges_ComeAsWell()
    {
        using var graph = await HuntGraph.ReadAsync(Many(trees: 5, domains: 20), CancellationToken.None);

        graph.NodesWithEdges().Select(n => n.Node).Count().ShouldBe((int)graph.NodeCount);
        graph.NodesWithEdges().Count(n => n.Edges.Any()).ShouldBe(graph.Edges.Select(e => e.From).Distinct().Count());
    }

    [Fact]
    public async Task Node_WithMoreTagsThanAreKept_HasTheLevelThatOneOfThemSays()
    {
        var seed = TestHunt.Domain("seed.example");
        var bad = Enumerable.Range(0, GraphNode.MostTags).Select(i => new Tag($"bad {i}", TagClass.KnownBad, "list"));

        using var graph = await HuntGraph.ReadAsync(new TestHunt().Seed(seed, [.. bad, s_red]).Build(), CancellationToken.None);

        var node = graph.Nodes.ShouldHaveSingleItem();
        node.Tags.ShouldNotContain(s_red);
        node.Sharing.ShouldBe(SharingLevel.Red);
        graph.Sharing.ShouldBe(SharingLevel.Red);
    }

    [Fact]
    public async Task Edge_IsAsClosedAsTheIocThatItStartsFrom_WhicheverTreeSaysSo()
    {
        var (start, end) = (TestHunt.Domain("start.example"), TestHunt.Domain("end.example"));
        var hunt = new TestHunt()
            .Seed(start).Relate(start, "x", end)
            .Seed(end).Relate(end, "y", TestHunt.Ip("192.0.2.1")).Relate(end, "z", start, tags: [s_red]);

        using var graph = await HuntGraph.ReadAsync(hunt.Build(), CancellationToken.None);

        graph.Edges.Select(e => (e.Label, e.Sharing))
            .ShouldBe([("y", SharingLevel.Clear), ("z", SharingLevel.Red), ("x", SharingLevel.Red)], ignoreOrder: true);
        graph.NodesWithEdges().SelectMany(n => n.Edges).ShouldBe(graph.Edges);
    }

    /// <summary>These show relations only, each with its own level.</summary>
    [Theory]
    [InlineData("csv-edges")]
    [InlineData("ndjson")]
    public async Task Export_OfRelationsOfAnIocThatMayNotTravel_CallsThemAsClosed(string format)
    {
        var seed = TestHunt.Domain("seed.example");

        var text = await TestHunt.ExportAsync(new TestHunt().Seed(seed, s_red).Relate(seed, "x", TestHunt.Ip("192.0.2.1")).Build(), format);

        text.ShouldContain("red");
        text.ShouldNotContain("clear");
    }

    // Trees that overlap: each seed has domains that the next seed has too, and one address has all of them.
    private static ExportedHunt Many(int trees, int domains)
    {
        var hunt = new TestHunt();
        for (var tree = 0; tree < trees; tree++)
        {
            var seed = TestHunt.Domain($"seed{tree}.example");
            hunt.Seed(seed, new Tag($"tag {tree}", TagClass.Info, "list"));
            for (var i = 0; i < domains; i++)
            {
                var domain = TestHunt.Domain($"d{(tree * domains / 2) + i}.example");
                hunt.Relate(seed, "to domain", domain, seen: new(1_000 + tree, 2_000 + tree), tags: [new($"of {tree}", TagClass.Info, "list")]);
                hunt.Relate(domain, "to address", TestHunt.Ip("192.0.2.1"));
            }
        }

        return hunt.Build();
    }

    private static string Text(GraphNode node) => $"{node with { Tags = [] }} {string.Join(',', node.Tags)}";
}
