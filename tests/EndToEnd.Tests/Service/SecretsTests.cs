using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using IocExplorer.Messages.Service;
using IocExplorer.Messages.Service.Hunts;
using IocExplorer.Messages.Service.Nodes;
using IocExplorer.Messages.Service.Tokens;
using IocExplorer.SourceSimulator;
using Npgsql;

namespace IocExplorer.EndToEnd.Tests.Service;

/// <summary>Keys, tokens and passwords reach those they are meant for, and stand nowhere else: whatever goes well or wrong.</summary>
public sealed class SecretsTests : IDisposable
{
    private const string AdminFile = "admin-token";
    private const string PasswordFile = "database-password";
    private const string TokenFile = "token";

    private readonly Dictionary<string, string> _secrets = new(StringComparer.Ordinal);
    private readonly Haystack _haystack = new();
    private readonly HttpClient _http;
    private readonly string _folder = Directory.CreateTempSubdirectory("ioc-explorer-secrets-").FullName;
    private Uri _server = null!;

    public SecretsTests()
    {
        foreach (var name in (string[])["VirusTotal key", "refused VirusTotal key", "QiAnXin key", "refused QiAnXin key", "admin token", "wrong token",
            "database password", "password in a file"])
        {
            _secrets.Add(name, Distinctive(_secrets.Count));
        }

        File.WriteAllText(Path.Combine(_folder, AdminFile), _secrets["admin token"] + "\n");
        File.WriteAllText(Path.Combine(_folder, PasswordFile), _secrets["password in a file"] + "\n");
        _http = new(new RecordingHandler(_haystack));
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _http.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task KeysAndTokens_WhateverHappens_AreInNoLogTableResultOrError()
    {
        // Stands where no secret may: what does not find this would find no secret either.
        var known = Distinctive(100);
        string[] accepted = [_secrets["VirusTotal key"], _secrets["QiAnXin key"]];
        await using var simulator = await Simulator.StartAsync(new() { World = Worlds.Small, AcceptedKeys = accepted, LogRequests = true });
        simulator.SetTroubles("status:403,operation=ip_downloaded_files", "reset:headers=0.03", "redirect=0.02");
        var options = Options();
        await using var cluster = await Cluster.StartAsync(simulator.BaseAddress, options with { Workers = 0 });
        _server = cluster.Coordinators[0].Address;
        await cluster.StartAsync(cluster.Add(NodeKind.Worker, 0, simulator.BaseAddress, WithPasswordFile(options)));
        var worker = cluster.Workers[0];
        await MakeTokenAsync();
        string[] seeds = [$"domain,{known}.example.com", .. SeedLines.Of(simulator.World, 12)];
        await File.WriteAllLinesAsync(Path.Combine(_folder, "ioc.csv"), seeds, Cancellation);

        // A hunt that works as far as a refused key and troubled sources let it.
        var hunt = await cluster.SubmitAsync(seeds, depth: 2);
        var end = await cluster.WhenEndedAsync(hunt.Id, Cancellation);
        end.Hunt.State.ShouldBe(HuntState.Finished);
        end.Hunt.Trees.WithMissing.ShouldBeGreaterThan(0);
        _secrets.Where(s => s.Key.EndsWith(" key", StringComparison.Ordinal) && !simulator.Requests.Any(r => r.Key.EndsWith(s.Value, StringComparison.Ordinal)))
            .ShouldBeEmpty("not every key was tried");
        await LookAtAsync(hunt.Id);
        await AskWronglyAsync();

        // The same again, and the database goes away meanwhile.
        (await ConsoleAsync("submit", "--refresh", "--depth", "2")).ExitCode.ShouldBe(0);
        await cluster.Server.StopAsync();
        await Task.WhenAll(cluster.Nodes.Select(n => n.Process.PrintedAsync("The database does not answer this node: ")));
        (await GetAsync("/api/v1/hunts", "admin token")).ShouldBe(HttpStatusCode.ServiceUnavailable);
        await cluster.Server.StartAsync();
        await Task.WhenAll(cluster.Nodes.Select(n => n.Process.PrintedAsync("The database answers this node again, ")));
        var watched = await ConsoleAsync("watch", $"{hunt.Id + 1}");
        watched.Output.ShouldContain("missing");
        await LookAtAsync(hunt.Id + 1);
        await UseTheConsoleAsync(hunt.Id + 1);

        await EndAsync(cluster.Nodes);
        var tables = await _haystack.AddDatabaseAsync(cluster.Database);
        await _haystack.AddFilesAsync(_folder, AdminFile, PasswordFile, TokenFile);

        tables.Count.ShouldBeGreaterThan(10);
        string[] holdKnown = ["column queries.value", "column results.content, unpacked", $"answer to GET /api/v1/hunts/{hunt.Id}/trees (200)"];
        holdKnown.Except(_haystack.PlacesOf(known)).ShouldBeEmpty();
        _haystack.PlacesOf("{Ioc} for ").ShouldBe([worker.Name]);
        _haystack.PlacesOf("Uses the d").ShouldBe([cluster.Coordinators[0].Name, worker.Name]);
        _haystack.PlacesOf("iocexplorer_").ShouldContain("answer to GET /metrics (200)");
        _secrets.SelectMany(s => _haystack.PlacesOf(s.Value).Select(place => $"{s.Key}: {place}")).ShouldBeEmpty();
    }

    /// <summary>Letters alone, so that it reads the same in URLs, JSON and tables; none of them a hexadecimal digit.</summary>
    private static string Distinctive(int number) => new(new Random(20261122 + number).GetItems<char>("ghjkmnpqrstvwxyz", 32));

    private ClusterOptions Options() => new()
    {
        Coordinators = 1,
        Workers = 1,
        Token = _secrets["admin token"],
        ConnectionString = (_, _, own) => new NpgsqlConnectionStringBuilder(own) { Password = _secrets["database password"] }.ConnectionString,
        Settings = new Dictionary<string, string>
        {
            ["node__logDetail"] = "debug",
            ["service__adminTokenFile"] = Path.Combine(_folder, AdminFile),
            ["sources__VirusTotal__apiKeys__0"] = _secrets["refused VirusTotal key"],
            ["sources__VirusTotal__apiKeys__1"] = _secrets["VirusTotal key"],
            ["sources__QiAnXin__apiKeys__0"] = _secrets["refused QiAnXin key"],
            ["sources__QiAnXin__apiKeys__1"] = _secrets["QiAnXin key"],
        },
    };

    private ClusterOptions WithPasswordFile(ClusterOptions options) => options with
    {
        ConnectionString = (_, _, own) => own,
        Settings = new Dictionary<string, string>(options.Settings) { ["databasePasswordFile"] = Path.Combine(_folder, PasswordFile) },
    };

    /// <summary>The one answer that shows a token is not kept.</summary>
    private async Task MakeTokenAsync()
    {
        using var unrecorded = new HttpClient();
        unrecorded.DefaultRequestHeaders.Authorization = new("Bearer", _secrets["admin token"]);
        using var response = await unrecorded.PostAsJsonAsync(new Uri(_server, "/api/v1/tokens"), new("ana", TokenRole.Submit), ServiceJson.Default.NewToken,
            Cancellation);
        response.StatusCode.ShouldBe(HttpStatusCode.Created);
        _haystack.Add("headers of the answer with a token", $"{response}");
        var made = JsonSerializer.Deserialize(await response.Content.ReadAsStringAsync(Cancellation), ServiceJson.Default.MadeToken)!;
        await File.WriteAllTextAsync(Path.Combine(_folder, TokenFile), made.Token, Cancellation);
        _secrets.Add("made token", made.Token);
    }

    private async Task LookAtAsync(long hunt)
    {
        foreach (var path in (string[])["", "/progress", "/summary", "/trees", "/trees/1.txt", "/trees/1.json", "/results.zip"])
        {
            (await GetAsync($"/api/v1/hunts/{hunt}{path}", "admin token")).ShouldBe(HttpStatusCode.OK, path);
        }
    }

    private async Task AskWronglyAsync()
    {
        (await GetAsync("/api/v1/hunts", null)).ShouldBe(HttpStatusCode.Unauthorized);
        (await GetAsync("/api/v1/hunts", "wrong token")).ShouldBe(HttpStatusCode.Unauthorized);
        (await GetAsync("/api/v1/hunts", "wrong token", "Basic")).ShouldBe(HttpStatusCode.Unauthorized);
        (await GetAsync("/api/v1/tokens", "made token")).ShouldBe(HttpStatusCode.Forbidden);
        (await GetAsync($"/api/v1/hunts?limit={_secrets["wrong token"]}", "admin token")).ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await PostAsync("/api/v1/hunts", $$"""{"name":"a","seeds":["{{_secrets["wrong token"]}}" """)).ShouldBe(HttpStatusCode.BadRequest);
        (await PostAsync("/api/v1/hunts", _secrets["admin token"])).ShouldBe(HttpStatusCode.BadRequest);
        (await PostAsync("/api/v1/tokens", $$"""{"name":"bo","role":"{{_secrets["admin token"]}}"}""")).ShouldBe(HttpStatusCode.BadRequest);
        (await PostAsync("/api/v1/tokens", $$"""{"name":"bo","role":"read","token":"{{_secrets["admin token"]}}"}""")).ShouldBe(HttpStatusCode.BadRequest);
    }

    private async Task UseTheConsoleAsync(long hunt)
    {
        (await ConsoleAsync("hunts")).ExitCode.ShouldBe(0);
        (await ConsoleAsync("nodes")).ExitCode.ShouldBe(0);
        (await ConsoleAsync("results", $"{hunt}")).ExitCode.ShouldBe(1, "trees lack something");
        (await ConsoleAsync("sources")).Output.ShouldContain("2 set");
        (await ConsoleAsync("token", "list")).Errors.ShouldContain("this needs admin");
        (await ConsoleAsync("hunts", "--token", _secrets["wrong token"])).Errors.ShouldContain("none of this service");
        (await ConsoleAsync("hunts", "--token", _secrets["wrong token"] + "\u00fc")).Errors.ShouldContain("no token");
    }

    private async Task EndAsync(IReadOnlyList<NodeProcess> nodes)
    {
        foreach (var node in nodes)
        {
            foreach (var path in (string[])["/metrics", "/healthz/live", "/healthz/ready"])
            {
                using var response = await _http.GetAsync(new Uri(node.Address, path), Cancellation);
                response.StatusCode.ShouldBe(HttpStatusCode.OK, node.Printed);
            }

            node.Process.Terminate();
            (await node.Process.ExitAsync()).ExitCode.ShouldBe(0);
            _haystack.Add(node.Name, node.Printed);
        }
    }

    /// <param name="secret">A name of <see cref="_secrets"/>, or null for no header.</param>
    private Task<HttpStatusCode> GetAsync(string path, string? secret, string scheme = "Bearer") =>
        SendAsync(new(HttpMethod.Get, new Uri(_server, path)), secret, scheme);

    private Task<HttpStatusCode> PostAsync(string path, string json) =>
        SendAsync(new(HttpMethod.Post, new Uri(_server, path)) { Content = new StringContent(json, Encoding.UTF8, "application/json") }, "admin token",
            "Bearer");

    private async Task<HttpStatusCode> SendAsync(HttpRequestMessage request, string? secret, string scheme)
    {
        using (request)
        {
            request.Headers.Authorization = secret is null ? null : new AuthenticationHeaderValue(scheme, _secrets[secret]);
            using var response = await _http.SendAsync(request, Cancellation);
            return response.StatusCode;
        }
    }

    /// <summary>With the token that the API made, unless another is given.</summary>
    private async Task<ProgramResult> ConsoleAsync(params string[] arguments)
    {
        var environment = new Dictionary<string, string>
        {
            ["IOCEXPLORER_general__defaultSources"] = "false",
            ["IOCEXPLORER_SERVER"] = _server.ToString(),
            ["IOCEXPLORER_TOKEN_FILE"] = Path.Combine(_folder, TokenFile),
        };
        foreach (var (name, value) in Options().Settings.Where(s => s.Key.StartsWith("sources__", StringComparison.Ordinal)))
        {
            environment.Add($"IOCEXPLORER_{name}", value);
        }

        await using var console = ProgramProcess.Start("Seed", _folder, arguments, environment);
        var result = await console.ExitAsync();
        _haystack.Add($"console: {arguments[0]}", result.Everything);
        return result;
    }
}
