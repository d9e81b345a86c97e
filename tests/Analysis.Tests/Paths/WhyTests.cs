using IocExplorer.Analysis.Paths;
using IocExplorer.Analysis.Records;
using IocExplorer.Analysis.Tests.Hunts;
using IocExplorer.Messages;

namespace IocExplorer.Analysis.Tests.Paths;

public sealed class WhyTests
{
    private static readonly Ioc Wanted = TreeBuilder.IocOf("203.0.113.1");

    [Fact]
    public async Task Why_ShowsAShortestWayFromEachSeed_TheNearestFirst()
    {
        var paths = await new MemoryHunts([Far(1, "one.example"), Near(2, "two.example"), new TreeBuilder(3, "three.example").Build()]).PathsAsync();

        var answer = await paths.WhyAsync(1, Wanted, 10, TestContext.Current.CancellationToken);

        answer.Trees.ShouldBe(2);
        answer.Paths.Select(path => (path.SeedNumber, string.Join(">", path.Steps.Select(step => step.Ioc.Value)))).ShouldBe(
            [(2, "two.example>203.0.113.1"), (1, "one.example>middle.example>203.0.113.1")]);
        answer.Paths[1].Steps[1]
            .ShouldBe(new(TreeBuilder.IocOf("middle.example"), "Src: related", "Src", "op", TreeBuilder.At, default, NodeExpansion.Expanded, null));
    }

    [Fact]
    public async Task Why_OfAHub_ReadsAsManyTreesAsItShows()
    {
        var hunts = new MemoryHunts([.. Enumerable.Range(1, 100).Select(number => Near(number, $"s{number}.example"))]);
        var paths = await hunts.PathsAsync();

        var answer = await paths.WhyAsync(1, Wanted, 5, TestContext.Current.CancellationToken);

        (answer.Trees, answer.Paths.Count, hunts.TreesFound).ShouldBe((100, 5, 5));
    }

    [Fact]
    public async Task Why_OfEveryIocOfAHunt_GivesWaysThatAreInTheTree()
    {
        var trees = Enumerable.Range(1, 20).Select(new SyntheticHunt(new() { Seeds = 100, Pieces = 2 }).Tree).ToList();
        var paths = await new MemoryHunts(trees).PathsAsync();

        foreach (var ioc in trees.SelectMany(tree => tree.Nodes).Select(node => node.Ioc).Distinct())
        {
            foreach (var path in (await paths.WhyAsync(1, ioc, 100, TestContext.Current.CancellationToken)).Paths)
            {
                Walk(trees[path.SeedNumber - 1], path).ShouldBe(ioc);
            }
        }
    }

    [Fact]
    public async Task Write_OfAWay_SaysByWhom_When_HowOld_AndWhatBecameOfIt()
    {
        var tree = new TreeBuilder(1, "one.example").Answer("one.example")
            .Node("one.example", "203.0.113.1", NodeExpansion.Parked, "has 5,000 relations, limit 1,000", "Src: evil\u001b[31m").Build();
        var paths = await new MemoryHunts([tree, Near(2, "two.example")]).PathsAsync();
        using var writer = new StringWriter { NewLine = "\n" };

        PathText.Write(await paths.WhyAsync(1, Wanted, 1, TestContext.Current.CancellationToken), writer, TreeBuilder.At.AddDays(3));

        writer.ToString().ShouldBe("""
            203.0.113.1 stands in 2 trees of the hunt.

              seed 1: one.example
                Src: evil\u{1b}[31m: 203.0.113.1
                  by Src op, asked 2026-03-04 05:06 UTC (3 days ago)
                not asked about: parked as noise: has 5,000 relations, limit 1,000

            1 more, no nearer to their seeds.

            """.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task Why_OfWhatNoTreeHas_IsEmpty()
    {
        var paths = await new MemoryHunts([Near(1, "one.example")]).PathsAsync();

        var answer = await paths.WhyAsync(1, TreeBuilder.IocOf("other.example"), 10, TestContext.Current.CancellationToken);

        (answer.Trees, answer.Paths.Count).ShouldBe((0, 0));
    }

    private static TreeRecord Near(int number, string seed) => new TreeBuilder(number, seed).Answer(seed).Node(seed, "203.0.113.1").Build();

    private static TreeRecord Far(int number, string seed) =>
        new TreeBuilder(number, seed).Answer(seed).Node(seed, "middle.example").Answer("middle.example").Node("middle.example", "203.0.113.1")
            .Node("middle.example", "203.0.113.1", NodeExpansion.Repeated).Build();

    private static Ioc Walk(TreeRecord tree, IocPath path)
    {
        var at = 0;
        tree.Seed.ShouldBe(path.Seed);
        foreach (var step in path.Steps.Skip(1))
        {
            var parent = at;
            at = Enumerable.Range(0, tree.Nodes.Count).First(n => tree.Nodes[n].Parent == parent && tree.Nodes[n].Ioc == step.Ioc);
            (tree.Answers[tree.Nodes[at].Answer].Node, tree.Answers[tree.Nodes[at].Answer].Operation).ShouldBe((parent, step.Operation));
        }

        return tree.Nodes[at].Ioc;
    }
}
