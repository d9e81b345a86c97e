using IocExplorer.Actors;
using IocExplorer.Coordinator.Hunts;
using IocExplorer.Messages;
using IocExplorer.Messages.Service;
using IocExplorer.Persistence;
using IocExplorer.Persistence.Postgres.Hunts;

namespace IocExplorer.Coordinator.Nodes;

/// <summary>
/// Explores trees of all hunts on one node: takes them by lease, a bounded number at a time, runs a coordinator for each, has the result recorded, and
/// gives back what others should have. There is one on every coordinator node, and none of them leads.
/// </summary>
/// <remarks>
/// <para>Invariant: a tree is worked on here only under a lease from <see cref="TreeStore.TakeAsync"/>; its result is recorded under that lease or not at all.</para>
/// <list type="number">
/// <item>Taken in the database, not known here (the answer was lost on the way): given back when the node compares, after any trouble and now and then.</item>
/// <item>Explored. A crash of the node: its row lapses and another node walks again, from the ledger. A lease that is lost without our knowledge: two nodes walk the
/// same tree for a moment and ask the same queries, which the ledger shares; only the newer one's result is accepted.</item>
/// <item>Recorded: <see cref="TreeRecorder"/>.</item>
/// </list>
/// </remarks>
internal sealed class NodeSupervisor(Mailbox<NodeMessage> self, NodeParts parts) : IActor<NodeMessage>
{
    /// <summary>Crashes of one tree after which it is given up.</summary>
    internal const int MostTreeCrashes = 5;

    /// <summary>Deaths of nodes over one tree after which it is given up. Many, because nodes also die for reasons of their own.</summary>
    internal const int MostDeaths = 30;

    private const int LooksBetweenComparisons = 30;

    private readonly Dictionary<HuntId, HuntOnNode> _hunts = [];
    private readonly HashSet<HuntId> _toWithdraw = [];
    private IDisposable? _timer;
    private int _looks;
    private bool _mustCompare = true;
    private bool _mustLook = true;
    private bool _isStopping;

    public ValueTask StartAsync(CancellationToken cancellation)
    {
        LookLater();
        return LookAsync(cancellation);
    }

    public ValueTask HandleAsync(NodeMessage message, CancellationToken cancellation)
    {
        switch (message)
        {
            case NodeMessage.Look look:
                _mustLook = true;
                if (look.IsTimer)
                {
                    LookLater();
                }

                break;
            case NodeMessage.Explored explored when parts.Board.Has(explored.Tree) && explored.Tree.Run.Phase == TreePhase.Exploring:
                explored.Tree.Run.Phase = TreePhase.Writing;
                Dismiss(explored.Tree);
                parts.Recorder.Add(explored.Tree, explored.Walk, Tell(explored.Tree));
                break;
            case NodeMessage.Recorded recorded:
                parts.Board.Remove(recorded.Tree);
                _mustLook = true;
                break;
            case NodeMessage.TreeCrashed crashed when parts.Board.Has(crashed.Tree) && crashed.Tree.Run.Phase == TreePhase.Exploring:
                Crashed(crashed);
                break;
            case NodeMessage.DeskCrashed crashed:
                Crashed(crashed);
                break;
            case NodeMessage.LeaseLost:
                Forget(parts.Board.All());
                break;
            case NodeMessage.Stop:
                _isStopping = true;
                _mustLook = true;
                break;
            default:
                break;
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>All that was told is taken in: one look does for all of it.</summary>
    public ValueTask IdleAsync(CancellationToken cancellation)
    {
        if (!_mustLook)
        {
            return ValueTask.CompletedTask;
        }

        _mustLook = false;
        return LookAsync(cancellation);
    }

    public ValueTask StopAsync()
    {
        _timer?.Dispose();
        return ValueTask.CompletedTask;
    }

    private void LookLater()
    {
        // One at a time: the one of an instance that has crashed may still come.
        _timer?.Dispose();
        _timer = self.ReplyAfter(parts.LookEvery, new NodeMessage.Look(IsTimer: true));
    }

    private async ValueTask LookAsync(CancellationToken cancellation)
    {
        try
        {
            if (_isStopping)
            {
                await GiveBackAsync([.. parts.Board.All().Where(t => t.Run.Phase == TreePhase.Exploring)], cancellation);
                if (parts.Board.Count == 0)
                {
                    parts.Stopped.TrySetResult();
                }
            }
            else if (parts.IsTrusted())
            {
                await CompareAsync(cancellation);
                var hunts = await parts.Store.OpenHuntsAsync(parts.TreesOfAHunt, cancellation);
                parts.Board.OpenHunts = hunts.Count;
                await LookAtHuntsAsync(hunts, cancellation);
            }
        }
        catch (LedgerException trouble) when (trouble.Trouble == LedgerTrouble.Unavailable)
        {
            // The desk tells the user. What a call has done whose answer is lost is found out by comparing.
            _mustCompare = true;
        }
    }

    private async ValueTask LookAtHuntsAsync(IReadOnlyList<OpenHunt> hunts, CancellationToken cancellation)
    {
        var running = hunts.Where(h => h.State == HuntState.Running).ToDictionary(h => h.Id);
        await StopTreesAsync(running, cancellation);
        foreach (var hunt in _hunts.Keys.Except(running.Keys).ToList())
        {
            _hunts.Remove(hunt);
        }

        var mine = parts.Board.All().GroupBy(t => t.Lease.Hunt).ToDictionary(g => g.Key, g => g.ToList());
        List<HuntLoad> loads = [.. running.Values.Select(h => new HuntLoad(h.Id, h.OpenTrees, h.WaitingTrees, mine.GetValueOrDefault(h.Id)?.Count ?? 0))];
        var nodes = parts.Coordinators();
        foreach (var load in loads)
        {
            if (parts.Shares.GiveBack(load, nodes) is > 0 and var surplus)
            {
                // The youngest have the least done.
                var exploring = mine[load.Hunt].Where(t => t.Run.Phase == TreePhase.Exploring).OrderByDescending(t => t.Lease.Number);
                await GiveBackAsync([.. exploring.Take(surplus)], cancellation);
            }
        }

        var room = parts.Shares.Take(loads, nodes);
        if (room.Count == 0)
        {
            return;
        }

        List<(HuntId Hunt, int Room)> ready = [];
        foreach (var (hunt, most) in room)
        {
            if (await PrepareAsync(running[hunt], cancellation))
            {
                ready.Add((hunt, most));
            }
        }

        if (ready.Count > 0)
        {
            Start(await parts.Store.TakeAsync(parts.Node(), ready, cancellation));
        }
    }

    /// <summary>Trees of hunts that were paused, cancelled or deleted are given back, and what they had in line is withdrawn.</summary>
    private async ValueTask StopTreesAsync(Dictionary<HuntId, OpenHunt> running, CancellationToken cancellation)
    {
        // Once more after the look that gave them back: an ask that was under way then has been recorded since.
        foreach (var hunt in _toWithdraw.Where(hunt => !running.ContainsKey(hunt)).ToList())
        {
            await parts.Withdraw(hunt, cancellation);
        }

        _toWithdraw.Clear();
        List<OwnedTree> stopped = [.. parts.Board.All().Where(t => !running.ContainsKey(t.Lease.Hunt) && t.Run.Phase == TreePhase.Exploring)];
        if (stopped.Count > 0)
        {
            await GiveBackAsync(stopped, cancellation);
            _toWithdraw.UnionWith(stopped.Select(t => t.Lease.Hunt));
        }
    }

    /// <summary>False as long as nobody offers anything to ask.</summary>
    private async ValueTask<bool> PrepareAsync(OpenHunt hunt, CancellationToken cancellation)
    {
        if (_hunts.TryGetValue(hunt.Id, out var known) && known.Hunt.Freshness == hunt.Freshness)
        {
            return true;
        }

        var operations = hunt.Operations;
        if (operations is null)
        {
            var offers = await parts.Offers(cancellation);
            operations = offers.Count > 0 ? await parts.Store.PinAsync(hunt.Id, offers, cancellation) : null;
        }

        if (operations is null)
        {
            return false;
        }

        _hunts[hunt.Id] = new(hunt, await parts.Catalogue(operations, cancellation), parts.Tags);
        return true;
    }

    private void Start(IReadOnlyList<TakenTree> taken)
    {
        foreach (var tree in taken.Select(t => new OwnedTree(t, _hunts[t.Lease.Hunt])))
        {
            parts.Board.Put(tree);
            if (tree.Deaths >= MostDeaths)
            {
                GiveUp(tree, $"Given up: {tree.Deaths} nodes have died while they explored it. Look into their logs, then retry the hunt.");
            }
            else
            {
                tree.Run.Coordinator = parts.Explore(tree, self);
            }
        }
    }

    private async ValueTask CompareAsync(CancellationToken cancellation)
    {
        if (!_mustCompare && ++_looks % LooksBetweenComparisons != 0)
        {
            return;
        }

        var owned = await parts.Store.OwnedAsync(parts.Node(), cancellation);
        await parts.Store.ReleaseAsync([.. owned.Where(lease => !parts.Board.Has(lease))], cancellation);
        var still = owned.ToHashSet();
        Forget([.. parts.Board.All().Where(t => t.Run.Phase == TreePhase.Exploring && !still.Contains(t.Lease))]);
        _mustCompare = false;
    }

    private async ValueTask GiveBackAsync(List<OwnedTree> trees, CancellationToken cancellation)
    {
        // First here, then in the database: never is a tree worked on that another node has taken from us in order.
        Forget(trees);
        await parts.Store.ReleaseAsync([.. trees.Select(t => t.Lease)], cancellation);
    }

    private void Forget(IReadOnlyList<OwnedTree> trees)
    {
        foreach (var tree in trees)
        {
            tree.Run.Phase = TreePhase.Ended;
            Dismiss(tree);
            parts.Board.Remove(tree);
        }
    }

    private void Crashed(NodeMessage.TreeCrashed crashed)
    {
        var run = crashed.Tree.Run;
        run.Crashes++;
        if (crashed.IsGivenUp || run.Crashes >= MostTreeCrashes)
        {
            Dismiss(crashed.Tree);
            GiveUp(crashed.Tree, $"Given up after {run.Crashes} crashes, the last: {Line(crashed.Crash)} Please report it; retrying the hunt keeps what was answered.");
        }
        else
        {
            parts.Notices(new(IsError: false, $"The tree of {run.Seed} crashed and starts again from the ledger: {Line(crashed.Crash)}"));
        }
    }

    private void Crashed(NodeMessage.DeskCrashed crashed)
    {
        if (crashed.IsGivenUp || crashed.Crash is LedgerException { Trouble: not LedgerTrouble.Unavailable })
        {
            throw new InvalidOperationException("The query desk of this node was given up.", crashed.Crash);
        }

        // It has forgotten who waits for what. What they ask again stands behind its restart.
        parts.Notices(new(IsError: false, $"The query desk crashed and starts again: {Line(crashed.Crash)}"));
        foreach (var tree in parts.Board.All())
        {
            tree.Run.Coordinator?.Reply(new CoordinatorMessage.AskAgain());
        }
    }

    private void GiveUp(OwnedTree tree, string problem)
    {
        tree.Run.Phase = TreePhase.Writing;
        parts.Notices(new(IsError: true, $"The tree of {tree.Run.Seed}: {problem}"));
        parts.Recorder.Add(RenderedTree.GivenUp(tree, problem), Tell(tree));
    }

    private Action<bool> Tell(OwnedTree tree) => wasOurs => self.Reply(new NodeMessage.Recorded(tree, wasOurs));

    private static string Line(Exception crash) => $"{crash.GetType().Name}: {crash.Message}".ReplaceLineEndings(" ");

    private static void Dismiss(OwnedTree tree)
    {
        var coordinator = tree.Run.Coordinator;
        tree.Run.Coordinator = null;
        _ = coordinator?.DisposeAsync().AsTask();
    }
}
