using System.Diagnostics;
using System.Net;
using System.Text.Json;
using IocExplorer.Messages;
using IocExplorer.Messages.Service.Nodes;
using IocExplorer.SourceSimulator;
using IocExplorer.Testing;
using IocExplorer.Testing.Postgres;

namespace IocExplorer.EndToEnd.Tests.Service;

/// <summary>The worker's host in a process of its own: against a real database and the simulator.</summary>
public sealed class WorkerHostTests : IDisposable
{
    // Said when what the worker can ask is registered.
    private const string Offering = "\"Asks {Source}: ";
    private const string Key = "a-key-that-nobody-may-see";

    private readonly Workspace _workspace = new();
    private readonly HttpClient _http = new();

    public void Dispose()
    {
        _http.Dispose();
        _workspace.Dispose();
    }

    [Fact]
    public async Task Worker_OfAService_AnswersTellsItsHealthAndStopsInOrder()
    {
        await using var simulator = await Simulator.StartAsync();
        var database = await (await PostgresServer.SharedAsync()).CreateDatabaseAsync();
        await using var worker = Configure(simulator, database).Set("node__logDetail", "debug").StartWorker();
        var url = await UrlAsync(worker);
        await worker.PrintedAsync(Offering);
        await using var asking = await AskingNode.StartAsync(database);
        var offers = await asking.OffersAsync();

        var queries = await asking.AskAsync(offers.First(o => o.Operation.Name == "domain_resolutions"), Domains(40));
        var answers = await asking.AnswersAsync(queries);

        answers.ShouldAllBe(a => a is Answer.Found || a is Answer.Empty);
        offers.Select(o => o.Operation.Name).ShouldBe(
            ["flint", "registrant_email", "reverse_email", "file_reputation", "ip_downloaded_files", "domain_downloaded_files", "domain_resolutions",
                "file_contacted_ips", "file_contacted_domains", "file_execution_parents"],
            ignoreOrder: true);
        (await GetAsync(url, "/healthz/live")).ShouldBe((HttpStatusCode.OK, """{"status":"live"}"""));
        (await GetAsync(url, "/healthz/ready")).ShouldBe((HttpStatusCode.OK, """{"status":"ready"}"""));
        var metrics = await IdleMetricsAsync(url).InTimeAsync("last query", "the worker", "no query in flight");
        metrics.ShouldContain("iocexplorer_worker_requests_total{source=\"VirusTotal\"} 40\n");
        metrics.ShouldContain("iocexplorer_node_info{kind=\"worker\",name=\"w1\"");

        var watch = Stopwatch.StartNew();
        worker.Terminate();
        var result = await worker.ExitAsync();

        result.ExitCode.ShouldBe(0);
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(10));
        result.Errors.ShouldBeEmpty();
        result.Everything.ShouldNotContain(Key);
        result.Output.ShouldNotContain("was marked down and removed");
        foreach (var line in result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var fields = JsonDocument.Parse(line).RootElement;
            fields.GetProperty("Message").GetString().ShouldNotBeNullOrEmpty();
            fields.GetProperty("Timestamp").GetString()!.ShouldMatch(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$");
        }

        result.Output.ShouldContain("\"Message\":\"VirusTotal domain_resolutions of n1.example.org for hunt ");
        result.Output.ShouldContain("\"Ioc\":\"n1.example.org\"");
        simulator.Stats.Requests.ShouldBe(40);
    }

    [Fact]
    public async Task Worker_ToldToStopWithRequestsUnderWay_EndsThemAndHandsTheRestBack()
    {
        await using var simulator = await Simulator.StartAsync(new() { Delay = new(TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(4)) });
        var database = await (await PostgresServer.SharedAsync()).CreateDatabaseAsync();
        await using var first = Configure(simulator, database, concurrency: 8).Set("node__drain", "60s").StartWorker();
        await first.PrintedAsync(Offering);
        await using var asking = await AskingNode.StartAsync(database);
        var queries = await asking.AskAsync((await asking.OffersAsync()).First(o => o.Operation.Name == "domain_resolutions"), Domains(30));
        await simulator.WhenInFlightAsync(8).InTimeAsync("first", "the worker", "8 requests under way");

        first.Terminate();
        (await first.ExitAsync()).ExitCode.ShouldBe(0);
        var asked = simulator.Stats.Requests;
        await using var second = Configure(simulator, database, concurrency: 22).Set("node__name", "w2").StartWorker();
        await asking.AnswersAsync(queries);

        asked.ShouldBe(8);
        simulator.Stats.Requests.ShouldBe(30);
        second.Terminate();
        (await second.ExitAsync()).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task Worker_FrozenUntilTheOthersHaveRemovedIt_JoinsAgainAndGoesOn()
    {
        await using var simulator = await Simulator.StartAsync(new() { Delay = new(TimeSpan.FromMilliseconds(20), TimeSpan.FromMilliseconds(20)) });
        var database = await (await PostgresServer.SharedAsync()).CreateDatabaseAsync();
        await using var worker = Configure(simulator, database, concurrency: 4).StartWorker();
        await worker.PrintedAsync(Offering);
        await using var asking = await AskingNode.StartAsync(database);
        var operation = (await asking.OffersAsync()).First(o => o.Operation.Name == "domain_resolutions");
        var queries = await asking.AskAsync(operation, Domains(400));
        await simulator.WhenInFlightAsync(4).InTimeAsync("start", "the worker", "4 requests under way");

        worker.Pause();
        await asking.WhenNodesAsync(nodes => nodes.All(n => n.Name != "w1"));
        worker.Resume();
        var answers = await asking.AnswersAsync(queries);

        answers.ShouldAllBe(a => a is Answer.Found || a is Answer.Empty);
        await worker.PrintedAsync("The ActorSystem {Address} has ended: ");
        worker.Terminate();
        (await worker.ExitAsync()).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task Worker_BeforeItsDatabase_IsAliveAndNotReadyAndStopsWhenTold()
    {
        await using var simulator = await Simulator.StartAsync();
        await using var worker = Configure(simulator, $"Host=127.0.0.1;Port={FreePort.Take()};Database=ioc;Username=ana;Password=hush-hush").StartWorker();
        var url = await UrlAsync(worker);
        var line = await worker.LineAsync("is not there yet");

        line.ShouldContain("username=ana");
        (await GetAsync(url, "/healthz/live")).Status.ShouldBe(HttpStatusCode.OK);
        (await GetAsync(url, "/healthz/ready"))
            .ShouldBe((HttpStatusCode.ServiceUnavailable, """{"status":"not ready","reasons":["the database cannot be reached"]}"""));
        worker.Terminate();
        var result = await worker.ExitAsync();

        result.ExitCode.ShouldBe(0);
        result.Everything.ShouldNotContain("hush-hush");
        result.Output.Split("\"Message\":\"The database ").Length.ShouldBe(2);
    }

    [Fact]
    public async Task Worker_ToldToStopTwice_EndsAtOnce()
    {
        await using var simulator = await Simulator.StartAsync(new() { Delay = new(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(30)) });
        var database = await (await PostgresServer.SharedAsync()).CreateDatabaseAsync();
        await using var worker = Configure(simulator, database).Set("node__drain", "60s").StartWorker();
        await worker.PrintedAsync(Offering);
        await using var asking = await AskingNode.StartAsync(database);
        await asking.AskAsync((await asking.OffersAsync()).First(o => o.Operation.Name == "domain_resolutions"), Domains(1));
        await simulator.WhenInFlightAsync(1).InTimeAsync("start", "the worker", "a request under way");
        worker.Terminate();
        await worker.PrintedAsync("A second signal stops at once.");

        worker.Interrupt();

        (await worker.ExitAsync()).ExitCode.ShouldBe(130);
    }

    [Fact]
    public async Task Worker_WithTextLogs_WritesLinesForAPerson()
    {
        await using var simulator = await Simulator.StartAsync();
        await using var worker = Configure(simulator, $"Host=127.0.0.1;Port={FreePort.Take()};Database=ioc;Username=ana").Set("node__logFormat", "text")
            .StartWorker();
        await worker.PrintedAsync("is not there yet");
        worker.Terminate();
        var result = await worker.ExitAsync();

        result.ExitCode.ShouldBe(0);
        result.Errors.ShouldBeEmpty();
        foreach (var line in result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            line.ShouldMatch(@"^\d\d:\d\d:\d\d\.\d{3} (info|warn): IocExplorer\.[A-Za-z.]+\[-?\d+\] \S");
        }
    }

    [Fact]
    public async Task Worker_WithAnImpossibleConfiguration_ListsAllThatIsWrong()
    {
        await using var worker = _workspace.Set("node__lease", "15s").Set("sources__VirusTotal__lanes", "2").StartWorker();

        var result = await worker.ExitAsync();

        result.ExitCode.ShouldBe(2);
        result.Output.ShouldBeEmpty();
        result.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(3);
        result.Errors.ShouldContain("database is not set.");
    }

    [Fact]
    public async Task Worker_WithNothingToAsk_SaysWhy()
    {
        await using var worker = _workspace.Set("database", "postgres://ana@127.0.0.1/ioc").StartWorker();

        var result = await worker.ExitAsync();

        result.ExitCode.ShouldBe(2);
        result.Errors.ShouldContain("VirusTotal is off: no API key is set.");
        result.Errors.ShouldContain("All sources are off: this worker would have nothing to ask.");
    }

    [Theory]
    [InlineData("--version", 0, "ioc-explorer 2.")]
    [InlineData("--help", 0, "Usage: ioc-explorer-worker")]
    [InlineData("--confg", 2, "Did you mean --config?")]
    public async Task Worker_AskedSomething_AnswersAndEnds(string argument, int exitCode, string text)
    {
        await using var worker = _workspace.StartWorker(argument);

        var result = await worker.ExitAsync();

        result.ExitCode.ShouldBe(exitCode);
        result.Everything.ShouldContain(text);
    }

    [Fact]
    public void Status_OfAWorker_IsReadAsItWasWritten()
    {
        var status = new WorkerStatus([new() { Source = "VirusTotal", Requests = 3, LeftToday = 5, Waiting = "why", WaitingUntil = DateTimeOffset.UnixEpoch }]);

        WorkerStatus.Read(status.ToText()).Sources.ShouldBe(status.Sources);
        WorkerStatus.Read("{\"other\":1}").ShouldBe(WorkerStatus.None);
        WorkerStatus.Read("no json").ShouldBe(WorkerStatus.None);
        WorkerStatus.Read("").ShouldBe(WorkerStatus.None);
    }

    private static IEnumerable<string> Domains(int count) => Enumerable.Range(1, count).Select(i => $"n{i}.example.org");

    private static async Task<Uri> UrlAsync(ProgramProcess worker)
    {
        var line = await worker.LineAsync("listens on {Url}");
        return new(JsonDocument.Parse(line).RootElement.GetProperty("State").GetProperty("Url").GetString()!);
    }

    private Workspace Configure(Simulator simulator, string database, int concurrency = 16) => _workspace
        .PointTo(simulator.BaseAddress, concurrency, Key)
        .Set("database", database)
        .Set("node__name", "w1")
        .Set("node__listen", "http://127.0.0.1:0");

    // Whoever asked is told before the worker counts the query as ended.
    private async Task<string> IdleMetricsAsync(Uri url)
    {
        while (true)
        {
            var metrics = (await GetAsync(url, "/metrics")).Body;
            if (metrics.Contains("iocexplorer_worker_queries_in_flight{source=\"VirusTotal\"} 0\n", StringComparison.Ordinal))
            {
                return metrics;
            }
        }
    }

    private async Task<(HttpStatusCode Status, string Body)> GetAsync(Uri url, string path)
    {
        using var response = await _http.GetAsync(new Uri(url, path), TestContext.Current.CancellationToken);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
