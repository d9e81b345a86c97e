using IocExplorer.Messages;
using IocExplorer.Messages.Service.Trees;
using IocExplorer.Persistence.Postgres.Hunts;
using static IocExplorer.Persistence.Tests.Postgres.Hunts.HuntsDatabase;

namespace IocExplorer.Persistence.Tests.Postgres.Hunts;

/// <summary>What of a tree that is over is kept, when several tell of it too.</summary>
public sealed class TreeRecordTests : IAsyncLifetime
{
    private HuntsDatabase _database = null!;

    private TreeStore Trees => _database.Trees;

    public async ValueTask InitializeAsync() => _database = await CreateAsync();

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task Record_KeepsTheFilesAndWhatIsShownOfTheTree()
    {
        var hunt = await _database.SubmitAsync(3);
        var ends = new[] { await _database.FinishedAsync(hunt, 2, TreeState.GivenUp), await _database.FinishedAsync(hunt, 1, TreeState.WithMissing) };

        (await Trees.RecordAsync(ends, Cancellation)).ShouldBe([new(hunt, 1), new(hunt, 2)], ignoreOrder: true);

        (await _database.Hunts.TreesAsync(hunt, 0, 9, Cancellation)).Select(t => (t.Number, t.State, t.Nodes, t.Missing, t.FileName, t.Problem)).ShouldBe(
        [
            (1, TreeState.WithMissing, 7, 1, "tree1-1", null),
            (2, TreeState.GivenUp, null, null, null, "given up\0"),
            (3, TreeState.Waiting, null, null, null, null),
        ]);
        var written = (await _database.Hunts.ResultAsync(hunt, 1, Formats, Cancellation)).ShouldNotBeNull();
        (Hex(written.Files!.ByFormat["txt"]), Hex(written.Files.ByFormat["json"]), written.WrittenAt).ShouldBe(("01", "0101", _database.Time.GetUtcNow()));
        (await _database.Hunts.ResultsAsync(hunt, Formats, 0, 9, Cancellation)).ShouldHaveSingleItem().Number.ShouldBe(1);
        (await Trees.EndedAsync(hunt, Cancellation)).ShouldBe([(1, TreeState.WithMissing, 7), (2, TreeState.GivenUp, 0)]);
    }

    [Fact]
    public async Task Record_AgainWithTheSame_ChangesNothing()
    {
        var hunt = await _database.SubmitAsync(2);
        await _database.RecordAsync(hunt, 1);
        await _database.RecordAsync(hunt, 2, TreeState.GivenUp);
        var before = await RowsAsync();
        _database.Time.Advance(TimeSpan.FromMinutes(1));

        (await _database.RecordAsync(hunt, 1)).ShouldBeTrue();
        (await _database.RecordAsync(hunt, 2, TreeState.GivenUp)).ShouldBeTrue();

        (await RowsAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task Record_ByACoordinatorThatTookTheTreeOver_LeavesTallyAndFilesOfTheFirst()
    {
        var hunt = await _database.SubmitAsync(1);
        await _database.RecordAsync(hunt, 1);
        var before = await RowsAsync();
        _database.Time.Advance(TimeSpan.FromMinutes(1));
        var fromLedger = (await _database.FinishedAsync(hunt, 1, content: 2)) with
        {
            Tally = new(new(0, 0), new Dictionary<string, QueryTotals> { ["S"] = new(1, 1, 0, 0, 1, 0) }, []),
        };

        (await Trees.RecordAsync([fromLedger], Cancellation)).ShouldBe([fromLedger.Tree]);

        (await RowsAsync()).ShouldBe(before);
        (await _database.Hunts.ResultAsync(hunt, 1, Formats, Cancellation))!.Files!.ByFormat["txt"].ToArray().ShouldBe([1]);
    }

    [Fact]
    public async Task Record_ATreeTwiceInOneBatch_CountsTheLast()
    {
        var hunt = await _database.SubmitAsync(1);

        await Trees.RecordAsync([await _database.FinishedAsync(hunt, 1, content: 1), await _database.FinishedAsync(hunt, 1, content: 2)], Cancellation);

        (await _database.Hunts.ResultAsync(hunt, 1, Formats, Cancellation))!.Files!.ByFormat["txt"].ToArray().ShouldBe([2]);
    }

    [Fact]
    public async Task Record_ByManyAtOnceInAnyOrder_KeepsEachTreeOnce()
    {
        var hunt = await _database.SubmitAsync(100);
        var ends = new List<FinishedTree>();
        for (var number = 1; number <= 100; number++)
        {
            ends.Add(await _database.FinishedAsync(hunt, number));
        }

        var recorded = await Task.WhenAll(Enumerable.Range(0, 4).Select(worker => Task.Run(
            async () => await Trees.RecordAsync([.. ends.OrderBy(end => end.Tree.Number * (worker + 3) % 101)], Cancellation), Cancellation)));

        recorded.ShouldAllBe(trees => trees.Count == 100);
        (await _database.ExecuteAsync("SELECT count(DISTINCT (hunt, number)) FROM results")).ShouldBe(100L);
    }

    [Fact]
    public async Task Record_WhileAnotherRecordsTheSame_KeepsTheRowOfTheFirst()
    {
        var hunt = await _database.SubmitAsync(1);
        var end = await _database.FinishedAsync(hunt, 1);
        await using var connection = await _database.Store.Access.Source.OpenConnectionAsync(Cancellation);
        await using var transaction = await connection.BeginTransactionAsync(Cancellation);
        await using (var held = new Npgsql.NpgsqlCommand("SELECT FROM explorations FOR UPDATE", connection))
        {
            await held.ExecuteNonQueryAsync(Cancellation);
        }

        // Both statements begin while the tree is not over; the second to get the lock finds a row that was changed since.
        var recordings = new List<Task<IReadOnlySet<TreeId>>>();
        for (var waiting = 1; waiting <= 2; waiting++)
        {
            recordings.Add(Task.Run(async () => await Trees.RecordAsync([end], Cancellation), Cancellation));
            await _database.UntilWaitingAsync(waiting);
        }

        await transaction.CommitAsync(Cancellation);

        (await Task.WhenAll(recordings)).ShouldAllBe(trees => trees.SetEquals(new[] { end.Tree }));
        (await _database.Hunts.TreesAsync(hunt, 0, 9, Cancellation)).ShouldHaveSingleItem().State.ShouldBe(TreeState.Complete);
    }

    private static string Hex(ReadOnlyMemory<byte> bytes) => Convert.ToHexString(bytes.Span);

    private async Task<object?> RowsAsync() => await _database.ExecuteAsync(
        "SELECT jsonb_build_array((SELECT jsonb_agg(h ORDER BY id) FROM hunts h), (SELECT jsonb_agg(e ORDER BY number) FROM explorations e), "
        + "(SELECT jsonb_agg(r ORDER BY number) FROM results r))::text");
}
