using IocExplorer.Messages;
using IocExplorer.Messages.Service;
using IocExplorer.Persistence.Postgres;
using IocExplorer.Persistence.Postgres.Hunts;

namespace IocExplorer.Persistence.Tests.Postgres.Hunts;

/// <summary>A database with hunts in it, and as many coordinator nodes as a test wants.</summary>
internal sealed class HuntsDatabase : IAsyncDisposable
{
    private readonly PostgresTestStore _database;

    private HuntsDatabase(PostgresStore store, PostgresTestStore database)
    {
        _database = database;
        Store = store;
        Hunts = new(store);
        Trees = new(store);
        Tokens = new(store);
    }

    public PostgresStore Store { get; }

    public HuntStore Hunts { get; }

    public TreeStore Trees { get; }

    public TokenStore Tokens { get; }

    public Testing.FakeTime Time => _database.Time;

    public NodeId Node => Store.Node.Id;

    public static async Task<HuntsDatabase> CreateAsync()
    {
        var database = new PostgresTestStore();
        var store = await OpenAsync(database);
        return new(store, database);
    }

    /// <summary>Another coordinator node.</summary>
    public Task<PostgresStore> OpenAsync() => OpenAsync(_database);

    /// <summary>The process of the node ends without a word, and another finds it dead.</summary>
    public async Task KillAsync(PostgresStore dead)
    {
        await _database.KillAsync(dead);
        await _database.FindDeadAsync(Store);
    }

    public async Task<object?> ExecuteAsync(string sql) => await _database.ExecuteAsync(sql);

    public static HuntToSubmit Hunt(int seeds, string? key = null, byte hash = 1, string by = "ana") => new()
    {
        Name = "a hunt",
        SubmittedBy = by,
        IdempotencyKey = key,
        RequestHash = new[] { hash },
        Depth = 3,
        Plain = false,
        SendReserved = false,
        MaxAge = TimeSpan.FromHours(24),
        Seeds = [.. Enumerable.Range(0, seeds).Select(i => new Ioc(IocType.Domain, $"n{i}.com"))],
        Duplicates = 2,
        BadLines = 1,
        FirstBadLines = [new(3, "is none")],
    };

    public async Task<HuntId> SubmitAsync(int seeds) =>
        (await Hunts.SubmitAsync(Hunt(seeds), Cancellation)).ShouldBeOfType<Submission.Made>().Hunt;

    public ValueTask<IReadOnlyList<TakenTree>> TakeAsync(HuntId hunt, int most, NodeId? node = null) => Trees.TakeAsync(node ?? Node, [(hunt, most)], Cancellation);

    public ValueTask<bool> FinishAsync(TreeLease lease, TreeState state = TreeState.Complete) => Trees.FinishAsync(Finished(lease, state), Cancellation);

    public async Task<HuntView> ViewAsync(HuntId hunt) => (await Hunts.FindAsync(hunt, Cancellation)).ShouldNotBeNull();

    public static FinishedTree Finished(TreeLease lease, TreeState state = TreeState.Complete, byte content = 1) => state == TreeState.GivenUp
        ? new() { Lease = lease, State = state, Problem = "given up\0" }
        : new()
        {
            Lease = lease,
            State = state,
            Nodes = 7,
            Missing = state == TreeState.WithMissing ? 1 : 0,
            Tally = new(new(0, 0), new Dictionary<string, QueryTotals> { ["S"] = new(1, 1, 0, 0, 0, 0) }, []),
            Files = new($"tree{lease.Number}", new byte[] { content }, new byte[] { content, content }),
        };

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    private static async Task<PostgresStore> OpenAsync(PostgresTestStore database) =>
        await database.OpenStoreAsync(await database.OptionsAsync() with { Kind = NodeKind.Coordinator });

    internal static CancellationToken Cancellation => TestContext.Current.CancellationToken;
}
