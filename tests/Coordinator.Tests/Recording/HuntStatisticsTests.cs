using IocExplorer.Coordinator.Hunts;
using IocExplorer.Coordinator.Recording;
using IocExplorer.Coordinator.Results;
using IocExplorer.Coordinator.Trees;
using IocExplorer.Messages;
using IocExplorer.Testing;
using static IocExplorer.Coordinator.Tests.World;

namespace IocExplorer.Coordinator.Tests.Recording;

public sealed class HuntStatisticsTests
{
    private static readonly MissingAnswer _missing = new(
        OriginalCatalogue.InTreeOrder[0].Operation, NotAnsweredReason.Throttled, "HTTP 429");

    private readonly FakeTime _time = new();
    private readonly ActiveTrees _active = new();

    [Fact]
    public void EachTree_CountsByItsEnd()
    {
        var statistics = Create(6);
        statistics.Ended(1, Seed(1), Counts(4), Written(nodes: 10));
        statistics.Ended(2, Seed(2), Counts(4), Written(nodes: 20, _missing));
        statistics.Ended(3, Seed(3), Counts(4), new(30, [], new WriteOutcome.Failed("disk full")));
        statistics.GivenUp(4, "crashed");
        _time.Advance(TimeSpan.FromMinutes(2));

        var summary = statistics.Summary(wasStopped: true);

        (summary.TreesComplete, summary.TreesWithMissing).ShouldBe((1, 1));
        (summary.Seeds, summary.Nodes, summary.FirstFiles.Count, summary.WasStopped, summary.Elapsed).ShouldBe((6, 60, 4, true, TimeSpan.FromMinutes(2)));
        summary.Queries.Asked.ShouldBe(12);
        summary.FirstProblems.ShouldBe(["disk full", "crashed"]);
        summary.Missing.ShouldBe([new("QiAnXin", "flint", "throttled", "HTTP 429", 1, 1)]);
        summary.BySource.Keys.ShouldBe(["QiAnXin", "VirusTotal"]);
        summary.BySource["QiAnXin"].Asked.ShouldBe(12);
        var progress = statistics.Progress();
        (progress.TreesWritten, progress.TreesFailed).ShouldBe((2, 2));
    }

    [Fact]
    public void TreeToldTwice_CountsOnce_AsItWasToldFirst()
    {
        var statistics = Create(1);
        statistics.Ended(1, Seed(1), Counts(4), Written(nodes: 10));

        statistics.Ended(1, Seed(1), Counts(4), new(10, [], new WriteOutcome.Failed("disk full"))).ShouldBeFalse();
        statistics.GivenUp(1, "crashed");

        var summary = statistics.Summary(wasStopped: false);
        (summary.TreesComplete, statistics.Progress().TreesFailed, summary.Queries.Asked).ShouldBe((1, 0, 4));
        summary.FirstProblems.ShouldBeEmpty();
    }

    [Fact]
    public void ActiveTrees_CountInTheProgress_UntilTheyAreOver()
    {
        var statistics = Create(2);
        Explore(1, Counts(4));
        Explore(2, Counts(3));

        var before = statistics.Progress();
        statistics.Ended(1, Seed(1), Counts(4), Written(nodes: 8));
        var after = statistics.Progress();

        (before.Queries.Asked, before.TreesWritten).ShouldBe((7, 0));
        (after.Queries.Asked, after.TreesWritten).ShouldBe((7, 1));
        after.BySource["QiAnXin"].Asked.ShouldBe(7);
    }

    [Fact]
    public void TreeThatIsGivenUp_CountsWithWhatItHasAsked()
    {
        var statistics = Create(1);
        Explore(1, Counts(4));

        statistics.GivenUp(1, "crashed");

        statistics.Summary(wasStopped: false).Queries.Asked.ShouldBe(4);
        statistics.Progress().Queries.Asked.ShouldBe(4);
    }

    [Fact]
    public void TreesThatAreNotDoneWhenTheHuntIsStopped_CountWithWhatTheyHaveAsked_AndOnce()
    {
        var statistics = Create(3);
        Explore(1, Counts(4));
        var gone = Explore(2, Counts(3));
        statistics.Stopping();
        _active.Remove(gone);
        statistics.Ended(1, Seed(1), Counts(5), Written(nodes: 1));

        // The first one was still written; the second never ends.
        statistics.Summary(wasStopped: true).ShouldSatisfyAllConditions(s => s.Queries.Asked.ShouldBe(8), s => s.TreesComplete.ShouldBe(1));
    }

    [Fact]
    public void FirstTwentyProblems_AreWorthALine_AndTheFirstFilesAreNamed()
    {
        var statistics = Create(500);

        var lines = Enumerable.Range(1, 25).Count(i => statistics.Ended(i, Seed(i), Counts(0), new(1, [], new WriteOutcome.Failed($"problem {i}"))));
        for (var i = 101; i <= 300; i++)
        {
            statistics.Ended(i, Seed(i), Counts(0), Written(nodes: 1));
        }

        var summary = statistics.Summary(wasStopped: false);
        lines.ShouldBe(20);
        summary.FirstProblems.ShouldBe(Enumerable.Range(1, 20).Select(i => $"problem {i}"));
        (statistics.Progress().TreesFailed, summary.TreesComplete, summary.FirstFiles.Count).ShouldBe((25, 200, 200));
    }

    private static Ioc Seed(int number) => Domain($"d{number}.com");

    /// <summary>All of the first source, none answered.</summary>
    private static TreeCounts Counts(int asked)
    {
        QueryTotals queries = new(asked, 0, 0, 0, 0, 0);
        return new(queries, default, [queries, default]);
    }

    private static TreeResult Written(int nodes, params MissingAnswer[] missing) => new(nodes, missing, new WriteOutcome.Written(["/a.txt", "/a.json"]));

    private HuntStatistics Create(int seeds) => new(seeds, ["QiAnXin", "VirusTotal"], _active, _time);

    private ActiveTree Explore(int number, TreeCounts counts)
    {
        var tree = new ActiveTree(new(new HuntId(1), number), new(OriginalCatalogue)) { Counts = counts };
        _active.Put(tree);
        return tree;
    }
}
