using System.IO.Compression;
using System.Text;
using IocExplorer.Coordinator.Hunts;
using IocExplorer.Coordinator.Recording;
using IocExplorer.Coordinator.Results;
using IocExplorer.Coordinator.Tests.Trees;
using IocExplorer.Coordinator.Trees;
using IocExplorer.Messages;
using IocExplorer.Messages.Protocols;
using IocExplorer.Messages.Service.Trees;
using IocExplorer.Persistence.Postgres;
using IocExplorer.Persistence.Postgres.Hunts;
using IocExplorer.Testing;
using IocExplorer.Testing.Postgres;
using static IocExplorer.Coordinator.Tests.World;

namespace IocExplorer.Coordinator.Tests.Recording;

public sealed class DatabaseResultStoreTests : IAsyncLifetime
{
    private readonly FakeTime _time = new();
    private readonly World _world = new();
    private readonly List<(int Number, TreeState State, bool IsTaken)> _recorded = [];
    private PostgresStore _database = null!;
    private DatabaseResultStore _store = null!;
    private HuntId _hunt;
    private HuntPlan _plan = null!;

    public async ValueTask InitializeAsync()
    {
        var database = await (await PostgresServer.SharedAsync()).CreateDatabaseAsync();
        _database = await PostgresStore.OpenAsync(new() { ConnectionString = database, Name = "tests" }, Cancellation);
        _store = new(_database, _time, (tree, isTaken) => _recorded.Add((tree.Tree.Number, tree.State, isTaken)));
        _hunt = await HuntOnDatabase.SubmitAsync(_database, "a.com", "b.com", "c.com");
        var freshness = (await Trees.LoadAsync(_hunt, Cancellation))!.Freshness;
        _plan = new(3, false, false, new(), freshness, [.. OriginalCatalogue.InTreeOrder.Select(o => new NumberedOperation(o.Id, o.Operation))]);
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Files_AreByteForByteThoseOfARunInOneProcess(bool plain)
    {
        _world["flint", Domain("a.com")] = Found("QAX: domain to resolution ip", Ip("8.8.8.8"), Ip("8.8.4.4"));
        _world["ip_downloaded_files", Ip("8.8.8.8")] = new Answer.NotAnswered(NotAnsweredReason.Throttled, "HTTP 429");
        _plan = _plan with { Plain = plain };
        using var folder = new TempFolder();
        var statistics = new HuntStatistics(1, ["QiAnXin", "VirusTotal"], new(), _time);
        var files = new FileResultStore(new ResultFiles(folder.Path, plain, _time), new KeptHunts(), statistics, _ => { });
        files.Prepare(Walked(1, "a.com"));

        await RecordAsync(_store.Prepare(Walked(1, "a.com")));

        var stored = (await Hunts.ResultAsync(_hunt, 1, TreeFormats.Names, Cancellation))!.Files!;
        stored.Name.ShouldBe("a.com_depth_3_202601051200");
        Text(stored.ByFormat["txt"]).ShouldBe(folder.Read(stored.Name + ".txt"));
        Text(stored.ByFormat["json"]).ShouldBe(folder.Read(stored.Name + ".json"));
    }

    [Fact]
    public async Task Tree_IsCountedWithItsNodesAndWhatItLacks_BySource()
    {
        _world["flint", Domain("a.com")] = Found("QAX: domain to resolution ip", Ip("8.8.8.8"));
        _world["domain_resolutions", Domain("b.com")] = new Answer.NotAnswered(NotAnsweredReason.Throttled, "HTTP 429");
        var counts = TreeCounts.None with
        {
            NotAsked = new(2, 0),
            BySource = [new(4, 1, 3, 0, 1, 0), new(3, 0, 2, 1, 0, 0)],
        };

        var outcomes = await RecordAsync(_store.Prepare(Walked(1, "a.com")), _store.Prepare(Walked(2, "b.com") with { Counts = counts }));

        outcomes.ShouldBe([new(1, HuntProtocol.TreeEndKind.Complete, 2), new(2, HuntProtocol.TreeEndKind.WithMissing, 1)]);
        _recorded.ShouldBe([(1, TreeState.Complete, true), (2, TreeState.WithMissing, true)]);
        (await Hunts.TreesAsync(_hunt, 0, 9, Cancellation)).Select(t => (t.State, t.Nodes, t.Missing))
            .ShouldBe([(TreeState.Complete, 2, 0), (TreeState.WithMissing, 1, 1), (TreeState.Waiting, null, null)]);
        var tally = (await Hunts.TalliesAsync(_hunt, 1, DateTimeOffset.UnixEpoch, 9, Cancellation)).ShouldHaveSingleItem().Tally!;
        tally.NotAsked.ShouldBe(new(2, 0));
        tally.BySource["QiAnXin"].ShouldBe(new(4, 1, 3, 0, 1, 0));
        tally.BySource["VirusTotal"].ShouldBe(new(3, 0, 2, 1, 0, 0));
        tally.Missing.ShouldBe([new("VirusTotal", "domain_resolutions", "throttled", "HTTP 429", 1, 1)]);
    }

    [Fact]
    public async Task ResultFromBeforeARetry_IsPassedOver_TheOthersOfTheCallAreNot()
    {
        var old = _store.Prepare(Walked(1, "a.com"));
        await Trees.RetryAsync(_hunt, [1, 2, 3], Cancellation);
        _plan = _plan with { Freshness = (await Trees.LoadAsync(_hunt, Cancellation))!.Freshness };

        (await RecordAsync(old, _store.Prepare(Walked(2, "b.com")))).ShouldBe([null, new(2, HuntProtocol.TreeEndKind.Complete, 1)]);

        _recorded.ShouldBe([(1, TreeState.Complete, false), (2, TreeState.Complete, true)]);
        (await Hunts.ResultAsync(_hunt, 1, TreeFormats.Names, Cancellation))!.Files.ShouldBeNull();
    }

    [Fact]
    public async Task ResultOfAHuntThatWasDeleted_IsPassedOver()
    {
        var tree = _store.Prepare(Walked(1, "a.com"));
        await Trees.DeleteAsync(_hunt, Cancellation);

        (await RecordAsync(tree)).ShouldBe([null]);
    }

    [Fact]
    public async Task TreeRecordedAgain_IsTheSame()
    {
        var tree = _store.Prepare(Walked(1, "a.com"));
        var first = await RecordAsync(tree);
        var before = (await Hunts.ResultAsync(_hunt, 1, TreeFormats.Names, Cancellation))!;
        _time.Advance(TimeSpan.FromHours(1));

        (await RecordAsync(_store.Prepare(Walked(1, "a.com")))).ShouldBe(first);

        var after = (await Hunts.ResultAsync(_hunt, 1, TreeFormats.Names, Cancellation))!;
        after.Files!.Name.ShouldBe(before.Files!.Name);
        Text(after.Files.ByFormat["txt"]).ShouldBe(Text(before.Files.ByFormat["txt"]));
    }

    [Fact]
    public async Task TreeThatShowsABug_IsGivenUpWithItsWords_AndNotThrown()
    {
        // A walk that is not done has no tree.
        var open = new TreeWalk(Domain("a.com"), new(OriginalCatalogue, 3, reserved: null));
        open.TakeNew();

        var outcomes = await RecordAsync(_store.Prepare(Record(1, "a.com", open)), _store.Prepare(Walked(2, "b.com")));

        outcomes.ShouldBe([new(1, HuntProtocol.TreeEndKind.GivenUp, 0), new(2, HuntProtocol.TreeEndKind.Complete, 1)]);
        var problem = (await Hunts.TreesAsync(_hunt, 0, 1, Cancellation)).Single().Problem!;
        problem.ShouldStartWith("The tree was not written because of a bug: ");
        problem.ShouldNotContain('\n');
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private TreeStore Trees => new(_database);

    private HuntStore Hunts => new(_database);

    private static string Text(ReadOnlyMemory<byte> gzip)
    {
        using var bytes = new MemoryStream(gzip.ToArray());
        using var text = new StreamReader(new GZipStream(bytes, CompressionMode.Decompress), Encoding.UTF8);
        return text.ReadToEnd();
    }

    private Task<IReadOnlyList<HuntProtocol.TreeOutcome?>> RecordAsync(params PreparedTree[] trees) => _store.RecordAsync(trees, Cancellation);

    private RecorderProtocol.RecordTree Record(int number, string seed, TreeWalk walk) =>
        new(new(_hunt, number), Domain(seed), NameIsTaken: false, _plan, walk, TreeCounts.None);

    private RecorderProtocol.RecordTree Walked(int number, string seed) => Record(number, seed, Walks.Run(_world, Domain(seed), 3, new Random(1)));
}
