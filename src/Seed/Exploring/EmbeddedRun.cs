using IocExplorer.Coordinator.Hunts;
using IocExplorer.Messages;
using IocExplorer.Persistence;
using IocExplorer.Persistence.Sqlite;
using IocExplorer.Seed.Progress;
using IocExplorer.Seed.Reports;
using IocExplorer.Workers;

namespace IocExplorer.Seed.Exploring;

/// <summary>
/// A whole run in one process: ledger, workers and hunt, put together here and nowhere else. The workers and the hunt know nothing of each
/// other; all that they share is the ledger and the catalogue of operations.
/// </summary>
internal sealed class EmbeddedRun : IAsyncDisposable
{
    // Together less than the patience of Interrupts.
    private static readonly TimeSpan GraceForRequests = TimeSpan.FromSeconds(2);

    // A person waits in front of it.
    private static readonly TimeSpan LongestQuotaWait = TimeSpan.FromHours(1);

    private readonly Hunt _hunt;
    private readonly IClaimLedger _ledger;
    private readonly ExploreRequest _request;
    private readonly IReadOnlyList<ISource> _sources;
    private readonly WorkerNode _workers;

    private EmbeddedRun(ExploreRequest request, IClaimLedger ledger, IReadOnlyList<ISource> sources, WorkerNode workers, Hunt hunt)
    {
        _request = request;
        _ledger = ledger;
        _sources = sources;
        _workers = workers;
        _hunt = hunt;
        Completion = Task.WhenAny(hunt.Completion, workers.Failed);
        Quotas = request.Catalogue.Sources.ToDictionary(s => s.Name, s => new SourceQuota(s.Quota, Math.Max(1, s.ApiKeys.Count)));
    }

    /// <summary>Ends when the run does, well or not; <see cref="EndAsync"/> tells.</summary>
    public Task Completion { get; }

    /// <summary>By source name.</summary>
    public IReadOnlyDictionary<string, SourceQuota> Quotas { get; }

    /// <summary>Opens the ledger and begins to ask.</summary>
    /// <param name="tell">Lines for the user; called on any thread.</param>
    /// <param name="stop">Ends the run in order.</param>
    /// <exception cref="LedgerException">The ledger cannot be used; nothing was asked.</exception>
    /// <exception cref="ResultFolderException">The trees could not be written; nothing was asked.</exception>
    public static async Task<EmbeddedRun> StartAsync(ExploreRequest request, Surroundings surroundings, Action<Notice> tell, CancellationToken stop)
    {
        var ledger = await SqliteLedger.OpenAsync(
            new()
            {
                Path = request.Database,
                Time = surroundings.Time,
                Synchronous = request.Settings.Synchronous == "normal" ? SqliteSynchronous.Normal : SqliteSynchronous.Full,

                // What an abandoned run left in line belongs to nobody now: the trees of this run ask for all that they need.
                Leftovers = SqliteLeftovers.WaitUntilAskedAgain,
            },
            stop);
        try
        {
            return await StartAsync(request, ledger, surroundings, tell, stop);
        }
        catch
        {
            await ledger.DisposeAsync();
            throw;
        }
    }

    public RunCounters Counters()
    {
        var hunt = _hunt.Progress();
        return new(
            hunt.TreesWritten + hunt.TreesFailed,
            hunt.Queries.Asked,
            hunt.Queries.Found + hunt.Queries.Empty,
            hunt.Queries.NotAnswered,
            _workers.Progress(),
            hunt.BySource.ToDictionary(s => s.Key, s => s.Value.Queries.Waiting));
    }

    /// <summary>Stops the workers and says what came of it all.</summary>
    /// <exception cref="LedgerException">The ledger failed during the run.</exception>
    public async Task<RunReport> EndAsync()
    {
        if (_workers.Failed.IsFaulted)
        {
            // Nobody would ever answer what the hunt waits for.
            await _workers.Failed;
        }

        var hunt = await _hunt.Completion;
        await _workers.StopAsync(GraceForRequests);
        return RunReports.Of(_request, hunt, _workers.Progress());
    }

    public async ValueTask DisposeAsync()
    {
        await _hunt.DisposeAsync();
        await _workers.StopAsync(GraceForRequests);
        await _workers.DisposeAsync();
        foreach (var source in _sources.OfType<IDisposable>())
        {
            source.Dispose();
        }

        await _ledger.DisposeAsync();
    }

    private static async Task<EmbeddedRun> StartAsync(ExploreRequest request, SqliteLedger ledger, Surroundings surroundings, Action<Notice> tell, CancellationToken stop)
    {
        // Tree order: the definitions', then the user's own relations.
        Operation[] operations =
        [
            .. request.Catalogue.InTreeOrder.Select(o => o.Operation),
            .. request.Relations?.Operations ?? [],
        ];
        var ids = await ledger.RegisterAsync(operations, stop);
        var catalogue = new OperationCatalogue([.. ids.Zip(operations)]);
        var now = surroundings.Time.GetUtcNow();
        var hunt = await Hunt.StartAsync(
            new()
            {
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
            ledger,
            catalogue,
            tell,
            surroundings.Time,
            stop);
        var sources = Sources(request, ledger, surroundings, tell);
        var workers = WorkerNode.Start(ledger, catalogue, sources, new() { Time = surroundings.Time }, tell);
        return new(request, ledger, sources, workers, hunt);
    }

    private static List<ISource> Sources(ExploreRequest request, SqliteLedger ledger, Surroundings surroundings, Action<Notice> tell)
    {
        List<ISource> sources =
        [
            .. request.Catalogue.Sources.Where(s => s.IsOn).Select(s => SourceFactory.Create(
                new()
                {
                    Name = s.Name,
                    Operations = s.Operations,
                    ApiKeys = s.ApiKeys,
                    Quota = s.Quota,
                    MaxConcurrency = s.MaxConcurrency,
                    PerSecond = s.PerSecond,
                    Resilience = s.With(request.Settings.Resilience),
                    LongestQuotaWait = request.Settings.General.LongestQuotaWait ?? LongestQuotaWait,
                },
                ledger,
                tell,
                surroundings.Time,
                new(surroundings.Random.Next()),
                surroundings.Http)),
        ];
        if (request.Relations is { } relations)
        {
            sources.Add(relations);
        }

        return sources;
    }
}
