using System.IO.Compression;
using System.Text;
using System.Threading.Channels;
using IocExplorer.Coordinator.Nodes;
using IocExplorer.Coordinator.Tests.Trees;
using IocExplorer.Messages;
using IocExplorer.Messages.Service;
using IocExplorer.Persistence.Postgres;
using IocExplorer.Persistence.Postgres.Hunts;
using IocExplorer.Testing.Postgres;
using static IocExplorer.Coordinator.Tests.World;

namespace IocExplorer.Coordinator.Tests.Nodes;

/// <summary>Coordinator nodes on a real database, with workers that answer from a <see cref="World"/>.</summary>
public sealed class CoordinatorNodeTests : IAsyncLifetime
{
    private const int Seeds = 60;

    private readonly List<PostgresStore> _stores = [];
    private readonly List<CoordinatorNode> _nodes = [];
    private readonly Channel<FinishedTree> _ends = Channel.CreateUnbounded<FinishedTree>();
    private int _recorded;
    private string _database = "";
    private World _world = null!;
    private LedgerWorkers _workers = null!;
    private HuntStore _hunts = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await (await PostgresServer.SharedAsync()).CreateDatabaseAsync();
        var store = await OpenAsync(NodeKind.Worker);
        _world = await OverlappingWorld.RegisterAsync(store.Ledger, Cancellation);
        _workers = new(store.Ledger, _world);
        _hunts = new(store);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes)
        {
            await node.DisposeAsync();
        }

        await _workers.DisposeAsync();
        foreach (var store in _stores)
        {
            await store.DisposeAsync();
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Hunt_OnSoManyNodes_GivesTheTreesOfTheContract_AndAsksNothingTwice(int nodes)
    {
        for (var i = 0; i < nodes; i++)
        {
            await StartNodeAsync();
        }

        var hunt = await SubmitAsync();
        var view = await WhenOverAsync(hunt);

        (view.State, view.Trees).ShouldBe((HuntState.Finished, new(0, 0, Complete: Seeds, 0, 0)));
        await ShouldBeTheTreesOfTheContractAsync(hunt);
        _workers.Claimed.ShouldBeUnique();
    }

    [Fact]
    public async Task NodeThatStops_GivesItsTreesBack_AndAnotherGoesOnFromTheLedger()
    {
        var first = await StartNodeAsync();
        var hunt = await SubmitAsync();
        await _workers.HasAnswered(300).InTime();

        await first.StopAsync(TimeSpan.FromSeconds(10)).InTime();
        (await _hunts.FindAsync(hunt, Cancellation))!.Trees.Exploring.ShouldBe(0);
        await StartNodeAsync();
        await WhenOverAsync(hunt);

        await ShouldBeTheTreesOfTheContractAsync(hunt);
        _workers.Claimed.ShouldBeUnique();
    }

    [Fact]
    public async Task HuntThatIsPaused_HasNothingInLine_AndGoesOnWhenResumed()
    {
        await StartNodeAsync();
        var hunt = await SubmitAsync();
        await _workers.HasAnswered(200).InTime();

        (await _hunts.PauseAsync(hunt, Cancellation)).ShouldBeTrue();
        var paused = (await _hunts.FindAsync(hunt, Cancellation))!;
        (await _hunts.PauseAsync(hunt, Cancellation)).ShouldBeFalse();
        (await _hunts.ResumeAsync(hunt, Cancellation)).ShouldBeTrue();
        var view = await WhenOverAsync(hunt);

        paused.State.ShouldBe(HuntState.Paused);
        view.Trees.Complete.ShouldBe(Seeds);
        await ShouldBeTheTreesOfTheContractAsync(hunt);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private async Task<PostgresStore> OpenAsync(NodeKind kind)
    {
        var store = await PostgresStore.OpenAsync(
            new() { ConnectionString = _database, Kind = kind, Name = $"{kind} {_stores.Count}" }, Cancellation);
        _stores.Add(store);
        return store;
    }

    private async Task<CoordinatorNode> StartNodeAsync()
    {
        var node = CoordinatorNode.Start(await OpenAsync(NodeKind.Coordinator), new() { TreesOfAHunt = 8, LookEvery = TimeSpan.FromMilliseconds(50), Recorded = OnRecorded }, _ => { });
        _nodes.Add(node);
        return node;
    }

    private void OnRecorded(FinishedTree tree, bool isAccepted)
    {
        if (isAccepted)
        {
            _ends.Writer.TryWrite(tree);
        }
    }

    private async Task<HuntId> SubmitAsync()
    {
        var submission = await _hunts.SubmitAsync(
            new()
            {
                Name = "a hunt",
                SubmittedBy = "the tests",
                RequestHash = new byte[] { 1 },
                Depth = 3,
                Plain = false,
                SendReserved = false,
                MaxAge = TimeSpan.FromHours(24),
                Seeds = [.. Enumerable.Range(0, Seeds).Select(i => Domain($"n{i}.com"))],
                Duplicates = 0,
                BadLines = 0,
                FirstBadLines = [],
            },
            Cancellation);
        return submission.ShouldBeOfType<Submission.Made>().Hunt;
    }

    /// <summary>Ends when every tree was recorded.</summary>
    private async Task<HuntView> WhenOverAsync(HuntId hunt)
    {
        for (; _recorded < Seeds; _recorded++)
        {
            await _ends.Reader.ReadAsync(Cancellation).AsTask().InTime();
        }

        return (await _hunts.FindAsync(hunt, Cancellation))!;
    }

    private async Task ShouldBeTheTreesOfTheContractAsync(HuntId hunt)
    {
        var trees = await _hunts.ResultsAsync(hunt, 0, Seeds, Cancellation);
        trees.Select(t => t.Number).ShouldBe(Enumerable.Range(1, Seeds));
        foreach (var tree in trees)
        {
            tree.Files!.Name.ShouldStartWith($"n{tree.Number - 1}.com_depth_3_");
            Text(tree.Files.Txt).ShouldBe(new NaiveTree(_world, Domain($"n{tree.Number - 1}.com"), 3).Draw());
        }
    }

    private static string Text(ReadOnlyMemory<byte> gzip)
    {
        using var bytes = new MemoryStream(gzip.ToArray());
        using var text = new StreamReader(new GZipStream(bytes, CompressionMode.Decompress), Encoding.UTF8);
        return text.ReadToEnd();
    }
}
