using Akka.Actor;
using IocExplorer.Coordinator.Results;
using IocExplorer.Coordinator.Supervising;
using IocExplorer.Coordinator.Trees;
using IocExplorer.Hosting.Engine;
using IocExplorer.Hosting.Placement;
using IocExplorer.Messages.Protocols;
using IocExplorer.Persistence;
using IocExplorer.Persistence.Sqlite;
using IocExplorer.Seed.Findings;
using IocExplorer.Seed.Progress;
using IocExplorer.Seed.Reports;
using IocExplorer.Workers.Asking;
using IocExplorer.Workers.Throttling;

namespace IocExplorer.Seed.Exploring;

/// <summary>
/// A whole run in one process: ledger, throttles, workers and hunt in one ActorSystem without a network, created here only. The same actors as
/// in a cluster; only their placing differs.
/// </summary>
internal sealed class EmbeddedRun(
    ExploreRequest request,
    SqliteLedger ledger,
    ActorSystem system,
    LedgerFindingReader findings,
    IReadOnlyList<ISource> sources,
    WorkersStatus workers,
    IActorRef sourceWorkers,
    EmbeddedHunt hunt) : IAsyncDisposable
{
    // Together less than <see cref="Interrupts.Patience"/>.
    private static readonly TimeSpan GraceForRequests = TimeSpan.FromSeconds(2);

    private Task? _stopped;

    /// <summary>Ends when the run does, successful or not; <see cref="EndAsync"/> has the result.</summary>
    public Task Completion { get; } = Task.WhenAny(hunt.Completion, workers.Failed);

    /// <summary>The number of the hunt in its ledger.</summary>
    public long Hunt => hunt.Id.Value;

    /// <summary>The hunts of the ledger.</summary>
    public IFindingReader Findings => findings;

    /// <summary>By source name.</summary>
    public IReadOnlyDictionary<string, SourceQuota> Quotas { get; } =
        request.Catalogue.Sources.ToDictionary(s => s.Name, s => new SourceQuota(s.Quota, Math.Max(1, s.ApiKeys.Count)));

    /// <summary>Opens the ledger and begins to ask.</summary>
    /// <param name="tell">Lines for the user; called on any thread.</param>
    /// <exception cref="LedgerException">The ledger cannot be used; nothing was asked.</exception>
    /// <exception cref="ResultFolderException">The trees could not be written; nothing was asked.</exception>
    /// <exception cref="FindingException">There is no hunt to compare with; nothing was asked.</exception>
    public static async Task<EmbeddedRun> StartAsync(ExploreRequest request, ConsoleContext consoleContext, Action<Notice> tell, CancellationToken stop)
    {
        // Side by side: each takes its part of a second.
        var creating = Task.Run(
            () => EmbeddedEngine.Create(JournalConfig.Embedded(QuotaFile(request.Database)), request.Settings.Engine), CancellationToken.None);
        SqliteLedger? ledger = null;
        try
        {
            ledger = await SqliteLedger.OpenAsync(
                new()
                {
                    Path = request.Database,
                    Time = consoleContext.Time,
                    Synchronous = request.Settings.Synchronous == "normal" ? SqliteSynchronous.Normal : SqliteSynchronous.Full,
                },
                stop);
            return await StartAsync(request, ledger, await creating, consoleContext, tell, stop);
        }
        catch
        {
            await (await creating).Terminate();
            if (ledger is not null)
            {
                await ledger.DisposeAsync();
            }

            throw;
        }
    }

    public RunCounters Counters()
    {
        var progress = hunt.Progress();
        var done = progress.TreesWritten + progress.TreesFailed;
        return new(
            done,
            progress.Queries.Asked,
            progress.Queries.Found + progress.Queries.Empty,
            progress.Queries.NotAnswered,
            workers.Progress(),
            progress.BySource.ToDictionary(s => s.Key, s => s.Value.Waiting))
        {
            TreesWaiting = Math.Max(0, request.Seeds.Count - done - request.Settings.General.ActiveTrees),
        };
    }

    /// <summary>Stops the workers and says what came of it all.</summary>
    /// <exception cref="LedgerException">The ledger failed during the run.</exception>
    public async Task<RunReport> EndAsync()
    {
        if (workers.Failed.IsFaulted)
        {
            // The hunt would wait for ever.
            await workers.Failed;
        }

        var summary = await hunt.Completion;
        await StopWorkersAsync();
        return RunReports.Of(summary, request.BadLines, workers.Progress());
    }

    public async ValueTask DisposeAsync()
    {
        await hunt.DisposeAsync();
        await StopWorkersAsync();
        await system.Terminate();
        workers.Dispose();
        foreach (var source in sources.OfType<IDisposable>())
        {
            source.Dispose();
        }

        await ledger.DisposeAsync();
    }

    private static async Task<EmbeddedRun> StartAsync(
        ExploreRequest request, SqliteLedger ledger, ActorSystem system, ConsoleContext consoleContext, Action<Notice> tell, CancellationToken stop)
    {
        var findings = new LedgerFindingReader(
            ledger.Hunts, consoleContext.Time, request.DatabaseAsGiven, TagListCatalog.ForExports(request.Settings.Tags));
        if (request.Since is { } since)
        {
            await findings.CheckAsync(since, stop);
        }

        // Tree order: the definitions', then the user's own relations.
        Operation[] operations =
        [
            .. request.Catalogue.InTreeOrder.Select(o => o.Operation),
            .. request.Relations?.Operations ?? [],
        ];
        var ids = await ledger.RegisterAsync(operations, stop);
        var now = consoleContext.Time.GetUtcNow();
        var throttles = Throttles(request, ledger, system, consoleContext, tell);
        var hunt = await EmbeddedHunt.StartAsync(
            system,
            new()
            {
                Name = request.Name,
                Seeds = request.Seeds,
                Depth = request.Settings.General.Depth,
                OutputDirectory = request.Output,
                Plain = request.Plain,
                Rules = request.Rules,
                Tags = request.Tags,
                Sharing = request.Sharing,
                Freshness = new(FactsSince: request.Refresh ? now : now - request.Settings.General.MaxAge, FailuresSince: now),
                SendReserved = request.Settings.General.SendReserved,
                ActiveTrees = request.Settings.General.ActiveTrees,
            },
            new()
            {
                Ledger = ledger,
                Hunts = ledger.Hunts,
                Throttles = throttles,
                Operations = [.. ids.Zip(operations, (id, operation) => new NumberedOperation(id, operation))],
                Notices = tell,
                Time = consoleContext.Time,
                Random = new(consoleContext.Random.Next()),
                HuntJournal = JournalConfig.Hunts,
                HuntSnapshots = JournalConfig.HuntSnapshots,
            },
            stop);
        var sources = Sources(request, consoleContext, tell);
        var workers = new WorkersStatus(sources, consoleContext.Time);
        var sourceWorkers = system.ActorOf(
            SourceWorkers.Props(workers, new([.. ids.Zip(operations)]), ledger, throttles, new() { Time = consoleContext.Time, Notify = tell }),
            SourceWorkers.ActorName);
        return new(request, ledger, system, findings, sources, workers, sourceWorkers, hunt);
    }

    private static IActorRef Throttles(ExploreRequest request, SqliteLedger ledger, ActorSystem system, ConsoleContext consoleContext, Action<Notice> tell)
    {
        var options = new SourceThrottleOptions
        {
            Time = consoleContext.Time,
            Random = new(consoleContext.Random.Next()),
            Resilience = request.Settings.Resilience,
            LongestQuotaWait = request.LongestQuotaWait,
            CarriedOver = ledger.CarriedOverQuotas,
            Outages = new(tell),
            Journal = JournalConfig.Quotas,
            Snapshots = JournalConfig.QuotaSnapshots,
        };
        var directory = new LocalWorkerDirectory();
        var statistics = new ThrottleStatistics();
        return system.ActorOf(
            ChildPerEntity.Props(message => (message as IWithSource)?.Source, source => SourceThrottle.Props(source, options, directory, statistics)),
            "throttles");
    }

    private static List<ISource> Sources(ExploreRequest request, ConsoleContext consoleContext, Action<Notice> tell)
    {
        var names = new NameResolution(tell, consoleContext.Time);
        return
        [
            .. request.Catalogue.Sources.Where(s => s.IsOn).Select(s => SourceFactory.Create(
                HttpSourceOptions.Of(s, request.Settings.Resilience) with { Names = names },
                tell,
                consoleContext.Time,
                new(consoleContext.Random.Next()),
                consoleContext.Http)),
            .. request.Relations is { } relations ? new ISource[] { relations } : [],
        ];
    }

    /// <summary>Beside the ledger: <c>ioc-explorer.db</c> has <c>ioc-explorer.db.quotas</c>.</summary>
    private static string QuotaFile(string database) => database + ".quotas";

    private Task StopWorkersAsync() => _stopped ??= StopAsync();

    private async Task StopAsync()
    {
        try
        {
            await sourceWorkers.Ask<SourceWorkers.Stopped>(new SourceWorkers.Stop(GraceForRequests), GraceForRequests);
        }
        catch (AskTimeoutException)
        {
            // What is not written by then is asked again by the next run.
        }
    }
}
