using IocExplorer.Messages;
using IocExplorer.Workers.Asking;
using IocExplorer.Workers.Settings;
using IocExplorer.Workers.Tests.Doubles;

namespace IocExplorer.Workers.Tests.Asking;

/// <summary>A source at a scripted server, asked without a worker; permits come as they are wanted.</summary>
internal sealed class SourceUnderTest : IAsyncDisposable, ISourceHost
{
    private readonly ScriptedServer _server;

    public SourceUnderTest(
        ScriptedServer server,
        ResilienceSettings? settings = null,
        int keys = 1,
        int? limit = 10,
        TimeProvider? time = null,
        QuotaLimits? quota = null,
        int concurrency = 4,
        Uri? baseUrl = null,
        TimeSpan? recoverAfter = null,
        IReadOnlyList<ISourceOperation>? operations = null)
    {
        settings ??= new();
        _server = server;
        Hasty = new(settings.AttemptTimeout, settings.QueryTimeout);
        time ??= Hasty;
        operations ??= [new TestOperation(baseUrl ?? server.BaseUrl, "relatives", limit), new TestOperation(baseUrl ?? server.BaseUrl, "cousins", limit)];
        Source = new(
            new()
            {
                Name = "TestSource",
                Operations = operations,
                ApiKeys = [.. Enumerable.Range(1, keys).Select(i => $"secret{i}")],
                Quota = quota ?? QuotaLimits.Unlimited,
                MaxConcurrency = concurrency,
                Resilience = settings,
                RecoverAfter = recoverAfter,
            },
            Notices.Add,
            time,
            new Random(1));
        Source.Attach(this);
        Gates = [.. Source.Keys.Select(key => new KeyGate(Source.Name, key, time))];
        Throttles = [.. Gates.Select(gate => new PlayedThrottle(gate, time))];
        for (var i = 0; i < keys; i++)
        {
            Gates[i].Attach(Throttles[i]);
        }

        (Relatives, Cousins) = (new(new(1), operations[0].Operation), new(new(2), operations[1].Operation));
    }

    public HastyTime Hasty { get; }

    public NoticeList Notices { get; } = new();

    public HttpSource Source { get; }

    public IReadOnlyList<KeyGate> Gates { get; }

    public IReadOnlyList<PlayedThrottle> Throttles { get; }

    public PlayedThrottle Throttle => Throttles[0];

    public NumberedOperation Relatives { get; }

    public NumberedOperation Cousins { get; }

    public string? LostDetail { get; private set; }

    public int Changes { get; private set; }

    public Task<Answer?> AskAsync(
        string value = "seed.example",
        int key = 0,
        NumberedOperation? operation = null,
        IocType type = IocType.Domain,
        CancellationToken? cancellation = null)
    {
        Gates[key].Expect(1);
        return Source.AskAsync(Gates[key], operation ?? Relatives, new(type, value), cancellation ?? TestContext.Current.CancellationToken).AsTask();
    }

    public void Changed() => Changes++;

    public void Lost(string detail) => LostDetail = detail;

    public KeyGate OpenGate(string source, SourceKey key) => throw new NotSupportedException();

    public async ValueTask DisposeAsync()
    {
        foreach (var gate in Gates)
        {
            gate.Dispose();
        }

        Source.Dispose();
        await _server.DisposeAsync();
    }
}
