using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using IocExplorer.Testing;
using IocExplorer.Testing.Postgres;

namespace IocExplorer.EndToEnd.Tests.Service;

/// <summary>The coordinator's host in a process of its own, against a real database.</summary>
public sealed class CoordinatorHostTests : IDisposable
{
    private readonly Workspace _workspace = new();
    private readonly HttpClient _http = new();

    public void Dispose()
    {
        _http.Dispose();
        _workspace.Dispose();
    }

    [Fact]
    public async Task Coordinator_WithATokenOfTheCommandLine_TakesAHunt_TellsItsMetrics_AndStopsInOrder()
    {
        Configure(await (await PostgresServer.SharedAsync()).CreateDatabaseAsync());
        var token = await MakeTokenAsync("ana", "submit");
        await using var coordinator = _workspace.StartCoordinator();
        var url = await ReadyAsync(coordinator);
        using var refused = await _http.GetAsync(new Uri(url, "/api/v1/hunts"), Cancellation);
        _http.DefaultRequestHeaders.Authorization = new("Bearer", token);

        using var submitted = await _http.PostAsync(new Uri(url, "/api/v1/hunts"),
            new StringContent("a.com\nb.com", Encoding.UTF8, new MediaTypeHeaderValue("text/csv")), Cancellation);
        using var watch = await _http.GetStreamAsync(new Uri(url, "/api/v1/hunts/1/trees"), Cancellation);
        using var stream = new HttpRequestMessage(HttpMethod.Get, new Uri(url, "/api/v1/hunts/1/progress")) { Headers = { { "Accept", "text/event-stream" } } };
        using var events = await _http.SendAsync(stream, HttpCompletionOption.ResponseHeadersRead, Cancellation);
        var metrics = await _http.GetStringAsync(new Uri(url, "/metrics"), Cancellation);

        refused.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        submitted.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        metrics.ShouldContain("iocexplorer_coordinator_trees_exploring{} 0\n");
        metrics.ShouldContain("iocexplorer_coordinator_hunts_open{} ");
        metrics.ShouldContain("iocexplorer_api_requests_total{route=\"/api/v1/hunts\",status=\"2xx\"} 1\n");
        var time = Stopwatch.StartNew();
        coordinator.Terminate();
        var rest = await events.Content.ReadAsStringAsync(Cancellation).InTimeAsync("drain", "the stream of progress", "its end");
        var result = await coordinator.ExitAsync();

        result.ExitCode.ShouldBe(0);
        time.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(10));
        rest.ShouldStartWith("event: progress\n");
        rest.ShouldNotContain("event: end");
        result.Errors.ShouldBeEmpty();
        result.Everything.ShouldNotContain(token);
        result.Output.ShouldContain("\"Message\":\"Hunt 1 was submitted with 2 seeds by ana.\"");
        result.Output.ShouldContain("\"Hunt\":1");
    }

    [Fact]
    public async Task Tokens_AreMadeListedAndRevoked_OnTheCommandLine()
    {
        Configure(await (await PostgresServer.SharedAsync()).CreateDatabaseAsync());
        var token = await MakeTokenAsync("ana", "admin");

        var again = await RunAsync("token", "add", "ana", "--role", "read");
        var list = await RunAsync("token", "list");
        var revoked = await RunAsync("token", "revoke", "ana");
        var twice = await RunAsync("token", "revoke", "ana");

        (again.ExitCode, again.Output).ShouldBe((1, ""));
        again.Errors.ShouldContain("There is a token of the name ana.");
        list.Output.ShouldStartWith("ana admin ");
        list.Everything.ShouldNotContain(token);
        (revoked.ExitCode, twice.ExitCode).ShouldBe((0, 1));
    }

    [Theory]
    [InlineData(2, "Write: token add", "token")]
    [InlineData(2, "Write: token add", "token", "add", "ana")]
    [InlineData(2, "Write: token add", "token", "add", "ana", "--role", "root")]
    [InlineData(2, "Write: token add", "token", "list", "--force")]
    [InlineData(2, "The name must have", "token", "add", "../x", "--role", "read")]
    [InlineData(2, "database is not set.", "token", "list")]
    [InlineData(2, "database is not set.")]
    [InlineData(0, "Usage: ioc-explorer-coordinator", "--help")]
    [InlineData(0, "ioc-explorer 2.", "--version")]
    public async Task Coordinator_AskedSomethingElse_AnswersAndEnds(int exitCode, string text, params string[] arguments)
    {
        var result = await RunAsync(arguments);

        result.ExitCode.ShouldBe(exitCode);
        result.Everything.ShouldContain(text);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static async Task<Uri> ReadyAsync(ProgramProcess coordinator)
    {
        var line = await coordinator.LineAsync("listens on {Url}");
        await coordinator.PrintedAsync("is ready.");
        return new(JsonDocument.Parse(line).RootElement.GetProperty("State").GetProperty("Url").GetString()!);
    }

    private async Task<string> MakeTokenAsync(string name, string role)
    {
        var result = await RunAsync("token", "add", name, "--role", role);
        result.ExitCode.ShouldBe(0, result.Everything);
        result.Output.Trim().ShouldStartWith("ioc_");
        result.Errors.ShouldNotContain(result.Output.Trim());
        return result.Output.Trim();
    }

    private async Task<ProgramResult> RunAsync(params string[] arguments)
    {
        await using var process = _workspace.StartCoordinator(arguments);
        return await process.ExitAsync();
    }

    private void Configure(string database) => _workspace
        .Set("database", database)
        .Set("node__name", "c1")
        .Set("node__listen", "http://127.0.0.1:0");
}
