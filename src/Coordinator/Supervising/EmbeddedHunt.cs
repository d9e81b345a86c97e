using System.Runtime.ExceptionServices;
using Akka.Actor;
using IocExplorer.Coordinator.Brokering;
using IocExplorer.Coordinator.Hunts;
using IocExplorer.Coordinator.Recording;
using IocExplorer.Coordinator.Results;
using IocExplorer.Hosting.Placement;
using IocExplorer.Messages.Protocols;
using IocExplorer.Persistence;

namespace IocExplorer.Coordinator.Supervising;

/// <summary>
/// The coordinator's side of a run in one process: the same actors as on a coordinator node, placed in the ActorSystem that is given, with one hunt.
/// </summary>
public sealed class EmbeddedHunt : IAsyncDisposable
{
    /// <summary>For the last results, when the hunt is stopped: with what the last requests get, less than an orderly stop may take.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    private readonly HuntParts _parts;
    private readonly HuntStatistics _statistics;
    private readonly IActorRef _hunts;
    private readonly IActorRef _recorder;
    private readonly HuntId _hunt;

    private EmbeddedHunt(
        ActorSystem system, HuntId hunt, IReadOnlyList<Ioc> seeds, HuntOptions options, HuntParts parts, ResultFiles files, CancellationToken stop)
    {
        (_hunt, _parts) = (hunt, parts);
        var plan = new HuntPlan(options.Depth, options.Plain, options.SendReserved, options.Rules, options.Freshness, parts.Operations);
        var activeTrees = new ActiveTrees();
        var sources = plan.Operations.Select(o => o.Operation.Source).Distinct().ToList();
        _statistics = new(seeds.Count, sources, activeTrees, parts.Time);
        var store = new MemoryHuntStore(seeds, options, plan, parts.Hunts, _statistics);
        var status = new QueryBrokerStatus();

        var broker = system.ActorOf(
            QueryBroker.Props(parts.Ledger, parts.Throttles, new() { Time = parts.Time, Random = parts.Random }, status, parts.Notices), QueryBroker.Name);
        var results = new FileResultStore(files, parts.Hunts, _statistics, parts.Notices);
        _recorder = system.ActorOf(ResultRecorder.Props(results), ResultRecorder.Name);
        var tree = Exploring.ExplorationCoordinator.Props(
            broker, _recorder, new(options.Tags is { } tags ? tags.For : null), activeTrees, new());
        var trees = system.ActorOf(ChildPerEntity.Props(EntityIds.OfTree, _ => tree), "trees");
        var supervision = new HuntSupervisorOptions
        {
            ActiveTrees = options.ActiveTrees,
            Advice = "Run the same command again; what was answered is kept.",
            Notify = parts.Notices,
            Journal = parts.HuntJournal,
            Snapshots = parts.HuntSnapshots,
            SnapshotEvery = int.MaxValue,
        };
        _hunts = system.ActorOf(ChildPerEntity.Props(EntityIds.OfHunt, _ => HuntSupervisor.Props(_hunt, store, trees, supervision)), "hunts");
        _hunts.Tell(new HuntProtocol.Wake(_hunt), ActorRefs.NoSender);
        Completion = RunAsync(store.Over, Task.WhenAny(status.Failed, results.Failed).Unwrap(), stop);
    }

    /// <summary>Its number in the ledger.</summary>
    public HuntId Id => _hunt;

    /// <summary>
    /// Ends when every tree is written or named as failed, or the hunt was stopped. Faulted when the hunt cannot go on: with
    /// <see cref="LedgerException"/> when the ledger has become unusable, with anything else on a bug. What was answered is kept in any case.
    /// </summary>
    public Task<HuntSummary> Completion { get; }

    /// <summary>Starts exploring.</summary>
    /// <param name="system">Stays the caller's.</param>
    /// <param name="cancellation">
    /// Stops the hunt in order: no more seeds, no more queries; trees explored already are still written. What was answered stands in the ledger: the same
    /// hunt goes on from there.
    /// </param>
    /// <exception cref="ResultFolderException">The output directory cannot be made or used.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    /// <exception cref="LedgerException">The hunt cannot be recorded.</exception>
    public static async Task<EmbeddedHunt> StartAsync(ActorSystem system, HuntOptions options, HuntParts parts, CancellationToken cancellation)
    {
        options.Validate();
        var files = await Task.Run(() => new ResultFiles(options.OutputDirectory, options.Plain, parts.Time), cancellation);
        Ioc[] seeds = [.. options.Seeds.Distinct()];
        var hunt = await parts.Hunts.BeginAsync(new(options.Name, options.Depth, options.Rules, seeds), cancellation);
        return new(system, hunt, seeds, options, parts, files, cancellation);
    }

    /// <summary>How far it is. Cheap enough for a display.</summary>
    public HuntProgress Progress() => _statistics.Progress();

    public async ValueTask DisposeAsync()
    {
        Cancel();
        await ((Task)Completion).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private void Cancel()
    {
        _statistics.Stopping();
        _hunts.Tell(new HuntProtocol.Cancel(_hunt), ActorRefs.NoSender);
    }

    private async Task<HuntSummary> RunAsync(Task<HuntPhase> over, Task<Exception> failed, CancellationToken stop)
    {
        await using var stopping = stop.Register(Cancel);
        if (await Task.WhenAny(over, failed) == failed)
        {
            ExceptionDispatchInfo.Throw(await failed);
        }

        var wasStopped = await over == HuntPhase.Cancelled;
        if (wasStopped)
        {
            try
            {
                await _recorder.Ask<RecorderProtocol.Drained>(RecorderProtocol.Drain.Instance, Grace, CancellationToken.None);
            }
            catch (AskTimeoutException)
            {
                // What is not written by then is written by the next run.
            }
        }

        else
        {
            await EndAsync();
        }

        return _statistics.Summary(wasStopped);
    }

    private async Task EndAsync()
    {
        try
        {
            await _parts.Hunts.EndAsync(_hunt, CancellationToken.None);
        }
        catch (LedgerException error)
        {
            _parts.Notices(new(IsError: true, $"{error.Message} All trees are written; the hunt is listed as interrupted."));
        }
    }
}
