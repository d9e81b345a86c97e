using System.Net;
using System.Text.Json;
using IocExplorer.Coordinator.Api;
using IocExplorer.Coordinator.Api.Access;
using IocExplorer.Coordinator.Nodes;
using IocExplorer.Coordinator.Trees;
using IocExplorer.Hosting;
using IocExplorer.Hosting.Configuration;
using IocExplorer.Messages;
using IocExplorer.Messages.Service;
using IocExplorer.Persistence;
using IocExplorer.Persistence.Postgres;
using IocExplorer.Persistence.Postgres.Hunts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace IocExplorer.Coordinator.Host;

/// <summary>A coordinator node, put together with its database and its API.</summary>
internal sealed partial class CoordinatorService : INodeWork
{
    // The rest of a drain is for the node's row and the way to the database.
    private const double PartForTrees = 0.75;

    private readonly PostgresStore _store;
    private readonly CoordinatorNode _node;
    private readonly CoordinatorMetrics _metrics;
    private readonly BackendGate _gate;

    private CoordinatorService(PostgresStore store, CoordinatorNode node, CoordinatorMetrics metrics, BackendGate gate) =>
        (_store, _node, _metrics, _gate) = (store, node, metrics, gate);

    public Task Failed => _node.Failed;

    /// <summary>Waits for the database, begins to explore, and opens the API.</summary>
    public static async Task<INodeWork> StartAsync(
        NodeHost host, CommonSettings settings, ApiOptions api, TimeProvider time, Random random, CancellationToken cancellation)
    {
        var log = host.Logs.CreateLogger<CoordinatorService>();
        var door = new DatabaseDoor(host, settings.Node, settings.Database.Server!, time, random);
        var store = await door.OpenAsync(NodeKind.Coordinator, cancellation);
        try
        {
            return await StartAsync(host, settings, api, store, log, time, cancellation);
        }
        catch
        {
            await store.DisposeAsync();
            throw;
        }
    }

    public async Task DrainAsync(TimeSpan grace)
    {
        // 1. Who watches a hunt goes on elsewhere. Takes no more trees, and the others see it.
        _gate.Drain();
        await NodeDrain.AnnounceAsync(_store, grace * (1 - PartForTrees) / 2);

        // 2. Trees are given back, what is done is recorded. A crash from here on: the rest is freed with the lease.
        await _node.StopAsync(grace * PartForTrees);

        // 3. The row ends: all that this node still held is free at once.
        await _store.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _metrics.Dispose();
        await _node.DisposeAsync();
        await _store.DisposeAsync();
    }

    private static async Task<INodeWork> StartAsync(
        NodeHost host, CommonSettings settings, ApiOptions api, PostgresStore store, ILogger log, TimeProvider time, CancellationToken cancellation)
    {
        var backend = new ServiceBackend(store, api);
        await WarnIfNobodyMayAskAsync(log, settings, backend, cancellation);
        var tags = HouseTags.Load(settings.Tags, out var problems);
        foreach (var problem in problems)
        {
            Trouble(log, problem);
        }

        var metrics = new CoordinatorMetrics();
        var node = CoordinatorNode.Start(
            store,
            new()
            {
                Time = time,
                Tags = tags,
                TreesOfAHunt = settings.Service.ActiveTrees,
                TreesInAll = Math.Max(new CoordinatorNodeOptions().TreesInAll, settings.Service.ActiveTrees),
                Recorded = (tree, isAccepted) => OnRecorded(log, metrics, tree, isAccepted),
                Crashed = (who, crash, isGivenUp) => Crashed(log, isGivenUp ? LogLevel.Critical : LogLevel.Error, who, crash),
            },
            notice => Tell(log, notice));
        metrics.Observe(node);
        store.Node.Status = () => JsonSerializer.Serialize(node.Status(), ServiceJson.Default.CoordinatorStatus);
        backend.Changed = node.Look;
        var gate = host.App.Services.GetRequiredService<BackendGate>();
        gate.Open(backend);
        return new CoordinatorService(store, node, metrics, gate);
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

    private static void OnRecorded(ILogger log, CoordinatorMetrics metrics, FinishedTree tree, bool isAccepted)
    {
        metrics.Recorded(tree.State, isAccepted);
        if (isAccepted)
        {
            TreeEnded(log, tree.Lease.Hunt.Value, tree.Lease.Number, tree.State.ToString(), tree.Nodes ?? 0, tree.Missing ?? 0);
        }
        else
        {
            TreeRefused(log, tree.Lease.Hunt.Value, tree.Lease.Number);
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
            Said(log, notice.Text);
        }
    }

    [LoggerMessage(EventName = "nobody-may-ask", Level = LogLevel.Warning, Message = "Listens on {Url} and has no token: it answers this machine only. Make a token with `token add NAME --role admin`, or set service.adminTokenFile.")]
    private static partial void NobodyMayAsk(ILogger log, Uri url);

    [LoggerMessage(EventName = "tree-ended", Level = LogLevel.Information, Message = "Tree {Tree} of hunt {Hunt} ended: {State}, {Nodes} nodes, {Missing} queries without an answer.")]
    private static partial void TreeEnded(ILogger log, long hunt, int tree, string state, int nodes, int missing);

    [LoggerMessage(EventName = "tree-refused", Level = LogLevel.Information, Message = "The result of tree {Tree} of hunt {Hunt} was refused: it belongs to another node by now, or to nobody.")]
    private static partial void TreeRefused(ILogger log, long hunt, int tree);

    [LoggerMessage(EventName = "notice", Level = LogLevel.Information, Message = "{Text}")]
    private static partial void Said(ILogger log, string text);

    [LoggerMessage(EventName = "trouble", Level = LogLevel.Warning, Message = "{Text}")]
    private static partial void Trouble(ILogger log, string text);

    [LoggerMessage(EventName = "crash", Message = "{Who} crashed.")]
    private static partial void Crashed(ILogger log, LogLevel level, string who, Exception crash);
}
