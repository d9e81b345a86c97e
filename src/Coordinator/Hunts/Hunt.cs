using IocExplorer.Actors;
using IocExplorer.Coordinator.Queries;
using IocExplorer.Coordinator.Results;
using IocExplorer.Coordinator.Trees;
using IocExplorer.Messages;
using IocExplorer.Persistence;

namespace IocExplorer.Coordinator.Hunts;

/// <summary>A hunt that runs: many seeds explored together, a tree of files for each.</summary>
public sealed class Hunt : IAsyncDisposable
{
    private readonly HuntBoard _board;
#pragma warning disable CA2213 // RunAsync disposes of them, in order; DisposeAsync waits for it.
    private readonly QueryDesk _desk;
    private readonly ResultWriter _writer;
    private readonly Mailbox<SupervisorMessage> _supervisor;
#pragma warning restore CA2213
    private readonly TaskCompletionSource<bool> _finished = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Hunt(
        HuntOptions options,
        IClaimLedger ledger,
        OperationCatalogue catalogue,
        ResultFiles files,
        Action<Notice> notices,
        TimeProvider time,
        CancellationToken cancellation)
    {
        Ioc[] seeds = [.. options.Seeds.Distinct()];
        var policies = new HuntPolicies(catalogue, options.Depth, options.SendReserved, options.Rules, options.Tags?.For(options.Rules));
        var index = new SourceIndex(catalogue);
        _board = new(seeds.Length, index.Names, Path.GetFullPath(options.OutputDirectory), time);
        _writer = new(files);
        Mailbox<SupervisorMessage>? supervisor = null;
        _desk = new(ledger, new() { Time = time }, notices, (crash, isGivenUp) =>
            Volatile.Read(ref supervisor)?.Reply(new SupervisorMessage.DeskCrashed(crash, isGivenUp)));
        var parts = new HuntParts(seeds, options.ActiveTrees, _board, Explore, _writer.Add, notices);
        _supervisor = new("hunt supervisor", self => new HuntSupervisor(self, parts, _finished), new() { Time = time, CrashesInARow = 1 });
        Volatile.Write(ref supervisor, _supervisor);
        Completion = RunAsync(cancellation);

        Mailbox<CoordinatorMessage> Explore(TreeRun run, Mailbox<SupervisorMessage> tell) => new(
            $"coordinator of {run.Seed}",
            self => new ExplorationCoordinator(
                self,
                new(run.Seed, policies.For(options.Sharing.GetValueOrDefault(run.Seed, options.Rules.Sharing))),
                options.Hunt,
                options.Freshness,
                _desk.AskAsync,
                counts => run.Counts = counts,
                walk => tell.Reply(new SupervisorMessage.Explored(run, walk)),
                new(index),
                _desk.Forget),
            new()
            {
                Time = time,
                Crashed = (_, crash, isGivenUp) => tell.Reply(new SupervisorMessage.TreeCrashed(run, crash, isGivenUp)),
            });
    }

    /// <summary>
    /// Ends when every tree is written or named as failed, or the hunt was stopped. Faulted when the hunt cannot go on: with
    /// <see cref="LedgerException"/> when the ledger has become unusable, with anything else on a bug. What was answered is kept in any case.
    /// </summary>
    public Task<HuntSummary> Completion { get; }

    /// <summary>Starts exploring.</summary>
    /// <param name="options">What to hunt for, and how.</param>
    /// <param name="ledger">Open; stays the caller's.</param>
    /// <param name="catalogue">With the ledger's numbers of the operations.</param>
    /// <param name="notices">Lines for the user; called on any thread.</param>
    /// <param name="time">The clock; local time names the files.</param>
    /// <param name="cancellation">Stops the hunt as <see cref="StopAsync"/> does.</param>
    /// <exception cref="ResultFolderException">The output directory cannot be made or used.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public static async Task<Hunt> StartAsync(
        HuntOptions options,
        IClaimLedger ledger,
        OperationCatalogue catalogue,
        Action<Notice> notices,
        TimeProvider time,
        CancellationToken cancellation)
    {
        options.Validate();
        var files = await Task.Run(() => new ResultFiles(options.OutputDirectory, options.Plain, time), cancellation);
        return new(options, ledger, catalogue, files, notices, time, cancellation);
    }

    /// <summary>How far it is. Cheap enough for a display.</summary>
    public HuntProgress Progress() => _board.Progress();

    /// <summary>
    /// Stops in order: no more seeds, no more queries; trees explored already are still written. What was answered stands in the ledger: the
    /// same hunt goes on from there.
    /// </summary>
    public async Task<HuntSummary> StopAsync()
    {
        _supervisor.Reply(new SupervisorMessage.Stop());
        return await Completion;
    }

    public async ValueTask DisposeAsync()
    {
        _supervisor.Reply(new SupervisorMessage.Stop());
        await ((Task)Completion).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task<HuntSummary> RunAsync(CancellationToken cancellation)
    {
        try
        {
            await using var stop = cancellation.Register(() => _supervisor.Reply(new SupervisorMessage.Stop()));
            var wasStopped = await await Task.WhenAny(_finished.Task, SupervisorEndedAsync());
            return _board.Summary(wasStopped);
        }
        finally
        {
            foreach (var run in _board.Active())
            {
                run.Coordinator?.Abort();
            }

            await _supervisor.DisposeAsync();
            await _desk.DisposeAsync();
            await _writer.StopAsync();
            _writer.Dispose();
        }
    }

    private async Task<bool> SupervisorEndedAsync()
    {
        await _supervisor.Completion;
        return await _finished.Task;
    }
}
