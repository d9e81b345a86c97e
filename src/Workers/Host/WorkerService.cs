using IocExplorer.Hosting;
using IocExplorer.Messages;
using IocExplorer.Messages.Service;
using IocExplorer.Persistence;
using IocExplorer.Persistence.Postgres;
using IocExplorer.Workers.Configuration;
using IocExplorer.Workers.Definitions;
using Microsoft.Extensions.Logging;

namespace IocExplorer.Workers.Host;

/// <summary>The workers of a node, put together with their database.</summary>
internal sealed partial class WorkerService : INodeWork
{
    // The rest of a drain is for the node's row and the way to the database.
    private const double PartForWorkers = 0.75;

    private readonly PostgresStore _store;
    private readonly IReadOnlyList<ISource> _sources;
    private readonly WorkerNode _workers;
    private readonly WorkerMetrics _metrics;

    private WorkerService(PostgresStore store, IReadOnlyList<ISource> sources, WorkerNode workers, WorkerMetrics metrics) =>
        (_store, _sources, _workers, _metrics) = (store, sources, workers, metrics);

    public Task Failed => _workers.Failed;

    /// <summary>Waits for the database, registers what this worker can ask, and begins to ask.</summary>
    public static async Task<INodeWork> StartAsync(
        NodeHost host, LoadedSettings loaded, SourceCatalogue catalogue, TimeProvider time, Random random, CancellationToken cancellation)
    {
        var log = host.Logs.CreateLogger<WorkerService>();
        foreach (var notice in catalogue.Notices)
        {
            Notice(log, notice.Text);
        }

        var door = new DatabaseDoor(host, loaded.Settings.Node, loaded.Settings.Database.Server!, time, random);
        var store = await door.OpenAsync(NodeKind.Worker, cancellation);
        try
        {
            return await StartAsync(store, loaded, catalogue, log, time, random, cancellation);
        }
        catch
        {
            await store.DisposeAsync();
            throw;
        }
    }

    public async Task DrainAsync(TimeSpan grace)
    {
        // 1. Claims no more and takes no keys; the others see it.
        await NodeDrain.AnnounceAsync(_store, grace * (1 - PartForWorkers) / 2);

        // 2. What is under way ends or is handed back. A crash from here on: the rest is freed with the lease.
        await _workers.StopAsync(grace * PartForWorkers);

        // 3. The row ends: all that this node still held is free at once.
        await _store.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _metrics.Dispose();
        await _workers.DisposeAsync();
        foreach (var source in _sources.OfType<IDisposable>())
        {
            source.Dispose();
        }

        await _store.DisposeAsync();
    }

    private static async Task<INodeWork> StartAsync(
        PostgresStore store, LoadedSettings loaded, SourceCatalogue catalogue, ILogger log, TimeProvider time, Random random, CancellationToken cancellation)
    {
        var offers = TreePositions.Of(loaded.Definitions, catalogue);
        var ids = await store.RegisterAsync(offers, cancellation);
        var operations = new OperationCatalogue([.. ids.Zip(offers, (id, offer) => (id, offer.Operation))]);
        List<ISource> sources = [.. catalogue.Sources.Where(s => s.IsOn).Select(s => Source(s, loaded.Settings, store.Ledger, log, time, new(random.Next())))];
        var metrics = new WorkerMetrics();
        var workers = WorkerNode.Start(
            store.Ledger,
            operations,
            sources,
            new()
            {
                Time = time,
                MayStart = () => store.Node.IsTrusted,
                Answered = (claim, operation, answer) => OnAnswered(log, metrics, claim, operation, answer),
                Crashed = (who, crash, isGivenUp) => Crashed(log, isGivenUp ? LogLevel.Critical : LogLevel.Error, who, crash),
            },
            notice => Tell(log, notice));
        metrics.Observe(workers.Progress);
        store.Node.Lost += workers.LoseOwnership;
        store.Node.Changed += _ => workers.LoseOwnership();
        store.Node.Status = () => new WorkerStatus(workers.Progress()).ToText();
        return new WorkerService(store, sources, workers, metrics);
    }

    private static ISource Source(ConfiguredSource source, AllSettings settings, IClaimLedger ledger, ILogger log, TimeProvider time, Random random)
    {
        SourceOn(log, source.Name, source.Operations.Count, source.ApiKeys.Count, source.Lanes);
        return SourceFactory.Create(
            new()
            {
                Name = source.Name,
                Operations = source.Operations,
                ApiKeys = source.ApiKeys,
                Quota = source.Quota,
                MaxConcurrency = source.MaxConcurrency,
                LanesPerKey = source.Lanes,
                PerSecond = source.PerSecond,
                Resilience = source.With(settings.Resilience),
                LongestQuotaWait = settings.General.LongestQuotaWait ?? TimeSpan.MaxValue,
                RecoverAfter = settings.Node.RecoverAfter,
            },
            ledger,
            notice => Tell(log, notice),
            time,
            random);
    }

    private static void OnAnswered(ILogger log, WorkerMetrics metrics, Claim claim, Operation operation, Answer? answer)
    {
        metrics.Answered(operation.Source, answer);
        if (log.IsEnabled(LogLevel.Debug))
        {
            QueryDone(log, claim.Id.Value, claim.Hunt.Value, operation.Source, operation.Name, WorkerMetrics.OutcomeOf(answer), (answer as Answer.NotAnswered)?.Detail);
        }
    }

    private static void Tell(ILogger log, Notice notice)
    {
        if (notice.IsError)
        {
            Trouble(log, notice.Text);
        }
        else
        {
            Notice(log, notice.Text);
        }
    }

    [LoggerMessage(EventName = "source-on", Level = LogLevel.Information, Message = "Asks {Source}: {Operations} operations, {Keys} keys, {Lanes} lanes a key.")]
    private static partial void SourceOn(ILogger log, string source, int operations, int keys, int lanes);

    [LoggerMessage(EventName = "notice", Level = LogLevel.Information, Message = "{Text}")]
    private static partial void Notice(ILogger log, string text);

    [LoggerMessage(EventName = "trouble", Level = LogLevel.Warning, Message = "{Text}")]
    private static partial void Trouble(ILogger log, string text);

    [LoggerMessage(EventName = "query-done", Level = LogLevel.Debug, Message = "Query {Query} of hunt {Hunt} ({Source} {Operation}): {Outcome} {Detail}")]
    private static partial void QueryDone(ILogger log, long query, long hunt, string source, string operation, string outcome, string? detail);

    [LoggerMessage(EventName = "crash", Message = "{Who} crashed.")]
    private static partial void Crashed(ILogger log, LogLevel level, string who, Exception crash);
}
