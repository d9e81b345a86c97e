using System.Net;
using IocExplorer.Hosting.Configuration;
using IocExplorer.Testing;

namespace IocExplorer.Hosting.Tests;

public sealed class NodeHostTests : IAsyncDisposable
{
    private readonly FakeTime _time = new();
    private readonly RecordedLog _log = new();
    private readonly ScriptedWork _work = new();
    private readonly TaskCompletionSource<int> _exitedAtOnce = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TerminationSignals _signals;
    private readonly NodeHost _host;
    private readonly HttpClient _http = new();

    public NodeHostTests()
    {
        _signals = new(code => _exitedAtOnce.TrySetResult(code));
        _host = NodeHost.Create(new()
        {
            Kind = "worker",
            Settings = new() { Name = "w1", Listen = new("http://127.0.0.1:0"), Drain = TimeSpan.FromSeconds(4) },
            Time = _time,
            Signals = _signals,
            ExitAtOnce = code => _exitedAtOnce.TrySetResult(code),
            Logs = _log,
        });
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _host.DisposeAsync();
        await _work.DisposeAsync();
        _log.Dispose();
        _signals.Dispose();
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

        _signals.Signal(15);
        (await _work.DrainBegan.Task.InTimeAsync("signal", "the work", "to drain")).ShouldBe(TimeSpan.FromSeconds(4));
        (await GetAsync("/healthz/live")).ShouldBe((HttpStatusCode.OK, """{"status":"live"}"""));
        (await GetAsync("/healthz/ready")).ShouldBe((HttpStatusCode.ServiceUnavailable, """{"status":"not ready","reasons":["draining"]}"""));
        run.IsCompleted.ShouldBeFalse();

        _work.DrainEnds.SetResult();
        (await run.InTimeAsync("drained", "the host", "to end")).ShouldBe(ExitCodes.Stopped);
        _work.IsDisposed.ShouldBeTrue();
        _exitedAtOnce.Task.IsCompleted.ShouldBeFalse();
        _log.Lines.Select(l => l.Split(':')[0]).ShouldBe(
            ["Information node-started", "Information node-ready", "Information drain-began", "Information drain-ended", "Information node-ended"]);
    }

    [Fact]
    public async Task Ready_WhenSomethingIsMissing_NamesIt()
    {
        var missing = "the database last answered 20 s ago";
        _host.Health.Need(() => missing);
        _host.Health.Need(() => null);
        var begin = new TaskCompletionSource<INodeWork>();
        var run = _host.RunAsync(_ => begin.Task);
        _host.Health.Started();

        (await GetAsync("/healthz/ready")).ShouldBe((HttpStatusCode.ServiceUnavailable, """{"status":"not ready","reasons":["the database last answered 20 s ago"]}"""));
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
        text.ShouldContain("\niocexplorer_node_ready 0\n");
        text.ShouldContain("dotnet_");
        begin.SetException(new NodeStartException("end"));
        await run;
    }

    [Fact]
    public async Task Signal_ForTheSecondTime_ExitsAtOnce()
    {
        var run = _host.RunAsync(_ => Task.FromResult<INodeWork>(_work));
        _signals.Signal(15);
        await _work.DrainBegan.Task.InTimeAsync("signal", "the work", "to drain");

        _signals.Signal(2);

        (await _exitedAtOnce.Task.InTimeAsync("second signal", "the process", "to exit")).ShouldBe(130);
        _work.DrainEnds.SetResult();
        await run;
    }

    [Fact]
    public async Task Drain_ThatHangs_EndsTheProcessSoonAfterItsTime()
    {
        var run = _host.RunAsync(_ => Task.FromResult<INodeWork>(_work));
        _signals.Signal(15);
        await _work.DrainBegan.Task.InTimeAsync("signal", "the work", "to drain");

        _time.Advance(TimeSpan.FromSeconds(4.9));
        _exitedAtOnce.Task.IsCompleted.ShouldBeFalse();
        _time.Advance(TimeSpan.FromSeconds(0.1));

        (await _exitedAtOnce.Task.InTimeAsync("hanging", "the process", "to exit")).ShouldBe(ExitCodes.Failed);
        _work.DrainEnds.SetResult();
        await run;
    }

    [Fact]
    public async Task Signal_BeforeTheWorkBegan_EndsInOrder()
    {
        var run = _host.RunAsync(async stop =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, _time, stop);
            return _work;
        });

        _signals.Signal(15);

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
        using var signals = new TerminationSignals(_ => { });
        await using var second = NodeHost.Create(new()
        {
            Kind = "worker",
            Settings = new() { Listen = new(_host.App.Urls.First()), LogFormat = LogFormat.Text },
            Time = _time,
            Signals = signals,
            Logs = _log,
        });

        (await second.RunAsync(_ => begin.Task)).ShouldBe(ExitCodes.NothingRun);

        _log.Lines.ShouldContain(l => l.StartsWith("Error node-cannot-listen: Nothing can be served on http://127.0.0.1:", StringComparison.Ordinal));
        begin.SetException(new NodeStartException("end"));
        await first;
    }

    private async Task<(HttpStatusCode Status, string Body)> GetAsync(string path)
    {
        using var response = await _http.GetAsync(new Uri(new(_host.App.Urls.First()), path));
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }
}
