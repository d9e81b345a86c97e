using Akka.Actor;
using IocExplorer.Coordinator.Api;
using IocExplorer.Coordinator.Supervising;
using IocExplorer.Hosting.Engine;
using IocExplorer.Hosting.Nodes;
using IocExplorer.Hosting.Placement;
using IocExplorer.Messages;
using IocExplorer.Messages.Protocols;
using IocExplorer.Persistence.Postgres;

namespace IocExplorer.Coordinator.Tests.Api;

/// <summary>
/// The supervisors of a service's hunts over its database, in an ActorSystem of their own with a journal in memory. Nobody explores: trees end when a test says
/// so.
/// </summary>
internal sealed class PlayedSupervisors : IAsyncDisposable
{
    private readonly ActorSystem _system = EmbeddedEngine.Create(JournalConfig.Embedded("never-opened.db"));
    private readonly IActorRef _hunts;
    private readonly WatchedHuntStore _store;

    /// <param name="store">Stays the caller's.</param>
    /// <param name="offers">What a hunt is prepared with.</param>
    public PlayedSupervisors(PostgresStore store, OfferDirectory offers)
    {
        _store = new(new DatabaseHuntStore(store, offers));
        var nobody = _system.ActorOf(Props.Create(() => new Nobody()));
        var options = new HuntSupervisorOptions
        {
            Journal = JournalConfig.Hunts,
            Snapshots = JournalConfig.HuntSnapshots,
            SnapshotEvery = int.MaxValue,
            LeaveAfter = TimeSpan.FromHours(1),
            StorePause = TimeSpan.FromMilliseconds(20),
        };
        _hunts = _system.ActorOf(ChildPerEntity.Props(
            EntityIds.OfHunt, hunt => HuntSupervisor.Props(EntityIds.HuntOf(hunt), _store, nobody, options)));
        Commands = new HuntCommands(_ => Task.FromResult(_hunts), TimeSpan.FromSeconds(30), TimeProvider.System);
    }

    public IHuntCommands Commands { get; }

    /// <summary>A tree is over, as its coordinator tells.</summary>
    public void End(HuntId hunt, HuntProtocol.TreeOutcome outcome) => _hunts.Tell(new HuntProtocol.TreeEnded(hunt, outcome), ActorRefs.NoSender);

    /// <summary>Ends when the hunt is listed like this.</summary>
    public Task WhenListedAsync(HuntId hunt, Predicate<HuntStatus> isIt) => _store.WhenListedAsync(hunt, isIt);

    public async ValueTask DisposeAsync()
    {
        await _system.Terminate();
        _system.Dispose();
    }

    private sealed class Nobody : UntypedActor
    {
        protected override void OnReceive(object message)
        {
        }
    }
}
