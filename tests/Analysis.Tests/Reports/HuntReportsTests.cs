using IocExplorer.Analysis.Records;
using IocExplorer.Analysis.Reports;
using IocExplorer.Analysis.Tests.Hunts;
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
            await BuildAsync(new SyntheticHunt(new() { Seeds = 200, Pieces = 5 }).ReadAsync(), new() { MemoryBudget = 200_000, TemporaryFolder = folder.FullName });

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
            new TreeBuilder(1, "one.example").Answer("one.example").Node("one.example", "203.0.113.1", relation: "Src: b", tags: tag).Node("one.example", "own.example").Build(),
            new TreeBuilder(2, "two.example").Answer("two.example").Node("two.example", "far.example").Answer("far.example").Node("far.example", "203.0.113.1", relation: "Src: a").Build(),
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
            iocs.Aggregate(new TreeBuilder(number, $"s{number}.example").Answer($"s{number}.example"), (tree, ioc) => tree.Node($"s{number}.example", ioc)).Build();

        var report = await BuildAsync(Trees.Async(Link(1, "a.example"), Link(2, "a.example", "b.example"), Link(3, "b.example", "a.example"), Link(4, "b.example", "c.example"), Link(5, "c.example")),
            new() { BindingsOfGroup = 1 });

        var group = report.Groups.ShouldHaveSingleItem();
        group.Seeds.Count.ShouldBe(5);
        group.BindingIocs.ShouldBe(3);
        group.Bindings.Count.ShouldBe(3);
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

    private static Task<HuntReport> BuildAsync(IAsyncEnumerable<TreeRecord> trees, ReportOptions options) =>
        HuntReports.BuildAsync(trees, options, TestContext.Current.CancellationToken);

    private static string Json(HuntReport report)
    {
        using var stream = new MemoryStream();
        ReportJson.Write(report, stream);
        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }

    private static bool IsReal(TreeRecord tree, GroupSeed seed)
    {
        seed.Proof.Seed.ShouldBe(seed.Ioc);
        var at = 0;
        foreach (var step in seed.Proof.Steps.Skip(1))
        {
            var parent = at;
            at = Enumerable.Range(0, tree.Nodes.Count).First(n => tree.Nodes[n].Parent == parent && tree.Nodes[n].Ioc == step.Ioc && tree.Nodes[n].Relation == step.Relation);
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
