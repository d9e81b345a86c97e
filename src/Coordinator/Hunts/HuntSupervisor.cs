using IocExplorer.Actors;
using IocExplorer.Coordinator.Results;
using IocExplorer.Persistence;

namespace IocExplorer.Coordinator.Hunts;

/// <summary>
/// Feeds seeds to coordinators, a bounded number of trees at a time, and sees each to its end: explored, written, forgotten. A tree that
/// keeps crashing is given up and named; the hunt goes on.
/// </summary>
/// <remarks>
/// A tree is active until it is written, so that trees do not pile up before a slow disk. The supervisor is not restarted: it makes no outside
/// call, so its crash is a bug, and the next run goes on from the ledger.
/// </remarks>
internal sealed class HuntSupervisor(Mailbox<SupervisorMessage> self, HuntParts parts, TaskCompletionSource<bool> finished)
    : IActor<SupervisorMessage>
{
    /// <summary>Crashes of one tree after which it is given up. A mailbox counts crashes in a row; a tree that crashes at its third message every time has none.</summary>
    internal const int MostTreeCrashes = 5;

    /// <summary>Crashes of the desk without a tree explored in between, after which the hunt ends.</summary>
    internal const int MostDeskCrashes = 10;

    private readonly HashSet<TreeRun> _active = [];
    private readonly HashSet<string> _values = new(StringComparer.Ordinal);
    private int _next;
    private int _deskCrashes;
    private bool _isStopping;

    public ValueTask StartAsync(CancellationToken cancellation)
    {
        Feed();
        return ValueTask.CompletedTask;
    }

    public ValueTask HandleAsync(SupervisorMessage message, CancellationToken cancellation)
    {
        switch (message)
        {
            case SupervisorMessage.Explored explored when explored.Run.Phase == TreePhase.Exploring:
                _deskCrashes = 0;
                explored.Run.Phase = TreePhase.Writing;
                Dismiss(explored.Run);
                parts.Write(explored.Walk, explored.Run.NameIsTaken, result => self.Reply(new SupervisorMessage.Written(explored.Run, result)));
                break;
            case SupervisorMessage.Written written when written.Run.Phase == TreePhase.Writing:
                End(written.Run, new TreeEnd.Explored(written.Result), (written.Result.Outcome as WriteOutcome.Failed)?.Problem);
                break;
            case SupervisorMessage.TreeCrashed crashed when crashed.Run.Phase == TreePhase.Exploring:
                Crashed(crashed);
                break;
            case SupervisorMessage.DeskCrashed crashed:
                Crashed(crashed);
                break;
            case SupervisorMessage.Stop:
                Stop();
                break;
            default:
                break;
        }

        Feed();
        return ValueTask.CompletedTask;
    }

    private void Feed()
    {
        while (!_isStopping && _active.Count < parts.ActiveTrees && _next < parts.Seeds.Count)
        {
            var seed = parts.Seeds[_next++];
            var run = new TreeRun(seed, nameIsTaken: !_values.Add(seed.Value));
            _active.Add(run);
            parts.Board.Started(run);
            run.Coordinator = parts.Explore(run, self);
        }

        if (_active.Count == 0)
        {
            finished.TrySetResult(_isStopping);
        }
    }

    private void Crashed(SupervisorMessage.TreeCrashed crashed)
    {
        var run = crashed.Run;
        run.Crashes++;
        if (crashed.IsGivenUp || run.Crashes >= MostTreeCrashes)
        {
            var problem = $"The tree of {run.Seed} was given up after {run.Crashes} crashes, the last: {Line(crashed.Crash)} "
                + "Run the same command again; what was answered is kept.";
            Dismiss(run);
            End(run, new TreeEnd.GivenUp(problem), problem);
        }
        else
        {
            parts.Notices(new(IsError: false, $"The tree of {run.Seed} crashed and starts again from the ledger: {Line(crashed.Crash)}"));
        }
    }

    private void Crashed(SupervisorMessage.DeskCrashed crashed)
    {
        _deskCrashes++;
        var isLedgerUnusable = crashed.Crash is LedgerException { Trouble: not LedgerTrouble.Unavailable };
        if (crashed.IsGivenUp || isLedgerUnusable || _deskCrashes >= MostDeskCrashes)
        {
            finished.TrySetException(crashed.Crash);
            Stop();
            return;
        }

        // It has forgotten who waits for what. What they ask again stands behind its restart.
        parts.Notices(new(IsError: false, $"The query desk crashed and starts again: {Line(crashed.Crash)}"));
        foreach (var run in _active)
        {
            run.Coordinator?.Reply(new CoordinatorMessage.AskAgain());
        }
    }

    /// <summary>Orderly and quick: what is explored is still written, what is not stands in the ledger for the next run.</summary>
    private void Stop()
    {
        _isStopping = true;
        foreach (var run in _active.Where(run => run.Phase == TreePhase.Exploring).ToList())
        {
            Dismiss(run);
            End(run, new TreeEnd.Unfinished(), problem: null);
        }
    }

    private void End(TreeRun run, TreeEnd end, string? problem)
    {
        run.Phase = TreePhase.Ended;
        _active.Remove(run);
        if (parts.Board.Ended(run, end) && problem is not null)
        {
            parts.Notices(new(IsError: true, problem));
        }
    }

    private static string Line(Exception crash) => $"{crash.GetType().Name}: {crash.Message}".ReplaceLineEndings(" ");

    private static void Dismiss(TreeRun run)
    {
        var coordinator = run.Coordinator;
        run.Coordinator = null;
        _ = coordinator?.DisposeAsync().AsTask();
    }
}
