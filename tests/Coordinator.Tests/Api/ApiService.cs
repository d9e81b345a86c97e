using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using IocExplorer.Coordinator.Api;
using IocExplorer.Coordinator.Api.Access;
using IocExplorer.Hosting.Nodes;
using IocExplorer.Messages;
using IocExplorer.Messages.Protocols;
using IocExplorer.Messages.Service;
using IocExplorer.Messages.Service.Hunts;
using IocExplorer.Messages.Service.Nodes;
using IocExplorer.Messages.Service.Tokens;
using IocExplorer.Messages.Service.Trees;
using IocExplorer.Persistence.Postgres;
using IocExplorer.Persistence.Postgres.Hunts;
using IocExplorer.Testing.Postgres;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace IocExplorer.Coordinator.Tests.Api;

/// <summary>
/// The API on a real server on loopback, over a real database of its own, with the supervisors of its hunts. Nobody explores: trees end when the test says so.
/// </summary>
internal sealed class ApiService : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly List<HttpClient> _clients = [];
    private readonly RecordingLogs _logs;
    private readonly CountedCommands _commands;
    private readonly RequestsUnderWay _underWay = new();

    private ApiService(WebApplication app, PostgresStore store, string database, ApiOptions options, RecordingLogs logs)
    {
        (_app, Store, Database, Options, _logs) = (app, store, database, options, logs);
        Trees = new(store);
        Hunts = new(store);
        Tokens = new(store);
        Supervisors = new(store, Offers);
        _commands = new(Supervisors.Commands);
        Gate = app.Services.GetRequiredService<BackendProvider>();
    }

    public PostgresStore Store { get; }

    /// <summary>Its connection string.</summary>
    public string Database { get; }

    public ApiOptions Options { get; }

    public TreeStore Trees { get; }

    public HuntStore Hunts { get; }

    public TokenStore Tokens { get; }

    public BackendProvider Gate { get; }

    /// <summary>What live workers offer: nothing at first.</summary>
    public OfferDirectory Offers { get; } = new();

    /// <summary>The members of the cluster: one coordinator at first.</summary>
    public NodeDirectory Nodes { get; } = new();

    public PlayedSupervisors Supervisors { get; }

    /// <summary>To the supervisors, as the API has them.</summary>
    public IHuntCommands Commands => _commands;

    /// <summary>Where requests seem to come from; null is where they come from.</summary>
    public IPAddress? Remote { get; set; }

    /// <summary>How often a supervisor was woken.</summary>
    public int Wakes => _commands.Wakes;

    /// <summary>How often a supervisor was told to change something.</summary>
    public int Changes => _commands.Changes;

    public IEnumerable<RouteEndpoint> Routes => _app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>();

    /// <summary>All log lines so far.</summary>
    public string Log => _logs.Text;

    /// <summary>Ends when no request is under way.</summary>
    public Task WhenIdleAsync() => _underWay.WhenNoneAsync();

    public Uri Url => new(_app.Urls.First());

    public static async Task<ApiService> StartAsync(
        Func<ApiOptions, ApiOptions>? with = null, PostgresServer? server = null, string? database = null, IHuntCommands? commands = null)
    {
        var options = new ApiOptions
        {
            ProgressEvery = TimeSpan.FromMilliseconds(10),
            TokensGoodFor = TimeSpan.FromMilliseconds(100),
            RequestsPerMinute = 100_000,
            StrangersPerMinute = 100_000,
        };
        options = with?.Invoke(options) ?? options;
        server ??= await PostgresServer.SharedAsync();
        database ??= await server.CreateDatabaseAsync();
        var store = await PostgresStore.OpenAsync(new() { ConnectionString = database, Name = "api" }, Cancellation);
        var logs = new RecordingLogs();
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddRoutingCore();
        builder.Logging.AddProvider(logs);
        ServiceApi.AddServices(builder.Services, options);
        var app = builder.Build();
        var service = new ApiService(app, store, database, options, logs);
        app.Use((context, next) =>
        {
            context.Connection.RemoteIpAddress = service.Remote ?? context.Connection.RemoteIpAddress;
            service._underWay.Begin();

            // Comes when all is over: also what the server itself logs of a request.
            context.Response.OnCompleted(() =>
            {
                service._underWay.End();
                return Task.CompletedTask;
            });
            return next(context);
        });
        ServiceApi.Map(app);
        await app.StartAsync(Cancellation);
        service.Nodes.Replace([CoordinatorNode()]);
        service.Gate.Open(new(store, commands ?? service.Commands, service.Nodes, service.Offers, options));
        return service;
    }

    /// <summary>Somebody without a token, or with this one.</summary>
    public HttpClient Client(string? token = null)
    {
        var client = new HttpClient { BaseAddress = Url };
        client.DefaultRequestHeaders.Authorization = token is null ? null : new("Bearer", token);
        _clients.Add(client);
        return client;
    }

    /// <summary>Somebody with a new token of this role.</summary>
    public async Task<HttpClient> ClientAsync(TokenRole role, string? name = null) => Client(await TokenAsync(role, name));

    public async Task<string> TokenAsync(TokenRole role, string? name = null)
    {
        var token = TokenText.Make();
        (await Tokens.AddAsync(new(name ?? $"token-{Guid.NewGuid():N}", role, TokenText.Hash(token)), Cancellation)).ShouldNotBeNull();
        Gate.Backend().Directory.Changed();
        return token;
    }

    /// <summary>Submits a hunt with these seeds.</summary>
    public static async Task<HuntView> SubmitAsync(HttpClient client, params IEnumerable<string> seeds)
    {
        using var response = await client.PostAsync("/api/v1/hunts", Csv(string.Join('\n', seeds)), Cancellation);
        return await response.ReadAsync(HttpStatusCode.Accepted, ServiceJson.Default.HuntView);
    }

    /// <summary>A member of the cluster that is up and has told nothing of itself but its name.</summary>
    public static NodeState CoordinatorNode() => new()
    {
        Id = 4711,
        Address = "akka.tcp://ioc-explorer@127.0.0.1:4711",
        Kind = NodeKind.Coordinator,
        Member = "up",
        Name = "api",
        Version = "1.2.3",
    };

    /// <summary>There is a worker that offers these operations, and no other.</summary>
    public async Task OfferAsync(params Operation[] operations)
    {
        var ids = await Store.Ledger.RegisterAsync(operations, Cancellation);
        Nodes.Replace([CoordinatorNode(), new()
        {
            Id = 4712,
            Address = "akka.tcp://ioc-explorer@127.0.0.1:4712",
            Kind = NodeKind.Worker,
            Member = "up",
            Name = "worker",
        }]);
        Offers.Replace(ids.Select((id, i) => new NodeProtocol.Offer(id, i, SharingLevel.Clear)));
    }

    /// <summary>The first trees of a hunt that have no end.</summary>
    public async Task<IReadOnlyList<OpenTree>> OpenAsync(long hunt, int count)
    {
        var trees = await Hunts.TreesAsync(new(hunt), 0, int.MaxValue, Cancellation);
        var round = (await Trees.LoadAsync(new(hunt), Cancellation))!.Freshness.FailuresSince;
        return
        [
            .. trees.Where(tree => tree.State is TreeState.Waiting or TreeState.Exploring).Take(count)
                .Select(tree => new OpenTree(new(new(hunt), tree.Number), tree.Value, round)),
        ];
    }

    /// <summary>Ends the next trees of a hunt.</summary>
    public async Task FinishAsync(long hunt, int count, Func<FinishedTree, FinishedTree>? with = null)
    {
        foreach (var tree in await OpenAsync(hunt, count))
        {
            await FinishAsync(tree, with);
        }
    }

    /// <summary>Ends a tree: its result is recorded, its supervisor told, and the hunt listed so.</summary>
    public async Task FinishAsync(OpenTree open, Func<FinishedTree, FinishedTree>? with = null)
    {
        var tree = Complete(open);
        tree = with?.Invoke(tree) ?? tree;
        (await Trees.RecordAsync([tree], Cancellation)).ShouldBe([open.Tree]);
        var hunt = open.Tree.Hunt;
        var over = (await Trees.EndedAsync(hunt, Cancellation)).Count;
        Supervisors.End(hunt, new(open.Tree.Number, EndOf(tree.State), tree.Nodes ?? 0));
        await Supervisors.WhenListedAsync(hunt, standing => standing.Complete + standing.WithMissing + standing.GivenUp == over);
    }

    /// <summary>A tree with nothing missing: three nodes, two queries of VirusTotal found.</summary>
    public static FinishedTree Complete(OpenTree open) => new()
    {
        Tree = open.Tree,
        FailuresSince = open.FailuresSince,
        State = TreeState.Complete,
        Nodes = 3,
        Missing = 0,
        Tally = new(new(1, 0), new Dictionary<string, QueryTotals> { ["VirusTotal"] = new(3, 2, 1, 0, 1, 0) }, []),
        Files = Files($"{open.Seed}_depth_3_202601051200", Gzip($"text of {open.Seed}\n"), Gzip($"[\"{open.Seed}\"]")),
    };

    public static FinishedTree WithMissing(FinishedTree tree) => tree with
    {
        State = TreeState.WithMissing,
        Missing = 2,
        Tally = new(
            default,
            new Dictionary<string, QueryTotals> { ["VirusTotal"] = new(5, 1, 2, 2, 0, 0) },
            [new("VirusTotal", "domain_resolutions", "throttled", "HTTP 429", 2, 1)]),
    };

    /// <summary>The files of a tree, each compressed with gzip.</summary>
    public static TreeFiles Files(string name, byte[] txt, byte[] json) => new(name, new Dictionary<string, ReadOnlyMemory<byte>>
    {
        ["txt"] = txt,
        ["json"] = json,
    });

    public static byte[] Gzip(string text)
    {
        using var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(Encoding.UTF8.GetBytes(text));
        }

        return bytes.ToArray();
    }

    public static StringContent Csv(string text) => new(text, Encoding.UTF8, new MediaTypeHeaderValue("text/csv"));

    public static StringContent Json(string text) => new(text, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));

    public async ValueTask DisposeAsync()
    {
        Gate.Drain();
        _clients.ForEach(c => c.Dispose());
        await _app.DisposeAsync();
        await Supervisors.DisposeAsync();
        await Store.DisposeAsync();
    }

    private static HuntProtocol.TreeEndKind EndOf(TreeState state) => state switch
    {
        TreeState.Complete => HuntProtocol.TreeEndKind.Complete,
        TreeState.WithMissing => HuntProtocol.TreeEndKind.WithMissing,
        _ => HuntProtocol.TreeEndKind.GivenUp,
    };

    internal static CancellationToken Cancellation => TestContext.Current.CancellationToken;
}
