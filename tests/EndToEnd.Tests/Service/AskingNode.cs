using System.Collections.Concurrent;
using Akka.Actor;
using Akka.Configuration;
using Akka.Hosting;
using IocExplorer.Hosting.Clustering;
using IocExplorer.Hosting.Nodes;
using IocExplorer.Hosting.Placement;
using IocExplorer.Messages;
using IocExplorer.Messages.Protocols;
using IocExplorer.Messages.Serialization;
using IocExplorer.Persistence.Postgres;
using IocExplorer.Persistence.Postgres.Cluster;
using IocExplorer.Persistence.Postgres.Hunts;
using IocExplorer.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace IocExplorer.EndToEnd.Tests.Service;

/// <summary>A member of the cluster in the test's own process that asks queries and waits for what workers answer.</summary>
internal sealed class AskingNode : IAsyncDisposable
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(100);

    private readonly PostgresStore _store;
    private readonly ClusterDatabase _database;
    private readonly EngineHost _engine;
    private readonly Freshness _freshness = new(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch);
    private readonly ConcurrentDictionary<Query, bool> _answered = new();
    private readonly NodeDirectory _nodes = new();
    private readonly OfferDirectory _offers = new();
    private readonly SemaphoreSlim _news = new(0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _running;

    private AskingNode(PostgresStore store, string database)
    {
        _store = store;
        _database = new(database, "asking");
        _engine = new(new()
        {
            Name = "asking",
            Roles = [ClusterRoles.Coordinator],
            Database = _database,
            Place = (akka, _) => akka
                .WithEntitiesElsewhere<ThrottleRegion>(ThrottleRegion.Name, ClusterRoles.Worker, ThrottleRegion.EntityOf)
                .WithDirectories(_nodes, _offers, TimeProvider.System)
                .WithActors(
                    (system, registry) => registry.Register<Asker>(system.ActorOf(Props.Create(() => new Asker(this, registry.Get<ThrottleRegion>()))))),
            Parts = ConfigurationFactory.ParseString(SerializationConfig.Hocon),
            Logs = NullLoggerFactory.Instance,
        });
        _running = _engine.RunAsync(_stop.Token);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<AskingNode> StartAsync(string database)
    {
        var node = new AskingNode(await PostgresStore.OpenAsync(new() { ConnectionString = database, Name = "asking" }, Cancellation), database);
        await node._engine.SystemAsync(Cancellation).InTimeAsync("start", "the asking node", "to be up in the cluster");
        return node;
    }

    /// <summary>The operations that are offered, once there are any.</summary>
    public async Task<IReadOnlyList<NumberedOperation>> OffersAsync()
    {
        await UntilAsync(() => _offers.Offers.Count > 0, "a worker's offers");
        return await _store.OperationsAsync([.. _offers.Offers.Select(o => new ClearedOperation(o.Operation, o.ClearedFor))], Cancellation);
    }

    /// <summary>Ends when the members are as they should be.</summary>
    public Task WhenNodesAsync(Func<IReadOnlyList<NodeState>, bool> reached) => UntilAsync(() => reached(_nodes.Nodes), "members of the cluster");

    /// <summary>Asks the operation about each domain.</summary>
    public async Task<IReadOnlyList<Query>> AskAsync(NumberedOperation operation, IEnumerable<string> domains)
    {
        List<Query> queries = [.. domains.Select(d => new Query(operation.Id, new(IocType.Domain, d)))];
        var system = await _engine.SystemAsync(Cancellation);
        (await ActorRegistry.For(system).GetAsync<Asker>(Cancellation)).Tell(new Ask(operation.Operation.Source, queries), ActorRefs.NoSender);
        return queries;
    }

    /// <summary>The answers of these queries, once all have one.</summary>
    public async Task<IReadOnlyList<Answer>> AnswersAsync(IReadOnlyList<Query> queries)
    {
        while (!queries.All(_answered.ContainsKey))
        {
            await _news.WaitAsync(Cancellation).InTimeAsync(
                "answers", "the workers", $"{queries.Count} answers", () => $"{queries.Count(_answered.ContainsKey)} answers");
        }

        return [.. (await _store.Ledger.LookUpAsync(queries, _freshness, Cancellation)).Select(answer => answer!.Value.Answer)];
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        await _engine.DisposeAsync();
        await _database.DisposeAsync();
        await _store.DisposeAsync();
        _stop.Dispose();
        _news.Dispose();
    }

    private static async Task UntilAsync(Func<bool> reached, string what)
    {
        using var timer = new PeriodicTimer(LookAgain);
        await LookAsync().InTimeAsync("look", "the asking node", what);

        async Task LookAsync()
        {
            while (!reached())
            {
                await timer.WaitForNextTickAsync(Cancellation);
            }
        }
    }

    private sealed record Ask(string Source, IReadOnlyList<Query> Queries) : INoSerializationVerificationNeeded;

    /// <summary>Tells the throttle again and again what is not answered, as a broker does.</summary>
    private sealed class Asker(AskingNode node, IActorRef throttles) : UntypedActor, IWithTimers
    {
        private readonly List<Ask> _asks = [];

        public ITimerScheduler Timers { get; set; } = null!;

        protected override void PreStart() => Timers.StartPeriodicTimer(nameof(Asker), nameof(Asker), TimeSpan.FromSeconds(1));

        protected override void OnReceive(object message)
        {
            switch (message)
            {
                case Ask ask:
                    _asks.Add(ask);
                    Tell(ask);
                    break;
                case nameof(Asker):
                    _asks.ForEach(Tell);
                    break;
                case QueryBrokerProtocol.Answered answered:
                    foreach (var query in answered.Queries)
                    {
                        node._answered[query.Query] = true;
                    }

                    node._news.Release();
                    break;
                default:
                    Unhandled(message);
                    break;
            }
        }

        private void Tell(Ask ask)
        {
            List<Query> open = [.. ask.Queries.Where(q => !node._answered.ContainsKey(q))];
            if (open.Count > 0)
            {
                throttles.Tell(new SourceThrottleProtocol.Ask(ask.Source, Self, new(1), node._freshness, open), Self);
            }
        }
    }
}
