using System.Collections.Concurrent;
using IocExplorer.Messages;
using IocExplorer.Messages.Service;
using IocExplorer.Persistence;
using IocExplorer.Persistence.Postgres;
using IocExplorer.Testing;

namespace IocExplorer.EndToEnd.Tests.Service;

/// <summary>A node of the test's own that asks queries and waits for what workers answer.</summary>
internal sealed class AskingNode : IAsyncDisposable
{
    private readonly PostgresStore _store;
    private readonly Freshness _freshness = new(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch);
    private readonly ConcurrentDictionary<QueryId, bool> _answered = new();
    private readonly SemaphoreSlim _news = new(0);
    private readonly IDisposable _hint;

    private AskingNode(PostgresStore store)
    {
        _store = store;
        _hint = store.Ledger.Hints.WhenAnswered(states =>
        {
            foreach (var state in states)
            {
                _answered[state.Id] = true;
            }

            _news.Release();
        });
    }

    public ClusterNode Node => _store.Node;

    public static async Task<AskingNode> StartAsync(string database) => new(await PostgresStore.OpenAsync(
        new() { ConnectionString = database, Kind = NodeKind.Coordinator, Name = "asking", Heartbeat = TimeSpan.FromMilliseconds(200), Lease = TimeSpan.FromSeconds(2) },
        TestContext.Current.CancellationToken));

    public async Task<IReadOnlyList<OfferedOperation>> OffersAsync() => await _store.OffersAsync(TestContext.Current.CancellationToken);

    /// <summary>Asks the operation about each domain.</summary>
    public async Task<IReadOnlyList<QueryId>> AskAsync(OperationId operation, IEnumerable<string> domains)
    {
        var states = await _store.Ledger.AskAsync(
            new(new(1), _freshness, [.. domains.Select(d => new QueryToAsk(operation, new(IocType.Domain, d)))]), TestContext.Current.CancellationToken);
        return [.. states.Select(s => s.Id)];
    }

    /// <summary>The answers of these queries, once all have one.</summary>
    public async Task<IReadOnlyList<Answer>> AnswersAsync(IReadOnlyList<QueryId> queries)
    {
        while (!queries.All(_answered.ContainsKey))
        {
            await _news.WaitAsync(TestContext.Current.CancellationToken).InTimeAsync(
                "answers", "the workers", $"{queries.Count} answers", () => $"{queries.Count(_answered.ContainsKey)} answers");
        }

        return [.. (await _store.Ledger.ReadAsync(queries, _freshness, TestContext.Current.CancellationToken)).Select(s => s.Answer!)];
    }

    /// <summary>Ends when queries of the source are open, of any node.</summary>
    public Task WorkIsOpenAsync(string source)
    {
        var open = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _ = _store.Ledger.Hints.WhenWorkIsOpen(source, () => open.TrySetResult());
        return open.Task;
    }

    public async ValueTask DisposeAsync()
    {
        _hint.Dispose();
        await _store.DisposeAsync();
        _news.Dispose();
    }
}
