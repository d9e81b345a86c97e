using IocExplorer.Analysis.Keys;
using IocExplorer.Analysis.Records;
using IocExplorer.Messages;
using IocExplorer.Messages.Service.Hunts;
using IocExplorer.Messages.Service.Trees;
using IocExplorer.Persistence.Postgres.Hunts;
using IocExplorer.Persistence.Tests.Conformance;
using IocExplorer.Testing;

namespace IocExplorer.Persistence.Tests.Postgres.Hunts;

public sealed class PostgresHuntRecordsTests : HuntRecordsConformance
{
    private HuntsDatabase _database = null!;
    private PostgresHuntRecords _records = null!;

    protected override FakeTime Time => _database.Time;

    protected override IHuntRecords Records => _records;

    public override async ValueTask InitializeAsync()
    {
        _database = await HuntsDatabase.CreateAsync();
        _records = new(_database.Store);
    }

    [Fact]
    public async Task Record_IsNoFileOfTheTree_AndFilesAreNoRecord()
    {
        var hunt = await _database.SubmitAsync(1);
        await _database.RecordAsync(hunt, 1);

        (await _records.FindTreeAsync(hunt.Value, 1, Cancellation)).ShouldBeNull();
        (await _records.ReadTreesAsync(hunt.Value, Cancellation).ToListAsync(Cancellation)).ShouldBeEmpty();
    }

    [Fact]
    public async Task CancelledHunt_HasNoEnd()
    {
        var hunt = await _database.SubmitAsync(1);
        await _database.UpdateAsync(hunt, HuntState.Cancelled, new(1, 0, 0, 0, 0));

        (await _records.FindAsync(hunt.Value, Cancellation))!.EndedAt.ShouldBeNull();
    }

    protected override async Task<long> BeginAsync(int depth, HuntRules rules, params Ioc[] seeds) =>
        (await _database.Hunts.SubmitAsync(HuntsDatabase.Hunt(0) with { Depth = depth, Rules = rules, Seeds = seeds }, Cancellation))
            .ShouldBeOfType<Submission.Made>().Hunt.Value;

    protected override async Task RecordAsync(long hunt, params TreeRecord[] trees)
    {
        var round = (await _database.Hunts.LookAsync(new(hunt), Cancellation)).ShouldNotBeNull().FailuresSince;
        await _database.Trees.RecordAsync(
            [
                .. trees.Select(tree => new FinishedTree
                {
                    Tree = new(new(hunt), tree.Number),
                    FailuresSince = round,
                    State = TreeState.Complete,
                    Nodes = tree.Nodes.Count,
                    Missing = 0,
                    Files = new("a tree", new Dictionary<string, ReadOnlyMemory<byte>>
                    {
                        ["txt"] = new byte[] { 1 }, [TreeFiles.RecordFormat] = TreeRecordBytes.Pack(tree), [TreeFiles.KeysFormat] = TreeKeys.Of(tree),
                    }),
                }),
            ],
            Cancellation);
    }

    protected override async Task GiveUpAsync(long hunt, int number) => await _database.RecordAsync(new(hunt), number, TreeState.GivenUp);

    protected override async Task EndAsync(long hunt) => await _database.UpdateAsync(new(hunt), HuntState.Finished, new(0, 0, 2, 0, 0));

    protected override async Task ReopenAsync() => _records = new(await _database.OpenAsync());

    protected override ValueTask CloseAsync() => _database.DisposeAsync();
}
