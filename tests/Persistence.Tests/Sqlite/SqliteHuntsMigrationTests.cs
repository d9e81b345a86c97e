using IocExplorer.Analysis.Keys;
using IocExplorer.Analysis.Records;
using IocExplorer.Messages;
using IocExplorer.Messages.Service.Trees;
using IocExplorer.Persistence.Sqlite;

namespace IocExplorer.Persistence.Tests.Sqlite;

/// <summary>A file in which keys stood beside records is taken over: made here with the statements of that version.</summary>
public sealed class SqliteHuntsMigrationTests : IAsyncDisposable
{
    private const int Trees = 300;
    private const int Versions = 3;

    private readonly SqliteBackend _store = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public async Task Open_AFileWithTheKeysBesideTheRecords_KeepsTreesAndKeys()
    {
        CreateOldFile();

        await using var ledger = await SqliteLedger.OpenAsync(_store.Options, Cancellation);

        (await ledger.Hunts.ReadTreesAsync(2, Cancellation).Select(tree => tree.Number).ToListAsync(Cancellation)).ShouldBe([1, 3]);
        (await ledger.Hunts.FindTreeAsync(2, 3, Cancellation))!.Seed.ShouldBe(Seed(2, 3));
        (await ledger.Hunts.FindAsync(2, Seed(2, 3), Cancellation)).ShouldBe([new(3, 0)]);
        (await ledger.Hunts.FindAsync(1, Seed(1, Trees), Cancellation)).ShouldBe([new(Trees, 0)]);
        var all = await ledger.Hunts.ReadAllAsync(Cancellation).ToListAsync(Cancellation);
        all.Select(keys => (keys.Hunt, keys.Number)).ShouldBe([(2, 3), (2, 1), .. Enumerable.Range(1, Trees).Reverse().Select(number => (1L, number))]);
        all[0].Keys.ToArray().ShouldBe(TreeKeys.Of(Tree(2, 3)));
        (await ledger.Hunts.ListAsync(long.MaxValue, 1, Cancellation)).Single().Trees.GivenUp.ShouldBe(1);
    }

    [Fact]
    public async Task Record_AfterTheMigration_LeavesAGivenUpTreeAsItIs_AndAddsOthers()
    {
        CreateOldFile();
        await using var ledger = await SqliteLedger.OpenAsync(_store.Options, Cancellation);

        await ledger.Hunts.RecordAsync(new(2), [ToRecord(2, 2), ToRecord(2, 4)], Cancellation);

        (await ledger.Hunts.FindAsync(2, Seed(2, 2), Cancellation)).ShouldBeEmpty();
        (await ledger.Hunts.FindAsync(2, Seed(2, 4), Cancellation)).ShouldBe([new(4, 0)]);
    }

    [Fact]
    public async Task Open_AFileWithTheKeysBesideTheRecords_HardlyMakesItLarger()
    {
        CreateOldFile();
        var before = new FileInfo(_store.FilePath).Length;

        await (await SqliteLedger.OpenAsync(_store.Options, Cancellation)).DisposeAsync();

        new FileInfo(_store.FilePath).Length.ShouldBeLessThan(before * 11 / 10);
    }

    private static Ioc Seed(long hunt, int number) => new(IocType.Domain, $"seed{number}.hunt{hunt}.example");

    // Hashes are not compressed: with its keys, a tree of a hundred takes more than half a page.
    private static TreeRecord Tree(long hunt, int number)
    {
        var random = new Random(number);
        var hashes = Enumerable.Range(0, 100).Select(_ => new Ioc(IocType.File, $"{random.NextInt64():x16}{random.NextInt64():x16}"));
        return new(
            number,
            [
                new(Seed(hunt, number), -1, null, -1, NodeExpansion.Expanded),
                .. hashes.Select(hash => new TreeRecordNode(hash, 0, "file", 0, NodeExpansion.DepthLimit)),
            ],
            [new(0, "Alpha", "first", RecordedOutcome.Found, DateTimeOffset.UnixEpoch)]);
    }

    private static TreeToRecord ToRecord(long hunt, int number)
    {
        var tree = Tree(hunt, number);
        return new(number, TreeState.Complete, tree.Nodes.Count, 0, TreeRecordBytes.Pack(tree)) { Keys = TreeKeys.Of(tree) };
    }

    private void CreateOldFile()
    {
        using var database = Database.Open(_store.FilePath);
        database.Run("PRAGMA application_id = 1229931352");
        foreach (var (version, sql) in SqlFiles.Sqlite.Migrations.Take(Versions))
        {
            database.Run(sql);
            database.Run($"INSERT INTO schema_versions (version, applied_at) VALUES ({version}, 0)");
        }

        database.Run(
            $"""
            INSERT INTO hunts (id, started_at, depth, rules, seeds, complete, given_up)
            VALUES (1, 0, 1, '{"{}"}', {Trees}, {Trees}, 0), (2, 0, 1, '{"{}"}', 4, 2, 1);
            """);
        database.Run(string.Concat(Enumerable.Range(1, Trees).Select(number => Insert(1, ToRecord(1, number)))));
        database.Run(Insert(2, ToRecord(2, 3)) + Insert(2, ToRecord(2, 1)));
        database.Run("INSERT INTO hunt_trees (hunt, number, state, nodes, missing, keys, record) VALUES (2, 2, 5, 0, 0, NULL, NULL)");
    }

    private static string Insert(long hunt, TreeToRecord tree) => "INSERT INTO hunt_trees (hunt, number, state, nodes, missing, keys, record) VALUES "
        + $"({hunt}, {tree.Number}, 3, {tree.Nodes}, 0, x'{Convert.ToHexString(tree.Keys!.Value.Span)}', x'{Convert.ToHexString(tree.Record!.Value.Span)}');";
}
