using IocExplorer.Messages;
using IocExplorer.Messages.Service.Trees;
using IocExplorer.Persistence.Postgres.Hunts;
using static IocExplorer.Persistence.Tests.Postgres.Hunts.HuntsDatabase;

namespace IocExplorer.Persistence.Tests.Postgres.Hunts;

/// <summary>A retry begins a round: what was explored before it is not recorded.</summary>
public sealed class TreeRetryTests : IAsyncLifetime
{
    private static readonly HuntId Unknown = new(4711);

    private HuntsDatabase _database = null!;

    private TreeStore Trees => _database.Trees;

    public async ValueTask InitializeAsync() => _database = await CreateAsync();

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task Retry_SendsTreesBack_AndWhatWasExploredBeforeItIsPassedOver()
    {
        var hunt = await _database.SubmitAsync(3);
        await _database.RecordAsync(hunt, 1);
        await _database.RecordAsync(hunt, 2, TreeState.WithMissing);
        var late = await _database.FinishedAsync(hunt, 3);
        var ofBothRounds = await _database.FinishedAsync(hunt, 2, content: 3);
        _database.Time.Advance(TimeSpan.FromMinutes(5));

        (await Trees.RetryAsync(hunt, [2, 3], Cancellation)).ShouldBe(_database.Time.GetUtcNow());

        (await _database.Hunts.TreesAsync(hunt, 0, 9, Cancellation)).Select(t => (t.Number, t.State, t.Nodes, t.Missing)).ShouldBe(
            [(1, TreeState.Complete, 7, 0), (2, TreeState.Waiting, null, null), (3, TreeState.Waiting, null, null)]);
        (await Trees.RecordAsync([late], Cancellation)).ShouldBeEmpty();

        // The files of before stay until the tree is written again.
        (await _database.Hunts.ResultsAsync(hunt, Formats, 0, 9, Cancellation)).Select(t => (t.Number, t.Files!.Name))
            .ShouldBe([(1, "tree1-1"), (2, "tree2-1")]);
        var anew = await _database.FinishedAsync(hunt, 2, content: 2);
        (await Trees.RecordAsync([ofBothRounds, anew, ofBothRounds], Cancellation)).ShouldBe([anew.Tree]);
        var written = (await _database.Hunts.ResultAsync(hunt, 2, Formats, Cancellation))!;
        (written.Files!.Name, Hex(written.Files.ByFormat["txt"])).ShouldBe(("tree2-2", "02"));
        (await Trees.RetryAsync(Unknown, [1], Cancellation)).ShouldBeNull();
    }

    [Fact]
    public async Task Retry_WithinTheSameMillisecond_BeginsANewRoundAllTheSame()
    {
        var hunt = await _database.SubmitAsync(1);
        var before = await _database.FinishedAsync(hunt, 1);

        await Trees.RetryAsync(hunt, [1], Cancellation);

        (await Trees.RecordAsync([before], Cancellation)).ShouldBeEmpty();
        (await _database.RecordAsync(hunt, 1)).ShouldBeTrue();
    }

    [Fact]
    public async Task Record_WhileARetryIsUnderWay_IsPassedOver()
    {
        var hunt = await _database.SubmitAsync(1);
        var late = await _database.FinishedAsync(hunt, 1);
        await using var connection = await _database.Store.Access.Source.OpenConnectionAsync(Cancellation);
        await using var transaction = await connection.BeginTransactionAsync(Cancellation);
        await using (var retry = new Npgsql.NpgsqlCommand("UPDATE hunts SET failures_since = failures_since + 1", connection))
        {
            (await retry.ExecuteNonQueryAsync(Cancellation)).ShouldBe(1);
        }

        var recording = Task.Run(async () => await Trees.RecordAsync([late], Cancellation), Cancellation);
        await _database.UntilWaitingAsync(1);
        await transaction.CommitAsync(Cancellation);

        (await recording).ShouldBeEmpty();
        (await _database.ExecuteAsync("SELECT count(DISTINCT (hunt, number)) FROM results")).ShouldBe(0L);
    }

    [Fact]
    public async Task Record_OfATreeThatIsGivenUpAfterARetry_LeavesTheFilesOfBefore()
    {
        var hunt = await _database.SubmitAsync(1);
        await _database.RecordAsync(hunt, 1, TreeState.WithMissing);
        await Trees.RetryAsync(hunt, [1], Cancellation);

        await _database.RecordAsync(hunt, 1, TreeState.GivenUp);

        (await _database.Hunts.ResultAsync(hunt, 1, Formats, Cancellation))!.Files!.Name.ShouldBe("tree1-1");
        (await _database.Hunts.TreesAsync(hunt, 0, 9, Cancellation)).ShouldHaveSingleItem().State.ShouldBe(TreeState.GivenUp);
    }

    private static string Hex(ReadOnlyMemory<byte> bytes) => Convert.ToHexString(bytes.Span);
}
