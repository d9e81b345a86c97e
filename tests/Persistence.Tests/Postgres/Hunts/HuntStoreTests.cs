using IocExplorer.Messages.Service.Hunts;
using IocExplorer.Messages.Service.Trees;
using IocExplorer.Persistence.Postgres.Hunts;
using static IocExplorer.Persistence.Tests.Postgres.Hunts.HuntsDatabase;

namespace IocExplorer.Persistence.Tests.Postgres.Hunts;

public sealed class HuntStoreTests : IAsyncLifetime
{
    private HuntsDatabase _database = null!;

    public async ValueTask InitializeAsync() => _database = await CreateAsync();

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task Submit_MakesAHuntWithItsTrees_OnTheDatabasesClock()
    {
        var id = await _database.SubmitAsync(3);

        var hunt = await _database.ViewAsync(id);
        var now = _database.Time.GetUtcNow();
        (hunt.Name, hunt.SubmittedBy, hunt.State, hunt.Depth, hunt.Seeds, hunt.Duplicates, hunt.BadLines, hunt.Nodes)
            .ShouldBe(("a hunt", "ana", HuntState.Running, 3, 3, 2, 1, 0));
        (hunt.SubmittedAt, hunt.FactsSince, hunt.EndedAt).ShouldBe((now, now - TimeSpan.FromHours(24), null));
        hunt.FirstBadLines.ShouldBe([new(3, "is none")]);
        hunt.Trees.ShouldBe(new(3, 0, 0, 0, 0));
        (await _database.Hunts.TreesAsync(id, 0, 9, Cancellation)).Select(t => t.Value).ShouldBe(["n0.com", "n1.com", "n2.com"]);
    }

    [Fact]
    public async Task Submit_OfTheSameKeyByEightAtOnce_MakesOneHunt()
    {
        List<HuntStore> stores = [];
        for (var i = 0; i < 8; i++)
        {
            stores.Add(new(await _database.OpenAsync()));
        }

        var submissions = await Task.WhenAll(stores.Select(s => s.SubmitAsync(Hunt(500, "key"), Cancellation).AsTask()));

        var made = submissions.OfType<Submission.Made>().ShouldHaveSingleItem();
        submissions.OfType<Submission.Repeated>().Select(r => r.Hunt).ShouldBe(Enumerable.Repeat(made.Hunt, 7));
        (await _database.Hunts.ListAsync(null, null, 9, Cancellation)).ShouldHaveSingleItem().Trees.Waiting.ShouldBe(500);
    }

    [Fact]
    public async Task Submit_OfTheSameKey_TellsARepetitionFromOtherContent_AndIsOfTheSubmitter()
    {
        var made = (await _database.Hunts.SubmitAsync(Hunt(1, "key"), Cancellation)).ShouldBeOfType<Submission.Made>();

        (await _database.Hunts.SubmitAsync(Hunt(1, "key"), Cancellation)).ShouldBe(new Submission.Repeated(made.Hunt));
        (await _database.Hunts.SubmitAsync(Hunt(1, "key", hash: 2), Cancellation)).ShouldBe(new Submission.KeyIsTaken(made.Hunt));
        (await _database.Hunts.SubmitAsync(Hunt(1, "key", by: "bob"), Cancellation)).ShouldBeOfType<Submission.Made>().Hunt.ShouldNotBe(made.Hunt);
        (await _database.Hunts.SubmitAsync(Hunt(1), Cancellation)).ShouldBeOfType<Submission.Made>();
        (await _database.Hunts.SubmitAsync(Hunt(1), Cancellation)).ShouldBeOfType<Submission.Made>();
        (await _database.ExecuteAsync("SELECT count(*) FROM explorations")).ShouldBe(4L);
    }

    [Fact]
    public async Task Tallies_AreThoseOfTheTreesThatAreOver_FromAMomentOn()
    {
        var hunt = await _database.SubmitAsync(4);
        await _database.RecordAsync(hunt, 3);
        _database.Time.Advance(TimeSpan.FromSeconds(10));
        await _database.RecordAsync(hunt, 1, TreeState.GivenUp);
        var now = _database.Time.GetUtcNow();

        var all = await _database.Hunts.TalliesAsync(hunt, 0, DateTimeOffset.UnixEpoch, 9, Cancellation);
        var late = await _database.Hunts.TalliesAsync(hunt, 0, now, 9, Cancellation);
        var behind = await _database.Hunts.TalliesAsync(hunt, 1, DateTimeOffset.UnixEpoch, 9, Cancellation);

        all.Select(t => (t.Number, t.DoneAt, t.Tally?.BySource["S"].Asked, t.Problem))
            .ShouldBe([(1, now, null, "given up\0"), (3, now - TimeSpan.FromSeconds(10), 1, null)]);
        late.Select(t => t.Number).ShouldBe([1]);
        behind.Select(t => t.Number).ShouldBe([3]);
    }
}
