using IocExplorer.Messages;
using IocExplorer.Messages.Service;
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
        (hunt.Name, hunt.SubmittedBy, hunt.State, hunt.Depth, hunt.Seeds, hunt.Duplicates, hunt.BadLines, hunt.Nodes).ShouldBe(("a hunt", "ana", HuntState.Running, 3, 3, 2, 1, 0));
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
    public async Task PauseResumeCancel_ChangeTheStatesThatAllowIt()
    {
        var hunt = await _database.SubmitAsync(1);
        var hunts = _database.Hunts;

        (await hunts.ResumeAsync(hunt, Cancellation)).ShouldBeFalse();
        (await hunts.PauseAsync(hunt, Cancellation)).ShouldBeTrue();
        (await hunts.PauseAsync(hunt, Cancellation)).ShouldBeFalse();
        (await _database.TakeAsync(hunt, 1)).ShouldBeEmpty();
        (await hunts.ResumeAsync(hunt, Cancellation)).ShouldBeTrue();
        (await _database.TakeAsync(hunt, 1)).Count.ShouldBe(1);
        (await hunts.CancelAsync(hunt, Cancellation)).ShouldBeTrue();
        (await _database.ViewAsync(hunt)).EndedAt.ShouldBe(_database.Time.GetUtcNow());
        (await hunts.CancelAsync(hunt, Cancellation)).ShouldBeFalse();
        (await hunts.ResumeAsync(hunt, Cancellation)).ShouldBeFalse();
        (await hunts.PauseAsync(new(4711), Cancellation)).ShouldBeFalse();
    }

    [Fact]
    public async Task Retry_SendsBackWhatLacksSomething_AndKeepsWhatIsComplete()
    {
        var hunt = await _database.SubmitAsync(4);
        var trees = await _database.TakeAsync(hunt, 3);
        await _database.FinishAsync(trees[0].Lease);
        await _database.FinishAsync(trees[1].Lease, TreeState.WithMissing);
        await _database.FinishAsync(trees[2].Lease, TreeState.GivenUp);
        await _database.Hunts.CancelAsync(hunt, Cancellation);
        _database.Time.Advance(TimeSpan.FromMinutes(5));

        (await _database.Hunts.RetryAsync(hunt, Cancellation)).ShouldBe(3);

        var view = await _database.ViewAsync(hunt);
        (view.State, view.EndedAt, view.Nodes, view.Trees).ShouldBe((HuntState.Running, null, 7, new TreeTotals(3, 0, 1, 0, 0)));
        (await _database.Hunts.LookAsync(hunt, Cancellation))!.FailuresSince.ShouldBe(_database.Time.GetUtcNow());
        (await _database.Hunts.ResultsAsync(hunt, 0, 9, Cancellation)).Select(t => t.Number).ShouldBe([1, 2]);
        (await _database.TakeAsync(hunt, 9)).Select(t => t.Lease.Number).ShouldBe([2, 3, 4]);
        (await _database.Hunts.RetryAsync(hunt, Cancellation)).ShouldBe(0);
    }

    [Fact]
    public async Task Retry_OfAHuntThatLacksNothing_ChangesNothing()
    {
        var hunt = await _database.SubmitAsync(1);
        await _database.FinishAsync((await _database.TakeAsync(hunt, 1))[0].Lease);
        var before = await _database.ViewAsync(hunt);

        (await _database.Hunts.RetryAsync(hunt, Cancellation)).ShouldBe(0);

        (await _database.ViewAsync(hunt)).EndedAt.ShouldBe(before.EndedAt);
    }

    [Fact]
    public async Task Delete_TakesTreesAndResultsAlong_AndOnlyOfAHuntThatIsOver()
    {
        var (hunt, other) = (await _database.SubmitAsync(2), await _database.SubmitAsync(1));
        var trees = await _database.TakeAsync(hunt, 2);
        await _database.FinishAsync(trees[0].Lease);

        (await _database.Hunts.DeleteAsync(hunt, Cancellation)).ShouldBeFalse();
        await _database.Hunts.CancelAsync(hunt, Cancellation);
        (await _database.Hunts.DeleteAsync(hunt, Cancellation)).ShouldBeTrue();

        (await _database.FinishAsync(trees[1].Lease)).ShouldBeFalse();
        (await _database.Hunts.FindAsync(hunt, Cancellation)).ShouldBeNull();
        (await _database.Hunts.LookAsync(hunt, Cancellation)).ShouldBeNull();
        (await _database.ExecuteAsync("SELECT count(*) FROM results")).ShouldBe(0L);
        (await _database.ExecuteAsync("SELECT count(*) FROM explorations")).ShouldBe(1L);
        (await _database.Hunts.DeleteAsync(hunt, Cancellation)).ShouldBeFalse();
        (await _database.ViewAsync(other)).State.ShouldBe(HuntState.Running);
    }

    [Fact]
    public async Task PauseAndCancel_TakeBackWhatWaitsInTheLedger_AndLeaveWhatIsClaimedAndWhatOthersAsk()
    {
        var (hunt, other) = (await _database.SubmitAsync(1), await _database.SubmitAsync(1));
        var ledger = _database.Store.Ledger;
        var operation = (await ledger.RegisterAsync([new("S", "o", "v1", [IocType.Domain], true)], Cancellation))[0];
        var now = _database.Time.GetUtcNow();
        var freshness = new Freshness(now - TimeSpan.FromHours(1), now);
        await ledger.AskAsync(new(hunt, freshness, [.. Enumerable.Range(0, 10).Select(i => new QueryToAsk(operation, new(IocType.Domain, $"a{i}.com")))]), Cancellation);
        await ledger.AskAsync(new(other, freshness, [new(operation, new(IocType.Domain, "b.com"))]), Cancellation);
        await _database.ExecuteAsync($"UPDATE work SET node = {_database.Node.Value}, epoch = 1 WHERE query IN (SELECT query FROM work WHERE hunt = {hunt.Value} ORDER BY turn LIMIT 3)");

        await _database.Hunts.PauseAsync(hunt, Cancellation);

        (await _database.ExecuteAsync($"SELECT count(*) FROM work WHERE hunt = {hunt.Value} AND node IS NOT NULL")).ShouldBe(3L);
        (await _database.ExecuteAsync($"SELECT count(*) FROM work WHERE hunt = {hunt.Value} AND node IS NULL")).ShouldBe(0L);
        (await _database.ExecuteAsync($"SELECT count(*) FROM work WHERE hunt = {other.Value}")).ShouldBe(1L);
        await ledger.AskAsync(new(hunt, freshness, [new(operation, new(IocType.Domain, "a9.com"))]), Cancellation);
        (await _database.ExecuteAsync($"SELECT count(*) FROM work WHERE hunt = {hunt.Value} AND node IS NULL")).ShouldBe(1L);
    }

    [Fact]
    public async Task Tallies_AreThoseOfTheTreesThatAreOver_FromAMomentOn()
    {
        var hunt = await _database.SubmitAsync(4);
        var trees = await _database.TakeAsync(hunt, 4);
        await _database.FinishAsync(trees[2].Lease);
        _database.Time.Advance(TimeSpan.FromSeconds(10));
        await _database.FinishAsync(trees[0].Lease, TreeState.GivenUp);
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
