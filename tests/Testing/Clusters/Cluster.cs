using System.Globalization;
using System.IO.Compression;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Text.Json;
using IocExplorer.Messages.Service;
using IocExplorer.Messages.Service.Hunts;
using IocExplorer.Messages.Service.Nodes;
using IocExplorer.Testing.Postgres;

namespace IocExplorer.Testing.Clusters;

/// <summary>A whole cluster of real processes on loopback: coordinators, workers and the database they share.</summary>
public sealed class Cluster : IAsyncDisposable
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(100);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ioc-explorer-cluster-");
    private readonly HttpClient _client = new() { Timeout = Timeout.InfiniteTimeSpan };
    private readonly List<NodeProcess> _nodes = [];
    private readonly bool _sharesServer;
    private TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Cluster(PostgresServer server, string database, bool sharesServer) => (Server, Database, _sharesServer) = (server, database, sharesServer);

    public PostgresServer Server { get; }

    /// <summary>The connection string of the cluster's own database.</summary>
    public string Database { get; }

    public IReadOnlyList<NodeProcess> Nodes => _nodes;

    public IReadOnlyList<NodeProcess> Coordinators => [.. _nodes.Where(n => n.IsCoordinator)];

    public IReadOnlyList<NodeProcess> Workers => [.. _nodes.Where(n => !n.IsCoordinator)];

    /// <summary>Starts everything; ends when every node serves.</summary>
    /// <param name="sources">Where both sources are.</param>
    public static async Task<Cluster> StartAsync(Uri sources, ClusterOptions? options = null)
    {
        options ??= new();
        var server = await (options.SharesServer ? PostgresServer.SharedAsync() : PostgresServer.StartNewAsync());
        var cluster = new Cluster(server, await server.CreateDatabaseAsync(), options.SharesServer);
        cluster._client.DefaultRequestHeaders.Authorization = options.Token is { } token ? new("Bearer", token) : null;
        try
        {
            for (var i = 0; i < options.Coordinators; i++)
            {
                cluster.Add(NodeKind.Coordinator, i, sources, options);
            }

            for (var i = 0; i < options.Workers; i++)
            {
                cluster.Add(NodeKind.Worker, i, sources, options);
            }

            await Task.WhenAll(cluster._nodes.Select(cluster.StartAsync));
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>Adds a node to a cluster that runs; not started yet.</summary>
    public NodeProcess Add(NodeKind kind, int number, Uri sources, ClusterOptions options)
    {
        var listen = new Uri($"http://127.0.0.1:{FreePort.Take().ToString(CultureInfo.InvariantCulture)}");
        var settings = new Dictionary<string, string>
        {
            ["database"] = options.ConnectionString(kind, number, Database),
            ["node__name"] = $"{kind}-{number}",
            ["node__listen"] = listen.ToString(),
            ["resilience__firstPause"] = "10ms",
            ["resilience__longestPause"] = "50ms",
            ["resilience__retryAfterFloor"] = "20ms",
            ["resilience__retryAfterCeiling"] = "100ms",
        };
        settings["general__defaultSources"] = "false";
        foreach (var source in (string[])["VirusTotal", "QiAnXin"])
        {
            settings[$"sources__{source}__baseUrl"] = (source == "VirusTotal" ? new Uri(sources, "/api/v3") : sources).ToString().TrimEnd('/');
            settings[$"sources__{source}__apiKeys__0"] = "a-key-of-the-tests";
            settings[$"sources__{source}__maxConcurrency"] = options.Concurrency.ToString(CultureInfo.InvariantCulture);
            settings[$"sources__{source}__quota__perMinute"] = "0";
            settings[$"sources__{source}__quota__perDay"] = "0";
            settings[$"sources__{source}__quota__perMonth"] = "0";
        }

        foreach (var (name, value) in options.Settings.Concat(options.Network?.Add($"{kind}-{number}", FreePort.Take()) ?? []))
        {
            settings[name] = value;
        }

        var node = new NodeProcess(
            kind == NodeKind.Coordinator ? "Coordinator" : "Workers",
            _folder.FullName,
            listen,
            settings.ToDictionary(s => $"IOCEXPLORER_{s.Key}", s => s.Value));
        _nodes.Add(node);
        return node;
    }

    public async Task StartAsync(NodeProcess node)
    {
        await node.StartAsync();
        Interlocked.Exchange(ref _started, new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
    }

    /// <summary>Submits seeds, each <c>type,value</c>, to any coordinator.</summary>
    public async Task<HuntView> SubmitAsync(IEnumerable<string> seeds, string name = "a hunt of the tests", int depth = 3, bool refresh = false)
    {
        var key = Guid.NewGuid().ToString();
        return await OnAnyAsync(async (coordinator, cancellation) =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(coordinator.Address, "/api/v1/hunts"))
            {
                Content = JsonContent.Create(
                    new() { Name = name, Seeds = [.. seeds], Depth = depth, Refresh = refresh }, ServiceJson.Default.SubmitHunt),
                Headers = { { "Idempotency-Key", key } },
            };
            using var response = await _client.SendAsync(request, cancellation);
            var text = await response.Content.ReadAsStringAsync(cancellation);
            return !response.IsSuccessStatusCode
                ? throw new InvalidOperationException($"The hunt was refused ({(int)response.StatusCode}): {text}")
                : JsonSerializer.Deserialize(text, ServiceJson.Default.HuntView)!;
        });
    }

    /// <summary>Ends when the hunt does, whichever coordinators live meanwhile.</summary>
    public Task<ProgressView> WhenEndedAsync(long hunt, CancellationToken cancellation = default) =>
        WhenAsync(hunt, (_, type, _, _) => Task.FromResult(type == "end"), cancellation);

    /// <summary>Ends with the first progress of a hunt that is as it should be.</summary>
    public Task<ProgressView> WhenAsync(long hunt, Func<ProgressView, bool> reached, CancellationToken cancellation = default) =>
        WhenAsync(hunt, (_, _, progress, _) => Task.FromResult(reached(progress)), cancellation);

    /// <summary>The members of the cluster as a coordinator sees them.</summary>
    public async Task<IReadOnlyList<NodeView>> NodesAsync(NodeProcess coordinator, CancellationToken cancellation = default) =>
        (await _client.GetFromJsonAsync(new Uri(coordinator.Address, "/api/v1/nodes"), ServiceJson.Default.NodeList, cancellation))!.Nodes;

    /// <summary>Ends when a coordinator sees the members as they should be.</summary>
    /// <returns>As it sees them.</returns>
    /// <exception cref="TimeoutException">It does not within <see cref="SafetyTimeout.Length"/>.</exception>
    public async Task<IReadOnlyList<NodeView>> WhenNodesAsync(NodeProcess coordinator, Func<IReadOnlyList<NodeView>, bool> reached)
    {
        using var timer = new PeriodicTimer(LookAgain);
        using var limit = new CancellationTokenSource(SafetyTimeout.Length);
        IReadOnlyList<NodeView> nodes = [];
        try
        {
            do
            {
                nodes = await NodesAsync(coordinator, limit.Token);
            }
            while (!reached(nodes) && await timer.WaitForNextTickAsync(limit.Token));

            return nodes;
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException(
                $"{coordinator.Name} does not see the members as expected; it sees {string.Join(", ", nodes.Select(n => $"{n.Name} {n.State}"))}. It has "
                + $"printed:\n{coordinator.Printed}");
        }
    }

    /// <summary>The results by what stands before the time in their names, with their extension: <c>example.com_depth_3.txt</c>.</summary>
    public Task<SortedDictionary<string, byte[]>> TreesAsync(long hunt) => OnAnyAsync(async (coordinator, cancellation) =>
    {
        await using var body = await _client.GetStreamAsync(new Uri(coordinator.Address, $"/api/v1/hunts/{hunt}/results.zip"), cancellation);
        using var file = new MemoryStream();
        await body.CopyToAsync(file, cancellation);
        await using var archive = new ZipArchive(file);
        var trees = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var entry in archive.Entries.Where(e => e.Name != "summary.json"))
        {
            using var bytes = new MemoryStream();
            await using var content = await entry.OpenAsync(cancellation);
            await content.CopyToAsync(bytes, cancellation);
            var name = Path.GetFileNameWithoutExtension(entry.Name);
            trees.Add(name[..name.LastIndexOf('_')] + Path.GetExtension(entry.Name), bytes.ToArray());
        }

        return trees;
    });

    public async Task<string> GetAsync(NodeProcess node, string path) =>
        await _client.GetStringAsync(new Uri(node.Address, path));

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes)
        {
            await node.DisposeAsync();
        }

        if (!_sharesServer)
        {
            await Server.DisposeAsync();
        }

        _client.Dispose();
        _folder.Delete(recursive: true);
    }

    private Task<ProgressView> WhenAsync(
        long hunt, Func<NodeProcess, string, ProgressView, CancellationToken, Task<bool>> reached, CancellationToken cancellation) => OnAnyAsync(
        async (coordinator, token) =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(coordinator.Address, $"/api/v1/hunts/{hunt}/progress"));
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/event-stream"));
            using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, token);
            response.EnsureSuccessStatusCode();
            await using var body = await response.Content.ReadAsStreamAsync(token);
            var events = SseParser.Create(body, (_, data) => JsonSerializer.Deserialize(data, ServiceJson.Default.ProgressView)!);
            await foreach (var item in events.EnumerateAsync(token))
            {
                if (await reached(coordinator, item.EventType, item.Data, token))
                {
                    return item.Data;
                }
            }

            throw new HttpRequestException("The events have ended before the hunt.");
        },
        cancellation);

    /// <summary>Tries one coordinator after the other; when none works, waits until a node has started.</summary>
    private async Task<T> OnAnyAsync<T>(Func<NodeProcess, CancellationToken, Task<T>> call, CancellationToken cancellation = default)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        while (true)
        {
            var started = Volatile.Read(ref _started);
            var problems = new List<string>();
            foreach (var coordinator in Coordinators.Where(c => !c.IsPaused))
            {
                try
                {
                    return await call(coordinator, either.Token);
                }
                catch (Exception error) when (error is HttpRequestException or IOException)
                {
                    problems.Add($"{coordinator.Address}: {error.Message}");
                }
            }

            try
            {
                await started.Task.WaitAsync(SafetyTimeout.Length, either.Token);
            }
            catch (TimeoutException)
            {
                throw new TimeoutException($"No coordinator serves: {string.Join("; ", problems)}\n{string.Join('\n', Coordinators.Select(c => c.Printed))}");
            }
        }
    }
}
