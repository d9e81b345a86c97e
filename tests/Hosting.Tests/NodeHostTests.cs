using System.Diagnostics.Metrics;
using System.Net;
using IocExplorer.Hosting.Configuration;
using IocExplorer.Testing;

namespace IocExplorer.Hosting.Tests;

public sealed class NodeHostTests : IAsyncDisposable
{
    private readonly FakeTime _time = new();
    private readonly RecordedLog _log = new();
    private readonly ScriptedWork _work = new();
    private readonly NodeHost _host;
    private readonly HttpClient _http = new();

    public NodeHostTests() => _host = NodeHost.Create(new()
    {
        Kind = "worker",
        Settings = new() { Name = "w1", Listen = new("http://127.0.0.1:0"), Drain = TimeSpan.FromSeconds(4) },
        Time = _time,
        Logs = _log,
    });

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _host.DisposeAsync();
        await _work.DisposeAsync();
        _log.Dispose();
    }

    [Fact]
    public async Task Run_FromStartToEnd_TellsItsHealthInEachPhase()
    {
        var begun = new TaskCompletionSource();
        var begin = new TaskCompletionSource<INodeWork>();
        var run = _host.RunAsync(_ =>
        {
            begun.SetResult();
            return begin.Task;
        });
        await begun.Task.InTimeAsync("start", "the work", "to be begun");
        (await GetAsync("/healthz/live")).ShouldBe((HttpStatusCode.OK, """{"status":"live"}"""));
        (await GetAsync("/healthz/ready")).ShouldBe((HttpStatusCode.ServiceUnavailable, """{"status":"not ready","reasons":["starting"]}"""));

        begin.SetResult(_work);
        await _host.Health.WhenStarted.InTimeAsync("start", "the work", "to have begun");
        (await GetAsync("/healthz/ready")).ShouldBe((HttpStatusCode.OK, """{"status":"ready"}"""));

        _host.App.Lifetime.StopApplication();
        (await _work.DrainBegan.Task.InTimeAsync("signal", "the work", "to drain")).ShouldBe(TimeSpan.FromSeconds(4));
        (await GetAsync("/healthz/live")).ShouldBe((HttpStatusCode.OK, """{"status":"live"}"""));
        (await GetAsync("/healthz/ready")).ShouldBe((HttpStatusCode.ServiceUnavailable, """{"status":"not ready","reasons":["draining"]}"""));
        run.IsCompleted.ShouldBeFalse();

        _work.DrainEnds.SetResult();
        (await run.InTimeAsync("drained", "the host", "to end")).ShouldBe(ExitCodes.Stopped);
        _work.IsDisposed.ShouldBeTrue();
        _log.OwnLines.Select(l => l.Split(':')[0]).ShouldBe(
            ["Information node-started", "Information node-ready", "Information drain-began", "Information drain-ended", "Information node-ended"]);
    }

    [Fact]
    public async Task Ready_WhenSomethingIsMissing_NamesIt()
    {
        var missing = "the database last answered 20 s ago";
        _host.Health.Need(() => missing);
        var begin = new TaskCompletionSource<INodeWork>();
        var run = _host.RunAsync(_ => begin.Task);
        _host.Health.Started();

        (await GetAsync("/healthz/ready"))
            .ShouldBe((HttpStatusCode.ServiceUnavailable, """{"status":"not ready","reasons":["the database last answered 20 s ago"]}"""));
        missing = null;
        (await GetAsync("/healthz/ready")).ShouldBe((HttpStatusCode.OK, """{"status":"ready"}"""));

        begin.SetException(new NodeStartException("end"));
        await run;
    }

    [Fact]
    public async Task Metrics_OfAHost_TellWhoItIs()
    {
        var begin = new TaskCompletionSource<INodeWork>();
        var run = _host.RunAsync(_ => begin.Task);

        var (status, text) = await GetAsync("/metrics");

        status.ShouldBe(HttpStatusCode.OK);
        text.ShouldContain($"iocexplorer_node_info{{kind=\"worker\",name=\"w1\",version=\"{ProgramVersion.Text}\"}} 1\n");
        text.ShouldContain("\niocexplorer_node_ready{} 0\n");
        text.ShouldContain("\ndotnet_process_cpu_time_seconds_total{cpu_mode=\"user\"} ");
        text.ShouldNotContain("otel");
        text.ShouldNotContain("target_info");
        begin.SetException(new NodeStartException("end"));
        await run;
    }

    [Fact]
    public async Task Metrics_OfInstruments_HaveOurPrefixTheirUnitAndTheUsualBounds()
    {
        using var meter = new Meter("IocExplorer.Tests");
        using var strange = new Meter("Strange");
        List<Measurement<int>> left = [new(4, new KeyValuePair<string, object?>("window", "minute")),
            new(500, new KeyValuePair<string, object?>("window", "day"))];
        var begin = new TaskCompletionSource<INodeWork>();
        var run = _host.RunAsync(_ => begin.Task);
        meter.CreateObservableGauge("permits.left", () => left, "{request}");
        strange.CreateCounter<int>("strange").Add(1);
        meter.CreateHistogram<double>("took", "s", "How long it took.").Record(0.3, new KeyValuePair<string, object?>("source", "a\"b\\c\nd"));
        var counter = meter.CreateCounter<long>("answers", "{query}");
        counter.Add(2, new("source", "VirusTotal"), new("outcome", "found"));
        counter.Add(3, new("outcome", "found"), new("source", "VirusTotal"));

        var text = (await GetAsync("/metrics")).Body;
        left.RemoveAt(1);
        var next = (await GetAsync("/metrics")).Body;

        text.ShouldContain("# TYPE iocexplorer_answers_total counter\niocexplorer_answers_total{outcome=\"found\",source=\"VirusTotal\"} 5\n");
        text.ShouldContain("# HELP iocexplorer_took_seconds How long it took.\n");
        text.ShouldContain("iocexplorer_took_seconds_bucket{source=\"a\\\"b\\\\c\\nd\",le=\"0.25\"} 0\n");
        text.ShouldContain("le=\"0.5\"} 1\n");
        text.Split('\n').Count(line => line.StartsWith("iocexplorer_took_seconds_bucket", StringComparison.Ordinal)).ShouldBe(16);
        text.ShouldContain("iocexplorer_permits_left{window=\"day\"} 500\n");
        next.ShouldNotContain("window=\"day\"");
        next.ShouldContain("iocexplorer_permits_left{window=\"minute\"} 4\n");
        text.ShouldNotContain("strange");
        begin.SetException(new NodeStartException("end"));
        await run;
    }

    [Fact]
    public async Task Drain_ThatHangs_EndsTheProcessSoonAfterItsTime()
    {
        var run = _host.RunAsync(_ => Task.FromResult<INodeWork>(_work));
        _host.App.Lifetime.StopApplication();
        await _work.DrainBegan.Task.InTimeAsync("signal", "the work", "to drain");
        await _time.WaitForTimersAsync(1);

        _time.Advance(TimeSpan.FromSeconds(4.4));
        run.IsCompleted.ShouldBeFalse();
        _time.Advance(TimeSpan.FromSeconds(0.1));

        (await run.InTimeAsync("hanging", "the host", "to end")).ShouldBe(ExitCodes.Failed);
        _log.Lines.ShouldContain("Error drain-too-long: Not drained after 4.5 s: the process ends, and other nodes take over what it hosted.");
    }

    [Fact]
    public async Task Signal_BeforeTheWorkBegan_EndsInOrder()
    {
        var run = _host.RunAsync(async stop =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, _time, stop);
            return _work;
        });

        _host.App.Lifetime.StopApplication();

        (await run.InTimeAsync("signal", "the host", "to end")).ShouldBe(ExitCodes.Stopped);
        _work.DrainBegan.Task.IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task Work_ThatCannotBegin_SaysWhyAndEnds()
    {
        var run = _host.RunAsync(_ => throw new NodeStartException("The database is newer than this program."));

        (await run.InTimeAsync("start", "the host", "to end")).ShouldBe(ExitCodes.NothingRun);
        _log.Lines.ShouldContain("Error node-cannot-start: The database is newer than this program.");
    }

    [Fact]
    public async Task Work_ThatFails_DrainsTheRestAndEndsWithOne()
    {
        var run = _host.RunAsync(_ => Task.FromResult<INodeWork>(_work));
        _work.Failure.SetException(new InvalidOperationException("a bug"));
        await _work.DrainBegan.Task.InTimeAsync("failure", "the work", "to drain");

        (await GetAsync("/healthz/live")).ShouldBe((HttpStatusCode.ServiceUnavailable, """{"status":"not live","reasons":["a bug"]}"""));
        _work.DrainEnds.SetResult();

        (await run.InTimeAsync("drained", "the host", "to end")).ShouldBe(ExitCodes.Failed);
    }

    [Fact]
    public async Task Run_OnAPortThatIsTaken_SaysSo()
    {
        var begin = new TaskCompletionSource<INodeWork>();
        var first = _host.RunAsync(_ => begin.Task);
        await using var second = NodeHost.Create(new()
        {
            Kind = "worker",
            Settings = new() { Listen = new(_host.App.Urls.First()), LogFormat = LogFormat.Text },
            Time = _time,
            Logs = _log,
        });

        (await second.RunAsync(_ => begin.Task)).ShouldBe(ExitCodes.NothingRun);

        _log.Lines.Where(l => l.StartsWith("Error", StringComparison.Ordinal)).ShouldHaveSingleItem()
            .ShouldStartWith("Error node-cannot-listen: Nothing can be served on http://127.0.0.1:");
        begin.SetException(new NodeStartException("end"));
        await first;
    }

    [Fact]
    public async Task Run_OnAnAddressOfAnotherMachine_SaysSo()
    {
        await using var host = NodeHost.Create(new()
        {
            Kind = "worker",
            Settings = new() { Listen = new("http://192.0.2.1:8080"), LogFormat = LogFormat.Text },
            Time = _time,
            Logs = _log,
        });

        (await host.RunAsync(_ => Task.FromException<INodeWork>(new NodeStartException("begun")))).ShouldBe(ExitCodes.NothingRun);

        _log.Lines.Where(l => l.StartsWith("Error", StringComparison.Ordinal)).ShouldHaveSingleItem()
            .ShouldStartWith("Error node-cannot-listen: Nothing can be served on http://192.0.2.1:8080");
    }

    private async Task<(HttpStatusCode Status, string Body)> GetAsync(string path)
    {
        using var response = await _http.GetAsync(new Uri(new(_host.App.Urls.First()), path));
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }
}
