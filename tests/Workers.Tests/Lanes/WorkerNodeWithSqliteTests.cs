using IocExplorer.Messages;
using IocExplorer.Persistence;
using IocExplorer.Persistence.Sqlite;
using IocExplorer.Workers.Lanes;
using IocExplorer.Workers.Tests.Doubles;

namespace IocExplorer.Workers.Tests.Lanes;

/// <summary>From an asked query to its recorded answer, with the real ledger, real connections and the real clock.</summary>
public sealed class WorkerNodeWithSqliteTests : IDisposable
{
    private const int Queries = 500;
    private readonly string _folder = Directory.CreateTempSubdirectory("ioc-explorer-").FullName;

    [Fact]
    public async Task ManyQueries_AreEachAskedOnceAndRecorded()
    {
        await using var server = ScriptedServer.Start(r => $"ok child.{r.Path.Split('/')[2]}");
        await using var ledger = await OpenAsync();
        using var source = Create(ledger, server);
        var (catalogue, ids) = await AskAsync(ledger, source);
        var all = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var answered = 0;
        using var hint = ledger.Hints.WhenAnswered(states =>
        {
            if (Interlocked.Add(ref answered, states.Count) == Queries)
            {
                all.SetResult();
            }
        });

        await using (var node = WorkerNode.Start(ledger, catalogue, [source], new(), _ => { }))
        {
            await all.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
            await node.StopAsync(TimeSpan.FromSeconds(3));
            node.Progress()[0].Found.ShouldBe(Queries);
        }

        var states = await ReadAsync(ledger, ids);
        states.ShouldAllBe(s => s.Answer is Answer.Found);
        server.Requests.Select(r => r.Path).Distinct().Count().ShouldBe(Queries);
        server.Requests.Count.ShouldBe(Queries);
    }

    [Fact]
    public async Task StoppedHalfWay_TheNextRunAsksTheRestAndNothingTwice()
    {
        var half = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = ScriptedServer.Start(r =>
        {
            if (r.Number == Queries / 2)
            {
                half.SetResult();
            }

            return "ok a.example";
        });
        await using (var ledger = await OpenAsync())
        {
            using var source = Create(ledger, server);
            var (catalogue, _) = await AskAsync(ledger, source);
            await using var node = WorkerNode.Start(ledger, catalogue, [source], new(), _ => { });
            await half.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
            await node.StopAsync(TimeSpan.FromSeconds(3));
        }

        await using var again = await OpenAsync();
        using var sourceAgain = Create(again, server);
        var (catalogueAgain, ids) = await AskAsync(again, sourceAgain);
        var open = (await ReadAsync(again, ids)).Count(s => s.Answer is null);
        var rest = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var hint = again.Hints.WhenAnswered(states =>
        {
            if (Interlocked.Add(ref open, -states.Count) <= 0)
            {
                rest.TrySetResult();
            }
        });
        await using var nodeAgain = WorkerNode.Start(again, catalogueAgain, [sourceAgain], new(), _ => { });
        await rest.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        (await ReadAsync(again, ids)).ShouldAllBe(s => s.Answer is Answer.Found);
        server.Requests.Count.ShouldBe(Queries);
    }

    [Fact]
    public async Task AQuota_OutlastsTheProcess()
    {
        await using var server = ScriptedServer.Start(_ => "ok a.example");
        for (var run = 0; run < 3; run++)
        {
            await using var ledger = await OpenAsync();
            using var source = Create(ledger, server, perDay: 7);
            var (catalogue, _) = await AskAsync(ledger, source);
            var usedUp = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            using var hint = ledger.Hints.WhenAnswered(states =>
            {
                if (states.Any(s => s.Answer is Answer.NotAnswered))
                {
                    usedUp.TrySetResult();
                }
            });
            await using var node = WorkerNode.Start(ledger, catalogue, [source], new(), _ => { });
            await usedUp.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
            await node.StopAsync(TimeSpan.FromSeconds(3));
        }

        server.Requests.Count.ShouldBe(7);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static HttpSource Create(SqliteLedger ledger, ScriptedServer server, int perDay = 0) => new(
        new()
        {
            Name = "TestSource",
            Operations = [new TestOperation(server.BaseUrl)],
            ApiKeys = ["secret"],
            MaxConcurrency = 16,
            Quota = new(0, perDay, 0),
            LongestQuotaWait = TimeSpan.Zero,
        },
        ledger,
        _ => { },
        TimeProvider.System,
        new Random(1));

    private static async Task<(OperationCatalogue Catalogue, IReadOnlyList<QueryId> Ids)> AskAsync(SqliteLedger ledger, HttpSource source)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var operations = await ledger.RegisterAsync(source.Operations, cancellation);
        var queries = Enumerable.Range(1, Queries).Select(i => new QueryToAsk(operations[0], new(IocType.Domain, $"n{i}.example"))).ToList();
        var freshness = new Freshness(DateTimeOffset.UnixEpoch, TimeProvider.System.GetUtcNow());
        var states = await ledger.AskAsync(new(HuntId.Embedded, freshness, queries), cancellation);
        return (new([(operations[0], source.Operations[0])]), [.. states.Select(s => s.Id)]);
    }

    private static ValueTask<IReadOnlyList<QueryState>> ReadAsync(SqliteLedger ledger, IReadOnlyList<QueryId> ids) =>
        ledger.ReadAsync(ids, new(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch), TestContext.Current.CancellationToken);

    private async Task<SqliteLedger> OpenAsync() => await SqliteLedger.OpenAsync(
        new() { Path = Path.Combine(_folder, "ledger.db"), Time = TimeProvider.System }, TestContext.Current.CancellationToken);
}
