using IocExplorer.Messages;
using IocExplorer.Workers.Lanes;
using IocExplorer.Workers.Settings;
using IocExplorer.Workers.Tests.Doubles;

namespace IocExplorer.Workers.Tests.Lanes;

/// <summary>A source at a scripted server, asked lane by lane without a worker.</summary>
internal sealed class LaneUnderTest : IAsyncDisposable
{
    private readonly ScriptedServer _server;
    private readonly TestOperation[] _operations;

    public LaneUnderTest(
        ScriptedServer server,
        ResilienceSettings? settings = null,
        int keys = 1,
        int? limit = 10,
        TimeProvider? time = null,
        QuotaLimits? quota = null,
        int concurrency = 4,
        Uri? baseUrl = null)
    {
        settings ??= new();
        _server = server;
        Hasty = new(settings.AttemptTimeout, settings.QueryTimeout);
        _operations = [new(baseUrl ?? server.BaseUrl, "relatives", limit), new(baseUrl ?? server.BaseUrl, "cousins", limit)];
        Source = new(
            new()
            {
                Name = "TestSource",
                Operations = _operations,
                ApiKeys = [.. Enumerable.Range(1, keys).Select(i => $"secret{i}")],
                Quota = quota ?? QuotaLimits.Unlimited,
                MaxConcurrency = concurrency,
                Resilience = settings,
            },
            Ledger,
            Notices.Add,
            time ?? Hasty,
            new Random(1));
    }

    public HastyTime Hasty { get; }

    public FakeLedger Ledger { get; } = new();

    public NoticeList Notices { get; } = new();

    public HttpSource Source { get; }

    public Operation Relatives => _operations[0].Operation;

    public Operation Cousins => _operations[1].Operation;

    public Task<Answer?> AskAsync(string value = "seed.example", int lane = 0, Operation? operation = null) =>
        Source.Lanes[lane].AskAsync(operation ?? Relatives, new(IocType.Domain, value), TestContext.Current.CancellationToken).AsTask();

    public async ValueTask DisposeAsync()
    {
        Source.Dispose();
        await _server.DisposeAsync();
    }
}
