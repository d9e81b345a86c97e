using IocExplorer.Actors;
using IocExplorer.Coordinator.Hunts;
using IocExplorer.Coordinator.Queries;
using IocExplorer.Messages;
using IocExplorer.Messages.Service;
using IocExplorer.Persistence.Postgres;
using IocExplorer.Persistence.Postgres.Hunts;

namespace IocExplorer.Coordinator.Nodes;

/// <summary>The part of a coordinator process that explores trees; the other part answers the API.</summary>
public sealed class CoordinatorNode : IAsyncDisposable
{
    private readonly PostgresStore _store;
    private readonly TreeBoard _board = new();
    private readonly CoordinatorNodeOptions _options;
    private readonly Task _stopped;
    private readonly TaskCompletionSource _failed = new(TaskCreationOptions.RunContinuationsAsynchronously);
#pragma warning disable CA2213 // DisposeAsync disposes of them, in order.
    private readonly TreeRecorder _recorder;
    private readonly QueryDesk _desk;
    private readonly Mailbox<NodeMessage> _supervisor;
#pragma warning restore CA2213

    private CoordinatorNode(PostgresStore store, CoordinatorNodeOptions options, Action<Notice> notices)
    {
        (_store, _options) = (store, options);
        var trees = new TreeStore(store);
        _recorder = new(trees, options.Time, options.Recorded);
        Mailbox<NodeMessage>? supervisor = null;
        _desk = new(store.Ledger, new() { Time = options.Time }, notices, (crash, isGivenUp) =>
            Volatile.Read(ref supervisor)?.Reply(new NodeMessage.DeskCrashed(crash, isGivenUp)));
        var parts = new NodeParts
        {
            Store = trees,
            Node = () => store.Node.Id,
            IsTrusted = () => store.Node.IsTrusted,
            Coordinators = () => Math.Max(1, store.Node.Alive.Count(n => n.Kind == NodeKind.Coordinator)),
            Offers = async cancellation => [.. (await store.OffersAsync(cancellation)).Select(o => o.Id)],
            Catalogue = async (operations, cancellation) => await store.CatalogueAsync(operations, cancellation),
            Tags = options.Tags,
            Explore = Explore,
            Withdraw = new HuntStore(store).WithdrawAsync,
            Recorder = _recorder,
            Shares = new(options.TreesOfAHunt, options.TreesInAll),
            TreesOfAHunt = options.TreesOfAHunt,
            Board = _board,
            Notices = notices,
            LookEvery = options.LookEvery,
        };
        _stopped = parts.Stopped.Task;
        _supervisor = new("node supervisor", self => new NodeSupervisor(self, parts), new() { Time = options.Time, Crashed = OnCrash });
        Volatile.Write(ref supervisor, _supervisor);
        store.Node.Changed += OnChanged;
    }

    /// <summary>Never ends well; faults when an actor was given up, and with it the node: the process should end.</summary>
    public Task Failed => _failed.Task;

    /// <summary>Starts exploring what there is.</summary>
    /// <param name="store">Open; stays the caller's.</param>
    /// <param name="options">How.</param>
    /// <param name="notices">Lines for logs; called on any thread.</param>
    public static CoordinatorNode Start(PostgresStore store, CoordinatorNodeOptions options, Action<Notice> notices) => new(store, options, notices);

    /// <summary>Hunts of the service that are not over, as this node saw them last.</summary>
    public int OpenHunts => _board.OpenHunts;

    /// <summary>Queries that trees of this node wait for.</summary>
    public int WaitingQueries => _desk.Waiting;

    /// <summary>For the node's heartbeat. Cheap; any thread.</summary>
    public CoordinatorStatus Status() => _board.Status();

    /// <summary>Something has changed that this node should see at once. Does not wait.</summary>
    public void Look() => _supervisor.Reply(new NodeMessage.Look(IsTimer: false));

    /// <summary>Takes no more trees, gives back those that are explored, ends when those that are done are recorded.</summary>
    /// <param name="grace">What is not recorded by then is explored again by another node.</param>
    public async Task StopAsync(TimeSpan grace)
    {
        _supervisor.Reply(new NodeMessage.Stop());
        await Task.WhenAny(_stopped, _supervisor.Completion, Task.Delay(grace, _options.Time, CancellationToken.None));
    }

    public async ValueTask DisposeAsync()
    {
        _store.Node.Changed -= OnChanged;
        _supervisor.Abort();
        _recorder.GiveUp();
        foreach (var tree in _board.All())
        {
            tree.Run.Coordinator?.Abort();
        }

        await _supervisor.DisposeAsync();
        await _desk.DisposeAsync();
        _recorder.Dispose();
    }

    private Mailbox<CoordinatorMessage> Explore(OwnedTree tree, Mailbox<NodeMessage> tell)
    {
        var hunt = tree.Hunt;
        return new(
            $"coordinator of {tree.Run.Seed}",
            self => new ExplorationCoordinator(
                self,
                new(tree.Run.Seed, hunt.Policies.For(tree.Sharing)),
                hunt.Hunt.Id,
                hunt.Hunt.Freshness,
                _desk.AskAsync,
                counts => tree.Run.Counts = counts,
                walk => tell.Reply(new NodeMessage.Explored(tree, walk)),
                new(hunt.Sources),
                _desk.Forget),
            new()
            {
                Time = _options.Time,
                Crashed = (_, crash, isGivenUp) => tell.Reply(new NodeMessage.TreeCrashed(tree, crash, isGivenUp)),
            });
    }

    // The node goes on under a new number: nothing that it owned is its own any more. (While it merely does not trust itself, it takes nothing new;
    // what it finishes is fenced.)
    private void OnChanged(NodeId id) => _supervisor.Reply(new NodeMessage.LeaseLost());

    private void OnCrash(string name, Exception crash, bool isGivenUp)
    {
        _options.Crashed?.Invoke(name, crash, isGivenUp);
        if (isGivenUp)
        {
            _failed.TrySetException(crash);
        }
    }
}
