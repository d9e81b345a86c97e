using Akka.Hosting;
using IocExplorer.Hosting;
using IocExplorer.Hosting.Clustering;
using IocExplorer.Hosting.Engine;
using IocExplorer.Hosting.Nodes;
using IocExplorer.Messages.Protocols;
using IocExplorer.Messages.Service.Nodes;
using IocExplorer.Persistence.Postgres;
using IocExplorer.Workers.Asking;
using IocExplorer.Workers.Configuration;
using IocExplorer.Workers.Definitions.Catalogue;
using IocExplorer.Workers.Files;
using IocExplorer.Workers.Files.Watching;
using IocExplorer.Workers.Throttling;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace IocExplorer.Workers.Host;

/// <summary>A worker node: its membership of the cluster, the throttles that it hosts, and the workers that ask from it.</summary>
internal sealed partial class WorkerService : INodeWork
{
    private readonly ILogger _log;
    private readonly AllSettings _settings;
    private readonly SourceCatalogue _catalogue;
    private readonly TimeProvider _time;
    private readonly Random _random;
    private readonly PostgresStore _store;
    private readonly OperationCatalogue _operations;
    private readonly IReadOnlyList<NodeProtocol.Offer> _offers;
    private readonly ThrottleStatistics _statistics = new();
    private readonly WorkerMetrics _metrics = new();
    private readonly NodeWorkers _workers;
    private readonly NodeEngine _engine;
    private readonly RelationFilesMonitor? _relations;
    private readonly CancellationTokenSource _endLooking = new();
    private readonly Task _looking;

    private WorkerService(
        NodeHost host,
        LoadedSettings loaded,
        SourceCatalogue catalogue,
        TimeProvider time,
        Random random,
        PostgresStore store,
        IReadOnlyList<(OperationId Id, Operation Operation, int Position)> operations)
    {
        (_log, _settings, _catalogue, _time, _random, _store) = (host.Logs.CreateLogger<WorkerService>(), loaded.Settings, catalogue, time, random, store);
        _operations = new([.. operations.Select(o => (o.Id, o.Operation))]);
        _offers = [.. operations.Select(o => new NodeProtocol.Offer(o.Id, o.Position, o.Operation.ClearedFor))];
        _relations = _settings.Relations is { Files: { Count: > 0 } files } relations ? new(files, relations.LookEvery, time, Tell) : null;
        _looking = _relations is null ? Task.CompletedTask : Task.Run(() => _relations.RunAsync(_endLooking.Token), CancellationToken.None);
        _workers = new(CreateSources, time);
        _engine = new(host, _settings, ClusterRoles.Worker, (akka, services) => Place(akka, services.GetRequiredService<PauseMonitor>()), time);
        _metrics.Observe(_workers.Progress, () => _statistics.All);
        Failed = Task.WhenAny([_workers.Failed, _engine.Failed, .. _relations is null ? [] : new[] { _looking }]).Unwrap();
    }

    public Task Failed { get; }

    /// <summary>Waits for the database, registers what this worker can ask, joins the cluster, and asks.</summary>
    public static async Task<INodeWork> StartAsync(
        NodeHost host, LoadedSettings loaded, SourceCatalogue catalogue, TimeProvider time, Random random, CancellationToken cancellation)
    {
        var log = host.Logs.CreateLogger<WorkerService>();
        foreach (var notice in catalogue.Notices)
        {
            NoticeLog.Write(log, notice);
        }

        var connector = new DatabaseConnector(host, loaded.Settings.Node, loaded.Settings.Database.Server!, time, random);
        var store = await connector.OpenAsync(cancellation);
        try
        {
            var positions = TreePositions.Of(loaded.Definitions, catalogue, loaded.Settings.Relations.Files.Count > 0);
            var ids = await store.Ledger.RegisterAsync([.. positions.Select(p => p.Operation)], cancellation);
            foreach (var source in catalogue.Sources.Where(s => s.IsOn))
            {
                SourceOn(log, source.Name, source.Operations.Count, source.ApiKeys.Count);
            }

            if (loaded.Settings.Relations.Files.Count > 0)
            {
                SourceOn(log, FileSource.SourceName, operations: 1, keys: 0);
            }

            return await StartAsync(
                new(host, loaded, catalogue, time, random, store, [.. ids.Zip(positions, (id, p) => (id, p.Operation, p.Position))]), cancellation);
        }
        catch
        {
            await store.DisposeAsync();
            throw;
        }
    }

    public async Task DrainAsync(TimeSpan grace)
    {
        // Requests under way end, throttles move to other workers, the node leaves. A crash from here on: the others see it go.
        await _engine.StopAsync(grace);
        await _store.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _engine.DisposeAsync();
        await _endLooking.CancelAsync();
        await _looking.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _relations?.Dispose();
        _endLooking.Dispose();
        _metrics.Dispose();
        await _store.DisposeAsync();
    }

    private static async Task<INodeWork> StartAsync(WorkerService service, CancellationToken cancellation)
    {
        try
        {
            await service._engine.StartAsync(cancellation);
            return service;
        }
        catch
        {
            await service.DisposeAsync();
            throw;
        }
    }

    private void Place(AkkaConfigurationBuilder akka, PauseMonitor pauses) => akka
        .WithThrottles(ThrottleOptions(), _statistics)
        .WithSourceWorkers(_workers, _operations, _store.Ledger, NodeEngine.RequestsGrace(_settings.Node), WorkerOptions(pauses))
        .WithNodeStatus(
            NodeKind.Worker,
            _settings.Node.Name,
            _engine.Time,
            () => new WorkerStatus(_workers.Progress()) { Throttles = _statistics.All }.ToText())
        .WithOffers(_offers);

    private SourceThrottleOptions ThrottleOptions() => new()
    {
        Time = _engine.Time,
        Random = new(_random.Next()),
        Resilience = _settings.Resilience,
        LongestQuotaWait = _settings.General.LongestQuotaWait ?? TimeSpan.MaxValue,
        RecoverAfter = _settings.Node.RecoverAfter,
        CarriedOver = _store.CarriedOverQuotas,
        Journal = JournalConfig.Quotas,
        Snapshots = JournalConfig.QuotaSnapshots,
        Outages = new(Tell, "Look at the database."),
        Reserved = _metrics.Reserved,
    };

    private SourceWorkersOptions WorkerOptions(PauseMonitor pauses) => new()
    {
        Time = _time,
        RecoverAfter = _settings.Node.RecoverAfter,
        MaySend = () => !pauses.HasPaused,
        Notify = Tell,
        Answered = OnAnswered,
        Crashed = (who, crash, isGivenUp) => Crashed(_log, isGivenUp ? LogLevel.Critical : LogLevel.Error, who, crash),
    };

    private List<ISource> CreateSources() => [.. OutsideSources(), .. _relations is null ? [] : new[] { new WatchedRelations(_relations) }];

    private IEnumerable<ISource> OutsideSources() => _catalogue.Sources.Where(s => s.IsOn).Select(s => SourceFactory.Create(
        HttpSourceOptions.Of(s, _settings.Resilience) with { RecoverAfter = _settings.Node.RecoverAfter }, Tell, _time, new(_random.Next())));

    private void OnAnswered(SourceWorkerProtocol.WorkItem item, Operation operation, Answer? answer)
    {
        _metrics.Answered(operation.Source, answer);
        if (_log.IsEnabled(LogLevel.Debug))
        {
            QueryDone(
                _log,
                item.Hunt.Value,
                operation.Source,
                operation.Name,
                item.Query.Ioc.Value,
                WorkerMetrics.OutcomeOf(answer),
                (answer as Answer.NotAnswered)?.Detail);
        }
    }

    private void Tell(Notice notice) => NoticeLog.Write(_log, notice);
}
