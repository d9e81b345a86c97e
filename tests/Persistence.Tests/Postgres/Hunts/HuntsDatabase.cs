using IocExplorer.Messages;
using IocExplorer.Messages.Service.Hunts;
using IocExplorer.Messages.Service.Trees;
using IocExplorer.Persistence.Postgres;
using IocExplorer.Persistence.Postgres.Hunts;

namespace IocExplorer.Persistence.Tests.Postgres.Hunts;

/// <summary>A database with hunts in it.</summary>
internal sealed class HuntsDatabase : IAsyncDisposable
{
    private readonly PostgresBackend _backend;

    private HuntsDatabase(PostgresStore store, PostgresBackend backend)
    {
        _backend = backend;
        Store = store;
        Hunts = new(store);
        Trees = new(store);
        Tokens = new(store);
    }

    public PostgresStore Store { get; }

    public HuntStore Hunts { get; }

    public TreeStore Trees { get; }

    public TokenStore Tokens { get; }

    public Testing.FakeTime Time => _backend.Time;

    internal static IReadOnlyList<string> Formats { get; } = ["txt", "json"];

    internal static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<HuntsDatabase> CreateAsync()
    {
        var backend = new PostgresBackend();
        return new(await backend.OpenStoreAsync(), backend);
    }

    /// <summary>Another process on the same database.</summary>
    public async Task<PostgresStore> OpenAsync() => await _backend.OpenStoreAsync();

    public async Task<PostgresOptions> OptionsAsync() => await _backend.OptionsAsync();

    public async Task<object?> ExecuteAsync(string sql) => await _backend.ExecuteAsync(sql);

    /// <summary>Until so many statements wait for a lock that another one holds.</summary>
    public async Task UntilWaitingAsync(int statements)
    {
        const string Waiting = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
        using var patience = new CancellationTokenSource(Testing.SafetyTimeout.Length);
        while ((long)(await ExecuteAsync(Waiting))! < statements)
        {
            patience.Token.ThrowIfCancellationRequested();
        }
    }

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

    /// <summary>The files of a tree in two formats.</summary>
    public static TreeFiles Files(string name, byte[] txt, byte[] json) => new(name, new Dictionary<string, ReadOnlyMemory<byte>>
    {
        ["txt"] = txt,
        ["json"] = json,
    });

    public async Task<HuntId> SubmitAsync(int seeds) =>
        (await Hunts.SubmitAsync(Hunt(seeds), Cancellation)).ShouldBeOfType<Submission.Made>().Hunt;

    public async Task<HuntView> ViewAsync(HuntId hunt) => (await Hunts.FindAsync(hunt, Cancellation)).ShouldNotBeNull();

    /// <summary>The end of a tree in the hunt's present round.</summary>
    public async Task<FinishedTree> FinishedAsync(HuntId hunt, int number, TreeState state = TreeState.Complete, byte content = 1) =>
        Finished(new(hunt, number), (await Hunts.LookAsync(hunt, Cancellation)).ShouldNotBeNull().FailuresSince, state, content);

    /// <summary>Records the end of a tree, as a recorder does.</summary>
    public async Task<bool> RecordAsync(HuntId hunt, int number, TreeState state = TreeState.Complete, byte content = 1) =>
        (await Trees.RecordAsync([await FinishedAsync(hunt, number, state, content)], Cancellation)).Count == 1;

    public ValueTask<bool> UpdateAsync(HuntId hunt, HuntState state, TreeTotals trees, long nodes = 0) =>
        Trees.UpdateAsync(new(hunt, state, trees, nodes), Cancellation);

    public ValueTask DisposeAsync() => _backend.DisposeAsync();

    private static FinishedTree Finished(TreeId tree, DateTimeOffset failuresSince, TreeState state, byte content) => state == TreeState.GivenUp
        ? new() { Tree = tree, FailuresSince = failuresSince, State = state, Problem = "given up\0" }
        : new()
        {
            Tree = tree,
            FailuresSince = failuresSince,
            State = state,
            Nodes = 7,
            Missing = state == TreeState.WithMissing ? 1 : 0,
            Tally = new(new(0, 0), new Dictionary<string, QueryTotals> { ["S"] = new(1, 1, 0, 0, 0, 0) }, []),
            Files = Files($"tree{tree.Number}-{content}", [content], [content, content]),
        };
}
