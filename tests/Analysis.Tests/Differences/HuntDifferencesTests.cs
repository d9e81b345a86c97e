using System.Text.Json;
using IocExplorer.Analysis.Differences;
using IocExplorer.Analysis.Records;
using IocExplorer.Analysis.Tests.Hunts;

namespace IocExplorer.Analysis.Tests.Differences;

public sealed class HuntDifferencesTests
{
    [Fact]
    public async Task Compare_OfTheSameHunt_InAnotherOrder_AskedLater_IsEmpty()
    {
        var trees = Enumerable.Range(1, 100).Select(new SyntheticHunt(new() { Seeds = 100, Pieces = 2 }).Tree).ToList();
        var later = trees.AsEnumerable().Reverse().Select((tree, at) => tree with
        {
            Number = at + 1,
            Answers = [.. tree.Answers.Select(answer => answer with { At = answer.At?.AddDays(1) })],
        }).ToList();

        var differences = await CompareAsync(trees, later);

        differences.ShouldBeEmpty();
    }

    [Fact]
    public async Task Compare_WhenOneInAHundredChanged_GivesExactlyThese()
    {
        var trees = Enumerable.Range(1, 300).Select(new SyntheticHunt(new() { Seeds = 300, Pieces = 5 }).Tree).ToList();
        var later = trees.Select(tree => tree.Number % 100 == 0 ? WithOneMore(WithoutLast(tree), $"new-{tree.Number}.example") : tree).ToList();

        var differences = await CompareAsync(trees, later);

        var changed = differences.OfType<HuntDifference.TreeChanged>().ToList();
        differences.Count.ShouldBe(3);
        changed.Select(change => change.Seed).ShouldBe([trees[99].Seed, trees[199].Seed, trees[299].Seed]);
        foreach (var (change, tree) in changed.Zip([trees[99], trees[199], trees[299]]))
        {
            var last = tree.Nodes[^1];
            change.IocsCame.ShouldBe([TreeBuilder.IocOf($"new-{tree.Number}.example")]);
            change.RelationsCame.ShouldBe([new(tree.Seed, "Sim: related domain", TreeBuilder.IocOf($"new-{tree.Number}.example"))]);
            change.IocsWent.ShouldBe(tree.Nodes.Count(node => node.Ioc == last.Ioc) == 1 ? [last.Ioc] : []);
            change.RelationsWent.ShouldBe([new(tree.Nodes[last.Parent].Ioc, last.Relation!, last.Ioc)]);
        }
    }

    [Fact]
    public async Task Compare_FindsSeedsThatCameAndWent_AndWhatIsNewlyShared()
    {
        var differences = await CompareAsync(
            [Tree(1, "one.example", "203.0.113.1"), Tree(2, "gone.example", "203.0.113.9"), Tree(3, "two.example", "203.0.113.2")],
            [Tree(1, "two.example", "203.0.113.2", "203.0.113.1"), Tree(2, "one.example", "203.0.113.1"),
                Tree(3, "new.example", "203.0.113.1", "203.0.113.2")]);

        using var writer = new StringWriter { NewLine = "\n" };
        var count = await DifferenceText.WriteAsync(differences.ToAsyncEnumerable(), writer, TestContext.Current.CancellationToken);

        count.ShouldBe(5);
        writer.ToString().ShouldBe("""
            - seed gone.example
            two.example
              + ip_address 203.0.113.1
              + two.example --[Src: related]-> 203.0.113.1
            + seed new.example: 3 IOCs, 2 relations
            * 203.0.113.1 is newly shared: by 3 seeds, one before
            * 203.0.113.2 is newly shared: by 2 seeds, one before

            """.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task Compare_SaysWhereATreeWasIncomplete()
    {
        var incomplete = new TreeBuilder(1, "one.example").Answer("one.example", RecordedOutcome.NotAnswered, "is throttled").Build();

        var change = (await CompareAsync([Tree(1, "one.example", "203.0.113.1")], [incomplete]))
            .ShouldHaveSingleItem().ShouldBeOfType<HuntDifference.TreeChanged>();

        (change.WasComplete, change.IsComplete).ShouldBe((true, false));
        change.IocsWent.ShouldBe([TreeBuilder.IocOf("203.0.113.1")]);
    }

    [Fact]
    public async Task Write_AsJson_IsAnArray_AndAnEmptyOneWhenNothingChanged()
    {
        var differences = await CompareAsync([Tree(1, "one.example", "203.0.113.1")], [Tree(1, "one.example", "203.0.113.2")]);

        using var json = JsonDocument.Parse(await JsonAsync(differences));
        var change = json.RootElement[0];
        change.GetProperty("change").GetString().ShouldBe("tree-changed");
        change.GetProperty("iocsCame")[0].GetProperty("value").GetString().ShouldBe("203.0.113.2");
        change.GetProperty("relationsWent")[0].GetProperty("label").GetString().ShouldBe("Src: related");
        JsonDocument.Parse(await JsonAsync([])).RootElement.GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Write_AsText_WhenNothingChanged_SaysSo()
    {
        using var writer = new StringWriter { NewLine = "\n" };

        await DifferenceText.WriteAsync(AsyncEnumerable.Empty<HuntDifference>(), writer, TestContext.Current.CancellationToken);

        writer.ToString().ShouldBe("Nothing changed.\n");
    }

    private static async Task<byte[]> JsonAsync(IReadOnlyList<HuntDifference> differences)
    {
        using var stream = new MemoryStream();
        await DifferenceJson.WriteAsync(differences.ToAsyncEnumerable(), stream, TestContext.Current.CancellationToken);
        return stream.ToArray();
    }

    private static async Task<List<HuntDifference>> CompareAsync(IReadOnlyList<TreeRecord> before, IReadOnlyList<TreeRecord> after) =>
        await HuntDifferences.CompareAsync(new MemoryHunts(before, after), 1, 2, new() { MemoryBudget = 10_000 }, TestContext.Current.CancellationToken)
            .ToListAsync(TestContext.Current.CancellationToken);

    private static TreeRecord Tree(int number, string seed, params string[] iocs) =>
        iocs.Aggregate(new TreeBuilder(number, seed).Answer(seed), (tree, ioc) => tree.Node(seed, ioc)).Build();

    private static TreeRecord WithoutLast(TreeRecord tree) => tree with { Nodes = [.. tree.Nodes.SkipLast(1)] };

    private static TreeRecord WithOneMore(TreeRecord tree, string value) =>
        tree with { Nodes = [.. tree.Nodes, new(TreeBuilder.IocOf(value), 0, "Sim: related domain", 0, NodeExpansion.DepthLimit)] };
}
