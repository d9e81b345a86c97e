using System.Net;
using System.Text.Json;
using Akka.Hosting;
using IocExplorer.Coordinator.Api;
using IocExplorer.Coordinator.Api.Access;
using IocExplorer.Coordinator.Brokering;
using IocExplorer.Coordinator.Exploring;
using IocExplorer.Coordinator.Hunts;
using IocExplorer.Coordinator.Recording;
using IocExplorer.Coordinator.Supervising;
using IocExplorer.Coordinator.Trees;
using IocExplorer.Hosting;
using IocExplorer.Hosting.Clustering;
using IocExplorer.Hosting.Configuration;
using IocExplorer.Hosting.Engine;
using IocExplorer.Hosting.Nodes;
using IocExplorer.Messages.Service;
using IocExplorer.Messages.Service.Nodes;
using IocExplorer.Persistence;
using IocExplorer.Persistence.Postgres;
using IocExplorer.Persistence.Postgres.Hunts;
using Microsoft.Extensions.DependencyInjection;

namespace IocExplorer.Coordinator.Host;

/// <summary>A coordinator node: its database connection, its part of the cluster and its API.</summary>
internal sealed partial class CoordinatorService : INodeWork
{
    // A supervisor whose node has died answers elsewhere after some 18 s.
    private static readonly TimeSpan PatienceWithSupervisors = TimeSpan.FromSeconds(30);

    private readonly ActiveTrees _trees = new();
    private readonly SupervisedHunts _hunts = new();
    private readonly QueryBrokerStatus _broker = new();
    private readonly NodeDirectory _nodes = new();
    private readonly OfferDirectory _offers = new();
    private readonly PostgresStore _store;
    private readonly CommonSettings _settings;
    private readonly CoordinatorMetrics _metrics;
#pragma warning disable CA2213 // The host's services dispose it.
    private readonly BackendProvider _gate;
#pragma warning restore CA2213
    private readonly NodeEngine _engine;
    private readonly ILogger _log;
    private readonly TimeProvider _time;
    private readonly Random _random;
    private readonly HuntPlanCache _plans;
    private ServiceBackend? _backend;

    private CoordinatorService(NodeHost host, CommonSettings settings, PostgresStore store, ILogger log, TimeProvider time, Random random)
    {
        (_settings, _store, _log, _time, _random) = (settings, store, log, time, random);
        _metrics = new(_trees, _hunts, _broker);
        _gate = host.App.Services.GetRequiredService<BackendProvider>();
        var tags = TagListCatalog.Load(settings.Tags, out var problems);
        foreach (var problem in problems)
        {
            NoticeLog.Write(log, new(IsError: true, problem));
        }

        _plans = new(tags is null ? null : tags.For);
        _engine = new(host, settings, ClusterRoles.Coordinator, Place, time);
        Failed = FailedAsync();
    }

    public Task Failed { get; }

    /// <summary>Waits for the database, joins the cluster, and opens the API.</summary>
    public static async Task<INodeWork> StartAsync(
        NodeHost host, CommonSettings settings, ApiOptions api, TimeProvider time, Random random, CancellationToken cancellation)
    {
        var log = host.Logs.CreateLogger<CoordinatorService>();
        var connector = new DatabaseConnector(host, settings.Node, settings.Database.Server!, time, random);
        var service = new CoordinatorService(host, settings, await connector.OpenAsync(cancellation), log, time, random);
        try
        {
            await service.StartAsync(api, cancellation);
            return service;
        }
        catch
        {
            await service.DisposeAsync();
            throw;
        }
    }

    public async Task DrainAsync(TimeSpan grace)
    {
        // Who watches a hunt goes on elsewhere. Then hunts and trees move: what was not recorded is walked again there, from the ledger.
        _gate.Drain();
        await _engine.StopAsync(grace);
    }

    public async ValueTask DisposeAsync()
    {
        await _engine.DisposeAsync();
        _metrics.Dispose();
        await _store.DisposeAsync();
    }

    /// <summary>What a coordinator runs, in each ActorSystem.</summary>
    private void Place(AkkaConfigurationBuilder akka, IServiceProvider services) => akka
        .WithNodeStatus(NodeKind.Coordinator, _settings.Node.Name, _time, Account)
        .WithDirectories(_nodes, _offers, _time)
        .WithThrottlesElsewhere()
        .WithBroker(_store.Ledger, new() { Time = _time, Random = new(_random.Next()) }, _broker, Tell)
        .WithRecorder(new DatabaseResultStore(_store, _time, OnRecorded))
        .WithTrees(_plans, _trees)
        .WithHunts(
            new DatabaseHuntStore(_store, _offers, hunt => _backend?.Findings.Prepare(hunt)),
            new()
            {
                ActiveTrees = _settings.Service.ActiveTrees,
                Board = _hunts,
                Notify = Tell,
                Journal = JournalConfig.Hunts,
                Snapshots = JournalConfig.HuntSnapshots,
            })
        .WithHuntWaker<HuntSupervisor>(async cancellation => await new TreeStore(_store).OpenHuntsAsync(cancellation));

    private async Task StartAsync(ApiOptions api, CancellationToken cancellation)
    {
        var commands = new HuntCommands(_engine.ActorAsync<HuntSupervisor>, PatienceWithSupervisors, _time);
        _backend = new(_store, commands, _nodes, _offers, api, TagListCatalog.ForExports(_settings.Tags));
        await WarnIfNobodyMayAskAsync(_log, _settings, _backend, cancellation);
        await _engine.StartAsync(cancellation);
        _gate.Open(_backend);
    }

    private string Account() => JsonSerializer.Serialize(CoordinatorAccount.Of(_trees, _hunts.Count), ServiceJson.Default.CoordinatorStatus);

    private async Task FailedAsync()
    {
        if (await Task.WhenAny(_engine.Failed, _broker.Failed) == _broker.Failed)
        {
            var reason = await _broker.Failed;
            throw new InvalidOperationException("The query broker of this node was given up.", reason);
        }

        await _engine.Failed;
    }

    private static async Task WarnIfNobodyMayAskAsync(ILogger log, CommonSettings settings, ServiceBackend backend, CancellationToken cancellation)
    {
        var isReachable = !IPAddress.TryParse(settings.Node.Listen.Host.Trim('[', ']'), out var address) || !LoopbackRule.IsLoopback(address);
        try
        {
            if (isReachable && settings.Node.Listen.Host != "localhost" && !await backend.Directory.HasTokensAsync(cancellation))
            {
                NobodyMayAsk(log, settings.Node.Listen);
            }
        }
        catch (LedgerException)
        {
            // Only a warning would be lost.
        }
    }

    private void OnRecorded(FinishedTree tree, bool isTaken)
    {
        _metrics.Recorded(tree.State, isTaken);
        if (isTaken)
        {
            TreeEnded(_log, tree.Tree.Hunt.Value, tree.Tree.Number, tree.State.ToString(), tree.Nodes ?? 0, tree.Missing ?? 0);
        }
        else
        {
            TreePassedOver(_log, tree.Tree.Hunt.Value, tree.Tree.Number);
        }
    }

    private void Tell(Notice notice) => NoticeLog.Write(_log, notice);

    [LoggerMessage(
        EventName = "nobody-may-ask", Level = LogLevel.Warning,
        Message = "Listens on {Url} and has no token: it answers this machine only. "
            + "Make a token with `token add NAME --role admin`, or set service.adminTokenFile.")]
    private static partial void NobodyMayAsk(ILogger log, Uri url);

    [LoggerMessage(
        EventName = "tree-ended", Level = LogLevel.Information,
        Message = "Tree {Tree} of hunt {Hunt} ended: {State}, {Nodes} nodes, {Missing} queries without an answer.")]
    private static partial void TreeEnded(ILogger log, long hunt, int tree, string state, int nodes, int missing);

    [LoggerMessage(
        EventName = "tree-passed-over", Level = LogLevel.Information,
        Message = "The result of tree {Tree} of hunt {Hunt} was discarded: its hunt was deleted or retried meanwhile.")]
    private static partial void TreePassedOver(ILogger log, long hunt, int tree);
}
