using System.Collections.Concurrent;
using IocExplorer.Analysis.Records;
using IocExplorer.Coordinator.Hunts;
using IocExplorer.Coordinator.Recording;
using IocExplorer.Coordinator.Tests.Trees;
using IocExplorer.Coordinator.Trees;
using IocExplorer.Messages;
using IocExplorer.Messages.Protocols;
using IocExplorer.Messages.Service.Trees;
using IocExplorer.Persistence;
using IocExplorer.Testing;
using static IocExplorer.Coordinator.Tests.World;

namespace IocExplorer.Coordinator.Tests.Recording;

public sealed class FileResultStoreTests : IDisposable
{
    private const string Stem = "a.com_depth_3_202601051200";

    private readonly TempFolder _folder = new();
    private readonly FakeTime _time = new();
    private readonly World _world = new();
    private readonly ConcurrentQueue<Notice> _notices = [];
    private readonly KeptHunts _hunts = new();
    private readonly HuntStatistics _statistics;
    private readonly FileResultStore _store;

    public FileResultStoreTests()
    {
        _statistics = new(3, ["QiAnXin", "VirusTotal"], new(), _time);
        _store = new(new(_folder.Path, plain: false, _time), _hunts, _statistics, _notices.Enqueue);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task CompleteTree_IsWritten_AndCountedWhenItIsRecorded()
    {
        _world["flint", Domain("a.com")] = Found("QAX: domain to resolution ip", Ip("8.8.8.8"));

        var prepared = _store.Prepare(Walked(1, Domain("a.com")));
        _folder.Read($"{Stem}.txt").ShouldBe(new NaiveTree(_world, Domain("a.com"), 3).Draw());
        _statistics.Progress().TreesWritten.ShouldBe(0);

        (await RecordAsync(prepared)).ShouldBe([new(1, HuntProtocol.TreeEndKind.Complete, 2)]);
        _statistics.Summary(wasStopped: false).ShouldSatisfyAllConditions(
            s => s.TreesComplete.ShouldBe(1), s => s.FirstFiles.Select(f => Path.GetFileName(f)).ShouldBe([$"{Stem}.txt", $"{Stem}.json"]));
    }

    [Fact]
    public async Task TreeThatLacksSomething_IsWritten_AndSaysWhat()
    {
        _world["flint", Domain("a.com")] = new Answer.NotAnswered(NotAnsweredReason.Throttled, "HTTP 429");

        (await RecordAsync(_store.Prepare(Walked(1, Domain("a.com"))))).ShouldBe([new(1, HuntProtocol.TreeEndKind.WithMissing, 1)]);

        _statistics.Summary(wasStopped: false).Missing.ShouldHaveSingleItem().Operation.ShouldBe("flint");
        _notices.ShouldBeEmpty();
    }

    [Fact]
    public async Task FileThatCannotBeWritten_IsNamedOnce_AndTheTreeIsGivenUp()
    {
        Directory.CreateDirectory(Path.Combine(_folder.Path, $"{Stem}.txt"));
        var first = _store.Prepare(Walked(1, Domain("a.com")));
        var second = _store.Prepare(Walked(2, Domain("b.com")));

        var outcomes = await RecordAsync(first, second);
        await RecordAsync(first);

        outcomes.ShouldBe([new(1, HuntProtocol.TreeEndKind.GivenUp, 1), new(2, HuntProtocol.TreeEndKind.Complete, 1)]);
        _notices.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            n => n.IsError.ShouldBeTrue(),
            n => n.Text.ShouldContain($"{Stem}.txt was not written"),
            n => n.Text.ShouldContain("run the same command again"));
        var progress = _statistics.Progress();
        (progress.TreesWritten, progress.TreesFailed).ShouldBe((1, 1));
    }

    [Fact]
    public async Task TreeThatShowsABug_IsNamed_AndNotThrown()
    {
        // A walk that is not done has no tree.
        var open = new TreeWalk(Domain("a.com"), new(OriginalCatalogue, 3, reserved: null));
        open.TakeNew();

        var outcomes = await RecordAsync(_store.Prepare(Record(1, Domain("a.com"), open)));

        outcomes.ShouldBe([new(1, HuntProtocol.TreeEndKind.GivenUp, 0)]);
        var problem = _notices.ShouldHaveSingleItem().Text;
        problem.ShouldStartWith("The tree of domain a.com was not written because of a bug: ");
        problem.ShouldNotContain('\n');
        _folder.Files.ShouldBeEmpty();
    }

    [Fact]
    public async Task Records_AreKeptOfTreesThatAreWritten_AndOfTheOthersTheEnd()
    {
        Directory.CreateDirectory(Path.Combine(_folder.Path, $"{Stem}.txt"));
        _world["flint", Domain("b.com")] = Found("QAX: domain to resolution ip", Ip("8.8.8.8"));

        await RecordAsync(_store.Prepare(Walked(1, Domain("a.com"))), _store.Prepare(Walked(2, Domain("b.com"))));

        _hunts.Trees.Select(t => (t.Hunt, t.Tree.Number, t.Tree.State, t.Tree.Nodes)).ShouldBe(
            [(new(1), 1, TreeState.GivenUp, 1), (new(1), 2, TreeState.Complete, 2)]);
        _hunts.Trees[0].Tree.Record.ShouldBeNull();
        TreeRecordBytes.Unpack(_hunts.Trees[1].Tree.Record.ShouldNotBeNull()).Nodes.Select(node => node.Ioc).ShouldBe([Domain("b.com"), Ip("8.8.8.8")]);
    }

    [Fact]
    public async Task LedgerThatIsFull_IsSaidOnce_AndNothingIsCountedBeforeItTakesTheRecords()
    {
        var prepared = _store.Prepare(Walked(1, Domain("a.com")));
        _hunts.Failures.Enqueue(new("The disk is full.", LedgerErrorKind.Unavailable));
        _hunts.Failures.Enqueue(new("The disk is full.", LedgerErrorKind.Unavailable));

        await Should.ThrowAsync<LedgerException>(() => RecordAsync(prepared));
        await Should.ThrowAsync<LedgerException>(() => RecordAsync(prepared));
        _statistics.Progress().TreesWritten.ShouldBe(0);
        await RecordAsync(prepared);

        _notices.ShouldHaveSingleItem().Text.ShouldBe("The disk is full. The trees are written; waiting to record them.");
        _statistics.Progress().TreesWritten.ShouldBe(1);
        _store.Failed.IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public void NameThatIsTaken_SaysTheType()
    {
        _store.Prepare(Walked(1, Domain("8.8.8.8")));
        _store.Prepare(Walked(2, Ip("8.8.8.8")) with { NameIsTaken = true });

        _folder.Files.Count.ShouldBe(4);
    }

    private async Task<IReadOnlyList<HuntProtocol.TreeOutcome?>> RecordAsync(params PreparedTree[] trees) =>
        await _store.RecordAsync(trees, TestContext.Current.CancellationToken);

    private static RecorderProtocol.RecordTree Record(int number, Ioc seed, TreeWalk walk) => new(
        new(new HuntId(1), number), seed, NameIsTaken: false, new(3, false, false, new(), default, []), walk, TreeCounts.None);

    private RecorderProtocol.RecordTree Walked(int number, Ioc seed) => Record(number, seed, Walks.Run(_world, seed, 3, new Random(1)));
}
