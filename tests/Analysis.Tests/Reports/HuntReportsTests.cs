using System.Text.Json;
using IocExplorer.Analysis.Findings;
using IocExplorer.Analysis.Keys;
using IocExplorer.Analysis.Records;
using IocExplorer.Analysis.Reports;
using IocExplorer.Analysis.Sorting;
using IocExplorer.Analysis.Tests.Hunts;
using IocExplorer.Analysis.Views;
using IocExplorer.Messages;

namespace IocExplorer.Analysis.Tests.Reports;

public sealed class HuntReportsTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Build_OfPlantedPiecesAndNoisyHubs_RanksEveryPieceAboveEveryHub_AndFindsTheGroups(int random)
    {
        var hunt = new SyntheticHunt(new() { Random = random });

        var report = await BuildAsync(hunt.ReadAsync(), new());

        var places = report.Pivots.Select((pivot, at) => (pivot.Ioc, at)).ToDictionary(p => p.Ioc, p => p.at);
        hunt.Pieces.ShouldAllBe(piece => places.ContainsKey(piece.Ioc));
        hunt.Hubs.ShouldAllBe(hub => report.Pivots[places[hub]].Standing > PivotStanding.Specific && report.Pivots[places[hub]].Note != null);
        hunt.Pieces.Max(piece => places[piece.Ioc]).ShouldBeLessThan(hunt.Hubs.Min(hub => places[hub]));
        report.Pivots.Where(p => p.Ioc.Value.StartsWith("under-hub", StringComparison.Ordinal)).ShouldAllBe(pivot => pivot.Standing != PivotStanding.Specific);
        PairF1(report.Groups.Select(g => g.Seeds.Select(s => s.Number)), hunt.Pieces.Select(p => p.Seeds)).ShouldBe(1);
        report.Groups.ShouldAllBe(group => group.Seeds.All(seed => IsReal(hunt.Tree(seed.Number), seed)));
    }

    [Fact]
    public async Task Build_OfTheSameHunt_InMemoryAndOverDisk_IsTheSame()
    {
        var hunt = new SyntheticHunt(new() { Seeds = 200, Pieces = 5 });

        var inMemory = await BuildAsync(hunt.ReadAsync(), new());
        var overDisk = await BuildAsync(hunt.ReadAsync(), new() { MemoryBudget = 200_000 });

        Json(overDisk).ShouldBe(Json(inMemory));
    }

    [Fact]
    public async Task Build_LeavesNothingInTheTemporaryFolder()
    {
        var folder = Directory.CreateTempSubdirectory("report-test");
        try
        {
            await BuildAsync(new SyntheticHunt(new() { Seeds = 200, Pieces = 5 }).ReadAsync(), new()
            {
                MemoryBudget = 200_000,
                TemporaryFolder = folder.FullName,
            });

            folder.EnumerateFileSystemInfos().ShouldBeEmpty();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Build_SaysOfAPivot_HowNear_HowCommon_AndUnderWhichRelations()
    {
        var tag = new Tag("malicious=3", TagClass.KnownBad, "Src");
        var report = await BuildAsync(Trees.Async(
            new TreeBuilder(1, "one.example").Answer("one.example").Node("one.example", "203.0.113.1", relation: "Src: b", tags: tag)
                .Node("one.example", "own.example").Build(),
            new TreeBuilder(2, "two.example").Answer("two.example").Node("two.example", "far.example").Answer("far.example")
                .Node("far.example", "203.0.113.1", relation: "Src: a").Build(),
            new TreeBuilder(3, "203.0.113.1").Answer("203.0.113.1", RecordedOutcome.NotAnswered, "is throttled").Build()), new());

        var pivot = report.Pivots.ShouldHaveSingleItem();
        pivot.Ioc.ShouldBe(TreeBuilder.IocOf("203.0.113.1"));
        (pivot.Seeds, pivot.BoundSeeds, pivot.Distance, pivot.Degree, pivot.Standing, pivot.Note).ShouldBe((3, 3, 0, 2, PivotStanding.Specific, null));
        pivot.Relations.ShouldBe(["Src: a", "Src: b"]);
        pivot.Tags.ShouldBe([tag]);
        pivot.FirstSeeds.Select(seed => seed.Number).ShouldBe([1, 2, 3]);
        (report.Seeds, report.IncompleteSeeds, report.Iocs, report.Relations).ShouldBe((3, 1, 5, 4));
        report.Groups.ShouldHaveSingleItem().Seeds.Select(seed => seed.Proof.Distance).ShouldBe([1, 2, 0]);
    }

    [Theory]
    [InlineData(TagClass.KnownGood, PivotStanding.KnownGood, "known to be good")]
    [InlineData(TagClass.Shared, PivotStanding.Shared, "shared infrastructure")]
    [InlineData(TagClass.Hosting, PivotStanding.Hosting, "hosting: anybody can rent it")]
    [InlineData(TagClass.Info, PivotStanding.Specific, null)]
    public async Task Build_OfATaggedPivot_GoesByItsClass_AndJoinsNothingWhereThatIsNoise(TagClass tagClass, PivotStanding standing, string? note)
    {
        var report = await BuildAsync(Trees.Async(
            new TreeBuilder(1, "one.example").Answer("one.example").Node("one.example", "203.0.113.1", tags: new Tag("x", tagClass, "list")).Build(),
            new TreeBuilder(2, "two.example").Answer("two.example").Node("two.example", "203.0.113.1").Build()), new());

        var pivot = report.Pivots.ShouldHaveSingleItem();
        (pivot.Standing, pivot.Note).ShouldBe((standing, note));
        report.Groups.Count.ShouldBe(standing == PivotStanding.Specific ? 1 : 0);
    }

    [Fact]
    public async Task Build_OfWhatStandsBehindNoise_JoinsOnlySeedsThatReachItOtherwise()
    {
        var shared = new Tag("CDN", TagClass.Shared, "list");
        TreeRecord Behind(int number, string seed) => new TreeBuilder(number, seed).Answer(seed).Node(seed, "198.51.100.1", tags: shared)
            .Answer("198.51.100.1").Node("198.51.100.1", "neighbour.example").Build();

        var report = await BuildAsync(Trees.Async(Behind(1, "one.example"), Behind(2, "two.example"),
            new TreeBuilder(3, "three.example").Answer("three.example").Node("three.example", "neighbour.example").Build()), new());

        var pivot = report.Pivots.Single(p => p.Ioc.Value == "neighbour.example");
        (pivot.Standing, pivot.Seeds, pivot.BoundSeeds).ShouldBe((PivotStanding.BehindNoise, 3, 1));
        pivot.Note.ShouldBe("reached over hubs or shared infrastructure by all of its 3 seeds but 1");
        report.Groups.ShouldBeEmpty();
    }

    [Fact]
    public async Task Build_ListsOfAGroupAsManyPivotsAsHoldItTogether()
    {
        // A chain: each two neighbours share one IOC, and one of them is shared by three.
        TreeRecord Link(int number, params string[] iocs) =>
            iocs.Aggregate(new TreeBuilder(number, $"s{number}.example").Answer($"s{number}.example"), (tree, ioc) => tree.Node($"s{number}.example", ioc))
                .Build();

        var report = await BuildAsync(Trees.Async(Link(1, "a.example"), Link(2, "a.example", "b.example"), Link(3, "b.example", "a.example"),
            Link(4, "b.example", "c.example"), Link(5, "c.example")),
            new() { BindingsOfGroup = 1 });

        var group = report.Groups.ShouldHaveSingleItem();
        group.Seeds.Count.ShouldBe(5);
        group.BindingIocs.ShouldBe(3);
        group.Bindings.Count.ShouldBe(3);
    }

    [Fact]
    public async Task Build_OfAGroupWhoseBestPivotsDoNotMeet_GivesWaysOverOthers_SoThatItsGraphHangsTogether()
    {
        // Two pairs, each with an IOC that two share nearby, and one farther away that joins the pairs.
        TreeRecord Pair(int number, string near, bool isJoined) => new[] { "far.example" }.Where(_ => isJoined)
            .Aggregate(
                new TreeBuilder(number, $"s{number}.example").Answer($"s{number}.example").Node($"s{number}.example", near)
                    .Node($"s{number}.example", $"via{number}.example").Answer($"via{number}.example"),
                (tree, far) => tree.Node($"via{number}.example", far)).Build();

        var report = await BuildAsync(
            Trees.Async(Pair(1, "a.example", false), Pair(2, "a.example", true), Pair(3, "b.example", true), Pair(4, "b.example", false)), new());

        var group = report.Groups.ShouldHaveSingleItem();
        group.Seeds.Select(
            seed => (seed.Proof.Ioc.Value, string.Join(' ', seed.Links.Select(link => string.Join(" > ", link.Steps.Select(step => step.Ioc.Value))))))
            .ShouldBe(
        [
            ("a.example", ""), ("a.example", "s2.example > via2.example > far.example"), ("b.example", "s3.example > via3.example > far.example"),
            ("b.example", ""),
        ]);
        Parts(HuntFindings.GraphOf(report, 300)).ShouldBe(1);
        var cut = HuntFindings.GraphOf(report, 7);
        (cut.Nodes.Count, cut.IsCut, Parts(cut)).ShouldBe((7, true, 1));
    }

    [Fact]
    public async Task GraphOf_AReport_HasAPartForEachGroup()
    {
        var report = await BuildAsync(new SyntheticHunt(new() { Seeds = 100, Pieces = 4 }).ReadAsync(), new());

        var graph = HuntFindings.GraphOf(report, 10_000);

        graph.IsCut.ShouldBeFalse();
        Parts(graph).ShouldBe(report.Groups.Count);
    }

    [Fact]
    public async Task Build_OfAHuntThatGoesOn_LeavesOutWhatCameLater()
    {
        var hunt = new SyntheticHunt(new() { Seeds = 100, Pieces = 2 });
        var early = Enumerable.Range(1, 50).Select(number => hunt.Tree(2 * number)).ToList();
        var reads = 0;

        var report = await BuildAsync(Growing(), new());

        reads.ShouldBe(3);
        Json(report).ShouldBe(Json(await BuildAsync(Trees.Async(early), new())));

        async IAsyncEnumerable<TreeRecord> Growing()
        {
            await foreach (var tree in ++reads == 1 ? Trees.Async(early) : hunt.ReadAsync())
            {
                yield return tree;
            }
        }
    }

    [Fact]
    public async Task Build_OfAHuntThatLostATreeMeanwhile_IsRefused()
    {
        var reads = 0;

        (await Should.ThrowAsync<InvalidOperationException>(() => BuildAsync(Shrinking(), new()))).Message
            .ShouldBe("The hunt changed while it was read: tree 2 did not come again in its place. Make the report again.");

        async IAsyncEnumerable<TreeRecord> Shrinking()
        {
            yield return new TreeBuilder(1, "one.example").Build();
            if (++reads == 1)
            {
                yield return new TreeBuilder(2, "two.example").Build();
            }

            await Task.CompletedTask;
        }
    }

    [Fact]
    public async Task Build_OfNothing_IsEmpty()
    {
        var report = await BuildAsync(Trees.Async(), new());

        (report.Seeds, report.Iocs, report.Pivots.Count, report.Groups.Count).ShouldBe((0, 0, 0, 0));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(10)]
    public async Task Build_OfASmallHunt_TakesWhatAllSeedsShareForWhatJoinsThem(int seeds)
    {
        var trees = Enumerable.Range(1, seeds).Select(number => new TreeBuilder(number, $"s{number}.example").Answer($"s{number}.example")
            .Node($"s{number}.example", "203.0.113.1").Node($"s{number}.example", $"own{number}.example")
                .Node($"s{number}.example", $"pair{number / 2}.example").Build());

        var report = await BuildAsync(Trees.Async(trees), new());

        report.Pivots[0].Ioc.Value.ShouldBe("203.0.113.1");
        report.Pivots.ShouldAllBe(pivot => pivot.Standing == PivotStanding.Specific && pivot.Note == null);
        report.Groups.ShouldHaveSingleItem().Seeds.Count.ShouldBe(seeds);
    }

    [Fact]
    public async Task Build_CountsTheSeedsOfOtherHuntsThatHaveAPivot_EachOnceByItsNewestTree()
    {
        TreeRecord[] before = [Shares(1, "old.example", "203.0.113.1"), Shares(2, "again.example", "203.0.113.1"), Shares(3, "one.example", "203.0.113.1")];
        TreeRecord[] newer = [Shares(1, "again.example", "203.0.113.2"), Shares(2, "other.example", "198.51.100.9")];
        TreeRecord[] hunt = [Shares(1, "one.example", "203.0.113.1", "203.0.113.2"), Shares(2, "two.example", "203.0.113.1", "203.0.113.2")];

        var report = await ReportAsync([before, newer, hunt], 3);

        report.OtherSeeds.ShouldBe(3);
        report.Pivots.Select(pivot => (pivot.Ioc.Value, pivot.OtherSeeds)).ShouldBe([("203.0.113.1", 1), ("203.0.113.2", 1)], ignoreOrder: true);
        (await ReportAsync([hunt], 1)).OtherSeeds.ShouldBe(0);
    }

    [Fact]
    public async Task Build_RanksWhatIsRareBeyondTheHuntBeforeWhatIsCommonThere()
    {
        TreeRecord[] hunt = [Shares(1, "one.example", "203.0.113.1", "203.0.113.2"), Shares(2, "two.example", "203.0.113.1", "203.0.113.2")];
        foreach (var (common, rare) in ((string, string)[])[("203.0.113.1", "203.0.113.2"), ("203.0.113.2", "203.0.113.1")])
        {
            var others = Enumerable.Range(1, 40).Select(number => Shares(number, $"other{number}.example", number <= 10 ? common : "198.51.100.9")).ToArray();

            var report = await ReportAsync([others, hunt], 2);

            report.Pivots.Select(pivot => (pivot.Ioc.Value, pivot.OtherSeeds, pivot.Standing))
                .ShouldBe([(rare, 0, PivotStanding.Specific), (common, 10, PivotStanding.Specific)]);
        }
    }

    [Fact]
    public async Task Build_OfWhatManySeedsOfOtherHuntsHave_JoinsNothing_NorWhatStandsBehindIt()
    {
        TreeRecord Through(int number, string seed) =>
            new TreeBuilder(number, seed).Answer(seed).Node(seed, "203.0.113.1").Answer("203.0.113.1").Node("203.0.113.1", "behind.example").Build();
        var others = Enumerable.Range(1, 60).Select(number => Shares(number, $"other{number}.example", number <= 51 ? "203.0.113.1" : "198.51.100.9"))
            .ToArray();

        var report = await ReportAsync([others, [Through(1, "one.example"), Through(2, "two.example")]], 2);

        report.Pivots.Select(pivot => (pivot.Ioc.Value, pivot.Standing, pivot.Note)).ShouldBe(
        [
            ("behind.example", PivotStanding.BehindNoise, "reached over hubs or shared infrastructure by all of its 2 seeds but 0"),
            ("203.0.113.1", PivotStanding.Hub, "hub: 51 of 60 seeds of other hunts have it (more than 50)"),
        ]);
        report.Groups.ShouldBeEmpty();
    }

    private static int Parts(GraphView graph)
    {
        var parts = new UnionFind(graph.Nodes.Count);
        return graph.Nodes.Count - graph.Edges.Count(edge => parts.Union(edge.From, edge.To));
    }

    private static TreeRecord Shares(int number, string seed, params string[] iocs) =>
        iocs.Aggregate(new TreeBuilder(number, seed).Answer(seed), (tree, ioc) => tree.Node(seed, ioc)).Build();

    private static async Task<HuntReport> ReportAsync(TreeRecord[][] hunts, long hunt)
    {
        var records = new MemoryHunts(hunts);
        var index = await TreeIndex.BuildAsync(records, Enumerable.Range(1, hunts.Length).Select(id => (long)id), TestContext.Current.CancellationToken);
        return (await new HuntFindings(records, index).ReportAsync(hunt, new(), TestContext.Current.CancellationToken))!;
    }

    private static Task<HuntReport> BuildAsync(IAsyncEnumerable<TreeRecord> trees, ReportOptions options) =>
        HuntReports.BuildAsync(trees, AsyncEnumerable.Empty<KeptKeys>(), options, TestContext.Current.CancellationToken);

    private static string Json(HuntReport report)
    {
        using var stream = new MemoryStream();
        JsonSerializer.Serialize(stream, report, AnalysisJson.Default.HuntReport);
        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }

    private static bool IsReal(TreeRecord tree, GroupSeed seed)
    {
        seed.Proof.Seed.ShouldBe(seed.Ioc);
        var at = 0;
        foreach (var step in seed.Proof.Steps.Skip(1))
        {
            var parent = at;
            at = Enumerable.Range(0, tree.Nodes.Count)
                .First(n => tree.Nodes[n].Parent == parent && tree.Nodes[n].Ioc == step.Ioc && tree.Nodes[n].Relation == step.Relation);
            tree.Answers[tree.Nodes[at].Answer].Source.ShouldBe(step.Source);
        }

        return true;
    }

    private static double PairF1(IEnumerable<IEnumerable<int>> found, IEnumerable<IEnumerable<int>> planted)
    {
        var (left, right) = (Pairs(found), Pairs(planted));
        return 2.0 * left.Intersect(right).Count() / (left.Count + right.Count);

        static HashSet<(int, int)> Pairs(IEnumerable<IEnumerable<int>> groups) =>
            [.. groups.Select(group => group.ToList()).SelectMany(group => group.SelectMany(a => group.Where(b => a < b).Select(b => (a, b))))];
    }
}
