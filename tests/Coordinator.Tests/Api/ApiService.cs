using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using IocExplorer.Coordinator.Api;
using IocExplorer.Coordinator.Api.Access;
using IocExplorer.Messages.Service;
using IocExplorer.Persistence.Postgres;
using IocExplorer.Persistence.Postgres.Hunts;
using IocExplorer.Testing.Postgres;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace IocExplorer.Coordinator.Tests.Api;

/// <summary>The API on a real server on loopback, over a real database of its own. No node explores: trees end when the test says so.</summary>
internal sealed class ApiService : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly List<HttpClient> _clients = [];
    private readonly RecordingLogs _logs;

    private ApiService(WebApplication app, PostgresStore store, ApiOptions options, RecordingLogs logs)
    {
        (_app, Store, Options, _logs) = (app, store, options, logs);
        Trees = new(store);
        Hunts = new(store);
        Tokens = new(store);
        Gate = app.Services.GetRequiredService<BackendGate>();
    }

    public PostgresStore Store { get; }

    public ApiOptions Options { get; }

    public TreeStore Trees { get; }

    public HuntStore Hunts { get; }

    public TokenStore Tokens { get; }

    public BackendGate Gate { get; }

    /// <summary>Where requests seem to come from; null is where they come from.</summary>
    public IPAddress? Remote { get; set; }

    /// <summary>How often the part of the node that explores was told to look.</summary>
    public int Looks => _looks;

    private int _looks;

    public IEnumerable<RouteEndpoint> Routes => _app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>();

    /// <summary>All log lines so far.</summary>
    public string Log => _logs.Text;

    public Uri Url => new(_app.Urls.First());

    public static async Task<ApiService> StartAsync(Func<ApiOptions, ApiOptions>? with = null, PostgresServer? server = null, string? database = null)
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
        var store = await PostgresStore.OpenAsync(
            new() { ConnectionString = database ?? await server.CreateDatabaseAsync(), Kind = NodeKind.Coordinator, Name = "api", Version = "1.2.3" }, Cancellation);
        var logs = new RecordingLogs();
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddRoutingCore();
        builder.Logging.AddProvider(logs);
        ServiceApi.AddServices(builder.Services, options);
        var app = builder.Build();
        var service = new ApiService(app, store, options, logs);
        app.Use((context, next) =>
        {
            context.Connection.RemoteIpAddress = service.Remote ?? context.Connection.RemoteIpAddress;
            return next(context);
        });
        ServiceApi.Map(app);
        await app.StartAsync(Cancellation);
        service.Gate.Open(new(store, options) { Changed = () => Interlocked.Increment(ref service._looks) });
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

    /// <summary>Takes so many trees of a hunt for this node.</summary>
    public ValueTask<IReadOnlyList<TakenTree>> TakeAsync(long hunt, int count) => Trees.TakeAsync(Store.Node.Id, [(new(hunt), count)], Cancellation);

    /// <summary>Ends the next trees of a hunt.</summary>
    public async Task FinishAsync(long hunt, int count, Func<FinishedTree, FinishedTree>? with = null)
    {
        foreach (var taken in await TakeAsync(hunt, count))
        {
            await FinishAsync(taken, with);
        }
    }

    public async Task FinishAsync(TakenTree taken, Func<FinishedTree, FinishedTree>? with = null)
    {
        var tree = Complete(taken);
        (await Trees.FinishAsync(with?.Invoke(tree) ?? tree, Cancellation)).ShouldBeTrue();
    }

    /// <summary>A tree with nothing missing: three nodes, two queries of VirusTotal found.</summary>
    public static FinishedTree Complete(TakenTree taken) => new()
    {
        Lease = taken.Lease,
        State = TreeState.Complete,
        Nodes = 3,
        Missing = 0,
        Tally = new(new(1, 0), new Dictionary<string, QueryTotals> { ["VirusTotal"] = new(3, 2, 1, 0, 1, 0) }, []),
        Files = new($"{taken.Seed.Value}_depth_3_202601051200", Gzip($"text of {taken.Seed.Value}\n"), Gzip($"[\"{taken.Seed.Value}\"]")),
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
        await Store.DisposeAsync();
    }

    internal static CancellationToken Cancellation => TestContext.Current.CancellationToken;
}

internal static class Responses
{
    /// <summary>The body of an answer that has to be of this status.</summary>
    public static async Task<T> ReadAsync<T>(this HttpResponseMessage response, HttpStatusCode status, JsonTypeInfo<T> type)
    {
        var text = await response.Content.ReadAsStringAsync(ApiService.Cancellation);
        response.StatusCode.ShouldBe(status, text);
        return JsonSerializer.Deserialize(text, type)!;
    }

    /// <summary>The refusal, whose every member has to be there.</summary>
    public static async Task<JsonElement> ProblemAsync(this HttpResponseMessage response, HttpStatusCode status, string type)
    {
        var text = await response.Content.ReadAsStringAsync(ApiService.Cancellation);
        response.StatusCode.ShouldBe(status, text);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        var problem = JsonDocument.Parse(text).RootElement;
        problem.GetProperty("type").GetString().ShouldBe($"urn:ioc-explorer:problem:{type}");
        problem.GetProperty("status").GetInt32().ShouldBe((int)status);
        problem.GetProperty("title").GetString().ShouldNotBeNullOrEmpty();
        problem.GetProperty("detail").GetString().ShouldNotBeNullOrEmpty();

        // Which characters stand escaped is a matter of taste.
        Uri.UnescapeDataString(problem.GetProperty("instance").GetString()!).ShouldBe(Uri.UnescapeDataString(response.RequestMessage!.RequestUri!.AbsolutePath));
        return problem;
    }

    public static string Detail(this JsonElement problem) => problem.GetProperty("detail").GetString()!;
}

/// <summary>Keeps what was logged, to be searched.</summary>
internal sealed class RecordingLogs : ILoggerProvider, ILogger
{
    private readonly StringBuilder _lines = new();

    public string Text
    {
        get
        {
            lock (_lines)
            {
                return _lines.ToString();
            }
        }
    }

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        lock (_lines)
        {
            _lines.Append(logLevel).Append(' ').AppendLine(formatter(state, exception)).Append(exception).AppendLine();
        }
    }

    public void Dispose()
    {
    }
}
