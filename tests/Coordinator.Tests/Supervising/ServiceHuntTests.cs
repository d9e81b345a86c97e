using System.IO.Compression;
using System.Text;
using Akka.Actor;
using IocExplorer.Coordinator.Api;
using IocExplorer.Coordinator.Brokering;
using IocExplorer.Coordinator.Exploring;
using IocExplorer.Coordinator.Recording;
using IocExplorer.Coordinator.Results;
using IocExplorer.Coordinator.Supervising;
using IocExplorer.Coordinator.Tests.Api;
using IocExplorer.Coordinator.Tests.Trees;
using IocExplorer.Hosting.Engine;
using IocExplorer.Hosting.Nodes;
using IocExplorer.Hosting.Placement;
using IocExplorer.Messages;
using IocExplorer.Messages.Protocols;
using IocExplorer.Messages.Service.Hunts;
using IocExplorer.Persistence.Postgres;
using IocExplorer.Persistence.Postgres.Hunts;
using IocExplorer.Testing;
using IocExplorer.Testing.Postgres;
using static IocExplorer.Coordinator.Tests.World;

namespace IocExplorer.Coordinator.Tests.Supervising;

/// <summary>Hunts of a service over a real database, by all the actors of a coordinator node, with throttles that answer from a <see cref="World"/>.</summary>
public sealed class ServiceHuntTests : IAsyncLifetime
{
    private const int Seeds = 60;

    private static readonly string[] _seeds = [.. Enumerable.Range(0, Seeds).Select(i => $"n{i}.com")];

    private readonly ActorSystem _system = EmbeddedEngine.Create(JournalConfig.Embedded("never-opened.db"));
    private readonly OfferDirectory _offers = new();
    private PostgresStore _store = null!;
    private WatchedHuntStore _hunts = null!;
    private World _world = null!;
    private PlayedLedger _ledger = null!;
    private IActorRef _throttles = null!;

    public async ValueTask InitializeAsync()
    {
        var database = await (await PostgresServer.SharedAsync()).CreateDatabaseAsync();

        // Of the day on which the played throttles answer.
        _store = await PostgresStore.OpenAsync(new() { ConnectionString = database, Name = "tests", Clock = new FakeTime() }, Cancellation);
        _hunts = new(new DatabaseHuntStore(_store, _offers));
        _world = await OverlappingWorld.RegisterAsync(_store.Ledger, Cancellation);
        _offers.Replace(_world.Catalogue.InTreeOrder.Select((o, i) => new NodeProtocol.Offer(o.Id, i, SharingLevel.Red)));
    }

    public async ValueTask DisposeAsync()
    {
        await _system.Terminate();
        _system.Dispose();
        await _ledger.DisposeAsync();
        await _store.DisposeAsync();
    }

    [Fact]
    public async Task Hunt_GivesTheTreesOfTheContract_AndAsksNothingTwice()
    {
        Begin(holds: _ => false);
        var hunt = await HuntOnDatabase.SubmitAsync(_store, _seeds);

        // A source that is slow to answer is asked again, which a busy machine would be enough for.
        StartNode("a", tellAgainEvery: TimeSpan.FromHours(1)).Tell(new HuntProtocol.Wake(hunt), ActorRefs.NoSender);
        await FinishedAsync(hunt);

        await ShouldBeTheTreesOfTheContractAsync(hunt);
        _ledger.Asked.ShouldBeUnique();
    }

    [Fact]
    public async Task NodeThatStops_IsFollowedByAnother_WhichGoesOnFromTheLedger()
    {
        Begin(holds: query => query.Operation == _world.Id("reverse_email"));
        var hunt = await HuntOnDatabase.SubmitAsync(_store, _seeds);
        var first = StartNode("a");
        first.Tell(new HuntProtocol.Wake(hunt), ActorRefs.NoSender);
        await _ledger.Held.Task.InTime();

        await StopNodeAsync("a");
        _ledger.AnswerAll();
        StartNode("b").Tell(new HuntProtocol.Wake(hunt), ActorRefs.NoSender);
        await FinishedAsync(hunt);

        await ShouldBeTheTreesOfTheContractAsync(hunt);
    }

    [Fact]
    public async Task HuntThatIsPaused_ExploresNothing_AndGoesOnWhenResumed()
    {
        Begin(holds: query => query.Operation == _world.Id("reverse_email"));
        var hunt = await HuntOnDatabase.SubmitAsync(_store, _seeds);
        var hunts = StartNode("a");
        var commands = new HuntCommands(_ => Task.FromResult(hunts), TimeSpan.FromSeconds(30), TimeProvider.System);
        commands.Wake(hunt);
        await _ledger.Held.Task.InTime();

        (await commands.SendAsync(new HuntProtocol.Pause(hunt), Cancellation)).ShouldBeTrue();
        var paused = (await Hunts.FindAsync(hunt, Cancellation))!;
        (await commands.SendAsync(new HuntProtocol.Pause(hunt), Cancellation)).ShouldBeFalse();
        _ledger.AnswerAll();
        (await commands.SendAsync(new HuntProtocol.Resume(hunt), Cancellation)).ShouldBeTrue();
        await FinishedAsync(hunt);

        (paused.State, paused.Trees.Exploring).ShouldBe((HuntState.Paused, 0));
        await ShouldBeTheTreesOfTheContractAsync(hunt);
    }

    [Fact]
    public async Task HuntOfTheVersionBefore_ExploresOnlyItsOpenTreesWhenItIsRetried()
    {
        Begin(holds: _ => false);
        var hunt = await HuntOnDatabase.SubmitInterruptedAsync(_store, 2, "n0.com", "n1.com", "n2.com");
        var hunts = StartNode("a");
        var commands = new HuntCommands(_ => Task.FromResult(hunts), TimeSpan.FromSeconds(30), TimeProvider.System);

        (await commands.SendAsync(new HuntProtocol.Resume(hunt), Cancellation)).ShouldBeFalse();
        var before = (await Hunts.FindAsync(hunt, Cancellation))!;
        (await commands.SendAsync(new HuntProtocol.Retry(hunt), Cancellation)).ShouldBeTrue();
        await FinishedAsync(hunt);

        (before.State, before.Trees).ShouldBe((HuntState.Interrupted, new(1, 0, 2, 0, 0)));
        (await Hunts.FindAsync(hunt, Cancellation))!.Trees.ShouldBe(new(0, 0, 3, 0, 0));
        var written = (await Hunts.ResultsAsync(hunt, TreeFormats.Names, 0, 9, Cancellation)).ShouldHaveSingleItem();
        written.Number.ShouldBe(3);
        Text(written.Files!.ByFormat["txt"]).ShouldBe(new NaiveTree(_world, Domain("n2.com"), 3).Draw());
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private HuntStore Hunts => new(_store);

    private void Begin(Func<Query, bool> holds)
    {
        _ledger = new(_world) { Holds = holds };
        _throttles = _system.ActorOf(_ledger.Throttles());
    }

    /// <summary>All that a coordinator node runs.</summary>
    /// <returns>Its hunts.</returns>
    private IActorRef StartNode(string name, TimeSpan? tellAgainEvery = null)
    {
        var asking = new QueryBrokerOptions { Time = TimeProvider.System, Random = new(1) };
        asking = asking with { TellAgainEvery = tellAgainEvery ?? asking.TellAgainEvery };
        var broker = _system.ActorOf(QueryBroker.Props(_ledger, _throttles, asking, new QueryBrokerStatus(), _ => { }), name + "-broker");
        var recorder = _system.ActorOf(ResultRecorder.Props(new DatabaseResultStore(_store, TimeProvider.System, (_, _) => { })), name + "-recorder");
        var tree = ExplorationCoordinator.Props(broker, recorder, new(null), new(), new());
        var trees = _system.ActorOf(ChildPerEntity.Props(EntityIds.OfTree, _ => tree), name + "-trees");
        var options = new HuntSupervisorOptions
        {
            ActiveTrees = 8,
            Journal = JournalConfig.Hunts,
            Snapshots = JournalConfig.HuntSnapshots,
            SnapshotEvery = int.MaxValue,
        };
        return _system.ActorOf(
            ChildPerEntity.Props(EntityIds.OfHunt, hunt => HuntSupervisor.Props(EntityIds.HuntOf(hunt), _hunts, trees, options)), name + "-hunts");
    }

    private Task StopNodeAsync(string name) => Task.WhenAll(new[] { "hunts", "trees", "recorder", "broker" }.Select(async part =>
    {
        var actor = await _system.ActorSelection($"/user/{name}-{part}").ResolveOne(TimeSpan.FromSeconds(60), Cancellation);
        var stopped = actor.WatchAsync(Cancellation);
        _system.Stop(actor);
        await stopped.InTime();
    }));

    private async Task FinishedAsync(HuntId hunt)
    {
        await _hunts.WhenListedAsync(hunt, standing => standing.Phase == HuntPhase.Finished);
        (await Hunts.FindAsync(hunt, Cancellation))!.State.ShouldBe(HuntState.Finished);
    }

    private async Task ShouldBeTheTreesOfTheContractAsync(HuntId hunt)
    {
        (await Hunts.FindAsync(hunt, Cancellation))!.Trees.ShouldBe(new(0, 0, Complete: Seeds, 0, 0));
        var trees = await Hunts.ResultsAsync(hunt, TreeFormats.Names, 0, Seeds, Cancellation);
        trees.Select(t => t.Number).ShouldBe(Enumerable.Range(1, Seeds));
        foreach (var tree in trees)
        {
            tree.Files!.Name.ShouldStartWith($"n{tree.Number - 1}.com_depth_3_");
            Text(tree.Files.ByFormat["txt"]).ShouldBe(new NaiveTree(_world, Domain($"n{tree.Number - 1}.com"), 3).Draw());
        }
    }

    private static string Text(ReadOnlyMemory<byte> gzip)
    {
        using var bytes = new MemoryStream(gzip.ToArray());
        using var text = new StreamReader(new GZipStream(bytes, CompressionMode.Decompress), Encoding.UTF8);
        return text.ReadToEnd();
    }
}
