using IocExplorer.Messages;
using IocExplorer.Workers.Lanes;
using IocExplorer.Workers.Settings;
using IocExplorer.Workers.Tests.Doubles;

namespace IocExplorer.Workers.Tests.Lanes;

/// <summary>A node with one source at a scripted server, working from a ledger in memory.</summary>
internal sealed class NodeUnderTest : IAsyncDisposable
{
    private static readonly ResilienceSettings Defaults = new();
    private readonly HttpSource _source;
    private WorkerNode? _node;

    public NodeUnderTest(Uri baseUrl, ResilienceSettings? settings = null, int keys = 1, int concurrency = 4, QuotaLimits? quota = null, TimeProvider? time = null, int lanes = 1, TimeSpan? recoverAfter = null)
    {
        settings ??= Defaults;
        Time = time ?? new HastyTime(settings.AttemptTimeout, settings.QueryTimeout, GraceParts[0], GraceParts[1]);
        ISourceOperation[] operations = [new TestOperation(baseUrl, "relatives"), new TestOperation(baseUrl, "cousins")];
        _source = new(
            new()
            {
                Name = "TestSource",
                Operations = operations,
                ApiKeys = [.. Enumerable.Range(1, keys).Select(i => $"secret{i}")],
                Quota = quota ?? QuotaLimits.Unlimited,
                MaxConcurrency = concurrency,
                Resilience = settings,
                LanesPerKey = lanes,
                RecoverAfter = recoverAfter,
            },
            Ledger,
            Notices.Add,
            Time,
            new Random(1));
        Catalogue = new([.. operations.Select((o, i) => (new OperationId(i + 1), o.Operation))]);
    }

    /// <summary>With this grace nothing is cancelled before it ends by itself.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(1000);

    private static readonly TimeSpan[] GraceParts = [Grace * 0.6, Grace * 0.2];

    public static OperationId Relatives { get; } = new(1);

    public static OperationId Cousins { get; } = new(2);

    public TimeProvider Time { get; }

    public FakeLedger Ledger { get; } = new();

    public NoticeList Notices { get; } = new();

    public OperationCatalogue Catalogue { get; }

    public SourceProgress Progress => _node!.Progress().ShouldHaveSingleItem();

    public void Start() => _node = WorkerNode.Start(Ledger, Catalogue, [_source], new() { Time = Time }, Notices.Add);

    public void Open(OperationId operation, params IReadOnlyList<string> values) =>
        Ledger.Open(operation, [.. values.Select(v => new Ioc(IocType.Domain, v))]);

    public Task AnsweredAsync(int count) => Ledger.WaitForAnswersAsync(count).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

    public void LoseOwnership() => _node!.LoseOwnership();

    public Task StopAsync() => _node!.StopAsync(Grace);

    public async ValueTask DisposeAsync()
    {
        if (_node is not null)
        {
            await _node.StopAsync(Grace);
            await _node.DisposeAsync();
        }

        _source.Dispose();
    }
}
