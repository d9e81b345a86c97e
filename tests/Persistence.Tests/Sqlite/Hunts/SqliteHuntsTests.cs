using IocExplorer.Analysis.Keys;
using IocExplorer.Analysis.Records;
using IocExplorer.Messages;
using IocExplorer.Messages.Service.Trees;
using IocExplorer.Persistence.Sqlite;
using IocExplorer.Persistence.Tests.Conformance;
using IocExplorer.Testing;

namespace IocExplorer.Persistence.Tests.Sqlite.Hunts;

public sealed class SqliteHuntsTests : HuntRecordsConformance
{
    private readonly SqliteBackend _backend = new();
    private SqliteLedger _ledger = null!;

    protected override FakeTime Time => _backend.Time;

    protected override IHuntRecords Records => _ledger.Hunts;

    public override async ValueTask InitializeAsync() => _ledger = (SqliteLedger)await _backend.OpenAsync();

    [Fact]
    public async Task Trees_AreCountedOnce_HoweverOftenTheyAreTold()
    {
        var hunt = new HuntId(await BeginAsync(3, new(), Seed(1), Seed(2), Seed(3)));
        TreeToRecord complete = new(1, TreeState.Complete, 10, 0, new byte[] { 1 });
        await _ledger.Hunts.RecordAsync(hunt, [complete, new(2, TreeState.WithMissing, 5, 2, new byte[] { 2 })], Cancellation);
        await _ledger.Hunts.RecordAsync(hunt, [complete, new(3, TreeState.GivenUp, 0, 0, null)], Cancellation);
        await _ledger.DisposeAsync();

        using (var database = Database.Open(_backend.FilePath))
        {
            database.Text("SELECT complete || ' ' || with_missing || ' ' || given_up || ' ' || nodes FROM hunts").ShouldBe("1 1 1 15");
            database.Text(
                "SELECT group_concat(number || ' ' || state || ' ' || nodes || ' ' || missing || ' ' || CASE WHEN record IS NULL THEN '-' ELSE hex(record) "
                + "END, ', ') FROM hunt_trees")
                .ShouldBe("1 3 10 0 01, 2 4 5 2 02, 3 5 0 0 -");
            database.Text("SELECT group_concat(number || ' ' || value, ', ') FROM hunt_seeds").ShouldBe("1 seed1.example, 2 seed2.example, 3 seed3.example");
        }

        await InitializeAsync();
    }

    [Fact]
    public async Task Name_IsKept_AndNoneIsNone()
    {
        var named = await _ledger.Hunts.BeginAsync(new("a hunt", 3, new(), []), Cancellation);
        var nameless = await _ledger.Hunts.BeginAsync(new(null, 3, new(), []), Cancellation);

        (await Records.FindAsync(named.Value, Cancellation))!.Name.ShouldBe("a hunt");
        (await Records.FindAsync(nameless.Value, Cancellation))!.Name.ShouldBeNull();
    }

    [Fact]
    public async Task End_IsTheFirstThatWasTold()
    {
        var hunt = await BeginAsync(3, new(), Seed(1));
        var end = Time.GetUtcNow();
        await EndAsync(hunt);
        Time.Advance(TimeSpan.FromHours(1));

        await EndAsync(hunt);

        (await Records.FindAsync(hunt, Cancellation))!.EndedAt.ShouldBe(end);
    }

    protected override async Task<long> BeginAsync(int depth, HuntRules rules, params Ioc[] seeds) =>
        (await _ledger.Hunts.BeginAsync(new(Name: null, depth, rules, seeds), Cancellation)).Value;

    protected override async Task RecordAsync(long hunt, params TreeRecord[] trees) => await _ledger.Hunts.RecordAsync(
        new(hunt), [.. trees.Select(tree => new TreeToRecord(tree.Number, TreeState.Complete, tree.Nodes.Count, 0, TreeRecordBytes.Pack(tree))
        {
            Keys = TreeKeys.Of(tree),
        })], Cancellation);

    protected override async Task GiveUpAsync(long hunt, int number) =>
        await _ledger.Hunts.RecordAsync(new(hunt), [new(number, TreeState.GivenUp, 0, 0, null)], Cancellation);

    protected override async Task EndAsync(long hunt) => await _ledger.Hunts.EndAsync(new(hunt), Cancellation);

    protected override async Task ReopenAsync()
    {
        await _ledger.DisposeAsync();
        await InitializeAsync();
    }

    protected override async ValueTask CloseAsync()
    {
        await _ledger.DisposeAsync();
        await _backend.DisposeAsync();
    }
}
